"""What the network's coordinators prepare: places by workshop, measures to book."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, Q, QuerySet

from assises import states
from assises.models import Edition, Measure, Proposal, Registration, Seat
from assises.queries.programme import slots_of


def board_of(edition: Edition) -> dict[str, Any]:
    """Figures of one edition: people, places by workshop, measures, proposals without action."""
    people = Registration.objects.filter(edition=edition).aggregate(
        confirmed=Count("pk", filter=Q(state="confirmee")),
        waiting=Count("pk", filter=Q(state="en_attente")),
        cancelled=Count("pk", filter=Q(state="annulee")),
    )
    asked = Registration.objects.confirmed().filter(edition=edition).exclude(measures=[])
    counted = Counter(code for codes in asked.values_list("measures", flat=True) for code in codes)
    return {
        "people": people,
        "places": [place for slot in slots_of(edition) for place in slot.places],
        # Numbers for the suppliers, never who asked.
        "measures": [(m.label, counted[m.value]) for m in Measure if counted[m.value]],
        "possible": [t for t in states.EDITION.values() if edition.state in t.sources],
        "proposals": list(Proposal.objects.filter(edition=edition, action=None).order_by("code")),
    }


def registration_rows(edition: Edition) -> QuerySet[Registration]:
    """The list of the registered people, with their organisations and live seats."""
    return (
        Registration.objects.filter(edition=edition)
        .select_related("organisation")
        .order_by("name_key", "pk")
    )


def workshops_of(rows: list[Registration]) -> dict[int, str]:
    """The workshops of each registration in words, in one query."""
    words: dict[int, list[str]] = {}
    seats = Seat.objects.live().filter(registration__in=rows).select_related("session")
    for seat in seats.order_by("session__starts_at", "pk"):
        waiting = " (attente)" if seat.state == "en_attente" else ""
        words.setdefault(seat.registration_id, []).append(f"{seat.session.title}{waiting}")
    return {pk: " ; ".join(titles) for pk, titles in words.items()}


def attendance_rows(session_pk: int) -> list[Registration]:
    """Who has a seat in a workshop, by name."""
    return list(
        Registration.objects.confirmed()
        .filter(seats__session=session_pk, seats__state="tenue")
        .select_related("organisation")
        .order_by("name_key", "pk")
    )
