"""What the till shows: whose card it is, what may be sold, at what price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from actors.households.models import HouseholdMember, PlaceInHousehold
from actors.parameters import values
from epicerie.models import Access, Lot
from epicerie.parameters import FSE_PARTICIPATION, PARTICIPATION
from epicerie.pricing import PricedLine, Rates


def rates_on(day: date) -> Rates:
    """The shares decided for a day, in one query."""
    found = values(PARTICIPATION.name, FSE_PARTICIPATION.name, on=day)
    return Rates(usual=found[PARTICIPATION.name], fse=found[FSE_PARTICIPATION.name])


def priced(lot: Lot, quantity: int, rates: Rates) -> PricedLine:
    """One line of a ticket."""
    return PricedLine(quantity, lot.unit_value_cents, rates.of(lot.funding))


def access_of_card(number: str, day: date) -> Any | None:
    """The open access behind a card, with `first_name` and `card_number` only, or None."""
    adult = HouseholdMember.objects.on(day).filter(
        household=OuterRef("household"), place=PlaceInHousehold.ADULT
    )
    return (
        Access.objects.open_on(day)
        .filter(household__grocery_card__number=number.strip().upper())
        .select_related("household__grocery_card")
        .only("id", "state", "period", "household__uid", "household__grocery_card__number")
        .annotate(first_name=Subquery(adult.values("person__first_name")[:1]))
        .first()
    )


@dataclass(frozen=True)
class ShelfLot:
    """One lot on sale, with the price of one unit and what must be said about its date."""

    lot: Lot
    unit: PricedLine
    told: str
    quantity: int = 0

    @property
    def line(self) -> PricedLine:
        return PricedLine(self.quantity, self.unit.unit_value_cents, self.unit.rate)


def shelf(day: date, quantities: dict[int, int] | None = None) -> list[ShelfLot]:
    """What may be sold today, by family and article, first expired first; two queries."""
    rates = rates_on(day)
    lots = (
        Lot.objects.sellable_on(day)
        .select_related("product")
        .order_by("product__family", "product__sort_key", "best_on", "pk")
    )
    wanted = quantities or {}
    return [
        ShelfLot(lot, priced(lot, 1, rates), date_warning(lot, day), wanted.get(lot.pk, 0))
        for lot in lots
    ]


@dataclass(frozen=True)
class ShelfFamily:
    """Lots of one family; shown open when something of it is in the basket."""

    label: str
    lots: list[ShelfLot]

    @property
    def chosen(self) -> int:
        return sum(lot.quantity for lot in self.lots)


def by_family(lots: list[ShelfLot]) -> list[ShelfFamily]:
    """The shelf as the till shows it: a family is one fold on a phone."""
    grouped: dict[str, list[ShelfLot]] = {}
    for row in lots:
        grouped.setdefault(row.lot.product.get_family_display(), []).append(row)
    return [ShelfFamily(label, rows) for label, rows in grouped.items()]


def date_warning(lot: Lot, day: date) -> str:
    """What the till says about a date; empty when there is nothing to say."""
    if lot.best_before_passed(day):
        return "DDM dépassée : dites-le à la personne"
    if lot.date_kind == "dlc" and lot.best_on == day:
        return "DLC aujourd’hui : à consommer ce jour"
    return ""
