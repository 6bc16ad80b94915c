"""Calendar feeds: of one group, of all of them, and of one registered person."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actors import rules
from assises.exports.calendar import Entry, calendar_file
from assises.exports.entries import DOMAIN, meeting_entries, own_entries
from assises.models import WorkingGroup
from assises.queries.links import registration_of
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.http import attach, ruled


def _answer(name: str, uid: str, entries: Iterable[Entry], file_name: str) -> HttpResponse:
    response = HttpResponse(
        calendar_file(name, f"{uid}@{DOMAIN}", entries), content_type="text/calendar; charset=utf-8"
    )
    attach(response, f"{file_name}.ics")
    return response


@ruled(rules.PUBLIC)
@require_safe
def all_groups(request: HttpRequest) -> HttpResponse:
    """Every working group in one feed."""
    entries = meeting_entries(on=today())
    return _answer("Groupes de travail – Solidarité Reims", "groupes", entries, "groupes")


@ruled(rules.PUBLIC)
@require_safe
def one_group(request: HttpRequest, slug: str) -> HttpResponse:
    """One group's feed; its identifier is the group's number, never its name."""
    group = get_object_or_404(WorkingGroup, slug=slug)
    entries = meeting_entries(on=today(), group_slug=slug)
    return _answer(group.name, f"groupe-{group.pk}", entries, group.slug)


@ruled(rules.PUBLIC)
@require_safe
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """The day of one registered person, behind their own link."""
    registration = registration_of(token)
    if registration is None:
        raise Http404
    response = _answer(
        registration.edition.name,
        f"inscription-{registration.uid}",
        own_entries(registration),
        "assises",
    )
    response.headers["Cache-Control"] = "no-store, private"
    return response
