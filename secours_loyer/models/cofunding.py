"""What other funds were asked for the same debt, and what they answered."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.apart_sql import apart, checked_apart
from secours_loyer.models.guards import frozen, known_state, refuse
from secours_loyer.models.request import RentRequest

# What is granted elsewhere is taken off the debt: the amount of the request is never another one.
COUNTED = f"""
    SELECT r.cofunding_cents INTO wanted FROM secours_loyer_rentrequest r
    WHERE r.id = NEW.request_id;
    SELECT coalesce(sum(amount_cents), 0) INTO held FROM secours_loyer_cofunding
    WHERE request_id = NEW.request_id AND state = 'accordee';
    IF wanted <> held THEN
        {refuse("cofunding_counted", "the request does not count what other funds granted")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
BEFORE_DECISION = f"""
    IF EXISTS (SELECT 1 FROM secours_loyer_decision WHERE request_id = NEW.request_id) THEN
        {refuse("cofunding_before_decision", "the debt was shared out by a decision")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class Fund(models.TextChoices):
    """Who else helps with rent."""

    FSL = "fsl", "Fonds de solidarité logement (FSL)"
    ACTION = "action_logement", "Action Logement"
    CAF = "caf", "CAF"
    OTHER = "autre", "Autre organisme"


class FundAnswer(models.TextChoices):
    """What the fund said."""

    ASKED = "demandee", "Demandée, sans réponse"
    GRANTED = "accordee", "Accordée"
    REFUSED = "refusee", "Refusée"


class Cofunding(models.Model):
    """One fund, once a request; `amount_cents` is what is asked, then what is granted."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("amount_cents", "state"),
        "technical": ("id", "request", "fund", "noted_by", "noted_at"),
    }

    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="cofundings")
    fund = models.CharField("organisme", max_length=15, choices=Fund.choices)
    state = models.CharField(
        "réponse", max_length=10, choices=FundAnswer.choices, default=FundAnswer.ASKED
    )
    amount_cents = models.BigIntegerField("montant")
    noted_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField("noté le")

    class Meta:
        verbose_name = "autre financement"
        verbose_name_plural = "autres financements"
        ordering = ["fund"]
        constraints = [
            known_state("cofunding", FundAnswer),
            models.CheckConstraint(
                name="cofunding_fund_known",
                condition=Q(fund__in=Fund.values),
                violation_error_message="Cet organisme n’est pas dans la liste.",
            ),
            models.CheckConstraint(
                name="cofunding_amount_by_answer",
                condition=Q(state=FundAnswer.REFUSED, amount_cents=0)
                | (~Q(state=FundAnswer.REFUSED) & Q(amount_cents__gt=0)),
                violation_error_message="Indiquez le montant ; un refus n’en a pas.",
            ),
            models.UniqueConstraint(
                fields=["request", "fund"],
                name="cofunding_once",
                violation_error_message="Cet organisme est déjà noté pour cette demande.",
            ),
        ]
        triggers = [
            *kept("cofunding_kept"),
            frozen("cofunding", ("request_id", "fund"), when=pgtrigger.After),
            apart("cofunding", checked_apart("noted_by_id")),
            Wall(
                name="cofunding_before_decision",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=BEFORE_DECISION,
            ),
            Wall(
                name="cofunding_counted",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                declare=[("wanted", "bigint"), ("held", "bigint")],
                func=COUNTED,
            ),
        ]

    def __str__(self) -> str:
        return self.get_fund_display()
