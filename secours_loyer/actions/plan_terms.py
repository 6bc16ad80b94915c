"""The terms of a plan before it is written: its rows, and what they leave to the household."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actors.households.queries.rav import compute_rav
from actors.households.reste_a_vivre import RavResult
from actors.parameters import value
from reims_solidarite.kit.transitions import Refused
from secours_loyer.models import RentRequest
from secours_loyer.plan_parameters import PLAN_MONTHS
from secours_loyer.queries.lease_end import last_day
from secours_loyer.schedule import Instalment as Row
from secours_loyer.schedule import WhatIf, by_amount, by_count, what_if


@dataclass(frozen=True)
class Terms:
    """By count of months or by amount a month; a derogation answers every warning."""

    first_due: date
    count: int | None = None
    monthly_cents: int | None = None
    derogation: str = ""


def rows_for(total_cents: int, terms: Terms) -> Sequence[Row]:
    """The schedule to the cent, or a refusal that says what to change."""
    try:
        if terms.count:
            return by_count(total_cents, terms.count, first_due=terms.first_due)
        if terms.monthly_cents:
            return by_amount(total_cents, terms.monthly_cents, first_due=terms.first_due)
    except ValueError as error:
        raise Refused(str(error), field="count") from error
    raise Refused("Donnez le nombre de mois, ou le montant par mois.", field="count")


def longest(on: date) -> int:
    """Months that a plan may last without a derogation."""
    return int(value(PLAN_MONTHS.name, on=on))


def effect_of(rows: Sequence[Row], request: RentRequest, *, on: date) -> WhatIf:
    """On the household as it lives that day; its budget may be unknown."""
    return what_if(
        rows,
        _left_to_live_on(request, on),
        lease_end=last_day(request.tenancy),
        most_months=longest(on),
    )


def _left_to_live_on(request: RentRequest, on: date) -> RavResult | None:
    try:
        return compute_rav(request.household, on)
    except (ValueError, Refused):
        return None
