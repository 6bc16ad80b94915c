"""Who approves with whom: two people who always sign together look at nothing twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from actors.models import User
from actors.parameters import values
from reims_solidarite.kit.dates import add_months, paris_instant
from reims_solidarite.kit.money import BASIS, divide
from secours_loyer.models import Approval
from secours_loyer.payment_parameters import PAIR_LEAST, PAIR_MONTHS, PAIR_SHARE


@dataclass(frozen=True)
class Pair:
    """`together` orders approved by both; `first_all` and `second_all` by each, with anybody."""

    first: User
    second: User
    together: int
    first_all: int
    second_all: int
    flagged: bool

    @property
    def share(self) -> int:
        """Of the approvals of the one who approves least, in hundredths."""
        return divide(self.together * 100, min(self.first_all, self.second_all))


@dataclass(frozen=True)
class PairReport:
    """What the auditor reads; the period is half-open."""

    since: date
    until: date
    least: int
    share: int
    pairs: tuple[Pair, ...]

    @property
    def flagged(self) -> int:
        return sum(pair.flagged for pair in self.pairs)


def approval_pairs(*, on: date) -> PairReport:
    """Every pair of the period, the most regular first; two queries."""
    rules = values(PAIR_LEAST.name, PAIR_SHARE.name, PAIR_MONTHS.name, on=on)
    least, share = int(rules[PAIR_LEAST.name]), int(rules[PAIR_SHARE.name])
    since = add_months(on, -int(rules[PAIR_MONTHS.name]))
    signed: dict[tuple[int, int], set[int]] = {}
    given = Approval.objects.filter(at__gte=paris_instant(since), at__lt=paris_instant(on))
    for order, round_, person in given.values_list("order", "round", "approver"):
        signed.setdefault((order, round_), set()).add(person)
    whole = [tuple(sorted(people)) for people in signed.values() if len(people) == 2]
    together = Counter(whole)
    each = Counter(person for people in whole for person in people)
    names = User.objects.in_bulk(each)
    pairs = [
        Pair(
            names[one],
            names[other],
            number,
            each[one],
            each[other],
            number >= least and number * BASIS >= share * min(each[one], each[other]),
        )
        for (one, other), number in together.items()
    ]
    ordered = sorted(pairs, key=lambda pair: (not pair.flagged, -pair.together, str(pair.first)))
    return PairReport(since, on, least, divide(share, 100), tuple(ordered))
