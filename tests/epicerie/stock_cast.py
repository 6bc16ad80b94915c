"""Goods and households for the tests of the stock and of the till."""

from __future__ import annotations

from datetime import date, datetime

from actors.households.actions.amounts import set_budget
from actors.households.models import Household
from actors.households.queries.rav import compute_rav
from actors.models import User
from epicerie.actions.access import grant_access, request_access
from epicerie.actions.stock import NewLot, receive_delivery
from epicerie.models import Access, Lot, Product, Supplier
from reims_solidarite.kit.dates import paris_day
from tests.epicerie.rota_cast import BEFORE
from tests.factories.households import household


def product(name: str = "Pâtes", family: str = "starch") -> Product:
    return Product.objects.get_or_create(name=name, family=family, unit="paquet")[0]


def lot(by: User, *, quantity: int = 10, at: datetime = BEFORE, **line: object) -> Lot:
    """One lot of its own delivery: 2,35 € a unit, bought, without date, unless told otherwise."""
    supplier, _ = Supplier.objects.get_or_create(name="Grossiste de test")
    new = NewLot(
        **{
            "product": product(),
            "funding": "purchase",
            "quantity": quantity,
            "unit_value_cents": 235,
            **line,
        }
    )
    delivery = receive_delivery(
        supplier,
        on=paris_day(at),
        note_number=f"BL-{Lot.objects.count() + 1}",
        lots=[new],
        by=by,
        at=at,
    )
    return delivery.lots.get()


def poor_household(case_worker: User, *, last: str = "Vesle", rsa: int = 60_000) -> Household:
    """A household of two whose reste à vivre is low unless `rsa` is raised."""
    made = household(case_worker, BEFORE, last=last)
    set_budget(
        made,
        resources={"rsa": rsa},
        charges={"loyer": 30_000},
        since=date(2026, 1, 1),
        by=case_worker,
        at=BEFORE,
    )
    return made


def seen(made: Household, at: datetime = BEFORE) -> int:
    return compute_rav(made, paris_day(at)).measured_cents


def granted(case_worker: User, *, last: str = "Vesle", at: datetime = BEFORE) -> Access:
    """An access in force, decided by the case worker."""
    made = poor_household(case_worker, last=last)
    access = request_access(made, by=case_worker, at=at)
    return grant_access(access, seen_cents=seen(made, at), reason="", by=case_worker, at=at)
