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
from reims_solidarite.kit.transitions import Refused
from reims_solidarite.kit.working_days import is_transfer_day, next_transfer_day
from secours_loyer.actions.apart import need_untied_orders
from secours_loyer.actions.days import need_within_a_year
from secours_loyer.actions.doors import (
    action,
    locked,
    locked_all,
    need,
    seal,
    step,
    step_all,
)
from secours_loyer.actions.numbers import next_number
from secours_loyer.actions.orders import payments_open
from secours_loyer.actions.payment_rows import unforged_payments
from secours_loyer.models import Batch, PaymentOrder
from secours_loyer.payment_parameters import BATCH_CENTS, BATCH_ORDERS
from secours_loyer.queries.approvers import left_by_approvers
from secours_loyer.queries.order_checks import account_words
from secours_loyer.queries.order_holds import held_back
from secours_loyer.queries.sentences_of_money import GONE, MONEY
from secours_loyer.states import BATCH, ORDER, AccountState, BatchState


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
def change_batch_day(batch: Batch, *, execute_on: date, by: User, at: datetime) -> Batch:
    """Another day of payment, while the batch is open."""
    need(rules.FINANCE.allows(by), "Un lot est changé par le gestionnaire des dépenses.")
    held = locked(batch)
    need(held.state == BatchState.OPEN, "Ce lot est clos : rouvrez-le avant d’en changer la date.")
    _ahead(execute_on, at)
    held.execute_on = execute_on
    held.save(update_fields=["execute_on"])
    seal(held, at=at)
    record("change_batch_day", held, by=by, at=at)
    return held


@action
def abandon_batch(batch: Batch, *, by: User, at: datetime) -> Batch:
    """Opened by mistake: it stays, empty, and takes no order any more."""
    held = locked(batch)
    need(not held.orders.exists(), MONEY["batch_abandoned_empty"])
    return step(held, "abandon_batch", table=BATCH, by=by, at=at)


@action
def put_in_batch(batch: Batch, orders: Iterable[PaymentOrder], *, by: User, at: datetime) -> int:
    """Add approved orders, one line each; returns how many."""
    held = locked(batch)
    need(held.state == BatchState.OPEN, "Ce lot est clos. Choisissez un lot ouvert.")
    last = held.orders.aggregate(last=Max("line"))["last"] or 0
    chosen = locked_all(
        PaymentOrder.objects.filter(pk__in=[order.pk for order in orders])
        .select_related("account")
        .order_by("pk")
    )
    need(chosen, "Choisissez au moins un ordre.", field="orders")
    need_untied_orders(
        PaymentOrder.objects.filter(pk__in=[order.pk for order in chosen]),
        by,
        remedy="Choisissez les autres ordres : une autre personne des dépenses met en lot ce qui "
        "vous concerne.",
        field="orders",
    )
    need(
        all(order.channel == held.channel for order in chosen),
        "Ces ordres partent par un autre circuit que ce lot. Choisissez un lot de leur circuit.",
        field="orders",
    )
    for order in left_by_approvers(chosen).order_by("pk"):
        raise Refused(f"Ordre {order.end_to_end_id} : {GONE}", field="orders")
    unforged_payments(chosen)
    _accounts_active(chosen)
    _nothing_waits(chosen, on=max(held.execute_on, paris_day(at)))
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
    need_untied_orders(
        held.orders.all(),
        by,
        remedy="Une autre personne des dépenses clôt ce lot. Ou retirez-en d’abord ce qui vous "
        "concerne.",
    )
    unforged_payments(held.orders.all())
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


def _accounts_active(orders: Iterable[PaymentOrder]) -> None:
    told = [
        f"Ordre {order.end_to_end_id} : {account_words(order.account)}"
        for order in orders
        if order.account.state != AccountState.ACTIVE
    ]
    need(not told, " ".join(told), field="orders")


def _nothing_waits(orders: Iterable[PaymentOrder], *, on: date) -> None:
    rows = PaymentOrder.objects.filter(pk__in=[order.pk for order in orders]).order_by("pk")
    waiting = held_back(rows.select_related("award__decision__request__debt"), on=on)
    for order in orders:
        for told in waiting.get(order.pk, []):
            raise Refused(f"Ordre {order.end_to_end_id} : {told}", field="orders")


def _ahead(execute_on: date, at: datetime) -> None:
    need(
        execute_on >= paris_day(at),
        "La date de paiement est passée. Choisissez une date à venir.",
        field="execute_on",
    )
    need_within_a_year(execute_on, at=at, field="execute_on")
    need(
        is_transfer_day(execute_on),
        f"Les banques n’exécutent aucun virement le {execute_on:%d/%m/%Y} (week-end ou jour de "
        f"fermeture de TARGET). Choisissez par exemple le "
        f"{next_transfer_day(execute_on):%d/%m/%Y}.",
        field="execute_on",
    )
