"""Writing the debt month by month, as the landlord's statement says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import months_in
from reims_solidarite.kit.money import format_cents
from secours_loyer.actions.doors import action, locked, locked_all, need, seal, seal_gone
from secours_loyer.models import ArrearsMonth, Debt, RentRequest, Tenancy
from secours_loyer.queries.journal_rows import named
from secours_loyer.states import UNDECIDED

Arrears = Mapping[date, tuple[int, int]]
"""First day of a month → (due, paid), in cents."""


def months_of(debt: Debt) -> list[date]:
    """First day of each month that the debt covers."""
    return months_in(debt.period)


def owed(monthly_cents: int, housing_aid_cents: int, *, aid_paid_to_landlord: bool) -> int:
    """What a month of rent and charges leaves to the tenant, in cents."""
    return max(0, monthly_cents - (housing_aid_cents if aid_paid_to_landlord else 0))


def usually_due(tenancy: Tenancy) -> int:
    """What a month leaves to the tenant, once the housing aid that the landlord gets is off."""
    return owed(
        tenancy.monthly_cents,
        tenancy.housing_aid_cents,
        aid_paid_to_landlord=tenancy.aid_paid_to_landlord,
    )


def difference(total_cents: int, certified_cents: int) -> str:
    """What is wrong when the months do not make the certified debt, or nothing."""
    gap = certified_cents - total_cents
    if not gap:
        return ""
    said = f"il manque {format_cents(gap)}" if gap > 0 else f"{format_cents(-gap)} de trop"
    return (
        f"Les mois font {format_cents(total_cents)}, le décompte {format_cents(certified_cents)}, "
        f"{said} : corrigez l’un ou l’autre."
    )


@action
def note_arrears(
    request: RentRequest, months: Arrears, *, by: User, at: datetime
) -> list[ArrearsMonth]:
    """Replace the detail: month → (due, paid) in cents. Together exactly the certified debt."""
    held = locked(request)
    need(held.state in UNDECIDED, "La décision est prise : la dette ne change plus.")
    debt = locked(held.debt)
    rows = write_arrears(debt, months, at=at)
    household = held.household.uid
    record(
        "note_arrears", held, by=by, at=at, household=household, months=len(rows), **named(*rows)
    )
    return rows


def write_arrears(debt: Debt, months: Arrears, *, at: datetime) -> list[ArrearsMonth]:
    """Replace the detail of a debt that the caller holds; refused unless it is exactly the debt."""
    for month, (due, paid) in months.items():
        need(
            0 <= paid <= due,
            f"{month:%m/%Y} : le payé ne peut pas dépasser ce qui était dû.",
        )
    total = sum(due - paid for due, paid in months.values())
    wrong = difference(total, debt.certified_cents)
    need(not wrong, wrong, field="certified")
    forget_arrears(debt, at=at)
    rows = ArrearsMonth.objects.bulk_create(
        ArrearsMonth(debt=debt, month=month, due_cents=due, paid_cents=paid)
        for month, (due, paid) in sorted(months.items())
    )
    seal(*rows, at=at)
    return rows


def forget_arrears(debt: Debt, *, at: datetime) -> None:
    """The certified amount changed: the detail is written again. The caller holds the debt."""
    rows = locked_all(debt.arrears.all())
    if rows:
        debt.arrears.all().delete()
        seal_gone(*rows, at=at)
