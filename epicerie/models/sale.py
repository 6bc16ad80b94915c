"""Tickets of the till: value, share paid, one rounding per line; written once and for all.

Rounding rule: each line's share is rounded to the nearest cent, half a cent up (`money.percent`);
the ticket is the sum of its lines. The database computes both again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.roles import Role
from actors.rules import holds
from epicerie.models.access import Access
from epicerie.models.assignment import Assignment
from epicerie.models.closing import open_till
from epicerie.models.stock import Lot
from reims_solidarite.kit.walls import Wall, append_only

if TYPE_CHECKING:
    from actors.models import User

TICKET_ADDS_UP = """
    SELECT s.value_cents, s.paid_cents, sum(l.value_cents) AS value, sum(l.paid_cents) AS paid,
           count(l.id) AS lines, count(m.id) FILTER (WHERE m.amount = -l.quantity
               AND m.lot_id = l.lot_id) AS moved
    INTO ticket
    FROM epicerie_sale s
    LEFT JOIN epicerie_saleline l ON l.sale_id = s.id
    LEFT JOIN epicerie_stockmovement m ON m.sale_line_id = l.id
    WHERE s.id = {sale} GROUP BY s.id;
    IF ticket.lines = 0 OR ticket.value <> ticket.value_cents OR ticket.paid <> ticket.paid_cents
       OR ticket.moved <> ticket.lines THEN
        RAISE EXCEPTION 'the ticket does not add up'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
    END IF;
    RETURN NULL;
"""


def adds_up(name: str, sale: str) -> Wall:
    """At commit: the ticket is the sum of its lines, and each line left the stock."""
    return Wall(
        name=name,
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        declare=[("ticket", "RECORD")],
        func=TICKET_ADDS_UP.format(sale=sale, name=name),
    )


class SaleQuerySet(models.QuerySet["Sale"]):
    """Words of the tickets."""

    def visible_to(self, user: User) -> Self:
        """The coordinator and the auditor read all; a volunteer those they wrote."""
        if holds(user, {Role.GROCERY, Role.AUDITOR}):
            return self
        return self.filter(by=user) if user.is_authenticated else self.none()


class Sale(models.Model):
    """One ticket. `key` is made by the page: sending the same ticket twice sells once."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("access",),
        "technical": ("id", "key", "at", "by", "duty", "value_cents", "paid_cents"),
    }

    key = models.UUIDField(unique=True, editable=False)
    access = models.ForeignKey(Access, on_delete=models.PROTECT, related_name="sales")
    at = models.DateTimeField("le")
    by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )
    duty = models.ForeignKey(
        Assignment,
        on_delete=models.PROTECT,
        null=True,
        related_name="sales",
        verbose_name="créneau de caisse",
    )
    value_cents = models.PositiveIntegerField("valeur (centimes)")
    paid_cents = models.PositiveIntegerField("payé (centimes)")

    objects = SaleQuerySet.as_manager()

    class Meta:
        verbose_name = "ticket"
        verbose_name_plural = "tickets"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["at"], name="sale_at")]
        constraints = [
            models.CheckConstraint(
                name="sale_paid_within_value",
                condition=Q(paid_cents__lte=F("value_cents")),
                violation_error_message="On ne paie pas plus que la valeur.",
            ),
        ]
        triggers = [
            *append_only("sale_append_only"),
            adds_up("sale_adds_up", "NEW.id"),
            open_till(),
        ]

    def __str__(self) -> str:
        return f"Ticket {self.pk}"

    @property
    def saved_cents(self) -> int:
        return self.value_cents - self.paid_cents


class SaleLine(models.Model):
    """Units of one lot on a ticket."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": (
            *("id", "sale", "lot", "quantity", "unit_value_cents"),
            *("value_cents", "rate", "paid_cents"),
        ),
    }

    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="lines")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField("quantité")
    unit_value_cents = models.PositiveIntegerField("valeur d’une unité (centimes)")
    value_cents = models.PositiveIntegerField("valeur (centimes)")
    rate = models.PositiveIntegerField("participation (dix-millièmes)")
    paid_cents = models.PositiveIntegerField("payé (centimes)")

    class Meta:
        verbose_name = "ligne de ticket"
        verbose_name_plural = "lignes de ticket"
        ordering = ["sale", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sale", "lot"],
                name="sale_line_once_a_lot",
                violation_error_message="Ce lot est déjà sur le ticket.",
            ),
            models.CheckConstraint(
                name="sale_line_quantity",
                condition=Q(quantity__gte=1),
                violation_error_message="Une ligne compte au moins une unité.",
            ),
            models.CheckConstraint(
                name="sale_line_value",
                condition=Q(value_cents=F("quantity") * F("unit_value_cents")),
                violation_error_message="La valeur d’une ligne est la quantité fois la valeur.",
            ),
            models.CheckConstraint(
                name="sale_line_rounding",
                condition=Q(paid_cents=(F("value_cents") * F("rate") + 5_000) / 10_000),
                violation_error_message="La part payée est arrondie au centime le plus proche.",
            ),
            models.CheckConstraint(
                name="sale_line_rate",
                condition=Q(rate__lte=10_000),
                violation_error_message="La participation ne dépasse pas 100 %.",
            ),
        ]
        triggers = [
            *append_only("sale_line_append_only"),
            adds_up("sale_line_adds_up", "NEW.sale_id"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.lot}"
