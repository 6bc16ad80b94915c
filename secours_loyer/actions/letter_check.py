"""Letters that must be there: the acknowledgement of each request, both notices of each payment."""

from __future__ import annotations

from collections.abc import Iterator

from secours_loyer.models import Letter, LetterKind, PaymentOrder, RentRequest
from secours_loyer.states import SETTLED


def letter_faults() -> Iterator[str]:
    """One sentence for each letter that is no longer kept."""
    filed = RentRequest.objects.exclude(filed_at=None).order_by("pk")
    paid = PaymentOrder.objects.filter(state__in=SETTLED).order_by("pk")
    for kind, rows, name in (
        (LetterKind.FILED, filed, "number"),
        (LetterKind.PAID_HOUSEHOLD, paid, "end_to_end_id"),
        (LetterKind.PAID_LANDLORD, paid, "end_to_end_id"),
    ):
        kept = set(Letter.objects.filter(kind=kind).values_list("event", flat=True))
        for event in rows.values_list(name, flat=True).iterator(chunk_size=2000):
            if event not in kept:
                yield f"{event} : la lettre « {kind.label} » n’est plus là."
