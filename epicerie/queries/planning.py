"""The rota board: a quarter of openings, and one opening with its people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet

from epicerie.models import Assignment, OpeningDay, OpeningNeed, Post, ReplacementCall
from epicerie.queries.call_pages import call_of, last_call
from epicerie.states import OpeningState, PlaceState
from reims_solidarite.kit.prepared import prepared


class Cell(NamedTuple):
    """One post of one day. `untrained`: people with its skill who are missing."""

    label: str
    filled: int
    places: int
    missing: int
    untrained: int


class BoardDay(NamedTuple):
    """One opening on the board, with a cell for each post, in order.

    `site` is empty where the board shows one site only.
    """

    pk: int
    day: date
    site: str
    cancelled: bool
    confirmed: int
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> int:
        return sum(cell.filled for cell in self.cells)

    @property
    def missing(self) -> int:
        return sum(cell.missing for cell in self.cells)

    @property
    def untrained(self) -> int:
        return sum(cell.untrained for cell in self.cells)

    @property
    def missing_words(self) -> str:
        """Short: it stands in a column."""
        return f"Manque {self.missing}"


class Total(NamedTuple):
    """One post over the whole period."""

    label: str
    filled: int
    places: int
    untrained: int


@dataclass(frozen=True)
class Board:
    """Posts in order, and the days of the period: plain values."""

    posts: tuple[str, ...]
    days: tuple[BoardDay, ...]

    @property
    def kept(self) -> list[BoardDay]:
        """Days that are not cancelled."""
        return [day for day in self.days if not day.cancelled]

    @property
    def missing(self) -> int:
        return sum(day.missing for day in self.kept)

    @property
    def untrained(self) -> int:
        return sum(day.untrained for day in self.kept)

    @property
    def filled(self) -> int:
        return sum(day.filled for day in self.kept)

    @property
    def confirmed(self) -> int:
        return sum(day.confirmed for day in self.kept)

    @property
    def totals(self) -> tuple[Total, ...]:
        """Each post over the period."""
        columns = zip(*(day.cells for day in self.kept), strict=True)
        return tuple(
            Total(
                label,
                sum(cell.filled for cell in column),
                sum(cell.places for cell in column),
                sum(cell.untrained for cell in column),
            )
            for label, column in zip(self.posts, columns, strict=False)
        )


@prepared
def _openings(since: date, until: date) -> QuerySet[Any, Any]:
    return OpeningDay.objects.between(since, until).values_list("pk", "day", "site__label", "state")


ACTIVE = Q(assignments__state=PlaceState.ACTIVE)
TRAINED = ACTIVE & Q(
    assignments__volunteer__skills__skill=F("post__skill"),
    assignments__volunteer__skills__period__contains=F("opening__day"),
)


def _held(where: Q) -> Count:
    """People, whatever the number of skills that each row is repeated for."""
    return Count("assignments", filter=where, distinct=True)


@prepared
def _needs(since: date, until: date) -> QuerySet[Any, Any]:
    return (
        OpeningNeed.objects.filter(opening__day__gte=since, opening__day__lt=until)
        .annotate(
            filled=_held(ACTIVE),
            confirmed=_held(ACTIVE & Q(assignments__confirmed_at__isnull=False)),
            trained=_held(TRAINED),
        )
        .order_by()
        .values_list(
            "opening_id", "post__code", "filled", "places", "confirmed", "skilled", "trained"
        )
    )


@prepared
def _posts() -> QuerySet[Any, Any]:
    return Post.objects.values_list("code", "label", "everyone_skilled")


NOTHING = (0, 0, 0, 0, 0)


def board(since: date, until: date) -> Board:
    """Openings from `since` to `until` excluded; three queries whatever their number."""
    posts = _posts()
    counted: dict[int, dict[str, tuple[int, int, int, int, int]]] = {}
    for opening, code, *numbers in _needs(since=since, until=until):
        counted.setdefault(opening, {})[code] = tuple(numbers)
    openings = _openings(since=since, until=until)
    one_site = len({site for _, _, site, _ in openings}) < 2
    days = []
    for pk, day, site, state in openings:
        cancelled = state == OpeningState.CANCELLED
        found = counted.get(pk, {})
        cells = [
            _cell(label, found.get(code, NOTHING), cancelled=cancelled, strict=strict)
            for code, label, strict in posts
        ]
        confirmed = sum(numbers[2] for numbers in found.values())
        days.append(BoardDay(pk, day, "" if one_site else site, cancelled, confirmed, tuple(cells)))
    return Board(tuple(label for _, label, _ in posts), tuple(days))


def _cell(
    label: str, numbers: tuple[int, int, int, int, int], *, cancelled: bool, strict: bool
) -> Cell:
    """Where everyone has the skill, a missing person is a missing skill: it is told once."""
    filled, places, _, skilled, trained = numbers
    if cancelled:
        return Cell(label, filled, places, 0, 0)
    untrained = 0 if strict else max(0, skilled - trained)
    return Cell(label, filled, places, places - filled, untrained)


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
