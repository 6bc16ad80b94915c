"""What an association that accompanies the household thinks: asked by the CCAS, answered once."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.households.models import Household
from actors.roles import MemberRole
from actors.rules import SOCIAL_WORKER
from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.guards import frozen, refuse
from secours_loyer.models.request import RentRequest

if TYPE_CHECKING:
    from actors.models import User

ASKED_RIGHT = f"""
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest r
        JOIN households_accompaniment a ON a.household_id = r.household_id
        WHERE r.id = NEW.request_id AND a.organisation_id = NEW.organisation_id
          AND a.ended_at IS NULL
    ) THEN {refuse("opinion_of_companion", "this organisation does not accompany the household")}
    END IF;
    IF NEW.answered_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL
    THEN {refuse("opinion_asked_first", "an opinion is asked before it is given")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
ANSWERED_RIGHT = f"""
    IF NEW.answered_by_id IS NOT DISTINCT FROM OLD.answered_by_id THEN RETURN NEW; END IF;
    IF NOT EXISTS (
        SELECT 1 FROM actors_membership m
        WHERE m.user_id = NEW.answered_by_id AND m.organisation_id = NEW.organisation_id
          AND m.ended_at IS NULL
    ) THEN {refuse("opinion_by_its_member", "whoever answers is not of this organisation")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class Stance(models.TextChoices):
    """What the association thinks of the aid."""

    FOR = "favorable", "Favorable"
    RESERVED = "reserve", "Réservé"
    AGAINST = "defavorable", "Défavorable"


class OpinionQuerySet(models.QuerySet["PartnerOpinion"]):
    """Words of the opinions."""

    def visible_to(self, user: User) -> Self:
        """Social workers, and the agents of the association asked, while it accompanies."""
        if SOCIAL_WORKER.allows(user):
            return self
        own = [m.organisation_id for m in user.memberships if m.role != MemberRole.LANDLORD_AGENT]
        known = Household.objects.accompanied_by(user)
        return self.filter(organisation__in=own, request__household__in=known)

    def waiting(self) -> Self:
        """Asked, neither answered nor withdrawn."""
        return self.filter(answered_at=None, withdrawn_at=None)


class PartnerOpinion(models.Model):
    """The association reads the question and the household it knows, nothing of the request."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "notes": ("question", "stance", "answer"),
        "technical": (
            *("id", "uid", "request", "organisation", "asked_by", "asked_at"),
            *("answered_by", "answered_at", "withdrawn_at"),
        ),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(
        RentRequest, on_delete=models.PROTECT, related_name="partner_opinions"
    )
    organisation = models.ForeignKey(
        "actors.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    question = models.CharField("question", max_length=500)
    asked_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("demandé le")
    stance = models.CharField("avis", max_length=12, choices=Stance.choices, blank=True, default="")
    answer = models.TextField("réponse", max_length=1500, blank=True, default="")
    answered_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField("répondu le", null=True)
    withdrawn_at = models.DateTimeField("retiré le", null=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "avis d’un partenaire"
        verbose_name_plural = "avis des partenaires"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "organisation"],
                condition=Q(answered_at=None, withdrawn_at=None),
                name="opinion_waits_once",
                violation_error_message="L’avis de cette association est déjà demandé.",
            ),
            models.CheckConstraint(
                name="opinion_question_given",
                condition=~Q(question=""),
                violation_error_message="Écrivez votre question.",
            ),
            models.CheckConstraint(
                name="opinion_answered_whole",
                condition=Q(stance="", answer="", answered_by=None, answered_at=None)
                | (
                    Q(stance__in=Stance.values, answered_by__isnull=False, withdrawn_at=None)
                    & Q(answered_at__gte=F("asked_at"))
                    & ~Q(answer="")
                ),
                violation_error_message="Choisissez un avis et dites pourquoi.",
            ),
        ]
        triggers = [
            *kept("partner_opinion_kept"),
            frozen(
                "partner_opinion",
                ("uid", "request_id", "organisation_id", "question", "asked_by_id", "asked_at"),
            ),
            frozen(
                "partner_opinion_given",
                ("stance", "answer", "answered_by_id", "answered_at", "withdrawn_at"),
                unless="OLD.answered_at IS NULL AND OLD.withdrawn_at IS NULL",
            ),
            Wall(
                name="partner_opinion_asked",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ASKED_RIGHT,
            ),
            Wall(
                name="partner_opinion_answered",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=ANSWERED_RIGHT,
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
