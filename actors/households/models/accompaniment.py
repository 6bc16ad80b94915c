"""Who accompanies a household, why, and the contacts they had: what opens a file to an agent."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from actors.households.models.household import Household
from actors.models import Organisation
from actors.roles import Role
from actors.rules import holds

if TYPE_CHECKING:
    from actors.models import User


class AccompanimentQuerySet(models.QuerySet["Accompaniment"]):
    """Words of the accompaniments."""

    def live(self) -> Self:
        """Those that open the household to the organisation now."""
        return self.filter(ended_at=None)


class Accompaniment(models.Model):
    """An organisation accompanies a household since a date, for a stated reason."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("organisation", "reason"),
        "technical": ("id", "household", "started_at", "ended_at", "started_by"),
    }

    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="accompaniments"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="organisation"
    )
    reason = models.CharField("motif", max_length=200)
    started_at = models.DateTimeField("depuis le")
    started_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("jusqu’au", null=True, blank=True)

    objects = AccompanimentQuerySet.as_manager()

    class Meta:
        verbose_name = "accompagnement"
        verbose_name_plural = "accompagnements"
        ordering = ["household", "-started_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "organisation"],
                condition=Q(ended_at=None),
                name="accompaniment_once",
                violation_error_message="Cette organisation accompagne déjà ce ménage.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class ContactQuerySet(models.QuerySet["Contact"]):
    """Words of the contacts log."""

    def visible_to(self, user: User) -> Self:
        """Social notes: social workers only; everyone else sees that a contact took place."""
        if holds(user, {Role.CASE_WORKER, Role.MANAGER}):
            return self
        return self.none()


class Contact(models.Model):
    """A contact with the household. It moves `last_contact_on`, which retention counts from."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "notes": ("summary",),
        "technical": ("id", "household", "on", "medium", "created_at", "created_by"),
    }

    MEDIA = [
        ("visite", "Visite"),
        ("telephone", "Téléphone"),
        ("courrier", "Courrier ou e-mail"),
        ("domicile", "Au domicile"),
    ]

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="contacts")
    on = models.DateField("le")
    medium = models.CharField("moyen", max_length=10, choices=MEDIA)
    summary = models.TextField("note sociale", max_length=4000)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "contact"
        verbose_name_plural = "contacts"
        ordering = ["household", "-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_medium_display()} du {self.on:%d/%m/%Y}"
