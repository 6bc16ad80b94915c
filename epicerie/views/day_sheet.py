"""The day sheet: on screen to be printed, or as a tagged PDF; phones are asked for by POST."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.day_sheet import take_out_phones
from epicerie.letters.day_sheet import day_sheet_pdf
from epicerie.models import OpeningDay
from epicerie.queries.day_sheet import DaySheet, day_sheet_of
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled


def _sheet(request: SignedInRequest, pk: int) -> DaySheet:
    opening = get_object_or_404(OpeningDay.objects.select_related("site"), pk=pk)
    if request.method == "POST":
        return take_out_phones(opening, by=request.user, at=now())
    return day_sheet_of(opening, with_phones=False)


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def day_sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """For the printer, and readable on screen."""
    sheet = _sheet(request, pk)
    context = {"sheet": sheet, "opening": sheet.opening, "with_phones": request.method == "POST"}
    return render(request, "epicerie/staff/day_sheet.html", context)


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def day_sheet_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same sheet as a PDF."""
    sheet = _sheet(request, pk)
    response = HttpResponse(day_sheet_pdf(sheet, at=now()), content_type="application/pdf")
    name = f"feuille-{sheet.opening.day.isoformat()}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
