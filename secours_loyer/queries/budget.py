"""What each year's line opened, committed and paid, in three queries whatever their number."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from actors.models import User
from secours_loyer.models import BudgetCredit, BudgetLine, EntryKind, PaymentEntry


@dataclass(frozen=True)
class Year:
    """`committed` is promised and not paid yet."""

    line: BudgetLine
    opened: int
    committed: int
    paid: int

    @property
    def left(self) -> int:
        return self.opened - self.committed - self.paid


def years_for(user: User) -> list[Year]:
    """Newest first."""
    lines = list(BudgetLine.objects.visible_to(user))
    opened: dict[int, int] = dict(
        BudgetCredit.objects.order_by().values_list("line").annotate(Sum("cents"))
    )
    sums: dict[tuple[int | None, str], int] = {
        (line, kind): cents
        for line, kind, cents in PaymentEntry.objects.filter(budget_line__isnull=False)
        .order_by()
        .values_list("budget_line", "kind")
        .annotate(cents=Sum("amount"))
    }
    made = []
    for line in lines:
        paid = sums.get((line.pk, EntryKind.PAID), 0)
        promised = sums.get((line.pk, EntryKind.COMMITTED), 0)
        made.append(Year(line, opened.get(line.pk, 0), promised - paid, paid))
    return made
