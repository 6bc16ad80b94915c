"""The ledger read against itself and against the orders: what corrects, what is corrected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q, QuerySet

from secours_loyer.models import PaymentEntry


def entry_faults() -> Iterator[str]:
    """One sentence for each entry at fault."""
    for pk in _unmatched().order_by("pk").values_list("pk", flat=True):
        yield f"Écriture {pk} : elle ne corrige pas l’écriture entière qu’elle devrait corriger."
    foreign = PaymentEntry.objects.filter(order__isnull=False).exclude(award=F("order__award"))
    for pk in foreign.order_by("pk").values_list("pk", flat=True):
        yield f"Écriture {pk} : son ordre paie une autre aide."


def _unmatched() -> QuerySet[Any, Any]:
    """Corrections of something else, or of nothing; entries that correct without taking back."""
    same = Q(
        corrects__kind=F("kind"), corrects__award=F("award"), corrects__amount=-1 * F("amount")
    )
    of_order = Q(corrects__order=F("order")) | Q(corrects__order=None, order=None)
    on_line = Q(corrects__budget_line=F("budget_line")) | Q(
        corrects__budget_line=None, budget_line=None
    )
    right = Q(amount__gt=0, corrects=None) | (
        Q(amount__lt=0, corrects__isnull=False) & same & of_order & on_line
    )
    matched = PaymentEntry.objects.filter(right)
    return PaymentEntry.objects.exclude(pk__in=matched.values("pk"))
