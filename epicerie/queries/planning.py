"""The rota board: a quarter of openings, and one opening with its people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q

from epicerie.models import Assignment, OpeningDay, OpeningNeed, Post
from epicerie.states import OpeningState, PlaceState


@dataclass
class BoardDay:
    """One opening on the board: (filled, places) by post code."""

    opening: OpeningDay
    cells: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def filled(self) -> int:
        return sum(filled for filled, _ in self.cells.values())

    @property
    def places(self) -> int:
        return sum(places for _, places in self.cells.values())

    @property
    def missing(self) -> int:
        return self.places - self.filled

    @property
    def missing_words(self) -> str:
        """Short: it stands in a column."""
        return f"Manque {self.missing}"

    @property
    def cancelled(self) -> bool:
        return self.opening.state == OpeningState.CANCELLED


@dataclass(frozen=True)
class Board:
    """Posts in order, and the days of the period."""

    posts: Sequence[Post]
    days: Sequence[BoardDay]

    @property
    def missing(self) -> int:
        return sum(day.missing for day in self.days if not day.cancelled)

    @property
    def lines(self) -> list[tuple[BoardDay, list[dict[str, Any]]]]:
        """Each day with its cells in the order of the posts, ready to be drawn."""
        lines = []
        for day in self.days:
            cells = []
            for post in self.posts:
                filled, places = day.cells.get(post.code, (0, 0))
                cells.append(
                    {
                        "label": post.label,
                        "filled": filled,
                        "places": places,
                        "missing": 0 if day.cancelled else places - filled,
                    }
                )
            lines.append((day, cells))
        return lines


def board(since: date, until: date) -> Board:
    """Openings from `since` to `until` excluded; three queries whatever their number."""
    days = {opening.pk: BoardDay(opening) for opening in OpeningDay.objects.between(since, until)}
    needs = (
        OpeningNeed.objects.filter(opening__day__gte=since, opening__day__lt=until)
        .annotate(filled=Count("assignments", filter=Q(assignments__state=PlaceState.ACTIVE)))
        .order_by()
        .values_list("opening_id", "post__code", "filled", "places")
    )
    for opening_id, code, filled, places in needs:
        days[opening_id].cells[code] = (filled, places)
    return Board(list(Post.objects.all()), list(days.values()))


@dataclass
class PostOfDay:
    """One post of an opening with the people who hold it."""

    need: OpeningNeed
    held: list[Assignment] = field(default_factory=list)

    @property
    def missing(self) -> int:
        return max(self.need.places - len(self.held), 0)

    @property
    def empty_places(self) -> range:
        """For the lines left blank on the day sheet."""
        return range(self.missing)


def posts_of_day(opening: OpeningDay) -> list[PostOfDay]:
    """Posts in order with their people; three queries."""
    needs = OpeningNeed.objects.filter(opening=opening).select_related("post", "opening")
    posts = {need.pk: PostOfDay(need) for need in needs}
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
