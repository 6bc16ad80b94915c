"""What an answer of the bank or the accountant does to an order, or why it may do nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from actors.models import User
from secours_loyer.actions.doors import step
from secours_loyer.actions.returns import mark_paid, reject_order, return_order
from secours_loyer.bank_files.reasons import known_reason
from secours_loyer.models import Event, PaymentOrder, Problem, ReturnLine
from secours_loyer.models.return_line import MOVEMENTS
from secours_loyer.states import ATTACHED, ORDER, UNANSWERED, OrderState

S = OrderState
Effect = Callable[[PaymentOrder, ReturnLine, User, datetime], object]


def _paid(order: PaymentOrder, _line: ReturnLine, by: User, at: datetime) -> object:
    return mark_paid(order.end_to_end_id, by=by, at=at)


def _rejected(order: PaymentOrder, line: ReturnLine, by: User, at: datetime) -> object:
    return reject_order(order.end_to_end_id, code=known_reason(line.code), by=by, at=at)


def _returned(order: PaymentOrder, line: ReturnLine, by: User, at: datetime) -> object:
    return return_order(order.end_to_end_id, code=known_reason(line.code), by=by, at=at)


def _at_visa(order: PaymentOrder, _line: ReturnLine, by: User, at: datetime) -> object:
    return reject_order(order.end_to_end_id, code="VISA", by=by, at=at)


def _by_accountant(order: PaymentOrder, _line: ReturnLine, by: User, at: datetime) -> object:
    return reject_order(order.end_to_end_id, code="COMPTABLE", by=by, at=at)


def _taken(order: PaymentOrder, _line: ReturnLine, by: User, at: datetime) -> object:
    request = order.award.decision.request
    return step(order, "take_order", table=ORDER, by=by, at=at, request=request)


def _nothing(_order: PaymentOrder, _line: ReturnLine, _by: User, _at: datetime) -> object:
    """Said already, by another file or by hand: kept, and nothing more."""
    return None


# By answer, then by state of the order. What is not here waits for people: « paid » said of an
# order that was rejected, and perhaps replaced, would be a second payment.
EFFECTS: dict[str, dict[str, Effect]] = {
    Event.PAID: {
        **dict.fromkeys(UNANSWERED, _paid),
        **dict.fromkeys((S.PAID, S.RETURNED), _nothing),
    },
    Event.BACK: {
        **dict.fromkeys(UNANSWERED, _rejected),
        S.PAID: _returned,
        **dict.fromkeys((S.REJECTED, S.RETURNED), _nothing),
    },
    Event.TAKEN: {S.FORWARDED: _taken, **dict.fromkeys((S.TAKEN, S.PAID), _nothing)},
    Event.HELD: dict.fromkeys(UNANSWERED, _nothing),
    Event.VISA_REFUSED: {
        **dict.fromkeys((S.SENT, S.FORWARDED), _at_visa),
        S.REJECTED: _nothing,
    },
    Event.REJECTED: {**dict.fromkeys(UNANSWERED, _by_accountant), S.REJECTED: _nothing},
}


def problem_of(line: ReturnLine, order: PaymentOrder | None) -> Problem | None:
    """Why this line may not act on this (locked) order, or None."""
    if line.event == Event.RECEIVED:
        return Problem.RECEIVED
    if order is None:
        return Problem.UNKNOWN if line.reference else Problem.NO_REFERENCE
    if line.currency != "EUR":
        return Problem.CURRENCY
    if line.amount_cents != order.amount_cents:
        return Problem.AMOUNT
    if said_already(line, order):
        return Problem.TWICE
    if order.state not in EFFECTS[line.event]:
        return Problem.STATE
    return None


def said_already(line: ReturnLine, order: PaymentOrder) -> bool:
    """The same movement of the same order, in another file of the same kind."""
    same = order.return_lines.filter(event=line.event, source=line.source, state__in=ATTACHED)
    return line.source in MOVEMENTS and same.exists()


def take_effect(order: PaymentOrder, line: ReturnLine, *, by: User, at: datetime) -> None:
    """Act on the order as the line says."""
    EFFECTS[line.event][order.state](order, line, by, at)


def locked_order(reference: str) -> PaymentOrder | None:
    """The order of this very reference, held; never looked for by name or amount."""
    return (
        PaymentOrder.objects.select_for_update(of=("self",))
        .select_related(
            "batch",
            "award__decision__request__household",
            "award__decision__request__debt",
            "award__decision__request__filed_by",
            "award__decision__request__tenancy__landlord",
        )
        .filter(end_to_end_id=reference)
        .first()
    )
