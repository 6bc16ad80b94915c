"""The signed decision, never edited, and the award that it opens."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from reims_solidarite.kit.walls import Wall, append_only, kept
from secours_loyer.models.agenda import AgendaItem
from secours_loyer.models.appeal_sql import DECISION_ANSWERS
from secours_loyer.models.award_sql import COUNTED, LIVE_ONCE, REPLACED, REVOKED, REVOKED_FOR
from secours_loyer.models.debt_sql import AWARD_ON_CLAIMED
from secours_loyer.models.decision_sql import (
    ABOVE_EXPLAINED,
    AS_DECIDED,
    DELEGATED_RIGHT,
    RECORDED,
    SIGNED_RIGHT,
)
from secours_loyer.models.duplicate_sql import DECISION_CLAIMED_ONCE
from secours_loyer.models.facts_sql import DECISION_COMPUTED
from secours_loyer.models.guards import frozen, positive
from secours_loyer.models.lease_end_sql import DECISION_LEASE_GOES_ON
from secours_loyer.models.request import RentRequest
from secours_loyer.models.review_sql import DECISION_REVIEWS
from secours_loyer.models.statement_sql import DECISION_ANSWERED


class Outcome(models.TextChoices):
    """What was decided."""

    GRANTED = "accord", "Accord"
    REFUSED = "refus", "Refus"


class Origin(models.TextChoices):
    """Who decided: there are two regular ways."""

    COMMISSION = "commission", "Commission"
    DELEGATION = "delegation", "Délégation, en urgence"
    DIRECT = "directe", "Signature directe, avant les commissions"


class Decision(models.Model):
    """Immutable. The debt is shared out whole: aid, co-funding, down payment, plan and the rest."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": (
            *("outcome", "motive", "aid_cents", "debt_cents", "ceiling_cents", "plan_cents"),
            *("cofunding_cents", "down_payment_cents", "unfunded_cents"),
        ),
        "content": ("urgency",),
        "technical": (
            *("id", "number", "request", "decided_at", "signed_by", "replaces", "origin", "item"),
            *("delegated_since", "delegated_before_cents", "delegation_ceiling_cents"),
            *("period_since", "period_before_cents", "period_cap_cents"),
        ),
    }

    number = models.CharField("numéro", max_length=16, unique=True, editable=False)
    request = models.ForeignKey(
        RentRequest, on_delete=models.PROTECT, related_name="decisions", verbose_name="demande"
    )
    outcome = models.CharField("décision", max_length=10, choices=Outcome.choices)
    motive = models.TextField("motif", max_length=1500)
    debt_cents = models.BigIntegerField("dette certifiée")
    aid_cents = models.BigIntegerField("aide")
    cofunding_cents = models.BigIntegerField("autres financements")
    down_payment_cents = models.BigIntegerField("apport du ménage")
    plan_cents = models.BigIntegerField("plan d’apurement")
    unfunded_cents = models.BigIntegerField("reste sans financement")
    ceiling_cents = models.BigIntegerField("plafond du règlement ce jour-là")
    decided_at = models.DateTimeField("signée le")
    signed_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="signataire"
    )
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="remplace",
    )
    origin = models.CharField(
        "origine", max_length=10, choices=Origin.choices, default=Origin.DIRECT
    )
    item = models.OneToOneField(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        related_name="decision",
        verbose_name="dossier de la séance",
    )
    urgency = models.TextField("urgence", max_length=500, blank=True, default="")
    delegated_since = models.DateTimeField("délégation comptée depuis le", null=True)
    delegated_before_cents = models.BigIntegerField("déjà accordé par délégation", null=True)
    delegation_ceiling_cents = models.BigIntegerField("plafond de la délégation", null=True)
    # What the household had over the period of that day, and its cap (none: no cap).
    period_since = models.DateTimeField("aides comptées depuis le", null=True)
    period_before_cents = models.BigIntegerField("déjà accordé sur la période", null=True)
    period_cap_cents = models.BigIntegerField("plafond de la période", null=True)

    class Meta:
        verbose_name = "décision"
        verbose_name_plural = "décisions"
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_shares_the_debt",
                condition=Q(
                    debt_cents=F("aid_cents")
                    + F("cofunding_cents")
                    + F("down_payment_cents")
                    + F("plan_cents")
                    + F("unfunded_cents")
                ),
                violation_error_message=(
                    "L’aide, les autres financements, l’apport, le plan et le reste doivent faire "
                    "exactement la dette."
                ),
            ),
            models.CheckConstraint(
                name="decision_parts_not_negative",
                condition=Q(
                    aid_cents__gte=0,
                    cofunding_cents__gte=0,
                    down_payment_cents__gte=0,
                    plan_cents__gte=0,
                    unfunded_cents__gte=0,
                ),
                violation_error_message="Aucune part ne peut être négative.",
            ),
            models.CheckConstraint(
                name="decision_under_ceiling",
                condition=Q(aid_cents__lte=F("ceiling_cents")) & Q(aid_cents__lte=F("debt_cents")),
                violation_error_message="L’aide dépasse le plafond ou la dette.",
            ),
            models.CheckConstraint(
                name="decision_amount_matches_outcome",
                condition=Q(outcome=Outcome.GRANTED, aid_cents__gt=0)
                | Q(outcome=Outcome.REFUSED, aid_cents=0),
                violation_error_message="Un accord a un montant, un refus n’en a pas.",
            ),
            models.CheckConstraint(
                name="decision_origin_whole",
                condition=Q(
                    origin=Origin.COMMISSION,
                    item__isnull=False,
                    urgency="",
                    delegated_since=None,
                    delegated_before_cents=None,
                    delegation_ceiling_cents=None,
                )
                | (
                    Q(
                        origin=Origin.DELEGATION,
                        item=None,
                        outcome=Outcome.GRANTED,
                        delegated_since__isnull=False,
                        delegated_before_cents__isnull=False,
                        delegated_before_cents__gte=0,
                        delegation_ceiling_cents__isnull=False,
                    )
                    & ~Q(urgency="")
                )
                | Q(origin=Origin.DIRECT, item=None),
                violation_error_message=(
                    "Une décision vient d’une séance, ou d’une urgence dont le motif est écrit."
                ),
            ),
            models.CheckConstraint(
                name="decision_under_delegation",
                condition=~Q(origin=Origin.DELEGATION)
                | Q(aid_cents__lte=F("delegation_ceiling_cents") - F("delegated_before_cents")),
                violation_error_message=(
                    "L’aide dépasse le plafond de la délégation pour ce ménage : inscrivez la "
                    "demande à une séance."
                ),
            ),
            models.CheckConstraint(
                name="decision_under_period_cap",
                condition=Q(period_cap_cents=None)
                | Q(aid_cents=0)
                | Q(aid_cents__lte=F("period_cap_cents") - F("period_before_cents")),
                violation_error_message=(
                    "L’aide dépasse ce que ce ménage peut encore recevoir sur la période."
                ),
            ),
            models.CheckConstraint(
                name="decision_number_form",
                condition=Q(number__regex=r"^D-\d{4}-\d{5,}$"),
                violation_error_message="Le numéro de décision est donné par le portail.",
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(replaces=None),
                name="decision_first_once",
                violation_error_message=(
                    "Cette demande a déjà une décision : remplacez-la au lieu d’en signer une "
                    "autre."
                ),
            ),
        ]
        triggers = [
            *append_only("decision_append_only"),
            Wall(
                name="decision_computed_on_facts",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=DECISION_COMPUTED,
            ),
            Wall(
                name="decision_claimed_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=DECISION_CLAIMED_ONCE,
            ),
            Wall(
                name="decision_lease_end_answered",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=DECISION_LEASE_GOES_ON,
            ),
            Wall(
                name="decision_statement_answered",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=DECISION_ANSWERED,
            ),
            Wall(
                name="decision_above_explained",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=ABOVE_EXPLAINED,
            ),
            Wall(
                name="decision_signed_right",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("asked", "record")],
                func=SIGNED_RIGHT,
            ),
            Wall(
                name="decision_recorded",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=RECORDED,
            ),
            Wall(
                name="decision_reviews_contested",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=DECISION_REVIEWS,
            ),
            Wall(
                name="decision_delegated_right",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=DELEGATED_RIGHT,
            ),
            # After the constraints: what they refuse is told in their own words.
            Wall(
                name="decision_counted",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                declare=[("home", "bigint")],
                func=COUNTED,
            ),
            Wall(
                name="decision_replaces_revoked",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=REPLACED,
            ),
            Wall(
                name="decision_answers_appeal",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=DECISION_ANSWERS,
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Award(models.Model):
    """What may be paid under a decision; `revoked_at` when a new decision replaced it in time."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("amount_cents",),
        "technical": ("id", "decision", "revoked_at"),
    }

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="award")
    amount_cents = models.BigIntegerField("montant accordé")
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "attribution"
        verbose_name_plural = "attributions"
        ordering = ["-pk"]
        constraints = [*positive("award", "amount_cents")]
        triggers = [
            *kept("award_kept"),
            frozen("award", ("decision_id", "amount_cents")),
            frozen("award_revoked", ("revoked_at",), unless="OLD.revoked_at IS NULL"),
            Wall(
                name="award_on_claimed_months",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=AWARD_ON_CLAIMED,
            ),
            Wall(
                name="award_revoked_unpaid",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=REVOKED,
            ),
            Wall(
                name="award_revoked_by_decision",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=REVOKED_FOR,
            ),
            Wall(
                name="award_live_once",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=LIVE_ONCE,
            ),
            Wall(
                name="award_as_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=AS_DECIDED,
            ),
        ]

    def __str__(self) -> str:
        return str(self.decision)
