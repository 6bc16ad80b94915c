"""What the bank says afterwards: paid, rejected or sent back; matched by reference only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.accounts import stop_account
from secours_loyer.actions.answers import (
    answer,
    enter_back,
    enter_paid,
    locked_order,
    settle_batches,
)
from secours_loyer.actions.apart import need_untied_order
from secours_loyer.actions.doors import action, need
from secours_loyer.actions.failure_notes import note_by_hand
from secours_loyer.actions.letters import keep_payment_notices, keep_return_letters
from secours_loyer.actions.notices import tell_filers
from secours_loyer.actions.overpayments_back import void_overpayments
from secours_loyer.bank_files.reasons import BLOCKING, REASONS
from secours_loyer.models import Channel, EntryKind, LandlordAccount, PaymentOrder
from secours_loyer.queries.sentences_of_money import BY_ITS_STEPS, MONEY, NO_MANDATE
from secours_loyer.states import SETTLED, AccountState, OrderState

# What an order that failed keeps: why, and who confirmed what somebody had noted by hand.
ENDS = ("reason", "failure_seen_by", "failure_seen_at")


@action
def mark_paid(reference: str, *, by: User, at: datetime) -> PaymentOrder:
    """The money arrived. Said twice, it does nothing the second time."""
    order = locked_order(reference)
    need_untied_order(order, by)
    handed = order.batch is not None and order.batch.forwarded_at is not None
    need(order.channel != Channel.MANDAT or handed, MONEY["order_paid_once_handed_over"])
    if order.state not in SETTLED:
        need(order.failed_by_id is None, MONEY["order_failure_answered_first"])
        pay_orders([order], by=by, at=at)
    return order


def pay_orders(orders: Sequence[PaymentOrder], *, by: User, at: datetime) -> None:
    """Held orders are paid: ledger, letters to both, and each batch settled after its last order.

    As few queries for a hundred as for one.
    """
    answer(orders, "mark_paid", by=by, at=at)
    enter_paid(orders, by=by, at=at)
    keep_payment_notices(orders, by=by, at=at)
    told = {order.end_to_end_id: order.award.decision.request for order in orders}
    tell_filers(told, "document_waiting", at=at)
    settle_batches(orders, by=by, at=at)


def reconcile_orders(orders: Sequence[PaymentOrder], *, by: User, at: datetime) -> None:
    """The statement of the account shows payments that were already noted."""
    paid = [order for order in orders if order.state == OrderState.PAID]
    answer(paid, "reconcile_order", by=by, at=at)


@action
def reject_order(reference: str, *, code: str, by: User, at: datetime) -> PaymentOrder:
    """The bank did not pay, as somebody notes: nothing moves until another person confirms."""
    order = locked_order(reference)
    need(order.channel != Channel.MANDAT, NO_MANDATE)
    need(order.channel != Channel.CHEQUE, BY_ITS_STEPS)
    return note_by_hand(order, "reject_order", _known(code), by=by, at=at)


def reject(order: PaymentOrder, *, code: str, by: User, at: datetime) -> None:
    """A held order that the bank did not pay: contra-entry, account blocked where it is at fault.
    A new order may stand for this one, which never changes again."""
    _answer_with(order, "reject_order", code, by=by, at=at)
    enter_back(order, EntryKind.SENT, by=by, at=at)
    _block(order, code, by=by, at=at)
    settle_batches([order], by=by, at=at)


@action
def return_order(reference: str, *, code: str, by: User, at: datetime) -> PaymentOrder:
    """The money came back after having been paid, as somebody notes."""
    return note_by_hand(locked_order(reference), "return_order", _known(code), by=by, at=at)


def send_back(order: PaymentOrder, *, code: str, by: User, at: datetime) -> None:
    """A held order whose money came back: both are told, whatever notice they already have."""
    _answer_with(order, "return_order", code, by=by, at=at)
    enter_back(order, EntryKind.PAID, EntryKind.SENT, by=by, at=at)
    void_overpayments(order, by=by, at=at)
    keep_return_letters(order, by=by, at=at)
    told = {f"{order.end_to_end_id}:retour": order.award.decision.request}
    tell_filers(told, "document_waiting", at=at)
    _block(order, code, by=by, at=at)


def _known(code: str) -> str:
    if code not in REASONS:
        raise Refused("Choisissez le motif donné par la banque.", field="code")
    return code


def _answer_with(order: PaymentOrder, name: str, code: str, *, by: User, at: datetime) -> None:
    order.reason = f"{_known(code)} : {REASONS[code]}"
    answer([order], name, by=by, at=at, fields=ENDS)


def _block(order: PaymentOrder, code: str, *, by: User, at: datetime) -> None:
    if code not in BLOCKING:
        return
    account = LandlordAccount.objects.get(pk=order.account_id)
    if account.state == AccountState.ACTIVE:
        reason = f"Retour de la banque : {REASONS[code]}"
        stop_account(account, reason=reason, stopped_by=None, by=by, at=at)
