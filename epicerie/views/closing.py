"""The days of the till, and closing one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.closing import close_till
from epicerie.forms.closing import ClosingForm
from epicerie.forms.refusals import add_refusal
from epicerie.models import TillClosing
from epicerie.queries.till_days import sold_on, tickets_of, till_days
from epicerie.views.frame import task_context
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.dates import FIRST_YEAR, LAST_YEAR
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.lists import ListPage
from reims_solidarite.kit.money import plain_cents
from reims_solidarite.kit.templatetags.french import french_date
from reims_solidarite.kit.transitions import Refused


class TillDays(ListPage):
    """Days with tickets; the export is what the accountant asks for."""

    rule = rules.STOCK_READER
    template_name = "epicerie/staff/till_days.html"
    request: SignedInRequest
    paginate_by = 50
    export_name = "caisse"
    columns = {
        "Jour": lambda row: f"{row['day']:%d/%m/%Y}",
        "Tickets": lambda row: row["tickets"],
        "Valeur (€)": lambda row: plain_cents(row["value"]),
        "Encaissé (€)": lambda row: plain_cents(row["paid"]),
        "Compté (€)": lambda row: (
            plain_cents(row["closing"].counted_cents) if row["closing"] else ""
        ),
        "Clôture": lambda row: str(row["closing"] or ""),
        "Explication": lambda row: row["closing"].note if row["closing"] else "",
    }

    def rows(self) -> Any:
        return till_days()

    def rows_shown(self, rows: Any) -> None:
        closings = TillClosing.objects.visible_to(self.request.user)
        found = {one.day: one for one in closings.filter(day__in=[row["day"] for row in rows])}
        for row in rows:
            row["closing"] = found.get(row["day"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **task_context(self.request, "Caisse : les jours"),
            **super().get_context_data(**kwargs),
            "may_sell": rules.GROCERY.allows(self.request.user),
        }


@ruled(rules.STOCK_READER)
@require_http_methods(["GET", "HEAD", "POST"])
def till_day(request: SignedInRequest, day: str) -> HttpResponse:
    """One day: its tickets, and for the coordinator its closing."""
    if request.method == "POST" and not rules.GROCERY.allows(request.user):
        raise PermissionDenied
    on = _day(day)
    sold = sold_on(on)
    closing = TillClosing.objects.visible_to(request.user).filter(day=on).first()
    form = ClosingForm(request.POST or None, initial={"seen": sold.paid_cents})
    if request.method == "POST" and form.is_valid():
        try:
            made = close_till(
                on,
                seen_cents=form.cleaned_data["seen"],
                counted_cents=form.cleaned_data["counted"],
                note=form.cleaned_data["note"],
                by=request.user,
                at=now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
            form.data = {**form.data.dict(), "seen": str(sold.paid_cents)}  # type: ignore[attr-defined]
        else:
            messages.success(request, f"{made} : la caisse de ce jour est close.")
            return redirect("epicerie:till_day", day)
    context = {
        **task_context(
            request,
            f"Caisse du {french_date(on)}",
            ("Caisse", reverse("epicerie:till_days")),
        ),
        "day": on,
        "sold": sold,
        "tickets": tickets_of(on).select_related("by"),
        "closing": closing,
        "form": form,
        "may_close": rules.GROCERY.allows(request.user) and sold.tickets and closing is None,
    }
    return render(
        request, "epicerie/staff/till_day.html", context, status=422 if form.is_bound else 200
    )


def _day(typed: str) -> date:
    try:
        day = date.fromisoformat(typed)
    except ValueError as error:
        raise Http404 from error
    if not FIRST_YEAR < day.year < LAST_YEAR:
        raise Http404
    return day
