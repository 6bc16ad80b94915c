"""The rota board: a quarter of openings, and one opening with its people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from epicerie.models import Assignment, OpeningDay, OpeningNeed, Post, ReplacementCall
from epicerie.queries.call_pages import call_of, last_call
from epicerie.states import OpeningState, PlaceState
from reims_solidarite.kit.prepared import prepared


class Cell(NamedTuple):
    """One post of one day."""

    label: str
    filled: int
    places: int
    missing: int


class BoardDay(NamedTuple):
    """One opening on the board, with a cell for each post, in order."""

    pk: int
    day: date
    cancelled: bool
    missing: int
    cells: tuple[Cell, ...]

    @property
    def missing_words(self) -> str:
        """Short: it stands in a column."""
        return f"Manque {self.missing}"


@dataclass(frozen=True)
class Board:
    """Posts in order, and the days of the period: plain values."""

    posts: tuple[str, ...]
    days: tuple[BoardDay, ...]

    @property
    def missing(self) -> int:
        return sum(day.missing for day in self.days if not day.cancelled)


@prepared
def _openings(since: date, until: date) -> QuerySet[Any, Any]:
    return OpeningDay.objects.between(since, until).values_list("pk", "day", "state")


@prepared
def _needs(since: date, until: date) -> QuerySet[Any, Any]:
    return (
        OpeningNeed.objects.filter(opening__day__gte=since, opening__day__lt=until)
        .annotate(filled=Count("assignments", filter=Q(assignments__state=PlaceState.ACTIVE)))
        .order_by()
        .values_list("opening_id", "post__code", "filled", "places")
    )


@prepared
def _posts() -> QuerySet[Any, Any]:
    return Post.objects.values_list("code", "label")


def board(since: date, until: date) -> Board:
    """Openings from `since` to `until` excluded; three queries whatever their number."""
    posts = _posts()
    counted: dict[int, dict[str, tuple[int, int]]] = {}
    for opening, code, filled, places in _needs(since=since, until=until):
        counted.setdefault(opening, {})[code] = (filled, places)
    days = []
    for pk, day, state in _openings(since=since, until=until):
        cancelled = state == OpeningState.CANCELLED
        found = counted.get(pk, {})
        missing = sum(places - filled for filled, places in found.values())
        cells = []
        for code, label in posts:
            filled, places = found.get(code, (0, 0))
            cells.append(Cell(label, filled, places, 0 if cancelled else places - filled))
        days.append(BoardDay(pk, day, cancelled, missing, tuple(cells)))
    return Board(tuple(label for _, label in posts), tuple(days))


@dataclass
class PostOfDay:
    """One post of an opening with the people who hold it."""

    need: OpeningNeed
    held: list[Assignment] = field(default_factory=list)
    call: ReplacementCall | None = None
    asked: int = 0

    @property
    def missing(self) -> int:
        return max(self.need.places - len(self.held), 0)

    @property
    def is_called(self) -> bool:
        """Is somebody looked for now?"""
        return self.call is not None and self.call.ended_at is None

    @property
    def empty_places(self) -> range:
        """For the lines left blank on the day sheet."""
        return range(self.missing)


def posts_of_day(opening: OpeningDay) -> list[PostOfDay]:
    """Posts in order with their people and the last call of each; three queries."""
    needs: QuerySet[Any] = (
        OpeningNeed.objects.filter(opening=opening)
        .select_related("post", "opening")
        .annotate(last_call=last_call())
    )
    posts = {}
    for need in needs:
        call, asked = call_of(need.last_call)
        posts[need.pk] = PostOfDay(need, call=call, asked=asked)
    held = (
        Assignment.objects.active()
        .filter(opening=opening)
        .select_related("volunteer__user")
        .prefetch_related("volunteer__affiliations__organisation")
        .order_by("place_number")
    )
    for row in held:
        posts[row.need_id].held.append(row)
    return list(posts.values())
