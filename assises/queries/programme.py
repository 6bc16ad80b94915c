"""The programme by time slot, with the places left while people may register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assises.models import Edition, Session, SessionKind
from assises.queries.places import words_of_places


@dataclass(frozen=True)
class Place:
    """One session as the page shows it; `left` is None when its places are not limited."""

    session: Session
    left: int | None
    queue: int

    @property
    def is_full(self) -> bool:
        return self.left is not None and (self.left <= 0 or self.queue > 0)

    @property
    def words(self) -> str:
        return words_of_places(self.left, self.queue)


@dataclass(frozen=True)
class Slot:
    """Sessions that run at the same time."""

    starts_at: datetime
    ends_at: datetime | None
    places: list[Place]

    @property
    def is_choice(self) -> bool:
        """Workshops, one of which is chosen."""
        return self.places[0].session.kind == SessionKind.WORKSHOP


def slots_of(edition: Edition) -> list[Slot]:
    """Two queries: sessions with their counts, and their speakers."""
    rows = Session.objects.filter(edition=edition).with_places().prefetch_related("speakers")
    grouped: dict[tuple[datetime, datetime | None, bool], list[Place]] = {}
    for session in rows.order_by("starts_at", "ends_at", "pk"):
        taken, queue = session.taken, session.queue  # type: ignore[attr-defined]
        left = None if session.capacity is None else max(session.capacity - taken, 0)
        is_workshop = session.kind == SessionKind.WORKSHOP
        key = (session.starts_at, session.ends_at, is_workshop)
        grouped.setdefault(key, []).append(Place(session, left, queue))
    return [Slot(starts, ends, places) for (starts, ends, _), places in grouped.items()]
