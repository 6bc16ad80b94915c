"""Repayment plans exact to the cent, and what a plan would change before it is signed. Pure Python.

Due dates are counted from the first one, so that a plan of the 31st comes back to the 31st after
February. Nothing is rounded up: the last row carries the remainder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actors.households.reste_a_vivre import RavResult
from reims_solidarite.kit.dates import add_months
from reims_solidarite.kit.money import format_cents, split_equally

MOST_ROWS = 120
"""Ten years: beyond any plan the network signs, a typing mistake in the amount."""


@dataclass(frozen=True)
class Instalment:
    number: int
    due: date
    cents: int


def by_count(
    total_cents: int,
    count: int,
    *,
    first_due: date,
    anchor_day: int | None = None,
    least_cents: int = 1,
) -> tuple[Instalment, ...]:
    """`count` equal rows, the remainder on the last. ValueError in French."""
    _check(total_cents, count)
    amounts = split_equally(total_cents, count)
    if amounts[0] < max(least_cents, 1):
        raise ValueError(
            f"Avec {count} mois, la mensualité serait de {format_cents(amounts[0])}. "
            "Choisissez moins de mois."
        )
    return _rows(amounts, first_due, anchor_day)


def by_amount(
    total_cents: int,
    amount_cents: int,
    *,
    first_due: date,
    anchor_day: int | None = None,
    least_cents: int = 1,
) -> tuple[Instalment, ...]:
    """Rows of `amount_cents`; a last row under `least_cents` joins the one before it."""
    if amount_cents < max(least_cents, 1):
        raise ValueError(f"La mensualité doit être d’au moins {format_cents(max(least_cents, 1))}.")
    count = -(-total_cents // amount_cents)
    _check(total_cents, count)
    last = total_cents - amount_cents * (count - 1)
    amounts = [amount_cents] * (count - 1) + [last]
    if last < least_cents and count > 1:
        amounts[-2:] = [amount_cents + last]
    return _rows(amounts, first_due, anchor_day)


def _check(total_cents: int, count: int) -> None:
    if total_cents <= 0:
        raise ValueError("Le plan doit porter sur un montant supérieur à zéro.")
    if not 1 <= count <= MOST_ROWS:
        raise ValueError(f"Le plan doit compter entre 1 et {MOST_ROWS} mensualités.")


def _rows(
    amounts: Sequence[int], first_due: date, anchor_day: int | None
) -> tuple[Instalment, ...]:
    anchor = first_due.day if anchor_day is None else anchor_day
    if add_months(first_due, 0, anchor_day=anchor) != first_due:
        raise ValueError("La première échéance doit tomber le jour du mois convenu.")
    return tuple(
        Instalment(index + 1, add_months(first_due, index, anchor_day=anchor), cents)
        for index, cents in enumerate(amounts)
    )


@dataclass(frozen=True)
class WhatIf:
    """What the household would live on during the plan; each warning needs an answer."""

    months: int
    monthly_cents: int
    last_due: date
    left_cents: int | None
    left_per_person_day_cents: int | None
    warnings: tuple[str, ...]


def what_if(
    rows: Sequence[Instalment],
    rav: RavResult | None,
    *,
    lease_end: date | None = None,
    most_months: int = 36,
) -> WhatIf:
    """Judged on the heaviest month. `rav` and `lease_end`, the last day of the lease: None if
    unknown."""
    monthly = max(row.cents for row in rows)
    left = None if rav is None else rav.total_cents - monthly
    last = rows[-1].due
    warnings = []
    if left is not None and left < 0:
        warnings.append(
            f"Le foyer ne peut pas payer : il lui manquerait {format_cents(-left)} par mois."
        )
    if len(rows) > most_months:
        warnings.append(f"Le plan dure {len(rows)} mois, au-delà de {most_months} mois.")
    if lease_end is not None and last > lease_end:
        warnings.append(
            f"La dernière échéance ({last:%d/%m/%Y}) tombe après la fin du bail "
            f"({lease_end:%d/%m/%Y})."
        )
    return WhatIf(
        months=len(rows),
        monthly_cents=monthly,
        last_due=last,
        left_cents=left,
        left_per_person_day_cents=None if rav is None else rav.per_day_after(monthly),
        warnings=tuple(warnings),
    )
