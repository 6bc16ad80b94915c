"""Selling: one ticket, written with its movements in one transaction, once for each page sent."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from actors import rules
from actors.actions.journal import record
from actors.models import User
from epicerie.actions.walls import walls
from epicerie.models import Access, Assignment, Lot, MovementKind, Sale, SaleLine, StockMovement
from epicerie.pricing import totals
from epicerie.queries.till import priced, rates_on
from epicerie.queries.till_duty import till_duty
from epicerie.states import AccessState
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused

MOST_LINES = 200


@transaction.atomic
def sell(
    access: Access, basket: Mapping[int, int], *, key: uuid.UUID, by: User, at: datetime
) -> Sale:
    """Sell `basket` (lot id: units) to the household of `access`.

    The same key again gives the same ticket, without selling twice. Refused: no right to the till
    now, access not open today, a lot missing or past its use-by date, an empty basket.
    """
    duty = _may_sell(by, at)
    locked = Access.objects.select_for_update(of=("self",)).get(pk=access.pk)
    if (again := _sold_before(key, locked, basket)) is not None:
        return again
    day = paris_day(at)
    if locked.state != AccessState.GRANTED or not locked.period or day not in locked.period:
        raise Refused("Cette carte n’ouvre pas la caisse aujourd’hui : voyez la coordination.")
    lots = _locked_lots(basket)
    for lot in lots:
        if lot.use_by_passed(day):
            raise Refused(f"« {lot.product} » : la DLC est passée, retirez ce lot du rayon.")
        if lot.remaining < basket[lot.pk]:
            raise Refused(f"« {lot.product} » : il en reste {lot.remaining}. Corrigez la quantité.")
    rates = rates_on(day)
    lines = [(lot, priced(lot, basket[lot.pk], rates)) for lot in lots]
    value_cents, paid_cents = totals(line for _, line in lines)
    with walls():
        sale = Sale.objects.create(
            key=key,
            access=locked,
            at=at,
            by=by,
            duty=duty,
            value_cents=value_cents,
            paid_cents=paid_cents,
        )
        written = SaleLine.objects.bulk_create(
            SaleLine(
                sale=sale,
                lot=lot,
                quantity=line.quantity,
                unit_value_cents=line.unit_value_cents,
                value_cents=line.value_cents,
                rate=line.rate,
                paid_cents=line.paid_cents,
            )
            for lot, line in lines
        )
        StockMovement.objects.bulk_create(
            StockMovement(
                lot_id=line.lot_id,
                kind=MovementKind.SALE,
                amount=-line.quantity,
                at=at,
                by=by,
                sale_line=line,
            )
            for line in written
        )
    record("sell", sale, by=by, at=at, household=access.household.uid, lines=len(lines))
    return sale


def _may_sell(by: User, at: datetime) -> Assignment | None:
    if rules.GROCERY.allows(by):
        return None
    duty = till_duty(by, at=at)
    if duty is None:
        raise Refused("La caisse vous est ouverte pendant votre créneau de caisse seulement.")
    return duty


def _sold_before(key: uuid.UUID, access: Access, basket: Mapping[int, int]) -> Sale | None:
    sale = Sale.objects.filter(key=key).first()
    if sale is None:
        return None
    sold = dict(sale.lines.values_list("lot_id", "quantity"))
    if sale.access_id != access.pk or sold != dict(basket):
        raise Refused("Ce ticket est déjà encaissé avec un autre panier : recommencez un passage.")
    return sale


def _locked_lots(basket: Mapping[int, int]) -> list[Lot]:
    """Always in the same order, so that two tills never wait for each other in a circle."""
    if not basket or min(basket.values()) < 1:
        raise Refused("Le panier est vide : indiquez au moins une quantité.")
    if len(basket) > MOST_LINES:
        raise Refused("Ce panier est trop long : faites deux passages.")
    lots = list(
        Lot.objects.select_for_update(of=("self",))
        .select_related("product")
        .filter(pk__in=basket)
        .order_by("pk")
    )
    if len(lots) != len(basket):
        raise Refused("Un des lots n’existe plus. Rechargez la page.")
    return lots
