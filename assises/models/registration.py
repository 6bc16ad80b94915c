"""Somebody registered to the day, without an account; the link in the e-mail is their key."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Concat, Lower

from actors.roles import Role
from reims_solidarite.kit.names import Unaccent

if TYPE_CHECKING:
    from actors.models import User


class RegistrationState(models.TextChoices):
    """« En attente » is for a full day; a full workshop has its own queue (`Seat`)."""

    CONFIRMED = "confirmee", "Confirmée"
    WAITING = "en_attente", "Sur liste d’attente"
    CANCELLED = "annulee", "Annulée"


class Measure(models.TextChoices):
    """What the organisers prepare. Never a diagnosis: only things to book or to print."""

    SIGN_LANGUAGE = "lsf", "Interprète en langue des signes"
    CAPTIONS = "velotypie", "Sous-titrage en direct"
    HEARING_LOOP = "boucle", "Boucle magnétique"
    STEP_FREE = "acces_plain_pied", "Place accessible en fauteuil"
    LARGE_PRINT = "gros_caracteres", "Programme en gros caractères"
    EASY_READ = "falc", "Programme facile à lire et à comprendre"
    COMPANION = "accompagnant", "Une place pour un accompagnant"


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Words of the registrations."""

    def live(self) -> Self:
        """Confirmed or waiting."""
        return self.exclude(state=RegistrationState.CANCELLED)

    def confirmed(self) -> Self:
        """People who have a place for the day."""
        return self.filter(state=RegistrationState.CONFIRMED)

    def queue(self) -> Self:
        """People waiting for a place in the day, first come first served."""
        return self.filter(state=RegistrationState.WAITING).order_by("queued_at", "pk")

    def visible_to(self, user: User) -> Self:
        """Network staff see everyone; a partner sees the people of their organisations."""
        if not user.is_authenticated:
            return self.none()
        if Role.NETWORK in user.roles:
            return self
        return self.filter(organisation__in=user.organisation_ids)


class Registration(models.Model):
    """One person for one edition. `queued_at` is when they joined the day's waiting list."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": (
            "email",
            "first_name",
            "last_name",
            "name_key",
            "organisation",
            "organisation_name",
            "function",
        ),
        "health": ("measures", "measures_consent_at"),
        "technical": (
            "id",
            "uid",
            "edition",
            "state",
            "token_hash",
            "registered_at",
            "registered_by",
            "queued_at",
            "cancelled_at",
            "may_be_listed",
            "may_be_contacted",
            "is_demo",
        ),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(
        "assises.Edition",
        on_delete=models.PROTECT,
        related_name="registrations",
        verbose_name="édition",
    )
    email = models.EmailField("adresse e-mail")
    first_name = models.CharField("prénom", max_length=80)
    last_name = models.CharField("nom", max_length=80)
    name_key = models.GeneratedField(
        expression=Lower(Unaccent(Concat(F("last_name"), models.Value(" "), F("first_name")))),
        output_field=models.CharField(max_length=180),
        db_persist=True,
    )
    organisation = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisation du réseau",
    )
    organisation_name = models.CharField("autre organisation", max_length=200, blank=True)
    function = models.CharField("fonction", max_length=120, blank=True)
    measures = ArrayField(
        models.CharField(max_length=20, choices=Measure.choices),
        verbose_name="mesures d’accueil demandées",
        default=list,
        blank=True,
    )
    measures_consent_at = models.DateTimeField("accord pour les mesures le", null=True, blank=True)
    state = models.CharField("état", max_length=12, choices=RegistrationState.choices)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    registered_at = models.DateTimeField("inscrite le", editable=False)
    registered_by = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="inscrite par",
    )
    queued_at = models.DateTimeField("en attente depuis", null=True, blank=True)
    cancelled_at = models.DateTimeField("annulée le", null=True, blank=True)
    may_be_listed = models.BooleanField("accepte d’être sur la liste remise", default=False)
    may_be_contacted = models.BooleanField("accepte d’être recontacté", default=False)
    is_demo = models.BooleanField("donnée de démonstration", default=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "inscription"
        verbose_name_plural = "inscriptions"
        ordering = ["name_key", "pk"]
        indexes = [
            models.Index(fields=["edition", "state", "queued_at"], name="registration_queue"),
            models.Index(fields=["edition", "name_key", "id"], name="registration_list"),
        ]
        constraints = [
            models.CheckConstraint(
                name="registration_email_lower",
                condition=Q(email=Lower("email")),
                violation_error_message="L’adresse e-mail doit être en minuscules.",
            ),
            models.UniqueConstraint(
                fields=["edition", "email", "name_key"],
                condition=~Q(state="annulee"),
                name="registration_once",
                violation_error_message="Cette personne est déjà inscrite.",
            ),
            models.CheckConstraint(
                name="registration_state_known",
                condition=Q(state__in=RegistrationState.values),
                violation_error_message="Cet état n’existe pas.",
            ),
            models.CheckConstraint(
                name="registration_queue_dated",
                condition=~Q(state="en_attente") | Q(queued_at__isnull=False),
                violation_error_message="Une attente a une date de début.",
            ),
            models.CheckConstraint(
                name="registration_cancel_dated",
                condition=Q(state="annulee", cancelled_at__isnull=False)
                | (~Q(state="annulee") & Q(cancelled_at=None)),
                violation_error_message="Une annulation a une date.",
            ),
            models.CheckConstraint(
                name="registration_measures_known",
                condition=Q(measures__contained_by=Measure.values),
                violation_error_message="Une des mesures n’existe pas.",
            ),
            models.CheckConstraint(
                name="registration_measures_agreed",
                condition=Q(measures=[]) | Q(measures_consent_at__isnull=False),
                violation_error_message="Ces mesures demandent l’accord de la personne.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def organisation_label(self) -> str:
        """The organisation in words (needs `organisation` loaded)."""
        return self.organisation.name if self.organisation else self.organisation_name
