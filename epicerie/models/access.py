"""Access of a household to the grocery: asked for, decided on a computed reste à vivre, dated."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from actors.households.models import Household
from actors.roles import Role
from actors.rules import holds
from epicerie.states import ACCESS, DECIDED_ACCESS, LIVE_ACCESS, AccessState
from reims_solidarite.kit.walls import FSM, Protect, kept

if TYPE_CHECKING:
    from actors.models import User

DECISION = (
    *("household", "rav_inputs", "rav_parameters", "rav_result", "rav_cents"),
    *("threshold_cents", "within_threshold", "decision_reason", "decided_at", "decided_by"),
)
DECISION_CHANGES = reduce(
    or_, [pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in DECISION]
)
READERS = frozenset({Role.GROCERY, Role.CASE_WORKER, Role.MANAGER})


class Card(models.Model):
    """The card a household shows at the till. Its number is drawn at random: it tells nothing."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("number",),
        "technical": ("id", "household", "created_at"),
    }

    household = models.OneToOneField(
        Household, on_delete=models.PROTECT, related_name="grocery_card"
    )
    number = models.CharField("numéro de carte", max_length=7, unique=True)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = "carte"
        verbose_name_plural = "cartes"
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                name="card_number_form",
                condition=Q(number__regex=r"^E\d{6}$"),
                violation_error_message="Un numéro de carte est un E suivi de 6 chiffres.",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AccessQuerySet(models.QuerySet["Access"]):
    """Words of the accesses."""

    def open_on(self, day: date) -> Self:
        """Those that let the household shop on a Paris day."""
        return self.filter(state=AccessState.GRANTED, period__contains=day)

    def waiting(self) -> Self:
        """Those that nobody has decided yet."""
        return self.filter(state=AccessState.REQUESTED)

    def visible_to(self, user: User) -> Self:
        """The grocery and the social workers; nobody else reads a decision."""
        return self if holds(user, READERS) else self.none()


class Access(models.Model):
    """One decision. What it was decided on is stored with it, and never changes afterwards."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "resources": (
            "rav_inputs",
            "rav_parameters",
            "rav_result",
            "rav_cents",
            "threshold_cents",
            "within_threshold",
        ),
        "notes": ("decision_reason",),
        "identity": ("household", "state", "period"),
        "technical": (
            "id",
            "renews",
            "requested_at",
            "requested_by",
            "decided_at",
            "decided_by",
            "changed_at",
        ),
    }

    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="grocery_accesses", verbose_name="ménage"
    )
    state = models.CharField(
        "état", max_length=10, choices=AccessState.choices, default=AccessState.REQUESTED
    )
    period = DateRangeField("période", null=True, blank=True)
    renews = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewed_by"
    )
    rav_inputs = models.JSONField("situation déclarée", default=dict, blank=True)
    rav_parameters = models.JSONField("règle appliquée", default=dict, blank=True)
    rav_result = models.JSONField("calcul", default=list, blank=True)
    rav_cents = models.IntegerField("reste à vivre (centimes)", null=True, blank=True)
    threshold_cents = models.IntegerField("seuil (centimes)", null=True, blank=True)
    within_threshold = models.BooleanField("sous le seuil", null=True, blank=True)
    decision_reason = models.CharField("motif de la décision", max_length=400, blank=True)
    requested_at = models.DateTimeField("demandé le", editable=False)
    requested_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", editable=False
    )
    decided_at = models.DateTimeField("décidé le", null=True, editable=False)
    decided_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    changed_at = models.DateTimeField(editable=False)

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = "accès à l’épicerie"
        verbose_name_plural = "accès à l’épicerie"
        ordering = ["-requested_at", "-pk"]
        indexes = [models.Index(fields=["state", "requested_at"], name="access_state")]
        constraints = [
            models.CheckConstraint(
                name="access_state_known",
                condition=Q(state__in=AccessState.values),
                violation_error_message="Cet état n’existe pas.",
            ),
            models.CheckConstraint(
                name="access_decided_on_a_result",
                condition=Q(state=AccessState.REQUESTED)
                | Q(
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    rav_cents__isnull=False,
                    threshold_cents__isnull=False,
                    within_threshold__isnull=False,
                ),
                violation_error_message="Une décision s’appuie sur un reste à vivre calculé.",
            ),
            models.CheckConstraint(
                name="access_granted_for_a_period",
                condition=Q(state__in=[AccessState.REQUESTED, AccessState.REFUSED])
                | Q(period__startswith__isnull=False, period__endswith__isnull=False),
                violation_error_message="Un accès accordé a une date de début et de fin.",
            ),
            models.CheckConstraint(
                name="access_exception_says_why",
                condition=Q(state=AccessState.REQUESTED)
                | Q(state=AccessState.REFUSED) & ~Q(decision_reason="")
                | ~Q(state=AccessState.REFUSED)
                & (Q(within_threshold=True) | ~Q(decision_reason="")),
                violation_error_message="Un refus, ou un accord au-dessus du seuil, a un motif.",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(state=AccessState.REQUESTED),
                name="access_one_request",
                violation_error_message="Une demande attend déjà une décision pour ce ménage.",
            ),
            ExclusionConstraint(
                name="access_one_a_day",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=LIVE_ACCESS),
                violation_error_message="Ce ménage a déjà un accès sur une partie de la période.",
            ),
        ]
        triggers = [
            FSM(
                name="access_states",
                field="state",
                transitions=[(s, t.target) for t in ACCESS.values() for s in sorted(t.sources)],
            ),
            Protect(
                name="access_decision_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=DECIDED_ACCESS) & DECISION_CHANGES,
            ),
            *kept("access_stays"),
        ]

    def __str__(self) -> str:
        return f"{self.household.number} – {self.get_state_display()}"
