"""What is known of each instalment: said paid, received, received in part, missed."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from actors.models import StoredFile
from reims_solidarite.kit.walls import Wall, append_only
from secours_loyer.models.apart_sql import FACT_APART, apart
from secours_loyer.models.guards import refuse
from secours_loyer.models.landlord_link import LandlordLink
from secours_loyer.models.landlord_link_sql import behind_live_link
from secours_loyer.models.plan import Instalment

# The plan is held: an amendment that is being signed deducts this fact, or refuses it.
RIGHT = f"""
    SELECT i.cents, i.due_on, i.plan_id INTO row_of FROM secours_loyer_instalment i
    WHERE i.id = NEW.instalment_id;
    SELECT p.state INTO standing FROM secours_loyer_repaymentplan p
    WHERE p.id = row_of.plan_id FOR SHARE;
    IF standing NOT IN ('actif', 'en_alerte', 'suspendu') THEN
        {refuse("fact_of_running_plan", "the plan does not run")}
    END IF;
    IF (NEW.kind = 'confirmee' AND NEW.cents <> row_of.cents)
       OR (NEW.kind = 'partielle' AND NEW.cents >= row_of.cents)
       OR NEW.cents > row_of.cents THEN
        {refuse("fact_within_instalment", "the amount is not that of the instalment")}
    END IF;
    IF NEW.link_id IS NOT NULL AND row_of.due_on > (NEW.at AT TIME ZONE 'Europe/Paris')::date THEN
        {refuse("fact_said_once_due", "the landlord says it of an instalment not due yet")}
    END IF;
    IF NEW.kind = 'impayee' AND row_of.due_on > (NEW.at AT TIME ZONE 'Europe/Paris')::date THEN
        {refuse("fact_missed_once_due", "this instalment is not due yet")}
    END IF;
    IF NEW.kind = 'impayee' AND EXISTS (
        SELECT 1 FROM secours_loyer_planpause h
        WHERE h.plan_id = row_of.plan_id AND h.approved_at IS NOT NULL
          AND h.since <= row_of.due_on AND (h.ended_on IS NULL OR row_of.due_on < h.ended_on)
    ) THEN {refuse("fact_missed_outside_pause", "the plan was suspended that day")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class FactKind(models.TextChoices):
    """The last word of the landlord or of the CCAS counts; what the tenant says waits for it."""

    DECLARED = "declaree", "Déclarée payée par le locataire, preuve à l’appui"
    CONFIRMED = "confirmee", "Payée"
    PARTIAL = "partielle", "Payée en partie"
    MISSED = "impayee", "Non payée"


class InstalmentFact(models.Model):
    """Append-only: who was wrong says it again. `cents`: all that was received for the row."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("kind", "cents"),
        "content": ("proof",),
        "technical": ("id", "instalment", "link", "by", "at"),
    }

    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField("constat", max_length=10, choices=FactKind.choices)
    cents = models.BigIntegerField("reçu (centimes)")
    proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    link = models.ForeignKey(
        LandlordLink, on_delete=models.PROTECT, null=True, related_name="facts"
    )
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "constat d’échéance"
        verbose_name_plural = "constats d’échéance"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="fact_kind_known",
                condition=Q(kind__in=FactKind.values),
                violation_error_message="Ce constat n’existe pas.",
            ),
            models.CheckConstraint(
                name="fact_amount_by_kind",
                condition=Q(kind=FactKind.MISSED, cents=0)
                | (~Q(kind=FactKind.MISSED) & Q(cents__gt=0)),
                violation_error_message=(
                    "Indiquez le montant reçu ; une échéance non payée n’en a pas."
                ),
            ),
            models.CheckConstraint(
                name="fact_said_by_one",
                condition=Q(by=None, link__isnull=False) | Q(by__isnull=False, link=None),
                violation_error_message="Un constat vient du CCAS, ou du bailleur.",
            ),
            models.CheckConstraint(
                name="fact_declared_with_proof",
                condition=~Q(kind=FactKind.DECLARED) | Q(proof__isnull=False, link=None),
                violation_error_message="Joignez la preuve du paiement déclaré.",
            ),
        ]
        triggers = [
            *append_only("fact_append_only"),
            apart("fact", FACT_APART, pgtrigger.Insert),
            behind_live_link("fact"),
            Wall(
                name="fact_right",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("row_of", "record"), ("standing", "text")],
                func=RIGHT,
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
