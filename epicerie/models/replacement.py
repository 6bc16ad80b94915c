"""A call for replacements: who was asked to take a freed place, when, and what they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from actors.roles import Role
from actors.rules import holds
from epicerie.models.assignment import Assignment
from epicerie.models.lapsing_walls import CALL
from epicerie.models.opening import OpeningNeed
from epicerie.models.volunteer import Volunteer
from reims_solidarite.kit.walls import FSM, ReadOnly, kept

if TYPE_CHECKING:
    from actors.models import User


class Wave(models.IntegerChoices):
    """Who is asked, in that order."""

    NONE = 0, "Personne encore"
    STANDBY = 1, "Suppléants du jour"
    ASSOCIATION = 2, "Même association"
    EVERYONE = 3, "Tous les bénévoles libres"
    COORDINATOR = 4, "Coordination"


class CallEnd(models.TextChoices):
    """Why nobody is looked for any more."""

    FILLED = "filled", "Place prise"
    CANCELLED = "cancelled", "Jour annulé"
    BEGUN = "begun", "Ouverture commencée"
    SHRUNK = "shrunk", "Place supprimée"
    STOPPED = "stopped", "Arrêté par la coordination"


class Answer(models.TextChoices):
    """What a person asked said; `LATE` is a « oui » that came after the last place was taken."""

    NONE = "", "Pas encore de réponse"
    YES = "yes", "Oui"
    NO = "no", "Non"
    LATE = "late", "Oui, mais trop tard"


class ReplacementCallQuerySet(models.QuerySet["ReplacementCall"]):
    """Words of the calls."""

    def live(self) -> Self:
        """Somebody is still looked for."""
        return self.filter(ended_at=None)

    def visible_to(self, user: User) -> Self:
        """A call is the coordinator's; an association manager sees their own people in it."""
        return self if holds(user, {Role.GROCERY}) else self.none()


class ReplacementCall(models.Model):
    """One live call for each need: as long as a place is missing, people are asked in waves.

    `freed` is the place that was given up; nobody is its « same association » without it.
    """

    need = models.ForeignKey(OpeningNeed, on_delete=models.PROTECT, related_name="calls")
    freed = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    wave = models.PositiveSmallIntegerField("vague", choices=Wave.choices, default=Wave.NONE)
    wave_at = models.DateTimeField("vague lancée le", null=True, editable=False)
    created_at = models.DateTimeField("ouvert le", editable=False)
    created_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    ended_at = models.DateTimeField("terminé le", null=True, editable=False)
    end_reason = models.CharField("fin", max_length=10, choices=CallEnd.choices, blank=True)

    objects = ReplacementCallQuerySet.as_manager()

    class Meta:
        verbose_name = "appel à remplacement"
        verbose_name_plural = "appels à remplacement"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["need"],
                condition=Q(ended_at=None),
                name="call_one_live",
                violation_error_message="Un appel est déjà en cours pour ce poste.",
            ),
            models.CheckConstraint(
                name="call_wave_known",
                condition=Q(wave__in=Wave.values)
                & (Q(wave=0, wave_at=None) | Q(wave__gt=0, wave_at__isnull=False)),
                violation_error_message="Cette vague n’existe pas.",
            ),
            models.CheckConstraint(
                name="call_end_says_why",
                condition=Q(ended_at=None, end_reason="")
                | Q(ended_at__isnull=False, end_reason__in=CallEnd.values),
                violation_error_message="Dites pourquoi l’appel se termine.",
            ),
        ]
        triggers = [
            ReadOnly(name="call_stays_put", fields=["need", "freed", "created_at"]),
            CALL,
            *kept("call_stays"),
        ]

    def __str__(self) -> str:
        return f"Appel : {self.need}"


class CalledPersonQuerySet(models.QuerySet["CalledPerson"]):
    """Words of the people asked."""

    def waiting(self) -> Self:
        """Asked, and silent so far."""
        return self.filter(answer=Answer.NONE)

    def visible_to(self, user: User) -> Self:
        """Those of the volunteers that the user sees."""
        return self.filter(volunteer__in=Volunteer.objects.visible_to(user))


class CalledPerson(models.Model):
    """A person asked by one call: once, whatever the waves; they answer once."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("volunteer", "answer"),
        "technical": (
            *("id", "call", "wave", "rank", "asked_at"),
            *("answered_at", "answered_by", "told_at"),
        ),
    }

    call = models.ForeignKey(ReplacementCall, on_delete=models.PROTECT, related_name="people")
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="+", verbose_name="bénévole"
    )
    wave = models.PositiveSmallIntegerField("vague", choices=Wave.choices)
    rank = models.PositiveSmallIntegerField("rang")
    asked_at = models.DateTimeField("demandé le", editable=False)
    answer = models.CharField("réponse", max_length=4, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField("répondu le", null=True, editable=False)
    answered_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    # When they were told that the call is over; those who answered know it already.
    told_at = models.DateTimeField("prévenu le", null=True, editable=False)

    objects = CalledPersonQuerySet.as_manager()

    class Meta:
        verbose_name = "personne appelée"
        verbose_name_plural = "personnes appelées"
        ordering = ["call", "wave", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "volunteer"],
                name="called_once",
                violation_error_message="Cette personne a déjà été appelée.",
            ),
            models.CheckConstraint(
                name="called_in_a_wave",
                condition=Q(wave__in=[Wave.STANDBY, Wave.ASSOCIATION, Wave.EVERYONE]),
                violation_error_message="Cette vague n’existe pas.",
            ),
            models.CheckConstraint(
                name="called_answer_dated",
                condition=Q(answer="", answered_at=None)
                | Q(answer__in=["yes", "no", "late"], answered_at__isnull=False),
                violation_error_message="Une réponse a une date.",
            ),
        ]
        triggers = [
            ReadOnly(name="called_stays_put", fields=["call", "volunteer", "wave", "asked_at"]),
            FSM(
                name="called_answers_once",
                field="answer",
                transitions=[("", "yes"), ("", "no"), ("", "late")],
            ),
            *kept("called_stays"),
        ]

    def __str__(self) -> str:
        return str(self.volunteer)
