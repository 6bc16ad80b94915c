"""An action of the network: who carries it, where it stands, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.roles import Role
from assises.states import ENDED_VALUES, ActionState
from reims_solidarite.kit.walls import Wall, append_only

if TYPE_CHECKING:
    from actors.models import User


AGENT_OF_OWNER = """
    IF NEW.agent_id IS NULL THEN RETURN NEW; END IF;
    PERFORM 1 FROM actors_membership
    WHERE id = NEW.agent_id AND organisation_id = NEW.owner_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the agent does not belong to the organisation that owns the action'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'action_agent_of_owner';
    END IF;
    RETURN NEW;
"""


class ActionQuerySet(models.QuerySet["Action"]):
    """Words of the actions."""

    def running(self) -> Self:
        """Those that are not ended."""
        return self.exclude(state__in=ENDED_VALUES)

    def without_bearer(self) -> Self:
        """Not ended, and nobody carries them: never named, or the agent left."""
        return self.running().filter(
            Q(agent=None) | Q(agent__ended_at__isnull=False) | Q(agent__user__is_active=False)
        )

    def late(self, on: date) -> Self:
        """Not ended, and due before this day."""
        return self.running().filter(due__lt=on)

    def owned_by(self, user: User) -> Self:
        """Actions of the organisations the person acts for now."""
        return self.filter(owner__in=user.organisation_ids)

    def visible_to(self, user: User) -> Self:
        """What an action is and where it stands is public; who may write is another question."""
        return self

    def editable_by(self, user: User) -> Self:
        """Network staff, and the agents of the owning organisation."""
        return self if Role.NETWORK in user.roles else self.owned_by(user)


class Action(models.Model):
    """Owned by an organisation and carried by one of its agents; born from a proposal or not."""

    code = models.CharField("code", max_length=20, unique=True, editable=False)
    proposal = models.OneToOneField(
        "assises.Proposal",
        to_field="code",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action",
        verbose_name="proposition",
    )
    group = models.ForeignKey(
        "assises.WorkingGroup",
        on_delete=models.PROTECT,
        related_name="actions",
        verbose_name="groupe de travail",
    )
    edition = models.ForeignKey(
        "assises.Edition",
        on_delete=models.PROTECT,
        related_name="actions",
        verbose_name="édition",
    )
    title = models.CharField("titre", max_length=200)
    description = models.TextField("en quoi elle consiste", blank=True)
    owner = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="portée par",
    )
    agent = models.ForeignKey(
        "actors.Membership",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="agent porteur",
    )
    due = models.DateField("échéance", null=True, blank=True)
    state = models.CharField(
        "état", max_length=12, choices=ActionState.choices, default=ActionState.PROPOSED
    )
    state_since = models.DateTimeField("dans cet état depuis", editable=False)
    result = models.TextField("résultat", blank=True)
    indicator = models.CharField("ce qui est mesuré", max_length=200, blank=True)
    indicator_value = models.IntegerField("mesure", null=True, blank=True)
    measured_on = models.DateField("mesuré le", null=True, blank=True)
    created_at = models.DateTimeField("créée le", editable=False)
    is_demo = models.BooleanField(
        "donnée de démonstration", default=False, db_default=False, editable=False
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = "action"
        verbose_name_plural = "actions"
        ordering = ["code"]
        indexes = [
            models.Index(fields=["group", "state", "code"], name="action_by_group"),
            models.Index(fields=["owner", "state", "code"], name="action_by_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                name="action_state_known",
                condition=Q(state__in=ActionState.values),
                violation_error_message="Cet état n’existe pas.",
            ),
            models.CheckConstraint(
                name="action_ended_with_result",
                condition=~Q(state__in=ENDED_VALUES) | ~Q(result=""),
                violation_error_message="Dites ce que l’action a donné avant de la terminer.",
            ),
            models.CheckConstraint(
                name="action_keeps_proposal_code",
                condition=Q(proposal=None) | Q(proposal=F("code")),
                violation_error_message="Une action garde le code de sa proposition.",
            ),
            models.CheckConstraint(
                name="action_agent_needs_owner",
                condition=Q(agent=None) | Q(owner__isnull=False),
                violation_error_message="Choisissez d’abord l’organisation qui porte l’action.",
            ),
            models.CheckConstraint(
                name="action_committed_has_owner",
                condition=Q(state__in=["proposee", "abandonnee"]) | Q(owner__isnull=False),
                violation_error_message="Une action engagée est portée par une organisation.",
            ),
            models.CheckConstraint(
                name="action_measure_complete",
                condition=Q(indicator_value=None, measured_on=None)
                | (Q(indicator_value__isnull=False, measured_on__isnull=False) & ~Q(indicator="")),
                violation_error_message="Une mesure dit ce qui est mesuré, combien et quel jour.",
            ),
        ]
        triggers = [
            Wall(
                name="action_agent_of_owner",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=AGENT_OF_OWNER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def is_ended(self) -> bool:
        return self.state in ENDED_VALUES

    @property
    def has_bearer(self) -> bool:
        """Somebody who still belongs to the organisation (needs `agent__user` loaded)."""
        return bool(self.agent and self.agent.ended_at is None and self.agent.user.is_active)


class ActionStep(models.Model):
    """One line of an action's life, written with each change of state or progress note."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField("quand")
    by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="par"
    )
    state = models.CharField("état", max_length=12, choices=ActionState.choices)
    text = models.TextField("ce qui s’est passé", blank=True)

    class Meta:
        verbose_name = "étape d’une action"
        verbose_name_plural = "étapes des actions"
        ordering = ["at", "pk"]
        triggers = append_only("action_step_append_only")

    def __str__(self) -> str:
        return f"{self.action_id} {self.state}"
