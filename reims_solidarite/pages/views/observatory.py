"""`/admin/observatoire/`: needs by district and month, small counts hidden."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors.rules import STAFF
from actors.staff_export import WRITERS
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.http import attach, ruled
from reims_solidarite.pages.queries.observatory import as_rows, indicators

LEAD = (
    "Des ménages différents, par quartier et par mois, pour nourrir l’analyse des besoins sociaux. "
    "Aucune personne n’y est nommée."
)


@ruled(STAFF)
@require_safe
def observatory(request: HttpRequest) -> HttpResponse:
    """The page, or what it shows as a spreadsheet."""
    found = indicators(today())
    wanted = request.GET.get("format", "")
    if wanted in WRITERS:
        write, media = WRITERS[wanted]
        answer = HttpResponse(write(*as_rows(found)), content_type=media)
        attach(answer, f"observatoire.{wanted}")
        return answer
    return render(
        request,
        "pages/observatory.html",
        {
            **admin.site.each_context(request),
            "title": "Observatoire des besoins",
            "lead": LEAD,
            "indicators": found,
            "threshold": found[0].threshold if found else 0,
        },
    )
