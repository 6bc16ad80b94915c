"""Writing the debt month by month, as the landlord's statement says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import add_months
from reims_solidarite.kit.money import format_cents
from secours_loyer.actions.doors import action, locked, need
from secours_loyer.models import ArrearsMonth, Debt, RentRequest, Tenancy
from secours_loyer.states import UNDECIDED


def months_of(debt: Debt) -> list[date]:
    """First day of each month that the debt covers."""
    months, month = [], debt.months.lower.replace(day=1)
    while month < debt.months.upper:
        months.append(month)
        month = add_months(month, 1)
    return months


def usually_due(tenancy: Tenancy) -> int:
    """What a month leaves to the tenant, once the housing aid that the landlord gets is off."""
    aid = tenancy.housing_aid_cents if tenancy.aid_paid_to_landlord else 0
    return max(0, tenancy.monthly_cents - aid)


@action
def note_arrears(
    request: RentRequest, months: Mapping[date, tuple[int, int]], *, by: User, at: datetime
) -> list[ArrearsMonth]:
    """Replace the detail: month → (due, paid) in cents. Together exactly the certified debt."""
    held = locked(request)
    need(held.state in UNDECIDED, "La décision est prise : la dette ne change plus.")
    debt = locked(held.debt)
    for month, (due, paid) in months.items():
        need(
            0 <= paid <= due,
            f"{month:%m/%Y} : le payé ne peut pas dépasser ce qui était dû.",
        )
    total = sum(due - paid for due, paid in months.values())
    need(
        total == debt.certified_cents,
        f"Les mois font {format_cents(total)}, le décompte {format_cents(debt.certified_cents)} : "
        "corrigez l’un ou l’autre.",
    )
    debt.arrears.all().delete()
    rows = ArrearsMonth.objects.bulk_create(
        ArrearsMonth(debt=debt, month=month, due_cents=due, paid_cents=paid)
        for month, (due, paid) in sorted(months.items())
    )
    record("note_arrears", held, by=by, at=at, household=held.household.uid, months=len(rows))
    return rows


def forget_arrears(debt: Debt) -> None:
    """The certified amount changed: the detail is written again. The caller holds the debt."""
    debt.arrears.all().delete()
