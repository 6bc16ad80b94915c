"""The openings of a period, what each needs, and the posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from epicerie.models import OpeningDay, OpeningNeed, Post, halves_of
from epicerie.rota.problem import Opening, SkillNeed


@dataclass(frozen=True)
class Day:
    """An opening for the solver, with what its own words do not say."""

    pk: int
    opening: Opening
    halves: tuple[str, ...]
    begins_at: datetime


def days(since: date, until: date) -> list[Day]:
    """Planned openings from `since` to `until` excluded, of every site; two queries."""
    needs: dict[int, list[tuple[str, str, int, int]]] = {}
    rows = OpeningNeed.objects.filter(
        opening__state="planned", opening__day__gte=since, opening__day__lt=until, places__gt=0
    ).order_by("opening", "post__rank", "post")
    for opening, code, skill, places, skilled in rows.values_list(
        "opening_id", "post__code", "post__skill", "places", "skilled"
    ):
        needs.setdefault(opening, []).append((code, skill, places, skilled))
    return [
        Day(row.pk, _opening(row, needs.get(row.pk, [])), halves_of(row.starts, row.ends), begins)
        for row in OpeningDay.objects.planned().between(since, until).order_by("pk")
        for begins in [row.begins_at]
    ]


def _opening(row: OpeningDay, needs: list[tuple[str, str, int, int]]) -> Opening:
    return Opening(
        id=str(row.pk),
        date=row.day,
        site=str(row.site_id),
        needs={code: places for code, _, places, _ in needs},
        skills=tuple(
            SkillNeed(skill, code, skilled)
            for code, skill, _, skilled in needs
            if skill and skilled
        ),
        starts=row.starts,
        ends=row.ends,
    )


def asked_skills() -> dict[str, tuple[str, ...]]:
    """By post, the skill without which nobody holds it; every post is named. One query."""
    return {
        post.code: (post.needed_skill,) if post.needed_skill else () for post in Post.objects.all()
    }
