"""The day sheet: on screen to be printed, or as a tagged PDF."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.letters.day_sheet import day_sheet_pdf
from epicerie.models import OpeningDay
from epicerie.queries.planning import posts_of_day
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled


def _sheet(pk: int) -> dict[str, Any]:
    opening = get_object_or_404(OpeningDay, pk=pk)
    return {"opening": opening, "posts": posts_of_day(opening)}


@ruled(rules.GROCERY)
@require_safe
def day_sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """For the printer, and readable on screen."""
    return render(request, "epicerie/staff/day_sheet.html", _sheet(pk))


@ruled(rules.GROCERY)
@require_safe
def day_sheet_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same sheet as a PDF."""
    sheet = _sheet(pk)
    content = day_sheet_pdf(sheet["opening"], sheet["posts"], at=now())
    response = HttpResponse(content, content_type="application/pdf")
    name = f"feuille-{sheet['opening'].day.isoformat()}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
