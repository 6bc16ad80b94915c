"""What an answer of the bank or the accountant does to an order, or why it may do nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions.accountant import hold, take_orders
from secours_loyer.actions.failure_notes import note
from secours_loyer.actions.returns import pay_orders, reconcile_orders, reject, send_back
from secours_loyer.bank_files.reasons import known_reason
from secours_loyer.models import Channel, Event, PaymentOrder, Problem, ReturnKind, ReturnLine
from secours_loyer.models.return_line import MOVEMENTS
from secours_loyer.queries.second_debits import is_second
from secours_loyer.states import ATTACHED, SETTLED, TO_TAKE, UNANSWERED, BatchState, OrderState

S = OrderState
Pair = tuple[ReturnLine, PaymentOrder]
Effect = Callable[[Sequence[Pair], User, datetime], None]


def _paid(pairs: Sequence[Pair], by: User, at: datetime) -> None:
    """The statement of the account also reconciles; a notice or the accountant only says it."""
    pay_orders([order for _, order in pairs], by=by, at=at)
    _shown(pairs, by, at)


def _shown(pairs: Sequence[Pair], by: User, at: datetime) -> None:
    shown = [order for line, order in pairs if line.source == ReturnKind.STATEMENT]
    reconcile_orders(shown, by=by, at=at)


def _rejected(pairs: Sequence[Pair], by: User, at: datetime) -> None:
    for line, order in pairs:
        reject(order, code=known_reason(line.code), by=by, at=at)


def _returned(pairs: Sequence[Pair], by: User, at: datetime) -> None:
    for line, order in pairs:
        send_back(order, code=known_reason(line.code), by=by, at=at)


def _held(pairs: Sequence[Pair], by: User, at: datetime) -> None:
    for line, order in pairs:
        hold(order, words=line.words, by=by, at=at)


def _taken(pairs: Sequence[Pair], by: User, at: datetime) -> None:
    take_orders([order for _, order in pairs], by=by, at=at)


def _at_visa(pairs: Sequence[Pair], by: User, at: datetime) -> None:
    _note(pairs, "refuse_visa", by, at)


def _after_charge(pairs: Sequence[Pair], by: User, at: datetime) -> None:
    _note(pairs, "reject_taken", by, at)


def _note(pairs: Sequence[Pair], step: str, by: User, at: datetime) -> None:
    """Anybody may type a file of the accountant: it is the word of whoever brings it, and waits for
    another person as what is noted by hand. Noted already, nothing more."""
    for line, order in pairs:
        if order.failed_by_id is None:
            note(order, step, line.words, by=by, at=at)


def _nothing(_pairs: Sequence[Pair], _by: User, _at: datetime) -> None:
    """Said already, by another file or by hand: kept, and nothing more."""


# By answer, then by state of the order. What is not here waits for people: « paid » said of an
# order that was rejected, and perhaps replaced, would be a second payment.
EFFECTS: dict[str, dict[str, Effect]] = {
    Event.PAID: {
        **dict.fromkeys(UNANSWERED, _paid),
        S.PAID: _shown,
        **dict.fromkeys((S.RECONCILED, S.RETURNED), _nothing),
    },
    Event.BACK: {
        **dict.fromkeys(UNANSWERED, _rejected),
        **dict.fromkeys(SETTLED, _returned),
        **dict.fromkeys((S.REJECTED, S.RETURNED), _nothing),
    },
    Event.TAKEN: {
        **dict.fromkeys(TO_TAKE, _taken),
        **dict.fromkeys((S.TAKEN, *SETTLED), _nothing),
    },
    Event.HELD: {**dict.fromkeys((S.SENT, S.FORWARDED, S.TAKEN), _held), S.HELD: _nothing},
    Event.VISA_REFUSED: {
        **dict.fromkeys((S.SENT, S.FORWARDED, S.HELD), _at_visa),
        S.VISA_REFUSED: _nothing,
    },
    Event.REJECTED: {**dict.fromkeys(UNANSWERED, _after_charge), S.TAKEN_BACK: _nothing},
}


# The order goes on: not while a failure is noted on it, two people say which is true.
ONWARD = (_paid, _taken, _held)
# The failure that a line of the accountant says.
SAYS_STEP = {Event.VISA_REFUSED: "refuse_visa", Event.REJECTED: "reject_taken"}


def said_of(orders: Iterable[PaymentOrder]) -> set[tuple[int, str, str]]:
    """What lines already attached say: (order, answer, kind of file)."""
    rows = ReturnLine.objects.filter(order__in=list(orders), state__in=ATTACHED)
    return set(rows.values_list("order", "event", "source"))


def problem_of(
    line: ReturnLine, order: PaymentOrder | None, said: set[tuple[int, str, str]], *, on: date
) -> Problem | None:
    """Why this line may not act on this (held) order on this day (in Paris), or None."""
    if line.event == Event.RECEIVED:
        return Problem.RECEIVED
    if order is None:
        return Problem.UNKNOWN if line.reference else Problem.NO_REFERENCE
    if line.currency != "EUR":
        return Problem.CURRENCY
    if line.amount_cents != order.amount_cents:
        return Problem.AMOUNT
    # The accountant answers mandates, and nobody else does.
    if (line.source == ReturnKind.STATUS) != (order.channel == Channel.MANDAT):
        return Problem.CHANNEL
    if line.source in MOVEMENTS and (order.pk, line.event, line.source) in said:
        return Problem.TWICE
    if is_second(line, order):
        return Problem.SECOND
    return _of_state(line, order) or _of_day(line, order, on)


def _of_state(line: ReturnLine, order: PaymentOrder) -> Problem | None:
    """What the order is already, or waits for, leaves no room for this answer."""
    onward = EFFECTS[line.event].get(order.state) in ONWARD
    other = SAYS_STEP.get(Event(line.event), order.failure_step) != order.failure_step
    unseen = order.failure_seen_by_id is None
    if order.failed_by_id is not None and (onward or (other and unseen)):
        return Problem.STATE
    taken = line.event == Event.VISA_REFUSED and order.taken_at is not None
    # A cheque that is out is no transfer that came back: somebody stops it first. Once the landlord
    # signed for it, a person asks the bank what the sum is.
    out = line.event == Event.BACK and order.channel == Channel.CHEQUE
    if out and order.state in SETTLED:
        return Problem.CHEQUE
    if taken or (out and order.state in UNANSWERED) or order.state not in EFFECTS[line.event]:
        return Problem.STATE
    return None


def _of_day(line: ReturnLine, order: PaymentOrder, on: date) -> Problem | None:
    """The accountant answers what was handed over, the bank moves what left."""
    if line.source not in MOVEMENTS:
        here = order.batch is not None and order.batch.state == BatchState.EXPORTED
        return Problem.NOT_HANDED if here else None
    return None if _booked(line, order, on) else Problem.DAY


def _booked(line: ReturnLine, order: PaymentOrder, on: date) -> bool:
    """The bank moved the money after the order left, and not after today."""
    left = order.batch.exported_at if order.batch else None
    return bool(left and line.booked_on and paris_day(left) <= line.booked_on <= on)


def take_effect(pairs: Sequence[Pair], *, by: User, at: datetime) -> None:
    """Act as lines of one answer say, each of another (held) order."""
    found = [(EFFECTS[line.event][order.state], line, order) for line, order in pairs]
    found.sort(key=lambda one: one[0].__name__)
    for effect, group in groupby(found, key=lambda one: one[0]):
        effect([(line, order) for _, line, order in group], by, at)
