"""A household: the people who share a home and a budget, under one opaque number."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.apps import apps
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower

from actors.roles import Role
from actors.rules import holds
from reims_solidarite.kit.names import Unaccent

if TYPE_CHECKING:
    from actors.models import User

SEES_ALL = frozenset({Role.RECEPTION, Role.CASE_WORKER, Role.MANAGER, Role.GROCERY})


class HouseholdQuerySet(models.QuerySet["Household"]):
    """Words of the households."""

    def visible_to(self, user: User) -> Self:
        """Staff whose work is households see all; agents those their organisation accompanies.

        Landlords and volunteers see none here: their own pages show the little they need.
        """
        if not user.is_authenticated:
            return self.none()
        if holds(user, SEES_ALL):
            return self
        return self.accompanied_by(user)

    def accompanied_by(self, user: User) -> Self:
        """Those that an association the user acts for accompanies now."""
        own = [m.organisation_id for m in user.memberships if m.role in {"agent", "responsable"}]
        if not own:
            return self.none()
        return self.filter(
            Exists(
                apps.get_model("households", "Accompaniment").objects.filter(
                    household=OuterRef("pk"), organisation__in=own, ended_at=None
                )
            )
        )

    def quiet_since(self, day: date) -> Self:
        """Those without a contact since a day, the longest first."""
        return self.filter(last_contact_on__lt=day).order_by("last_contact_on", "pk")


class Household(models.Model):
    """`uid` is the only thing the journal and the access log hold of a household."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("name", "phone", "email"),
        "technical": ("id", "uid", "number", "created_at", "last_contact_on", "is_demo"),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField("numéro", max_length=12, unique=True, editable=False)
    name = models.CharField("nom du ménage", max_length=120)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    email = models.EmailField("adresse e-mail", blank=True)
    created_at = models.DateTimeField("créé le", editable=False)
    last_contact_on = models.DateField("dernier contact le")
    is_demo = models.BooleanField("donnée de démonstration", default=False)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = "ménage"
        verbose_name_plural = "ménages"
        ordering = ["number"]
        indexes = [
            GinIndex(
                OpClass(Lower(Unaccent(F("name"))), name="gin_trgm_ops"), name="household_trgm"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="household_number_form",
                condition=Q(number__regex=r"^M\d{7}$"),
                violation_error_message="Un numéro de ménage est un M suivi de 7 chiffres.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} – {self.name}"
