"""Hours for the coordinator: by person, by association, the ledger of one person, extra hours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actors import rules
from actors.models import Organisation
from actors.views.signed_in import SignedInRequest
from epicerie.actions.hours import add_hours, withdraw_hours
from epicerie.forms.hours import ExtraHoursForm, ReasonOfReversalForm, span_of
from epicerie.forms.refusals import add_refusal
from epicerie.models import HoursEntry, Volunteer
from epicerie.queries.given import SHIFTS, associations_given, cents_of
from epicerie.queries.hour_value import Rates
from epicerie.queries.hours import hours_of
from epicerie.views.frame import task_context
from epicerie.views.hours_files import certificate_file, euros, valuation_file, volunteer_file
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.lists import ListPage
from reims_solidarite.kit.templatetags.french import duration
from reims_solidarite.kit.transitions import Refused

HOURS = ("Heures", "/admin/epicerie/heures/")


class HoursList(ListPage):
    """Volunteers with what they gave over the period."""

    rule = rules.GROCERY
    template_name = "epicerie/staff/hours.html"
    search = ("user__first_name", "user__last_name")
    sorts = {
        "nom": ("nom", ("user__sort_key", "user__first_name")),
        "heures": ("heures", ("-minutes",)),
    }
    export_name = "heures"
    columns = {
        "Nom": lambda row: row.user.last_name,
        "Prénom": lambda row: row.user.first_name,
        "Ouvertures": lambda row: row.shifts,
        "Minutes": lambda row: row.minutes,
        "Heures": lambda row: duration(row.minutes),
        "Valeur (€)": lambda row: euros(row.cents),
    }

    def rows(self) -> QuerySet[Any]:
        self.span, self.form = span_of(self.request.GET, today=today())
        self.entries = HoursEntry.objects.visible_to(self.request.user)  # type: ignore[arg-type]
        given = (
            self.entries.between(*self.span)
            .filter(volunteer=OuterRef("pk"))
            .order_by()
            .values("volunteer")
        )

        def total(what: Any) -> Any:
            found = Subquery(given.annotate(n=what).values("n"))
            return Coalesce(found, 0, output_field=IntegerField())

        return (
            Volunteer.objects.visible_to(self.request.user)  # type: ignore[arg-type]
            .select_related("user")
            .annotate(minutes=total(Sum("amount")), shifts=total(SHIFTS))
            .filter(minutes__gt=0)
        )

    def rows_shown(self, rows: Sequence[Any]) -> None:
        """What each gave is worth, for the rows that are shown."""
        cents = cents_of(self.entries.filter(volunteer__in=[row.pk for row in rows]), self.span)
        for row in rows:
            row.cents = cents[row.pk]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        kept = context["kept"]
        return {
            **task_context(self.request, "Heures de bénévolat"),
            **context,
            "form": self.form,
            "rates": Rates(*self.span).all(),
            "page_query": f"{kept}&" if kept else "",
        }


@ruled(rules.GROCERY)
@require_safe
def by_association(request: SignedInRequest) -> HttpResponse:
    """What each association gave, and its value."""
    span, form = span_of(request.GET, today=today())
    rows = associations_given(span)
    context = {
        **task_context(request, "Heures par association", HOURS),
        "form": form,
        "rows": rows,
        "minutes": sum(row.minutes for row in rows),
        "cents": sum(row.cents for row in rows),
        "rates": Rates(*span).all(),
        "query": request.GET.urlencode(),
    }
    return render(request, "epicerie/staff/hours_by_association.html", context)


@ruled(rules.GROCERY)
@require_safe
def association_file(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """One association's certificate, PDF or XLSX."""
    span, _ = span_of(request.GET, today=today())
    return valuation_file(get_object_or_404(Organisation, pk=pk), span, kind)


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_hours(request: SignedInRequest, pk: int) -> HttpResponse:
    """One person's ledger; POST adds hours outside an opening."""
    shown = get_object_or_404(
        Volunteer.objects.visible_to(request.user).select_related("user"), pk=pk
    )
    form = ExtraHoursForm(request.POST or None, initial={"day": today()})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            add_hours(
                shown,
                day=typed["day"],
                minutes=form.minutes(),
                kind=typed["kind"],
                reason=typed["reason"],
                by=request.user,
                at=now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Les heures sont comptées.")
            return redirect("epicerie:volunteer_hours", shown.pk)
    span, period = span_of(request.GET, today=today())
    entries = HoursEntry.objects.visible_to(request.user).filter(volunteer=shown)
    context = {
        **task_context(request, f"Heures de {shown}", HOURS),
        "volunteer": shown,
        "given": hours_of(shown),
        "entries": entries.between(*span)
        .with_reversals()
        .select_related("organisation")
        .order_by("-day", "-pk"),
        "form": form,
        "period": period,
        "query": request.GET.urlencode(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "epicerie/staff/volunteer_hours.html", context, status=status)


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back extra hours, with the reason."""
    entry = get_object_or_404(
        HoursEntry.objects.visible_to(request.user).select_related("volunteer__user"), pk=pk
    )
    form = ReasonOfReversalForm(request.POST or None)
    back = reverse("epicerie:volunteer_hours", args=[entry.volunteer_id])
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_hours(entry, reason=form.cleaned_data["reason"], by=request.user, at=now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Ces heures ne comptent plus.")
            return redirect(back)
    context = {
        **task_context(request, "Annuler des heures", HOURS, (str(entry.volunteer), back)),
        "lead": f"{duration(entry.amount)}, le {entry.day:%d/%m/%Y} : {entry.reason}",
        "form": form,
        "send": "Annuler ces heures",
        "danger": True,
        "back": back,
    }
    status = 422 if form.is_bound else 200
    return render(request, "epicerie/staff/form.html", context, status=status)


@ruled(rules.GROCERY)
@require_safe
def certificate(request: SignedInRequest, pk: int) -> HttpResponse:
    """One person's certificate over the period."""
    shown = get_object_or_404(
        Volunteer.objects.visible_to(request.user).select_related("user"), pk=pk
    )
    span, _ = span_of(request.GET, today=today())
    entries = HoursEntry.objects.visible_to(request.user).filter(volunteer=shown)
    return certificate_file(shown, entries, span)


@ruled(rules.GROCERY)
@require_safe
def volunteer_sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """One person's hours and their value over the period, XLSX."""
    shown = get_object_or_404(
        Volunteer.objects.visible_to(request.user).select_related("user"), pk=pk
    )
    span, _ = span_of(request.GET, today=today())
    entries = HoursEntry.objects.visible_to(request.user).filter(volunteer=shown)
    return volunteer_file(shown, entries, span)
