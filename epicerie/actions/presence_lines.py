"""What is said of one person of a presence sheet, with the minutes that follow when none were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from actors import rules
from actors.models import User
from epicerie.models import Attendance, OpeningDay
from epicerie.queries.presence import planned_minutes
from epicerie.states import CAME, Presence
from reims_solidarite.kit.transitions import Refused

EARLIEST = timedelta(hours=3)


@dataclass(frozen=True)
class Noted:
    """What is said of a person. `minutes` None: those planned, or from the arrival to the end."""

    status: str
    arrived_at: datetime | None = None
    minutes: int | None = None


def written(line: Attendance, *, by: User, at: datetime) -> None:
    """Who noted the line, and whether that is enough for a length that differs from the plan."""
    line.noted_at, line.noted_by = at, by
    line.confirmed = rules.GROCERY.allows(by) and not line.is_own


def say(line: Attendance, noted: Noted, opening: OpeningDay) -> None:
    """Put on the line what was said, with the minutes that follow when none were."""
    if noted.status not in Presence.values:
        raise Refused("Choisissez : présent, en retard, absent ou excusé.")
    if noted.status not in CAME:
        line.status, line.arrived_at, line.minutes = noted.status, None, 0
        return
    arrived = noted.arrived_at
    if noted.status == Presence.LATE and arrived is None:
        raise Refused("Indiquez l’heure d’arrivée de la personne en retard.")
    if arrived and not opening.begins_at - EARLIEST <= arrived < opening.finishes_at:
        raise Refused("Vérifiez l’heure d’arrivée : elle est avant la fin de l’ouverture.")
    if noted.status == Presence.LATE and arrived and arrived <= opening.begins_at:
        raise Refused("Une arrivée avant l’heure n’est pas un retard : notez « présent ».")
    minutes = noted.minutes
    if minutes is None:
        minutes = planned_minutes(opening)
        if noted.status == Presence.LATE and arrived:
            minutes = max(1, int((opening.finishes_at - arrived).total_seconds()) // 60)
    line.status, line.arrived_at, line.minutes = noted.status, arrived, minutes
