"""What a changed usual day would do to the openings to come: read before it is applied."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from django.db.models import Count, Q, QuerySet

from epicerie.models import OpeningDay, OpeningNeed, PatternNeed, Post
from epicerie.queries.calendar_plan import KnownDays, known_days
from epicerie.queries.usual_day import UsualDay
from reims_solidarite.kit.dates import paris_day

ONE_DAY = timedelta(days=1)
Need = tuple[int, int]


class Fate(Enum):
    """What becomes of an opening to come."""

    KEPT = "kept"
    NEEDS = "needs"
    HOURS = "hours"
    LEFT = "left"


@dataclass(frozen=True)
class NeedChange:
    """One post whose places or trained people change; `before` None: the day had no such post."""

    post: Post
    before: Need | None
    after: Need
    held: int

    @property
    def blocked(self) -> bool:
        """A held place would disappear."""
        return self.held > self.after[0]


@dataclass
class DayEffect:
    """One opening to come: its needs once applied, what changes, what was set for that day."""

    opening: OpeningDay
    people: int
    standbys: int
    fate: Fate = Fate.KEPT
    clash: bool = False
    needs: dict[int, Need] = field(default_factory=dict)
    changes: list[NeedChange] = field(default_factory=list)
    blocked: list[NeedChange] = field(default_factory=list)
    own: list[Post] = field(default_factory=list)

    @property
    def by_hand(self) -> bool:
        """Added outside the usual week, which does not rule it."""
        return self.opening.pattern_id is None

    def facts(self) -> tuple[Any, ...]:
        """What was shown of it: if one of these moves, the preview is to be read again."""
        changes = tuple((c.post.pk, c.before, c.after, c.held) for c in self.changes + self.blocked)
        held = self.people if self.fate is Fate.LEFT else 0
        return self.opening.pk, self.fate.value, self.clash, held, changes, len(self.own)


@dataclass(frozen=True)
class PatternEffect:
    """Days added, days skipped with the reason, openings to come with their fate."""

    added: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    days: tuple[DayEffect, ...]

    def of(self, fate: Fate) -> list[DayEffect]:
        return [day for day in self.days if day.fate is fate]

    @property
    def kept(self) -> list[DayEffect]:
        return self.of(Fate.KEPT)

    @property
    def changed(self) -> list[DayEffect]:
        return self.of(Fate.NEEDS)

    @property
    def moved(self) -> list[DayEffect]:
        return self.of(Fate.HOURS)

    @property
    def left(self) -> list[DayEffect]:
        return self.of(Fate.LEFT)

    @property
    def nothing(self) -> bool:
        """No opening would be added, changed or opened again."""
        return not (self.added or self.moved or any(day.changes for day in self.changed))

    @property
    def seal(self) -> str:
        """The same seal: the same effect as the one that was read."""
        shown = (self.added, tuple(day.facts() for day in self.days))
        return hashlib.sha256(repr(shown).encode()).hexdigest()


def openings_ruled(asked: UsualDay, *, at: datetime) -> QuerySet[OpeningDay]:
    """Openings of that weekday and site, from that date on, that have not begun."""
    return OpeningDay.objects.planned().filter(
        site=asked.site,
        day__iso_week_day=asked.weekday + 1,
        day__gte=asked.since,
        period__startswith__gt=at,
    )


def pattern_effect(asked: UsualDay, *, at: datetime) -> PatternEffect:
    """Seven queries whatever the number of openings."""
    standing = Count("standbys", filter=Q(standbys__ended_at=None))
    rows: QuerySet[Any] = openings_ruled(asked, at=at).annotate(standing=standing)
    openings = list(rows.order_by("day", "starts", "pk"))
    needs: dict[int, dict[int, Any]] = {}
    for need in OpeningNeed.objects.filter(opening__in=openings).order_by("pk").with_filled():
        needs.setdefault(need.opening_id, {})[need.post_id] = need
    old: dict[int, dict[int, Need]] = {}
    patterns = {opening.pattern_id for opening in openings if opening.pattern_id}
    for usual in PatternNeed.objects.filter(pattern__in=patterns):
        old.setdefault(usual.pattern_id, {})[usual.post_id] = (usual.places, usual.skilled)
    since = max(asked.since, paris_day(at))
    last = OpeningDay.objects.planned().filter(site=asked.site).order_by("-day").first()
    until = max(last.day + ONE_DAY, since) if last else since
    known = known_days(since, until)
    days = [
        _fate(
            asked,
            DayEffect(opening, sum(n.filled for n in found.values()), opening.standing),
            found,
            old.get(opening.pattern_id or 0, {}),
            known,
        )
        for opening in openings
        for found in [needs.get(opening.pk, {})]
    ]
    added, skipped = _new_days(asked, since, until, known)
    return PatternEffect(tuple(added), tuple(skipped), tuple(days))


def _new_days(
    asked: UsualDay, since: date, until: date, known: KnownDays
) -> tuple[list[date], list[tuple[date, str]]]:
    """Up to the last day planned at that site: further on, the calendar is not open yet."""
    added, skipped = [], []
    day = since + timedelta(days=(asked.weekday - since.weekday()) % 7)
    while day < until:
        reason = known.why_not(asked.site.pk, day, asked.starts, asked.ends)
        if not reason:
            added.append(day)
        elif (asked.site.pk, day) not in known.usual:
            skipped.append((day, reason))
        day += timedelta(days=7)
    return added, skipped


def _fate(
    asked: UsualDay,
    effect: DayEffect,
    needs: Mapping[int, Any],
    old: Mapping[int, Need],
    known: KnownDays,
) -> DayEffect:
    opening = effect.opening
    if effect.by_hand:
        return effect
    for post, wanted in asked.needs.items():
        need = needs.get(post.pk)
        before = (need.places, need.skilled) if need else None
        effect.needs[post.pk] = before or wanted
        if before == wanted or (before is None and not wanted[0]):
            continue
        if before is not None and before != old.get(post.pk):
            effect.own.append(post)
            continue
        change = NeedChange(post, before, wanted, need.filled if need else 0)
        if change.blocked:
            effect.blocked.append(change)
        else:
            effect.needs[post.pk] = wanted
            effect.changes.append(change)
    if (opening.starts, opening.ends) != (asked.starts, asked.ends):
        others = list(known.hours[opening.site_id, opening.day])
        others.remove((opening.starts, opening.ends))
        effect.clash = any(s < asked.ends and asked.starts < e for s, e in others)
        stays = effect.people or effect.standbys or effect.clash
        effect.fate = Fate.LEFT if stays else Fate.HOURS
    elif effect.changes or effect.blocked:
        effect.fate = Fate.NEEDS
    return effect
