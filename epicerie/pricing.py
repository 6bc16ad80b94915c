"""What a household pays: a share of the value that depends on who paid for the lot. Pure Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reims_solidarite.kit.money import percent

FREE_FUNDING = "fse"


@dataclass(frozen=True)
class Rates:
    """Shares paid, in basis points."""

    usual: int
    fse: int

    def of(self, funding: str) -> int:
        return self.fse if funding == FREE_FUNDING else self.usual


@dataclass(frozen=True)
class PricedLine:
    """One line of a ticket, rounded once to the cent."""

    quantity: int
    unit_value_cents: int
    rate: int

    @property
    def value_cents(self) -> int:
        return self.quantity * self.unit_value_cents

    @property
    def paid_cents(self) -> int:
        return percent(self.value_cents, self.rate)


def totals(lines: Iterable[PricedLine]) -> tuple[int, int]:
    """(value, paid): the ticket is the sum of its rounded lines."""
    kept = list(lines)
    return sum(line.value_cents for line in kept), sum(line.paid_cents for line in kept)
