"""A volunteer whom an association proposes; the coordinator registers them, or says why not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from actors.models import Organisation
from actors.roles import Role
from actors.rules import holds
from epicerie.models.volunteer import Volunteer
from epicerie.states import ProposalState
from reims_solidarite.kit.one_line import holds_one_line
from reims_solidarite.kit.walls import FSM, kept

if TYPE_CHECKING:
    from actors.models import User


SHOWN_FOR = timedelta(days=31)


class ProposalQuerySet(models.QuerySet["VolunteerProposal"]):
    """Words of the proposals."""

    def waiting(self) -> Self:
        return self.filter(state=ProposalState.PROPOSED)

    def to_show(self, on: datetime) -> Self:
        """Those that wait, and the refusals of the last month: with their reason."""
        recent = Q(state=ProposalState.REFUSED, decided_at__gt=on - SHOWN_FOR)
        return self.filter(Q(state=ProposalState.PROPOSED) | recent)

    def visible_to(self, user: User) -> Self:
        """The coordinator sees all; a manager those of their organisations."""
        if not user.is_authenticated:
            return self.none()
        if holds(user, {Role.GROCERY}):
            return self
        managed = [m.organisation_id for m in user.memberships if m.is_manager]
        return self.filter(organisation__in=managed)


class VolunteerProposal(models.Model):
    """The address and the phone are erased with the decision: an account holds them, or nobody."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("first_name", "last_name", "email", "phone", "novice", "volunteer", "refusal"),
        "technical": ("id", "organisation", "state", "proposed_at", "proposed_by", "decided_at"),
    }

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="association"
    )
    first_name = models.CharField("prénom", max_length=80, blank=True)
    last_name = models.CharField("nom", max_length=80, blank=True)
    email = models.EmailField("adresse e-mail", blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    novice = models.BooleanField("débute", default=False)
    state = models.CharField(
        "état",
        max_length=10,
        choices=ProposalState.choices,
        default=ProposalState.PROPOSED,
    )
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refusal = models.CharField("raison du refus", max_length=200, blank=True)
    proposed_at = models.DateTimeField("proposée le", editable=False)
    proposed_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", editable=False
    )
    decided_at = models.DateTimeField("décidée le", null=True, blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "bénévole proposé"
        verbose_name_plural = "bénévoles proposés"
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="proposal_state_known",
                condition=Q(state__in=ProposalState.values),
                violation_error_message="Cet état n’existe pas.",
            ),
            holds_one_line("first_name", "last_name", "phone", "refusal", name="proposal_one_line"),
            models.CheckConstraint(
                name="proposal_erased_once_decided",
                condition=Q(state=ProposalState.PROPOSED, decided_at=None)
                & ~Q(email="")
                & ~Q(first_name="")
                & ~Q(last_name="")
                | Q(
                    ~Q(state=ProposalState.PROPOSED),
                    decided_at__isnull=False,
                    email="",
                    phone="",
                ),
                violation_error_message=(
                    "Une proposition a un nom et une adresse jusqu’à sa décision, et pas après."
                ),
            ),
            models.CheckConstraint(
                name="proposal_decision_told",
                condition=Q(state=ProposalState.PROPOSED, volunteer=None, refusal="")
                | Q(state=ProposalState.ACCEPTED, volunteer__isnull=False, refusal="")
                | Q(state=ProposalState.REFUSED, volunteer=None) & ~Q(refusal=""),
                violation_error_message="Dites pourquoi la personne n’est pas inscrite.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(state=ProposalState.PROPOSED),
                name="proposal_once",
                violation_error_message="Vous avez déjà proposé cette personne : elle attend.",
            ),
        ]
        triggers = [
            FSM(
                name="proposal_states",
                field="state",
                transitions=[("proposed", "accepted"), ("proposed", "refused")],
            ),
            *kept("proposal_stays"),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or f"Proposition {self.pk}"
