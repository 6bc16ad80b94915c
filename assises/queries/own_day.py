"""The day of one registered person, slot by slot, with what they may still do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assises.models import EditionState, Registration, RegistrationState, Seat, SeatState
from assises.queries.programme import Place, slots_of
from reims_solidarite.kit.dates import paris_day


@dataclass(frozen=True)
class OwnPlace:
    """A workshop and what the person has there: "", held, or waiting."""

    place: Place
    state: str

    @property
    def is_held(self) -> bool:
        return self.state == SeatState.HELD

    @property
    def is_awaited(self) -> bool:
        return self.state == SeatState.WAITING


def own_slots(registration: Registration, *, at: datetime) -> dict[str, Any]:
    """Time slots of workshops with the person's own state in each; three queries."""
    edition = registration.edition
    live = Seat.objects.live().filter(registration=registration)
    states = dict(live.values_list("session", "state"))
    choices = [
        {
            "slot": slot,
            "places": [OwnPlace(p, states.get(p.session.pk, "")) for p in slot.places],
            "is_open": slot.starts_at > at,
        }
        for slot in slots_of(edition)
        if slot.is_choice
    ]
    alive = registration.state != RegistrationState.CANCELLED
    running = edition.state == EditionState.PUBLISHED and edition.date >= paris_day(at)
    return {
        "choices": choices,
        "may_change": alive and running,
        "is_cancelled": not alive,
        "is_waiting": registration.state == RegistrationState.WAITING,
    }
