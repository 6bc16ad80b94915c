"""The users' committee: what it is, when it meets, what came out of it, how to join."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actors import rules
from actors.parameters import value
from actors.queries.committee import public_body
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.http import ruled

SLUG = "comite-des-usagers"


@ruled(rules.PUBLIC)
@require_safe
def committee(request: HttpRequest) -> HttpResponse:
    """Also answers before the committee's content is loaded: an empty state, never an error."""
    at = now()
    context = {
        "committee": public_body(SLUG, at=at),
        "contact_address": value("actors.correction_address", on=paris_day(at)),
        "crumbs": [
            {"label": "Accueil", "url": reverse("home")},
            {"label": "Annuaire", "url": reverse("actors:directory")},
            {"label": "Comité des usagers"},
        ],
    }
    return render(request, "actors/public/committee.html", context)
