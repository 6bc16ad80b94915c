"""Volunteers: who they are, which associations send them, what they may do and until when."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, OuterRef, Q

from actors.models import Organisation
from actors.roles import Role
from actors.rules import holds
from epicerie.models.post import Skill

if TYPE_CHECKING:
    from actors.models import User


def feed_digest(token: str) -> str:
    """What a calendar address is found by: a stolen table opens no calendar."""
    return hashlib.sha256(f"epicerie.feed:{token}".encode()).hexdigest()


class Channel(models.TextChoices):
    """How a volunteer wants to be reached."""

    EMAIL = "email", "E-mail"
    PHONE = "phone", "Téléphone"


class Language(models.TextChoices):
    """Languages of the volunteers' pages, each in its own words."""

    FRENCH = "fr", "Français"
    ENGLISH = "en", "English"
    UKRAINIAN = "uk", "Українська"
    ARABIC = "ar", "العربية"


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    """Words of the volunteers."""

    def active(self) -> Self:
        return self.filter(active=True)

    def visible_to(self, user: User) -> Self:
        """The coordinator sees all; an association manager theirs; a volunteer themselves."""
        if not user.is_authenticated:
            return self.none()
        if holds(user, {Role.GROCERY}):
            return self
        managed = [m.organisation_id for m in user.memberships if m.is_manager]
        sent = Affiliation.objects.filter(
            volunteer=OuterRef("pk"), organisation__in=managed, ended_on=None
        )
        return self.filter(Q(user=user) | Q(Exists(sent)))


class Volunteer(models.Model):
    """One volunteer. The calendar address is kept sealed (to be shown) and hashed (to be found)."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": (
            "user",
            "channel",
            "novice",
            "language",
            "convention_signed_on",
            "wish_per_4_weeks",
            "max_week",
            "max_month",
            "max_14_days",
            "min_gap_days",
        ),
        "technical": (
            "id",
            "uid",
            "active",
            "feed_sealed",
            "feed_digest",
            "created_at",
        ),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        "actors.User", on_delete=models.PROTECT, related_name="volunteer", verbose_name="compte"
    )
    channel = models.CharField(
        "préfère être joint par", max_length=10, choices=Channel.choices, default=Channel.EMAIL
    )
    novice = models.BooleanField("débute", default=False)
    active = models.BooleanField("disponible pour le planning", default=True)
    language = models.CharField(
        "langue", max_length=2, choices=Language.choices, default=Language.FRENCH
    )
    convention_signed_on = models.DateField("convention signée le", null=True, blank=True)
    wish_per_4_weeks = models.PositiveSmallIntegerField(
        "créneaux souhaités en 4 semaines", default=2
    )
    max_week = models.PositiveSmallIntegerField("au plus par semaine", null=True, blank=True)
    max_month = models.PositiveSmallIntegerField("au plus par mois", null=True, blank=True)
    max_14_days = models.PositiveSmallIntegerField("au plus en 14 jours", null=True, blank=True)
    min_gap_days = models.PositiveSmallIntegerField("jours entre deux créneaux", default=1)
    feed_sealed = models.TextField(editable=False)
    feed_digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = "bénévole"
        verbose_name_plural = "bénévoles"
        ordering = ["user__sort_key", "user__first_name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="volunteer_language_known",
                condition=Q(language__in=Language.values),
                violation_error_message="Cette langue n’est pas proposée.",
            ),
            models.CheckConstraint(
                name="volunteer_limits_plausible",
                condition=Q(wish_per_4_weeks__lte=28, min_gap_days__lte=28)
                & (Q(max_week=None) | Q(max_week__range=(1, 7)))
                & (Q(max_month=None) | Q(max_month__range=(1, 31)))
                & (Q(max_14_days=None) | Q(max_14_days__range=(1, 14))),
                violation_error_message=(
                    "Vérifiez les limites : de 1 à 7 par semaine, 14 en 14 jours, 31 par mois."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def told(self) -> str:
        """Said after the name: how this person hears of what was decided."""
        return "est à appeler" if self.channel == Channel.PHONE else "reçoit un e-mail"


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    """Words of the affiliations."""

    def live(self) -> Self:
        return self.filter(ended_on=None)

    def visible_to(self, user: User) -> Self:
        """Those of the volunteers that the user sees."""
        return self.filter(volunteer__in=Volunteer.objects.visible_to(user))


class Affiliation(models.Model):
    """An association sends this volunteer. It gives the volunteer no right in the association."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("volunteer", "organisation"),
        "technical": ("id", "since", "ended_on"),
    }

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="affiliations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="association"
    )
    since = models.DateField("depuis le")
    ended_on = models.DateField("jusqu’au", null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = "association d’un bénévole"
        verbose_name_plural = "associations des bénévoles"
        ordering = ["volunteer", "organisation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "organisation"],
                condition=Q(ended_on=None),
                name="affiliation_once",
                violation_error_message="Cette association envoie déjà ce bénévole.",
            ),
            models.CheckConstraint(
                name="affiliation_dates_ordered",
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("since")),
                violation_error_message="La fin ne peut pas précéder le début.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class VolunteerSkillQuerySet(models.QuerySet["VolunteerSkill"]):
    """Words of the skills."""

    def on(self, day: date) -> Self:
        return self.filter(period__contains=day)

    def visible_to(self, user: User) -> Self:
        """Those of the volunteers that the user sees."""
        return self.filter(volunteer__in=Volunteer.objects.visible_to(user))


class VolunteerSkill(models.Model):
    """A skill granted for a period: a till mandate ends, and is renewed by a new row."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("volunteer", "skill", "period"),
        "technical": ("id", "granted_by", "granted_at"),
    }

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="skills")
    skill = models.CharField("compétence", max_length=20, choices=Skill.choices)
    period = DateRangeField("valable")
    granted_at = models.DateTimeField(editable=False)
    granted_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = VolunteerSkillQuerySet.as_manager()

    class Meta:
        verbose_name = "compétence d’un bénévole"
        verbose_name_plural = "compétences des bénévoles"
        ordering = ["volunteer", "skill", "period", "pk"]
        constraints = [
            models.CheckConstraint(
                name="skill_known",
                condition=Q(skill__in=Skill.values),
                violation_error_message="Cette compétence n’existe pas.",
            ),
            ExclusionConstraint(
                name="skill_once_a_day",
                expressions=[
                    ("volunteer", RangeOperators.EQUAL),
                    ("skill", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Ce bénévole a déjà cette compétence sur une partie de la période."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_skill_display()
