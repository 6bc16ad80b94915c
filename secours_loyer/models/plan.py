"""The repayment plan of what aid does not cover: exact to the cent, one at a time for a debt."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.models import StoredFile
from actors.rules import DECISION_READER
from reims_solidarite.kit.walls import Wall, append_only, kept
from secours_loyer.models.apart_sql import PLAN_APART, PLAN_STEP_APART, apart
from secours_loyer.models.contest_sql import PLAN_ON_AGREED_DEBT
from secours_loyer.models.debt import Debt
from secours_loyer.models.debt_sql import PLAN_ON_CLAIMED
from secours_loyer.models.guards import frozen, known_state, positive, state_machine
from secours_loyer.models.plan_signed_sql import PLAN_SIGNED, WITHIN_LEASE
from secours_loyer.models.plan_sql import (
    AS_DECIDED,
    BOUNDED,
    ENDED,
    OF_ITS_DEBT,
    PAUSED,
    SIGNED_AFTER,
    SUCCEEDED,
    WHOLE,
)
from secours_loyer.models.request import RentRequest
from secours_loyer.models.tenancy_event_sql import PLAN_ON_LEASE
from secours_loyer.states import MISSED, PLAN, RUNNING_PLAN, PlanState

if TYPE_CHECKING:
    from actors.models import User


def _whole(name: str, plan: str, operation: pgtrigger.Operation) -> Wall:
    return Wall(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        declare=[("wanted", "record"), ("held", "record")],
        func=WHOLE.format(plan=plan),
    )


class PlanQuerySet(models.QuerySet["RepaymentPlan"]):
    """Words of the plans."""

    def visible_to(self, user: User) -> Self:
        """The CCAS, but its reception; tenants and landlords reach a plan from their own file."""
        return self if DECISION_READER.allows(user) else self.none()


class RepaymentPlan(models.Model):
    """A version of the plan; a change is a new version, which replaces the one before."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("total_cents", "instalment_count", "derogation", "reason"),
        "resources": ("left_cents",),
        "content": ("signed_sheet",),
        "technical": (
            *("id", "uid", "request", "debt", "version", "first_due", "state", "prepared_by"),
            *("prepared_at", "approved_by", "approved_at", "tenant_signed_on"),
            *("landlord_signed_on", "replaces", "most_months", "moved_by"),
        ),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="plans")
    debt = models.ForeignKey(Debt, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField("version")
    total_cents = models.BigIntegerField("montant du plan")
    instalment_count = models.PositiveSmallIntegerField("nombre de mensualités")
    first_due = models.DateField("première échéance")
    derogation = models.CharField("motif de dérogation", max_length=300, blank=True)
    state = models.CharField(
        "état", max_length=10, choices=PlanState.choices, default=PlanState.DRAFT
    )
    prepared_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField("préparé le")
    approved_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField("approuvé le", null=True)
    tenant_signed_on = models.DateField("signé par le locataire le", null=True)
    landlord_signed_on = models.DateField("signé par le bailleur le", null=True)
    signed_sheet = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="feuille signée",
    )
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="amendments"
    )
    reason = models.CharField("motif de l’avenant", max_length=300, blank=True, default="")
    most_months = models.PositiveSmallIntegerField("durée maximale ce jour-là", null=True)
    left_cents = models.BigIntegerField("reste à vivre après la mensualité", null=True)

    # Who took its last step since it was prepared; nobody when the landlord's report raised it.
    moved_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "plan d’apurement"
        verbose_name_plural = "plans d’apurement"
        ordering = ["-prepared_at", "-pk"]
        constraints = [
            known_state("plan", PlanState),
            *positive("plan", "total_cents", "instalment_count"),
            models.UniqueConstraint(
                fields=["debt", "version"],
                name="plan_version_once",
                violation_error_message="Cette version du plan existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["debt"],
                condition=Q(state__in=RUNNING_PLAN),
                name="plan_running_once",
                violation_error_message="Un plan est déjà en cours pour cette dette.",
            ),
            models.CheckConstraint(
                name="plan_within_months",
                condition=Q(most_months=None)
                | Q(instalment_count__lte=F("most_months"))
                | ~Q(derogation=""),
                violation_error_message=(
                    "Le plan dépasse la durée maximale : écrivez le motif de dérogation."
                ),
            ),
            models.CheckConstraint(
                name="plan_affordable",
                condition=Q(left_cents=None) | Q(left_cents__gte=0) | ~Q(derogation=""),
                violation_error_message=(
                    "Le ménage ne peut pas payer cette mensualité : écrivez le motif de dérogation."
                ),
            ),
            models.CheckConstraint(
                name="plan_amended_for_a_reason",
                condition=Q(replaces=None, reason="") | (Q(replaces__isnull=False) & ~Q(reason="")),
                violation_error_message="Un avenant a un motif.",
            ),
            models.CheckConstraint(
                name="plan_approver_apart",
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                violation_error_message=(
                    "Le plan est approuvé par une autre personne que celle qui l’a préparé."
                ),
            ),
            models.CheckConstraint(
                name="plan_signed_by_both",
                condition=~Q(state__in=RUNNING_PLAN)
                | Q(
                    approved_by__isnull=False,
                    tenant_signed_on__isnull=False,
                    landlord_signed_on__isnull=False,
                ),
                violation_error_message=(
                    "Un plan démarre quand le locataire et le bailleur l’ont signé."
                ),
            ),
        ]
        triggers = [
            *kept("plan_kept"),
            # Only a report of the landlord raises the alert, and nobody is signed in then.
            state_machine(
                "plan",
                PLAN,
                start=PlanState.DRAFT.value,
                extra=[MISSED],
            ),
            frozen(
                "plan",
                (
                    *("request_id", "debt_id", "version", "total_cents", "instalment_count"),
                    *("first_due", "prepared_by_id", "prepared_at", "derogation", "reason"),
                    *("replaces_id", "most_months", "left_cents"),
                ),
            ),
            apart("plan", PLAN_APART),
            apart("plan_step", PLAN_STEP_APART, pgtrigger.Update),
            Wall(
                name="plan_signed_after_proposal",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=SIGNED_AFTER,
            ),
            _whole("plan_whole", "NEW.id", pgtrigger.Insert),
            Wall(
                name="plan_as_decided",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=AS_DECIDED,
            ),
            Wall(
                name="plan_ended_right",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ENDED,
            ),
            Wall(
                name="plan_succeeded",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=SUCCEEDED,
            ),
            Wall(
                name="plan_bounded",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=BOUNDED,
            ),
            Wall(
                name="plan_of_its_debt",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=OF_ITS_DEBT,
            ),
            Wall(
                name="plan_on_claimed_months",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=PLAN_ON_CLAIMED,
            ),
            Wall(
                name="plan_on_agreed_debt",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=PLAN_ON_AGREED_DEBT,
            ),
            Wall(
                name="plan_signatures",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=PLAN_SIGNED,
            ),
            Wall(
                name="plan_still_within_lease",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                func=WITHIN_LEASE,
            ),
            Wall(
                name="plan_paused",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                declare=[("open_pause", "boolean")],
                func=PAUSED,
            ),
            Wall(
                name="plan_on_lease",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=PLAN_ON_LEASE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} v{self.version}"


class Instalment(models.Model):
    """One row of a plan, written with it and never changed."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("due_on", "cents"),
        "technical": ("id", "plan", "number"),
    }

    plan = models.ForeignKey(RepaymentPlan, on_delete=models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField("numéro")
    due_on = models.DateField("échéance")
    cents = models.BigIntegerField("montant")

    class Meta:
        verbose_name = "échéance"
        verbose_name_plural = "échéances"
        ordering = ["plan", "number"]
        constraints = [
            *positive("instalment", "cents"),
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="instalment_number_once",
                violation_error_message="Cette échéance existe déjà.",
            ),
        ]
        triggers = [
            *append_only("instalment_append_only"),
            _whole("instalments_whole", "NEW.plan_id", pgtrigger.Insert),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
