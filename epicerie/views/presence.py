"""Presence for the coordinator: the days, one sheet, its corrections; and the referent's phone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.presence_corrections import confirm_minutes, correct_line, register_guest
from epicerie.forms.presence import CorrectionForm, GuestForm
from epicerie.forms.refusals import add_refusal
from epicerie.models import Attendance, OpeningDay, Volunteer
from epicerie.queries.presence_days import sheet_days, to_sign
from epicerie.queries.presence_duty import referent_duty
from epicerie.views.frame import task_context
from epicerie.views.presence_sheet import write_sheet
from epicerie.views.volunteer_page import volunteer_nav
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.lists import ListPage
from reims_solidarite.kit.templatetags.french import french_date
from reims_solidarite.kit.transitions import Refused

SHEETS = ("Présences", "/admin/epicerie/presence/")


def _sheet_state(row: Any) -> str:
    if row.signed_at:
        return "signée"
    return "à signer" if row.expected or row.begun_at else "personne"


class SheetList(ListPage):
    """Openings that have begun, the latest first; `voir=a-signer` keeps those that wait."""

    rule = rules.GROCERY
    template_name = "epicerie/staff/sheets.html"
    export_name = "presences"
    columns = {
        "Jour": lambda row: f"{row.day:%d/%m/%Y}",
        "Attendus": lambda row: row.expected,
        "Venus": lambda row: row.came,
        "Absents": lambda row: row.absent,
        "Excusés": lambda row: row.excused,
        "Minutes notées": lambda row: row.minutes,
        "Feuille": lambda row: _sheet_state(row),
    }

    def rows(self) -> QuerySet[Any]:
        rows = sheet_days(at=now())
        return to_sign(rows) if self.waiting_only else rows

    @property
    def waiting_only(self) -> bool:
        return self.request.GET.get("voir") == "a-signer"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        kept = context["kept"]
        return {
            **task_context(self.request, "Feuilles de présence"),
            **context,
            "waiting_only": self.waiting_only,
            "page_query": f"{kept}&" if kept else "",
        }


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """One opening's sheet."""
    opening = get_object_or_404(OpeningDay, pk=pk)
    frame = {
        **task_context(request, f"Présence du {french_date(opening.day)}", SHEETS),
        "coordinates": True,
    }
    here = reverse("epicerie:sheet", args=[opening.pk])
    return write_sheet(request, opening, "epicerie/staff/sheet.html", frame, here)


@ruled(rules.VOLUNTEER)
@require_http_methods(["GET", "HEAD", "POST"])
def my_sheet(request: SignedInRequest) -> HttpResponse:
    """The referent of the day, asked again on each request: the shift may have ended."""
    duty = referent_duty(request.user, at=now())
    frame = {"volunteer_nav": volunteer_nav(), "coordinates": False}
    if duty is None:
        if request.method == "POST":
            raise PermissionDenied("not the referent of an opening now")
        return render(request, "epicerie/volunteer/no_sheet.html", frame)
    here = reverse("epicerie:my_sheet")
    return write_sheet(request, duty.opening, "epicerie/volunteer/sheet.html", frame, here)


def _line(request: SignedInRequest, pk: int) -> Attendance:
    lines = Attendance.objects.visible_to(request.user).in_force()
    return get_object_or_404(
        lines.select_related("sheet__opening", "volunteer__user", "assignment"), pk=pk
    )


def _form_page(
    request: SignedInRequest, line: Attendance, title: str, form: Any, **more: Any
) -> HttpResponse:
    opening = line.sheet.opening
    back = reverse("epicerie:sheet", args=[opening.pk])
    context = {
        **task_context(request, title, SHEETS, (french_date(opening.day), back)),
        "form": form,
        "back": back,
        **more,
    }
    status = 422 if form.is_bound else 200
    return render(request, "epicerie/staff/form.html", context, status=status)


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """A line of a signed sheet, with the reason."""
    line = _line(request, pk)
    form = CorrectionForm(request.POST or None, initial={"status": line.status})
    if request.method == "POST" and form.is_valid():
        try:
            correct_line(
                line,
                form.noted(line.sheet.opening.day),
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "La correction est ajoutée, les heures suivent.")
            return redirect("epicerie:sheet", line.sheet.opening_id)
    who = line.volunteer or line.guest_name
    return _form_page(request, line, f"Corriger : {who}", form, send="Ajouter la correction")


@ruled(rules.GROCERY)
@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """The length that waits for the coordination counts whole."""
    line = _line(request, pk)
    try:
        confirm_minutes(line, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "La durée est confirmée, les heures suivent.")
    return redirect("epicerie:sheet", line.sheet.opening_id)


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: SignedInRequest, pk: int) -> HttpResponse:
    """A person noted by name has become a volunteer."""
    line = _line(request, pk)
    people = Volunteer.objects.visible_to(request.user).active().select_related("user")
    form = GuestForm(request.POST or None, volunteers=people)
    if request.method == "POST" and form.is_valid():
        try:
            register_guest(line, form.cleaned_data["volunteer"], by=request.user, at=now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Les heures de cette personne sont comptées.")
            return redirect("epicerie:sheet", line.sheet.opening_id)
    lead = "Inscrivez d’abord la personne parmi les bénévoles, puis choisissez-la ici."
    title = f"Inscrire : {line.guest_name}" if line.guest_name else "Inscrire"
    return _form_page(request, line, title, form, send="C’est cette personne", lead=lead)
