"""The number of the accounting piece of each mandate, without a gap in a budget year."""

from __future__ import annotations

from collections.abc import Sequence

from sequences import get_next_values

from secours_loyer.models import PaymentOrder
from secours_loyer.states import OrderState

Key = tuple[int, int, int]


def give_pieces(orders: Sequence[PaymentOrder]) -> None:
    """Number held orders, in the order of their lines; the caller saves `piece`.

    After a refusal at visa, the same award in the same year bears its number again; a number that
    was taken in charge never comes back.
    """
    again = _refused_at_visa(orders)
    fresh = []
    for order in orders:
        order.piece = again.get(_key(order))
        if order.piece is None:
            fresh.append(order)
    for year in sorted({order.budget_year for order in fresh}):
        rows = [order for order in fresh if order.budget_year == year]
        numbers = get_next_values(len(rows), f"secours_loyer.piece.{year}")  # type: ignore[no-untyped-call]
        for order, number in zip(rows, numbers, strict=True):
            order.piece = number


def _key(order: PaymentOrder) -> Key:
    return order.award_id, order.tranche, order.budget_year


def _refused_at_visa(orders: Sequence[PaymentOrder]) -> dict[Key, int]:
    """The numbers that are free again: all who bore them were refused at visa."""
    known = PaymentOrder.objects.filter(
        award__in={order.award_id for order in orders}, piece__isnull=False
    )
    rows = list(known.values_list("award", "tranche", "budget_year", "piece", "state"))
    taken = {row[:4] for row in rows if row[4] != OrderState.VISA_REFUSED}
    return {
        (award, tranche, year): piece
        for award, tranche, year, piece, _ in rows
        if piece and (award, tranche, year, piece) not in taken
    }
