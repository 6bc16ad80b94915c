"""Gathering approved orders in a batch, and closing it under the caps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Max, Sum

from actors import rules
from actors.actions.journal import record
from actors.models import User
from actors.parameters import values
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from secours_loyer.actions.doors import action, locked, need, seal, step, step_all
from secours_loyer.actions.numbers import next_number
from secours_loyer.actions.orders import payments_open
from secours_loyer.models import Batch, PaymentOrder
from secours_loyer.parameters import BATCH_CENTS, BATCH_ORDERS
from secours_loyer.states import BATCH, ORDER, BatchState


@action
def open_batch(*, channel: str, execute_on: date, by: User, at: datetime) -> Batch:
    """An empty batch for one channel."""
    need(rules.FINANCE.allows(by), "Un lot est ouvert par le gestionnaire des dépenses.")
    _ahead(execute_on, at)
    batch = Batch.objects.create(
        number=next_number("LOT", paris_day(at).year, 4),
        channel=channel,
        execute_on=execute_on,
        opened_by=by,
        opened_at=at,
    )
    record("open_batch", batch, by=by, at=at, to=batch.state)
    seal(batch, at=at)
    return batch


@action
def put_in_batch(batch: Batch, orders: Iterable[PaymentOrder], *, by: User, at: datetime) -> int:
    """Add approved orders, one line each; returns how many."""
    held = locked(batch)
    need(held.state == BatchState.OPEN, "Ce lot est clos. Choisissez un lot ouvert.")
    last = held.orders.aggregate(last=Max("line"))["last"] or 0
    chosen = list(
        PaymentOrder.objects.select_for_update(of=("self",))
        .filter(pk__in=[order.pk for order in orders])
        .order_by("pk")
    )
    need(chosen, "Choisissez au moins un ordre.", field="orders")
    need(
        all(order.channel == held.channel for order in chosen),
        "Ces ordres partent par un autre circuit que ce lot. Choisissez un lot de leur circuit.",
        field="orders",
    )
    for line, order in enumerate(chosen, start=last + 1):
        order.batch, order.line = held, line
    step_all(chosen, "put_in_batch", table=ORDER, by=by, at=at, fields=("batch", "line"))
    return len(chosen)


@action
def take_out_of_batch(order: PaymentOrder, *, by: User, at: datetime) -> PaymentOrder:
    """Back among the approved orders, while the batch is open."""
    return step(
        order,
        "take_out_of_batch",
        table=ORDER,
        by=by,
        at=at,
        request=order.award.decision.request,
        changes={"batch": None, "line": None},
    )


@action
def close_batch(batch: Batch, *, execute_on: date, by: User, at: datetime) -> Batch:
    """No more lines. Refused when empty, over the caps, or while payments are stopped."""
    held = locked(batch)
    payments_open(at)
    _ahead(execute_on, at)
    sums = held.orders.aggregate(count=Count("pk"), cents=Sum("amount_cents"))
    need(sums["count"], "Ce lot est vide. Ajoutez au moins un ordre.")
    caps = values(BATCH_ORDERS.name, BATCH_CENTS.name, on=paris_day(at))
    need(
        sums["count"] <= caps[BATCH_ORDERS.name],
        f"Le lot dépasse {caps[BATCH_ORDERS.name]} ordres. Faites plusieurs lots.",
    )
    need(
        sums["cents"] <= caps[BATCH_CENTS.name],
        f"Le lot dépasse {format_cents(caps[BATCH_CENTS.name])}. Faites plusieurs lots.",
    )
    return step(
        held,
        "close_batch",
        table=BATCH,
        by=by,
        at=at,
        changes={
            "closed_by": by,
            "closed_at": at,
            "execute_on": execute_on,
            "order_count": sums["count"],
            "total_cents": sums["cents"],
        },
    )


@action
def reopen_batch(batch: Batch, *, by: User, at: datetime) -> Batch:
    """Something must change before the export."""
    return step(
        batch,
        "reopen_batch",
        table=BATCH,
        by=by,
        at=at,
        changes={"order_count": None, "total_cents": None},
    )


def _ahead(execute_on: date, at: datetime) -> None:
    need(
        execute_on >= paris_day(at),
        "La date de paiement est passée. Choisissez une date à venir.",
        field="execute_on",
    )
