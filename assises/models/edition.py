"""One edition of the Assises: its day, its theme, and when registration is open."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from assises.states import EditionState

if TYPE_CHECKING:
    from actors.models import User


class EditionQuerySet(models.QuerySet["Edition"]):
    """Words of the editions."""

    def public(self) -> Self:
        """What anyone may read."""
        return self.exclude(state=EditionState.DRAFT)

    def open_to_registration(self, at: datetime) -> Self:
        """Published editions whose registration is open at this instant."""
        return self.filter(
            state=EditionState.PUBLISHED,
            registration_opens_at__lte=at,
            registration_closes_at__gt=at,
        )

    def visible_to(self, user: User) -> Self:
        """Drafts are for the staff."""
        return self if user.is_authenticated and user.is_staff else self.public()


class Edition(models.Model):
    """`capacity` is the number of people the day can take; none means that it is not limited."""

    year = models.PositiveSmallIntegerField(
        "année", unique=True, error_messages={"unique": "Cette année a déjà une édition."}
    )
    rank = models.PositiveSmallIntegerField("rang", null=True, blank=True)
    date = models.DateField("jour")
    name = models.CharField("nom", max_length=200)
    theme = models.CharField("thème de l’édition", max_length=200, blank=True)
    place = models.CharField("lieu", max_length=250, blank=True)
    introduction = models.TextField("présentation", blank=True)
    organisers = models.CharField("organisé par", max_length=300, blank=True)
    follow_up = models.TextField("suites annoncées", blank=True)
    attendance_about = models.PositiveIntegerField("participants, environ", null=True, blank=True)
    source = models.CharField("source", max_length=300, blank=True)
    state = models.CharField(
        "état", max_length=12, choices=EditionState.choices, default=EditionState.DRAFT
    )
    registration_opens_at = models.DateTimeField("inscriptions dès le", null=True, blank=True)
    registration_closes_at = models.DateTimeField("inscriptions jusqu’au", null=True, blank=True)
    capacity = models.PositiveIntegerField("places pour la journée", null=True, blank=True)
    is_demo = models.BooleanField("donnée de démonstration", default=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "édition"
        verbose_name_plural = "éditions"
        ordering = ["-date", "pk"]
        constraints = [
            models.CheckConstraint(
                name="edition_state_known",
                condition=Q(state__in=EditionState.values),
                violation_error_message="Cet état n’existe pas.",
            ),
            models.CheckConstraint(
                name="edition_year_of_date",
                condition=Q(date__year=F("year")),
                violation_error_message="Le jour doit être dans l’année de l’édition.",
            ),
            models.CheckConstraint(
                name="edition_registration_ordered",
                condition=Q(registration_opens_at=None, registration_closes_at=None)
                | Q(registration_closes_at__gt=F("registration_opens_at")),
                violation_error_message=(
                    "Donnez le début et la fin des inscriptions, la fin après le début."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"

    def takes_registrations(self, at: datetime) -> bool:
        """Published, and inside the registration period."""
        return (
            self.state == EditionState.PUBLISHED
            and self.registration_opens_at is not None
            and self.registration_closes_at is not None
            and self.registration_opens_at <= at < self.registration_closes_at
        )
