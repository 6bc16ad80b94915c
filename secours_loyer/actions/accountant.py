"""What the accountant says of a mandate: held, taken in charge, refused before or after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from actors.models import User
from secours_loyer.actions.answers import answer, enter_back, locked_order, settle_batches
from secours_loyer.actions.apart import need_untied_order
from secours_loyer.actions.doors import action, need
from secours_loyer.actions.failure_notes import note_by_hand
from secours_loyer.models import EntryKind, PaymentOrder

# Why, by the step that says it.
WHY = {
    "refuse_visa": "Le comptable a refusé le visa : l’ordre n’a pas été pris en charge.",
    "reject_taken": "Le comptable a rejeté l’ordre après l’avoir pris en charge.",
}
TAKEN = "Cet ordre est déjà pris en charge : notez un rejet après prise en charge."
LONGEST = 200
LONGEST_NOTE = 120


@action
def hold_order(reference: str, *, words: str = "", by: User, at: datetime) -> PaymentOrder:
    """The accountant waits for something: the order is neither refused nor taken."""
    order = locked_order(reference)
    need_untied_order(order, by)
    hold(order, words=words, by=by, at=at)
    return order


@action
def take_order(reference: str, *, by: User, at: datetime) -> PaymentOrder:
    """Taken in charge: from now on a refusal takes the number of the piece with it."""
    order = locked_order(reference)
    need_untied_order(order, by)
    take_orders([order], by=by, at=at)
    return order


@action
def refuse_visa(reference: str, *, words: str = "", by: User, at: datetime) -> PaymentOrder:
    """Refused before it was taken in charge, as somebody notes; once confirmed, the next order may
    bear the same piece number."""
    order = locked_order(reference)
    need(order.taken_at is None, TAKEN)
    return note_by_hand(order, "refuse_visa", words.strip()[:LONGEST_NOTE], by=by, at=at)


@action
def reject_taken(reference: str, *, words: str = "", by: User, at: datetime) -> PaymentOrder:
    """Refused after it was taken in charge, as somebody notes; once confirmed, the next order
    needs a new piece number."""
    order = locked_order(reference)
    return note_by_hand(order, "reject_taken", words.strip()[:LONGEST_NOTE], by=by, at=at)


def hold(order: PaymentOrder, *, words: str, by: User, at: datetime) -> None:
    """A held row waits at the accountant's; `words`: for what."""
    order.reason, order.held_at = words.strip()[:LONGEST], at
    answer([order], "hold_order", by=by, at=at, fields=("reason", "held_at"))


def take_orders(orders: Sequence[PaymentOrder], *, by: User, at: datetime) -> None:
    """Held rows are taken in charge; the first day counts."""
    for order in orders:
        order.reason, order.taken_at = "", order.taken_at or at
    answer(orders, "take_order", by=by, at=at, fields=("reason", "taken_at"))


def refuse(order: PaymentOrder, name: str, *, words: str, by: User, at: datetime) -> None:
    """A held row is refused, with what the accountant wrote."""
    order.reason = f"{WHY[name]} {words.strip()}".strip()[:LONGEST]
    answer([order], name, by=by, at=at, fields=("reason", "failure_seen_by", "failure_seen_at"))
    enter_back(order, EntryKind.SENT, by=by, at=at)
    settle_batches([order], by=by, at=at)
