"""What an hour given is worth: dated rates, where each comes from, minutes valued with them.

Minutes are valued with the rate of their day. One rounding a rate; what rows show of it adds up to
it to the cent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.db.backends.postgresql.psycopg_any import DateRange

from actors.models import Parameter
from epicerie.parameters import HOUR_VALUE
from reims_solidarite.kit.money import divide, format_cents, share_out
from reims_solidarite.kit.templatetags.french import french_date

Key = TypeVar("Key", bound=Hashable)
USUAL = f"valeur par défaut du paramètre « {HOUR_VALUE.label} »"


class Rate(NamedTuple):
    """The value of an hour, and who decided it."""

    cents: int
    source: str

    @property
    def sentence(self) -> str:
        return f"Une heure de bénévolat est valorisée {format_cents(self.cents)} : {self.source}."


class ValueLine(NamedTuple):
    """Minutes valued at one rate."""

    rate: Rate
    minutes: int
    cents: int


class Rates:
    """The rates in force during some days, the default where none was decided. One query."""

    def __init__(self, since: date, until: date) -> None:
        rows = Parameter.objects.filter(
            key=HOUR_VALUE.name, period__overlap=DateRange(since, until)
        )
        self.since, self.until = since, until
        self.decided: list[tuple[Any, Rate]] = [
            (row.period, Rate(int(row.value), _source(row))) for row in rows.order_by("period")
        ]
        default = HOUR_VALUE.default
        assert isinstance(default, int)  # noqa: S101 - the key's own kind
        self.usual = Rate(default, USUAL)

    def on(self, day: date) -> Rate:
        """The one of that day."""
        return next((rate for period, rate in self.decided if day in period), self.usual)

    def all(self) -> list[Rate]:
        """Those of the whole span, in order, the default first where it has days of its own."""
        found, covered = [rate for _, rate in self.decided], self.since
        for period, _ in self.decided:
            if period.lower > covered:
                break
            covered = period.upper or self.until
        return found if covered >= self.until else [self.usual, *found]

    def lines(self, by_day: Mapping[date, int]) -> tuple[ValueLine, ...]:
        """Minutes of each rate, the lowest rate first."""
        minutes: defaultdict[Rate, int] = defaultdict(int)
        for day, given in by_day.items():
            minutes[self.on(day)] += given
        return tuple(
            ValueLine(rate, given, _worth(rate, given))
            for rate, given in sorted(minutes.items())
            if given
        )

    def shared(self, given: Iterable[tuple[Key, date, int]]) -> dict[Key, int]:
        """Cents of each key (a person, an entry), so that they add up to the lines."""
        minutes: defaultdict[Rate, defaultdict[Key, int]] = defaultdict(lambda: defaultdict(int))
        for key, day, amount in given:
            minutes[self.on(day)][key] += amount
        cents: defaultdict[Key, int] = defaultdict(int)
        for rate, by_key in minutes.items():
            whole = _worth(rate, sum(by_key.values()))
            for key, part in zip(by_key, share_out(whole, list(by_key.values())), strict=True):
                cents[key] += part
        return dict(cents)


def _worth(rate: Rate, minutes: int) -> int:
    return divide(minutes * rate.cents, 60)


def _source(row: Parameter) -> str:
    since = f"en vigueur depuis le {french_date(row.period.lower)}"
    return f"{row.decision}, {since}" if row.decision else f"décidé par le CCAS, {since}"
