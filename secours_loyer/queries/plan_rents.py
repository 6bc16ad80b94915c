"""The rent of each month of a running plan, as last said; a month without a word is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from actors.parameters import value
from reims_solidarite.kit.dates import add_months, month_start, months_between
from secours_loyer.models import CurrentRent, RentKind, RepaymentPlan
from secours_loyer.plan_parameters import RENT_ALERT_DAYS

SHOWN = 12
TONES = {RentKind.PAID: "success", RentKind.PARTIAL: "danger", RentKind.UNPAID: "danger"}


@dataclass(frozen=True)
class RentLine:
    """One month."""

    month: date
    label: str
    tone: str
    cents: int


def rents_of(plan: RepaymentPlan, *, on: date) -> list[RentLine]:
    """From the month of the signature to this one, the newest first, a year at most."""
    if plan.tenant_signed_on is None:
        return []
    last = month_start(on)
    count = min(SHOWN, months_between(month_start(plan.tenant_signed_on), last) + 1)
    said = CurrentRent.objects.filter(
        tenancy=plan.request.tenancy_id, month__gt=add_months(last, -count)
    )
    words = {row.month: row for row in said.order_by("pk")}
    return [_line(add_months(last, -back), words) for back in range(count)]


def _line(month: date, words: dict[date, CurrentRent]) -> RentLine:
    word = words.get(month)
    if word is None:
        return RentLine(month, "Inconnu", "warning", 0)
    kind = RentKind(word.kind)
    return RentLine(month, kind.label, TONES[kind], word.cents)


def month_to_ask(on: date) -> date:
    """The last month whose rent somebody should have spoken of by now."""
    first = month_start(on)
    late = first + timedelta(days=int(value(RENT_ALERT_DAYS.name, on=on)))
    return first if on >= late else add_months(first, -1)
