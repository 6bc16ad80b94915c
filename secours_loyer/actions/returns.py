"""What the bank says afterwards: paid, rejected or sent back; matched by reference only."""

from __future__ import annotations

from datetime import datetime

from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.accounts import block_account
from secours_loyer.actions.doors import action, locked, seal, step
from secours_loyer.actions.letters import keep_payment_notices
from secours_loyer.actions.notices import tell_filer
from secours_loyer.bank_files.reasons import BLOCKING, REASONS
from secours_loyer.models import EntryKind, LandlordAccount, PaymentEntry, PaymentOrder
from secours_loyer.states import BATCH, ORDER, AccountState, BatchState, OrderState

DONE = (OrderState.PAID, OrderState.REJECTED, OrderState.RETURNED)


def order_referenced(reference: str) -> PaymentOrder:
    """The order that the bank names; an unknown reference is never guessed."""
    try:
        return PaymentOrder.objects.get(end_to_end_id=reference.strip())
    except PaymentOrder.DoesNotExist:
        raise Refused(
            f"Aucun ordre ne porte la référence « {reference.strip()[:35]} ». Vérifiez-la sur le "
            "relevé.",
            field="reference",
        ) from None


@action
def mark_paid(reference: str, *, by: User, at: datetime) -> PaymentOrder:
    """The money arrived: ledger, letters to both, and the batch settled after its last order.

    Said twice, it does nothing the second time.
    """
    order = locked(order_referenced(reference))
    if order.state == OrderState.PAID:
        return order
    paid = _step(order, "mark_paid", by=by, at=at)
    _entry(paid, EntryKind.PAID, paid.amount_cents, by=by, at=at)
    keep_payment_notices(paid, by=by, at=at)
    request = paid.award.decision.request
    tell_filer(request, "document_waiting", event=paid.end_to_end_id, at=at)
    _settle(paid, by=by, at=at)
    return paid


@action
def reject_order(reference: str, *, code: str, by: User, at: datetime) -> PaymentOrder:
    """The bank did not pay: contra-entry, account blocked where it is at fault. A new order stands
    for this one; this one never changes again."""
    order = locked(order_referenced(reference))
    rejected = _step(order, "reject_order", by=by, at=at, code=code)
    _contra(rejected, EntryKind.SENT, by=by, at=at)
    _block(rejected, code, by=by, at=at)
    _settle(rejected, by=by, at=at)
    return rejected


@action
def return_order(reference: str, *, code: str, by: User, at: datetime) -> PaymentOrder:
    """The money came back after having been paid."""
    order = locked(order_referenced(reference))
    returned = _step(order, "return_order", by=by, at=at, code=code)
    _contra(returned, EntryKind.PAID, by=by, at=at)
    _contra(returned, EntryKind.SENT, by=by, at=at)
    _block(returned, code, by=by, at=at)
    return returned


def _step(
    order: PaymentOrder, name: str, *, by: User, at: datetime, code: str = ""
) -> PaymentOrder:
    if code and code not in REASONS:
        raise Refused("Choisissez le motif donné par la banque.", field="code")
    return step(
        order,
        name,
        table=ORDER,
        by=by,
        at=at,
        request=order.award.decision.request,
        changes={"reason": f"{code} : {REASONS[code]}"} if code else None,
        code=code or None,
    )


def _entry(
    order: PaymentOrder,
    kind: EntryKind,
    amount: int,
    *,
    by: User,
    at: datetime,
    corrects: PaymentEntry | None = None,
) -> None:
    entry = PaymentEntry.objects.create(
        at=at,
        amount=amount,
        kind=kind,
        award_id=order.award_id,
        order=order,
        budget_line_id=_line(order, kind),
        by=by,
        corrects=corrects,
    )
    seal(entry, at=at)


def _line(order: PaymentOrder, kind: EntryKind) -> int | None:
    """What is paid weighs on the line that its award committed."""
    if kind != EntryKind.PAID:
        return None
    return order.award.entries.get(kind=EntryKind.COMMITTED, amount__gt=0).budget_line_id


def _contra(order: PaymentOrder, kind: EntryKind, *, by: User, at: datetime) -> None:
    first = order.entries.get(kind=kind, amount__gt=0)
    _entry(order, kind, -first.amount, by=by, at=at, corrects=first)


def _block(order: PaymentOrder, code: str, *, by: User, at: datetime) -> None:
    account = LandlordAccount.objects.get(pk=order.account_id)
    if code in BLOCKING and account.state == AccountState.ACTIVE:
        block_account(account, reason=f"Retour de la banque : {REASONS[code]}", by=by, at=at)


def _settle(order: PaymentOrder, *, by: User, at: datetime) -> None:
    batch = order.batch
    if batch is None or batch.orders.exclude(state__in=DONE).exists():
        return
    held = locked(batch)
    if held.state in (BatchState.EXPORTED, BatchState.FORWARDED):
        step(held, "settle_batch", table=BATCH, by=by, at=at)
