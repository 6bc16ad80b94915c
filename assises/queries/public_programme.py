"""One edition and its programme as anyone reads them: plain values, in two prepared queries."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from actors.themes import Theme
from assises.models import Edition, Session, SessionKind, Speaker
from assises.queries.places import words_of_places
from reims_solidarite.kit.prepared import prepared

FIELDS = tuple(field.attname for field in Edition._meta.concrete_fields)


class PublicSession(NamedTuple):
    """One session; `left` is None when its places are not limited."""

    kind: str
    starts_at: datetime
    ends_at: datetime | None
    theme: str
    title: str
    room: str
    points: tuple[str, ...]
    speakers: tuple[tuple[str, tuple[str, ...]], ...]
    left: int | None
    queue: int

    @property
    def kind_label(self) -> str:
        return str(SessionKind(self.kind).label)

    @property
    def theme_label(self) -> str:
        return str(Theme(self.theme).label) if self.theme else ""

    @property
    def is_full(self) -> bool:
        return self.left is not None and (self.left <= 0 or self.queue > 0)

    @property
    def words(self) -> str:
        return words_of_places(self.left, self.queue)


class PublicSlot(NamedTuple):
    """Sessions that run at the same time; workshops are chosen, the others are for everybody."""

    starts_at: datetime
    ends_at: datetime | None
    is_choice: bool
    sessions: tuple[PublicSession, ...]


@prepared
def _edition(year: int) -> QuerySet[Any, Any]:
    return Edition.objects.filter(year=year).values_list(*FIELDS)


@prepared
def _sessions(edition: int) -> QuerySet[Any, Any]:
    speakers = Speaker.objects.filter(session=OuterRef("pk")).order_by("position", "pk")
    said = ArraySubquery(speakers.values(row=JSONObject(name="name", functions="functions")))
    return (
        Session.objects.filter(edition=edition)
        .with_places()
        .annotate(announced=said)
        .order_by("starts_at", "ends_at", "pk")
        .values_list(
            *("kind", "starts_at", "ends_at", "theme", "title", "room", "points", "announced"),
            *("capacity", "taken", "queue"),
        )
    )


def edition_of(year: int) -> Edition | None:
    """Drafts too: whether they may be shown is for the page to ask."""
    if not MINYEAR <= year <= MAXYEAR:
        return None
    for row in _edition(year=year):
        return Edition.from_db("default", FIELDS, row)
    return None


def programme_of(edition: Edition) -> tuple[PublicSlot, ...]:
    """Slots in order, each with its sessions."""
    slots: dict[tuple[datetime, datetime | None, bool], list[PublicSession]] = {}
    for row in _sessions(edition=edition.pk):
        kind, starts, ends, theme, title, room, points, announced, capacity, taken, queue = row
        said = tuple((one["name"], tuple(one["functions"])) for one in announced)
        left = None if capacity is None else max(capacity - taken, 0)
        session = PublicSession(
            kind, starts, ends, theme, title, room, tuple(points), said, left, queue
        )
        is_choice = session.kind == SessionKind.WORKSHOP
        slots.setdefault((session.starts_at, session.ends_at, is_choice), []).append(session)
    return tuple(PublicSlot(*key, sessions=tuple(found)) for key, found in slots.items())
