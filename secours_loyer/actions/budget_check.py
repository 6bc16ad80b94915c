"""The credits of each year added up again, and what they carry."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Sum

from secours_loyer.models import BudgetCredit, BudgetLine, EntryKind, PaymentEntry


def budget_faults() -> Iterator[str]:
    """One sentence for each year that carries more than it may."""
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
    for line in BudgetLine.objects.order_by("year"):
        committed = sums.get((line.pk, EntryKind.COMMITTED), 0)
        if committed > opened.get(line.pk, 0):
            yield f"Exercice {line.year} : les aides engagées dépassent les crédits ouverts."
        if sums.get((line.pk, EntryKind.PAID), 0) > committed:
            yield f"Exercice {line.year} : les paiements dépassent les aides engagées."
