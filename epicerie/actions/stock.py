"""Goods come in by a delivery note and go out by a movement; nothing is ever rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.openings import require_coordinator
from epicerie.actions.walls import walls
from epicerie.models import (
    DateKind,
    Delivery,
    Lot,
    MovementKind,
    Product,
    StockMovement,
    Supplier,
)
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused


@dataclass(frozen=True)
class NewLot:
    """One line of a delivery note."""

    product: Product
    funding: str
    quantity: int
    unit_value_cents: int
    date_kind: str = DateKind.NONE
    best_on: date | None = None
    lot_number: str = ""


@transaction.atomic
def receive_delivery(
    supplier: Supplier,
    *,
    on: date,
    note_number: str,
    lots: Sequence[NewLot],
    by: User,
    at: datetime,
) -> Delivery:
    """Enter a delivery note with its lots. Goods past their use-by date are refused."""
    require_coordinator(by)
    if not lots:
        raise Refused("Une livraison compte au moins un article.")
    if on > paris_day(at):
        raise Refused("Une livraison ne s’enregistre pas à l’avance.", field="on")
    for new in lots:
        _check(new, on)
    with walls():
        delivery = Delivery.objects.create(
            supplier=supplier,
            on=on,
            note_number=note_number.strip(),
            received_at=at,
            received_by=by,
        )
        made = Lot.objects.bulk_create(
            Lot(
                delivery=delivery,
                product=new.product,
                funding=new.funding,
                unit_value_cents=new.unit_value_cents,
                date_kind=new.date_kind,
                best_on=new.best_on,
                lot_number=new.lot_number.strip(),
            )
            for new in lots
        )
        StockMovement.objects.bulk_create(
            StockMovement(lot=lot, kind=MovementKind.ENTRY, amount=new.quantity, at=at, by=by)
            for lot, new in zip(made, lots, strict=True)
        )
    record("receive_delivery", delivery, by=by, at=at, lots=len(lots))
    return delivery


@transaction.atomic
def write_off(lot: Lot, quantity: int, *, reason: str, by: User, at: datetime) -> StockMovement:
    """Take out what is lost, with its reason; the only way out for a lot past its use-by date."""
    if quantity < 1:
        raise Refused("Indiquez une quantité d’au moins 1.", field="quantity")
    return _move(lot, MovementKind.WASTE, -quantity, reason=reason, by=by, at=at)


@transaction.atomic
def count_lot(lot: Lot, found: int, *, reason: str, by: User, at: datetime) -> StockMovement:
    """Correct a lot to what was counted on the shelf: the difference is the movement."""
    locked = Lot.objects.select_for_update(of=("self",)).get(pk=lot.pk)
    if found < 0:
        raise Refused("Indiquez une quantité d’au moins 0.", field="quantity")
    if found == locked.remaining:
        raise Refused("Le compte est juste : il n’y a rien à corriger.", field="quantity")
    difference = found - locked.remaining
    return _move(locked, MovementKind.CORRECTION, difference, reason=reason, by=by, at=at)


def _move(
    lot: Lot, kind: MovementKind, amount: int, *, reason: str, by: User, at: datetime
) -> StockMovement:
    require_coordinator(by)
    if not reason.strip():
        raise Refused("Dites pourquoi.", field="reason")
    with walls():
        movement = StockMovement.objects.create(
            lot=lot, kind=kind, amount=amount, reason=reason.strip()[:160], at=at, by=by
        )
    record("move_stock", movement, by=by, at=at, kind=kind.value, amount=amount)
    return movement


def _check(new: NewLot, on: date) -> None:
    if new.quantity < 1:
        raise Refused(f"« {new.product} » : indiquez une quantité d’au moins 1.")
    if new.date_kind == DateKind.DLC and new.best_on is not None and new.best_on < on:
        raise Refused(f"« {new.product} » : la DLC est passée, refusez ces unités à la livraison.")
