"""The sheet « Où en est ma demande », printed as it stands now."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse

from reims_solidarite.kit.documents import render_pdf
from reims_solidarite.kit.http import attach
from secours_loyer.letters.follow import follow_sheet
from secours_loyer.models import RentRequest


def follow_paper(request: RentRequest, *, at: datetime) -> HttpResponse:
    """Made on demand, kept nowhere: it is true the day it is printed."""
    content = render_pdf("base/sheet.typ", follow_sheet(request, at=at), at=at)
    response = HttpResponse(content, content_type="application/pdf")
    attach(response, f"suivi-{request.number}.pdf".lower())
    return response
