"""A session of the commission: when, where, who sits, and the minutes that froze it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from actors.rules import DECISION_READER
from reims_solidarite.kit.walls import Wall, append_only, kept
from secours_loyer.models.guards import (
    digest_of_content,
    frozen,
    known_state,
    near_day,
    state_machine,
)
from secours_loyer.models.session_sql import (
    MEMBER_OF_RUNNING,
    MINUTES_OF_LIFTED,
    SESSION_WHOLE,
)
from secours_loyer.models.tie_sql import MINUTES_APART
from secours_loyer.states import SESSION, SessionState

if TYPE_CHECKING:
    from actors.models import User

PARIS_DAY = "({row}.held_at AT TIME ZONE 'Europe/Paris')::date"


class SessionQuerySet(models.QuerySet["CommissionSession"]):
    """Words of the sessions."""

    def visible_to(self, user: User) -> Self:
        """Whoever may read decisions; the reception and partners may not."""
        return self if DECISION_READER.allows(user) else self.none()


class CommissionSession(models.Model):
    """`quorum` is the parameter of the day it was planned: the members needed for each file."""

    number = models.CharField("numéro", max_length=16, unique=True, editable=False)
    held_at = models.DateTimeField("tenue le")
    place = models.CharField("lieu", max_length=120)
    quorum = models.PositiveSmallIntegerField("quorum")
    state = models.CharField(
        "état", max_length=10, choices=SessionState.choices, default=SessionState.PREPARED
    )
    planned_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField("prévue le")
    opened_at = models.DateTimeField("ouverte le", null=True)
    lifted_at = models.DateTimeField("levée le", null=True)
    signed_by = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="procès-verbal signé par",
    )
    signed_at = models.DateTimeField("signée le", null=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "séance de la commission"
        verbose_name_plural = "séances de la commission"
        ordering = ["-held_at", "-pk"]
        constraints = [
            known_state("session", SessionState),
            models.CheckConstraint(
                name="session_quorum_positive",
                condition=Q(quorum__gt=0),
                violation_error_message="Le quorum est d’au moins un membre.",
            ),
            models.CheckConstraint(
                name="session_signed_by_someone",
                condition=~Q(state=SessionState.SIGNED)
                | Q(signed_by__isnull=False, signed_at__isnull=False),
                violation_error_message="Le procès-verbal a un signataire.",
            ),
        ]
        triggers = [
            *kept("session_kept"),
            state_machine("session", SESSION, start=SessionState.PREPARED.value),
            near_day("session", PARIS_DAY, "NEW.planned_at"),
            frozen("session", ("number", "held_at", "place", "quorum"),
                   unless="OLD.state = 'preparee' AND NEW.number = OLD.number"),
            frozen("session_planned", ("planned_by_id", "planned_at")),
            frozen("session_opened", ("opened_at",),
                   unless="OLD.state = 'preparee' AND NEW.state = 'ouverte'"),
            frozen("session_lifted", ("lifted_at",),
                   unless="OLD.state = 'ouverte' AND NEW.state = 'levee'"),
            frozen("session_signed", ("signed_by_id", "signed_at"),
                   unless="OLD.state = 'levee' AND NEW.state = 'signee'"),
            Wall(name="session_whole", when=pgtrigger.Before, operation=pgtrigger.Update,
                 func=SESSION_WHOLE),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class SessionMember(models.Model):
    """Who may sit; `user` when they also have an account here. Absent until the secretary says that
    they are here: nobody is taken to be."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("name", "title"),
        "technical": ("id", "session", "user", "present"),
    }

    session = models.ForeignKey(CommissionSession, on_delete=models.PROTECT, related_name="members")
    name = models.CharField("nom", max_length=120)
    title = models.CharField("qualité", max_length=120, blank=True)
    user = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="compte",
    )
    present = models.BooleanField("présent", default=False)

    class Meta:
        verbose_name = "membre de la commission"
        verbose_name_plural = "membres de la commission"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "name"],
                name="member_once",
                violation_error_message="Cette personne est déjà dans la liste.",
            ),
            models.UniqueConstraint(
                fields=["session", "user"],
                name="member_account_once",
                violation_error_message="Cette personne est déjà dans la liste.",
            ),
        ]
        triggers = [
            *kept("member_kept"),
            frozen("member", ("session_id", "name", "title", "user_id")),
            Wall(name="member_of_running", when=pgtrigger.Before,
                 operation=pgtrigger.Insert | pgtrigger.Update, func=MEMBER_OF_RUNNING),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}, {self.title}" if self.title else self.name


class SessionMinutes(models.Model):
    """The signed minutes: the same bytes for ever, with their digest."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "content": ("content", "name"),
        "technical": ("id", "session", "sha256", "signed_by", "at"),
    }

    session = models.OneToOneField(
        CommissionSession, on_delete=models.PROTECT, related_name="minutes"
    )
    name = models.CharField(max_length=80)
    content = models.BinaryField()
    sha256 = models.CharField("empreinte", max_length=64)
    signed_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("signé le")

    class Meta:
        verbose_name = "procès-verbal"
        verbose_name_plural = "procès-verbaux"
        ordering = ["-at", "-pk"]
        constraints = [
            digest_of_content("minutes_digest", "L’empreinte n’est pas celle du procès-verbal."),
        ]
        triggers = [
            *append_only("minutes_append_only"),
            Wall(name="minutes_of_lifted", when=pgtrigger.Before, operation=pgtrigger.Insert,
                 func=MINUTES_OF_LIFTED),
            Wall(name="minutes_signed_apart", when=pgtrigger.Before, operation=pgtrigger.Insert,
                 func=MINUTES_APART),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
