"""The volunteers as the solver sees them: what they may do, what they like, how often they come."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Q, QuerySet

from epicerie.models import Companion, CompanionKind, Liking, PostWish, Volunteer, VolunteerSkill
from epicerie.queries.rota_problem.among import Among, about
from epicerie.queries.rota_problem.senders import home, presence
from epicerie.rota.problem import HeldSkill
from epicerie.rota.problem import Volunteer as Person
from epicerie.rules import Sending

Pair = tuple[int, int, str]
Pairs = tuple[tuple[str, str], ...]


def on_the_rota(holders: Collection[int], sent: Collection[int]) -> QuerySet[Volunteer]:
    """Active people whom an association sends, and whoever holds a place in the period."""
    return Volunteer.objects.filter(Q(active=True, pk__in=sent) | Q(pk__in=holders)).order_by("pk")


def person(
    row: Volunteer,
    sent: list[Sending],
    skills: list[HeldSkill],
    likings: dict[str, int],
    period: tuple[date, date],
) -> Person:
    """A post refused is absent from `posts`."""
    since, until = presence(sent)
    association = home(sent, *period)
    return Person(
        id=str(row.pk),
        association=None if association is None else str(association),
        skills=tuple(skills),
        posts={code: liking for code, liking in likings.items() if liking != Liking.REFUSED},
        novice=row.novice,
        wish_per_4_weeks=Fraction(row.wish_per_4_weeks),
        max_week=row.max_week,
        max_month=row.max_month,
        max_14_days=row.max_14_days,
        min_gap_days=row.min_gap_days,
        since=since,
        until=until,
    )


def held_skills(among: Among = None) -> dict[int, list[HeldSkill]]:
    """By volunteer, the skills of every date: « no longer valid » is told from « never »."""
    found: dict[int, list[HeldSkill]] = {}
    rows = about(VolunteerSkill.objects.order_by("volunteer", "skill", "period"), among)
    for volunteer, skill, period in rows.values_list("volunteer_id", "skill", "period"):
        last = None if period.upper is None else period.upper - timedelta(days=1)
        found.setdefault(volunteer, []).append(HeldSkill(skill, period.lower, last))
    return found


def likings(
    codes: Collection[str], among: Among = None
) -> tuple[dict[str, int], dict[int, dict[str, int]]]:
    """What is liked when nothing was said, and by volunteer what was; one query."""
    usual = dict.fromkeys(sorted(codes), Liking.FINE.value)
    said: dict[int, dict[str, int]] = {}
    rows = about(PostWish.objects.filter(post__code__in=codes).order_by("pk"), among)
    for volunteer, code, liking in rows.values_list("volunteer_id", "post__code", "liking"):
        said.setdefault(volunteer, {})[code] = liking
    return usual, said


def pairs_of(among: Among) -> list[Pair]:
    """Everybody's, or those with one of these people at least; one query."""
    rows = Companion.objects.order_by("pk")
    if among is not None:
        rows = rows.filter(Q(first__in=among) | Q(second__in=among))
    return list(rows.values_list("first_id", "second_id", "kind"))


def companions(pairs: Iterable[Pair], people: Collection[str]) -> tuple[Pairs, Pairs]:
    """(together, apart) among these people."""
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in CompanionKind.values}
    for first, second, kind in pairs:
        if str(first) in people and str(second) in people:
            found[kind].append((str(first), str(second)))
    return tuple(found[CompanionKind.TOGETHER]), tuple(found[CompanionKind.APART])
