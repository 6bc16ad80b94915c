"""The stock, lot by lot, and what is about to pass its date."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from actors.parameters import value
from epicerie.models import DateKind, Lot
from epicerie.parameters import DATE_WARNING_DAYS


def stock_lots() -> QuerySet[Lot]:
    """Lots in stock, first expired first."""
    return (
        Lot.objects.in_stock().first_expired_first().select_related("product", "delivery__supplier")
    )


def state_of(lot: Lot, day: date) -> tuple[str, str]:
    """(words, tone) about a lot's date; empty words when there is nothing to say."""
    if lot.use_by_passed(day):
        return "DLC passée : à sortir", "danger"
    if lot.best_before_passed(day):
        return "DDM dépassée : à dire à la caisse", "warning"
    if lot.date_kind == DateKind.DLC and lot.best_on and lot.best_on <= day + timedelta(days=3):
        return "DLC proche", "warning"
    return "", ""


def lots_to_move(day: date) -> QuerySet[Lot]:
    """Past their use-by date, or about to be."""
    warning = timedelta(days=value(DATE_WARNING_DAYS.name, on=day))
    return stock_lots().filter(date_kind=DateKind.DLC, best_on__lte=day + warning)
