"""The number of the accounting piece of each mandate, without a gap in a budget year."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import Max

from secours_loyer.models import PaymentOrder
from secours_loyer.states import OrderState

Key = tuple[int, int, int]
# Any number, the same for all: two exports of mandates number their pieces one after the other.
TURN = 7203003


def give_pieces(orders: Sequence[PaymentOrder]) -> None:
    """Number held orders, in the order of their lines; the caller saves `piece`.

    After a refusal at visa, the same award in the same year bears its number again; a number that
    was taken in charge never comes back. Those of a cancelled batch are given again when they were
    the last ones; with later ones given, they stay a gap that the page of the batch explains.
    """
    again = _refused_at_visa(orders)
    fresh = []
    for order in orders:
        order.piece = again.get(_key(order))
        if order.piece is None:
            fresh.append(order)
    if fresh:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
    for year in sorted({order.budget_year for order in fresh}):
        rows = [order for order in fresh if order.budget_year == year]
        for number, order in enumerate(rows, start=_last(year) + 1):
            order.piece = number


def _last(year: int) -> int:
    """The highest number that left; nobody was handed those of a cancelled batch."""
    left = PaymentOrder.objects.filter(budget_year=year).exclude(state=OrderState.UNSENT)
    return left.aggregate(last=Max("piece"))["last"] or 0


def _key(order: PaymentOrder) -> Key:
    return order.award_id, order.tranche, order.budget_year


def _refused_at_visa(orders: Sequence[PaymentOrder]) -> dict[Key, int]:
    """The numbers that are free again: all who bore them, handed over, were refused at visa."""
    known = PaymentOrder.objects.filter(
        award__in={order.award_id for order in orders}, piece__isnull=False
    ).exclude(state=OrderState.UNSENT)
    rows = list(known.values_list("award", "tranche", "budget_year", "piece", "state"))
    taken = {row[:4] for row in rows if row[4] != OrderState.VISA_REFUSED}
    return {
        (award, tranche, year): piece
        for award, tranche, year, piece, _ in rows
        if piece and (award, tranche, year, piece) not in taken
    }
