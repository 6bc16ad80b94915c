"""What a landlord received in excess, and what came back of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.rules import BATCH_READER
from reims_solidarite.kit.walls import Wall, append_only, kept
from secours_loyer.models.apart_sql import OVERPAYMENT_APART, RECOVERY_APART, apart
from secours_loyer.models.guards import frozen, known_state, positive, state_machine
from secours_loyer.models.order import PaymentOrder
from secours_loyer.models.overpayment_sql import RECOVERED_WHOLE, WITHIN_CLAIM, WITHIN_ORDER
from secours_loyer.models.recovery_sql import RECEIVED_ONCE_WALL
from secours_loyer.models.return_line import ReturnLine
from secours_loyer.states import OVERPAYMENT, OverpaymentState

if TYPE_CHECKING:
    from actors.models import User


class Cause(models.TextChoices):
    """Why it is too much."""

    LESS_OWED = "dette_moindre", "La dette était moins élevée que le décompte"
    OTHER_FUND = "autre_fonds", "Un autre fonds a payé les mêmes mois"
    TENANCY_ENDED = "bail_termine", "Le logement était quitté"
    TWICE = "deux_fois", "Payé deux fois"
    OTHER = "autre", "Autre cause"


class OverpaymentQuerySet(models.QuerySet["Overpayment"]):
    """Words of the sums paid in excess."""

    def visible_to(self, user: User) -> Self:
        """Those who prepare, approve and control payments."""
        return self if BATCH_READER.allows(user) else self.none()


class Overpayment(models.Model):
    """A part, or all, of one order that was paid. `title`: the number of the *titre de recettes*
    that the accountant's software gave."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("cents", "cause"),
        "content": ("words", "reason"),
        "technical": (
            *("id", "uid", "number", "order", "state", "recorded_by", "recorded_at"),
            *("title", "claimed_by", "claimed_at", "dropped_by", "dropped_at"),
        ),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField("numéro", max_length=20, unique=True, editable=False)
    order = models.ForeignKey(PaymentOrder, on_delete=models.PROTECT, related_name="overpayments")
    cents = models.BigIntegerField("montant")
    cause = models.CharField("cause", max_length=15, choices=Cause.choices)
    words = models.CharField("ce qui a été constaté", max_length=300)
    state = models.CharField(
        "état",
        max_length=10,
        choices=OverpaymentState.choices,
        default=OverpaymentState.RECORDED,
    )
    recorded_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("constaté le")
    title = models.CharField("titre de recettes", max_length=30, blank=True)
    claimed_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    claimed_at = models.DateTimeField("réclamé le", null=True)
    dropped_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    dropped_at = models.DateTimeField("abandonné le", null=True)
    reason = models.CharField("pourquoi", max_length=300, blank=True)

    objects = OverpaymentQuerySet.as_manager()

    class Meta:
        verbose_name = "trop-perçu"
        verbose_name_plural = "trop-perçus"
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            known_state("overpayment", OverpaymentState),
            *positive("overpayment", "cents"),
            models.CheckConstraint(
                name="overpayment_cause_known",
                condition=Q(cause__in=Cause.values) & ~Q(words=""),
                violation_error_message="Choisissez la cause et écrivez ce qui a été constaté.",
            ),
            models.CheckConstraint(
                name="overpayment_claimed_whole",
                condition=Q(claimed_by=None, claimed_at=None, title="")
                & ~Q(state__in=[OverpaymentState.CLAIMED, OverpaymentState.RECOVERED])
                | Q(claimed_by__isnull=False, claimed_at__isnull=False) & ~Q(title=""),
                violation_error_message="Une réclamation a un auteur et un titre de recettes.",
            ),
            models.CheckConstraint(
                name="overpayment_dropped_whole",
                condition=~Q(state=OverpaymentState.DROPPED)
                & Q(dropped_by=None, dropped_at=None, reason="")
                | Q(state=OverpaymentState.DROPPED, dropped_by__isnull=False)
                & Q(dropped_at__isnull=False)
                & ~Q(reason=""),
                violation_error_message="Écrivez pourquoi la réclamation est abandonnée.",
            ),
            models.CheckConstraint(
                name="overpayment_two_people",
                condition=(Q(claimed_by=None) | ~Q(claimed_by=F("recorded_by")))
                & (Q(dropped_by=None) | ~Q(dropped_by=F("recorded_by"))),
                violation_error_message=(
                    "Une autre personne que celle qui a constaté le trop-perçu le réclame ou "
                    "l’abandonne."
                ),
            ),
        ]
        triggers = [
            *kept("overpayment_kept"),
            apart("overpayment", OVERPAYMENT_APART),
            state_machine("overpayment", OVERPAYMENT, start=OverpaymentState.RECORDED.value),
            frozen(
                "overpayment",
                (
                    *("uid", "number", "order_id", "cents", "cause", "words"),
                    *("recorded_by_id", "recorded_at"),
                ),
            ),
            frozen(
                "overpayment_claim",
                ("title", "claimed_by_id", "claimed_at"),
                unless="OLD.state = 'constate' AND NEW.state = 'reclame'",
            ),
            frozen(
                "overpayment_end",
                ("dropped_by_id", "dropped_at", "reason"),
                unless="OLD.state <> 'abandonne' AND NEW.state = 'abandonne'",
            ),
            Wall(
                name="overpayment_within_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("held", "record"), ("others", "bigint")],
                func=WITHIN_ORDER,
            ),
            Wall(
                name="overpayment_recovered",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=RECOVERED_WHOLE,
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Recovery(models.Model):
    """Money that came back; `line`: the movement of the statement that shows it, if one does."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("cents",),
        "technical": ("id", "overpayment", "received_on", "line", "by", "at"),
    }

    overpayment = models.ForeignKey(
        Overpayment, on_delete=models.PROTECT, related_name="recoveries"
    )
    cents = models.BigIntegerField("montant")
    received_on = models.DateField("reçu le")
    line = models.OneToOneField(
        ReturnLine, on_delete=models.PROTECT, null=True, related_name="recovery"
    )
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("noté le")

    class Meta:
        verbose_name = "somme recouvrée"
        verbose_name_plural = "sommes recouvrées"
        ordering = ["overpayment", "pk"]
        constraints = [*positive("recovery", "cents")]
        triggers = [
            *append_only("recovery_append_only"),
            apart("recovery", RECOVERY_APART, pgtrigger.Insert),
            Wall(
                name="recovery_within_claim",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("held", "record"), ("others", "bigint")],
                func=WITHIN_CLAIM,
            ),
            RECEIVED_ONCE_WALL,
        ]

    def __str__(self) -> str:
        return f"{self.overpayment} {self.cents}"
