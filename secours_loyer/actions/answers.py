"""What every answer about orders that left does: the step, the ledger, the batch that is done."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import locked, locked_all, seal, step, step_all
from secours_loyer.bank_files.read_line import our_reference
from secours_loyer.models import Batch, EntryKind, PaymentEntry, PaymentOrder
from secours_loyer.states import BATCH, FAILED, ORDER, SETTLED, BatchState

DONE = (*SETTLED, *FAILED)


def locked_orders(references: Iterable[str]) -> dict[str, PaymentOrder]:
    """The orders of these very references, held after their batches, as every act does; never
    looked for by name or amount."""
    wanted = set(references)
    batches = PaymentOrder.objects.filter(end_to_end_id__in=wanted).values("batch")
    locked_all(Batch.objects.filter(pk__in=batches).order_by("pk"))
    rows = locked_all(
        PaymentOrder.objects.select_related(
            "account",
            "batch",
            "award__decision__request__household",
            "award__decision__request__debt",
            "award__decision__signed_by",
            "award__decision__request__filed_by",
            "award__decision__request__tenancy__landlord",
        )
        .filter(end_to_end_id__in=wanted)
        .order_by("pk")
    )
    return {order.end_to_end_id: order for order in rows}


def locked_order(reference: str) -> PaymentOrder:
    """The order that the bank names; an unknown reference is never guessed."""
    reference = our_reference(reference.strip())
    found = locked_orders([reference]).get(reference)
    if found is None:
        raise Refused(
            f"Aucun ordre ne porte la référence « {reference[:35]} ». Vérifiez-la.",
            field="reference",
        )
    return found


def household_of(order: PaymentOrder) -> uuid.UUID:
    return order.award.decision.request.household.uid


def answer(
    orders: Sequence[PaymentOrder],
    name: str,
    *,
    by: User,
    at: datetime,
    fields: Sequence[str] = (),
) -> None:
    """One step of held orders whose `fields` the caller set."""
    step_all(orders, name, table=ORDER, by=by, at=at, fields=fields, household_of=household_of)


def enter_paid(orders: Sequence[PaymentOrder], *, by: User, at: datetime) -> None:
    """What is paid weighs on the line that its award committed for the year of the order."""
    committed = PaymentEntry.objects.filter(
        award__in={order.award_id for order in orders},
        kind=EntryKind.COMMITTED,
        amount__gt=0,
        corrected_by=None,
    )
    lines = {
        (award, year): line
        for award, year, line in committed.values_list("award", "budget_line__year", "budget_line")
    }
    _enter(
        (
            PaymentEntry(
                at=at,
                amount=order.amount_cents,
                kind=EntryKind.PAID,
                award_id=order.award_id,
                order=order,
                budget_line_id=lines[order.award_id, order.budget_year],
                by=by,
            )
            for order in orders
        ),
        at=at,
    )


def enter_back(order: PaymentOrder, *kinds: EntryKind, by: User, at: datetime) -> None:
    """The entries of an order that did not pay in the end, taken back."""
    firsts = order.entries.filter(kind__in=kinds, amount__gt=0).order_by("-pk")
    _enter(
        (
            PaymentEntry(
                at=at,
                amount=-first.amount,
                kind=first.kind,
                award_id=first.award_id,
                order=order,
                budget_line_id=first.budget_line_id,
                by=by,
                corrects=first,
            )
            for first in firsts
        ),
        at=at,
    )


def _enter(entries: Iterable[PaymentEntry], *, at: datetime) -> None:
    seal(*PaymentEntry.objects.bulk_create(entries, batch_size=1000), at=at)


def settle_batches(orders: Iterable[PaymentOrder], *, by: User, at: datetime) -> None:
    """A batch is settled after the last answer about its orders."""
    for batch in {order.batch.pk: order.batch for order in orders if order.batch}.values():
        held = locked(batch)
        if held.state not in (BatchState.EXPORTED, BatchState.FORWARDED):
            continue
        if not held.orders.exclude(state__in=DONE).exists():
            step(held, "settle_batch", table=BATCH, by=by, at=at)
