"""Hard rules that the stored rota breaks, named: who, which day, which rule, where it is mended.

What is judged is every place to come; places of openings that have begun only count in limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from actors.parameters import dated_value
from epicerie.models import Volunteer
from epicerie.parameters import ASSOCIATION_SHARE
from epicerie.queries.rota_problem import Groundwork, lay_ground
from epicerie.rota.checker import Broken, broken_rules
from epicerie.rota.problem import Opening, Problem
from epicerie.rules import counted_on
from epicerie.states import RotaKind
from reims_solidarite.kit.dates import paris_day

# What the checker says of a candidate, said of somebody who is on the rota already.
FAULTS = {
    "absent": "ne peut pas venir : absence, réponse « non » ou départ de l’équipe",
    "declines": "a répondu « jamais » pour ce poste",
    "not_trained": "n’a pas la compétence exigée ce jour-là, ou elle est terminée",
    "other_post": "tient deux postes ce jour-là",
    "overlap": "tient deux places aux mêmes heures",
    "gap": "trop près d’un autre de ses jours",
    "week_full": "plus de places que son maximum par semaine",
    "month_full": "plus de places que son maximum par mois",
    "14_days_full": "plus de places que son maximum en 14 jours",
    "apart": "à ne pas mettre avec {other}",
    "partner_absent": "devait venir avec {other}",
    "association_share": "une association tient plus que sa part des places",
    "no_free_place": "plus de personnes que de places à un poste",
    "unknown": "personne ou jour inconnu du planning",
    "frozen": "un jour commencé a changé",
}
SHARE = "association_share"
NAMED = 40


class Fault(NamedTuple):
    """One broken rule. `person` is empty where it is the whole opening that breaks it."""

    opening: int
    day: date
    rule: str
    volunteer: int | None
    person: str
    other: str = ""

    @property
    def words(self) -> str:
        said = FAULTS[self.rule].format(other=self.other)
        return said if self.person else said[0].upper() + said[1:]


@dataclass(frozen=True)
class Faults:
    """What the board tells: all are counted, the first are named."""

    count: int
    named: tuple[Fault, ...]

    @property
    def unnamed(self) -> int:
        return self.count - len(self.named)


def faults_to_come(since: date, until: date, *, at: datetime) -> Faults | None:
    """For the board of these days; None where they are all past: nothing is left to mend."""
    start = max(since, paris_day(at))
    if start >= until:
        return None
    found = rota_faults(start, until, at=at)
    return Faults(len(found), found[:NAMED])


def rota_faults(since: date, until: date, *, at: datetime) -> tuple[Fault, ...]:
    """Those of the days from `since` to `until` excluded, by day."""
    laid = lay_ground(since, until, kind=RotaKind.REPAIR, at=at, holders_only=True)
    found = [one for one in broken_rules(laid.problem, laid.held) if one.rule != SHARE]
    return _named([*found, *_shares(laid)], laid.problem)


def _shares(laid: Groundwork) -> Iterator[Broken]:
    """The share is asked about day by day.

    A problem knows one association for each person and one share, for the whole of its period.
    """
    share = dated_value(ASSOCIATION_SHARE.name)
    people = {one.id: one for one in laid.problem.volunteers}
    openings = {one.id: one for one in laid.problem.openings}
    for opening, places in groupby(sorted(laid.held, key=lambda p: p.opening), lambda p: p.opening):
        if opening not in openings:
            continue
        held, day = list(places), openings[opening].date
        there = [
            replace(people[place.volunteer], association=_counted(laid, place.volunteer, day))
            for place in held
        ]
        alone = replace(
            laid.problem,
            volunteers=tuple(there),
            openings=(openings[opening],),
            published=None,
            association_share_percent=share.on(day),
        )
        yield from (one for one in broken_rules(alone, held) if one.rule == SHARE)


def _counted(laid: Groundwork, volunteer: str, day: date) -> str | None:
    sending = counted_on(laid.sent.get(int(volunteer), ()), day)
    return None if sending is None else str(sending.organisation)


def _named(found: list[Broken], problem: Problem) -> tuple[Fault, ...]:
    openings = {one.id: one for one in problem.openings}
    people = {who for one in found for who in (one.volunteer, one.other) if who}
    names = dict(_names({int(who) for who in people}))
    return tuple(
        Fault(
            opening=int(one.opening),
            day=openings[one.opening].date,
            rule=one.rule,
            volunteer=int(one.volunteer) if one.volunteer else None,
            person=names.get(one.volunteer, ""),
            other=names.get(one.other, ""),
        )
        for one in sorted(found, key=lambda one: _order(openings[one.opening], one))
    )


def _order(opening: Opening, broken: Broken) -> tuple[object, ...]:
    return (opening.date, int(opening.id), broken.volunteer, broken.rule)


def _names(volunteers: set[int]) -> Iterator[tuple[str, str]]:
    for row in Volunteer.objects.select_related("user").filter(pk__in=volunteers):
        yield str(row.pk), str(row)
