"""The editions, one programme, and what an edition changed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actors import rules
from assises.models import Edition, EditionState
from assises.queries.changes import changes_of
from assises.queries.public_programme import edition_of, programme_of
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.http import ruled


@ruled(rules.PUBLIC)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Editions to come, the next one first, then the past ones."""
    at = now()
    editions = list(Edition.objects.visible_to(request.user))  # type: ignore[arg-type]
    coming = sorted((e for e in editions if e.date >= paris_day(at)), key=lambda e: e.date)
    context = {
        "coming": coming,
        "past": [e for e in editions if e.date < paris_day(at)],
        "open_years": {e.year for e in editions if e.takes_registrations(at)},
    }
    return render(request, "assises/public/index.html", context)


@ruled(rules.PUBLIC)
@require_safe
def programme(request: HttpRequest, year: int) -> HttpResponse:
    """The day by time slot; places left are told only while people may register."""
    at = now()
    edition = _edition(request, year)
    context = {
        "edition": edition,
        "slots": programme_of(edition),
        "is_open": edition.takes_registrations(at),
        "is_past": edition.date < paris_day(at),
        "crumbs": _crumbs(edition, last=str(edition.year)),
    }
    return render(request, "assises/public/programme.html", context)


@ruled(rules.PUBLIC)
@require_safe
def changes(request: HttpRequest, year: int) -> HttpResponse:
    """Counted again at each reading, never retyped."""
    edition = _edition(request, year)
    context = {
        "edition": edition,
        "changes": changes_of(edition),
        "crumbs": _crumbs(edition, last="Ce que l’édition a changé"),
    }
    return render(request, "assises/public/changes.html", context)


def _edition(request: HttpRequest, year: int) -> Edition:
    """A draft exists for the staff only, as `visible_to` says of the lists."""
    edition = edition_of(year)
    drafts = request.user.is_authenticated and request.user.is_staff
    if edition is None or (edition.state == EditionState.DRAFT and not drafts):
        raise Http404
    return edition


def _crumbs(edition: Edition, *, last: str) -> list[dict[str, str]]:
    crumbs = [{"label": "Assises", "url": reverse("assises:index")}]
    if last != str(edition.year):
        url = reverse("assises:programme", args=[edition.year])
        crumbs.append({"label": str(edition.year), "url": url})
    return [*crumbs, {"label": last}]
