"""Deliveries, lots and the ledger of their movements; no balance ever goes below zero.

`Lot.remaining` is the sum of the lot's movements, kept by the trigger that inserts them: adding to
it locks the lot, so two tills wait for each other, and its CHECK is the wall.
"""

from __future__ import annotations

from datetime import date
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from epicerie.models.product import Funding, Product, Supplier
from reims_solidarite.kit.ledger import Ledger
from reims_solidarite.kit.walls import ReadOnly, Wall, append_only, kept


class Delivery(models.Model):
    """One delivery note."""

    supplier = models.ForeignKey(
        Supplier, on_delete=models.PROTECT, related_name="deliveries", verbose_name="fournisseur"
    )
    on = models.DateField("reçue le")
    note_number = models.CharField("numéro du bon de livraison", max_length=40)
    received_at = models.DateTimeField(editable=False)
    received_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "livraison"
        verbose_name_plural = "livraisons"
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "note_number"],
                name="delivery_once",
                violation_error_message="Ce bon de livraison est déjà enregistré.",
            ),
        ]
        triggers = append_only("delivery_append_only")

    def __str__(self) -> str:
        return f"{self.supplier} – {self.note_number}"


class DateKind(models.TextChoices):
    """DLC: never sold nor given from the day after. DDM: may be, when the person is told."""

    DLC = "dlc", "DLC (à consommer jusqu’au)"
    DDM = "ddm", "DDM (de préférence avant le)"
    NONE = "none", "Sans date"


class LotQuerySet(models.QuerySet["Lot"]):
    """Words of the stock."""

    def in_stock(self) -> Self:
        return self.filter(remaining__gt=0)

    def first_expired_first(self) -> Self:
        """The order in which shelves are served: what ends first leaves first."""
        return self.order_by(F("best_on").asc(nulls_last=True), "pk")

    def sellable_on(self, day: date) -> Self:
        """In stock, and not past its use-by date: a DLC of today is sold today."""
        return self.in_stock().exclude(date_kind=DateKind.DLC, best_on__lt=day)

    def use_by_passed(self, day: date) -> Self:
        """What must leave the shelves: past its use-by date."""
        return self.in_stock().filter(date_kind=DateKind.DLC, best_on__lt=day)


class Lot(models.Model):
    """One article of one delivery with one date, one origin and one value."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="lots")
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="lots", verbose_name="article"
    )
    funding = models.CharField("origine", max_length=10, choices=Funding.choices)
    unit_value_cents = models.PositiveIntegerField("valeur d’une unité (centimes)")
    date_kind = models.CharField("sorte de date", max_length=4, choices=DateKind.choices)
    best_on = models.DateField("date", null=True, blank=True)
    lot_number = models.CharField("numéro de lot", max_length=40, blank=True)
    remaining = models.IntegerField("reste", default=0, editable=False)

    objects = LotQuerySet.as_manager()

    class Meta:
        verbose_name = "lot"
        verbose_name_plural = "lots"
        ordering = ["best_on", "pk"]
        indexes = [
            models.Index(
                fields=["best_on", "id"], name="lot_in_stock", condition=Q(remaining__gt=0)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="lot_funding_known",
                condition=Q(funding__in=Funding.values),
                violation_error_message="Cette origine n’existe pas.",
            ),
            models.CheckConstraint(
                name="lot_dated_as_said",
                condition=Q(date_kind=DateKind.NONE, best_on=None)
                | Q(date_kind__in=[DateKind.DLC, DateKind.DDM], best_on__isnull=False),
                violation_error_message="Une DLC ou une DDM a une date ; « sans date » n’en a pas.",
            ),
            models.CheckConstraint(
                name="lot_never_negative",
                condition=Q(remaining__gte=0),
                violation_error_message="Il n’en reste pas assez : quelqu’un vient d’en prendre.",
            ),
        ]
        triggers = [
            ReadOnly(name="lot_stays", exclude=["remaining"]),
            *kept("lot_kept"),
            Wall(
                name="lot_starts_empty",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="NEW.remaining := 0; RETURN NEW;",
            ),
            Wall(
                name="lot_counted_by_movements",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__remaining__df=pgtrigger.F("new__remaining")),
                func="""
                    IF pg_trigger_depth() < 2 THEN
                        RAISE EXCEPTION 'a balance changes by a movement only'
                            USING ERRCODE = 'check_violation',
                                  CONSTRAINT = 'lot_counted_by_movements';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} – lot {self.lot_number or self.pk}"

    def use_by_passed(self, day: date) -> bool:
        """Withdrawn from the day after its use-by date."""
        return self.date_kind == DateKind.DLC and self.best_on is not None and self.best_on < day

    def best_before_passed(self, day: date) -> bool:
        """May still be handed out, and the person is told."""
        return self.date_kind == DateKind.DDM and self.best_on is not None and self.best_on < day


class MovementKind(models.TextChoices):
    """Why units came in or went out."""

    ENTRY = "entry", "Entrée"
    SALE = "sale", "Vente"
    WASTE = "waste", "Perte"
    CORRECTION = "correction", "Correction"


GUARDS = Ledger.guards("movement")


class StockMovement(Ledger):
    """`amount` units of a lot: positive in, negative out."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField("sorte", max_length=10, choices=MovementKind.choices)
    reason = models.CharField("raison", max_length=160, blank=True)
    by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )
    sale_line = models.OneToOneField(
        "epicerie.SaleLine",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="movement",
    )

    class Meta(Ledger.Meta):
        verbose_name = "mouvement de stock"
        verbose_name_plural = "mouvements de stock"
        indexes = [models.Index(fields=["lot", "at"], name="movement_lot_at")]
        constraints = [
            *GUARDS[1],
            models.CheckConstraint(
                name="movement_kind_known",
                condition=Q(kind__in=MovementKind.values),
                violation_error_message="Cette sorte de mouvement n’existe pas.",
            ),
            models.CheckConstraint(
                name="movement_direction",
                condition=Q(kind=MovementKind.ENTRY, amount__gt=0)
                | Q(kind__in=[MovementKind.SALE, MovementKind.WASTE], amount__lt=0)
                | Q(kind=MovementKind.CORRECTION),
                violation_error_message="Une entrée ajoute, une vente ou une perte retire.",
            ),
            models.CheckConstraint(
                name="movement_sale_has_a_line",
                condition=Q(kind=MovementKind.SALE, sale_line__isnull=False)
                | ~Q(kind=MovementKind.SALE) & Q(sale_line=None),
                violation_error_message="Une vente, et elle seule, vient d’un ticket.",
            ),
            models.CheckConstraint(
                name="movement_says_why",
                condition=~Q(kind__in=[MovementKind.WASTE, MovementKind.CORRECTION])
                | ~Q(reason=""),
                violation_error_message="Dites pourquoi : perte et correction ont une raison.",
            ),
        ]
        triggers = [
            *GUARDS[0],
            Wall(
                name="movement_counts",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="""
                    UPDATE epicerie_lot SET remaining = remaining + NEW.amount
                    WHERE id = NEW.lot_id;
                    RETURN NULL;
                """,
            ),
            Wall(
                name="movement_never_sells_passed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__kind="sale"),
                func="""
                    IF EXISTS (SELECT 1 FROM epicerie_lot WHERE id = NEW.lot_id
                               AND date_kind = 'dlc'
                               AND best_on < (NEW.at AT TIME ZONE 'Europe/Paris')::date) THEN
                        RAISE EXCEPTION 'use-by date passed'
                            USING ERRCODE = 'check_violation',
                                  CONSTRAINT = 'movement_never_sells_passed';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount:+d} – {self.lot}"
