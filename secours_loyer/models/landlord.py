"""The landlord who is paid, and the exact name that holds the account."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from actors.households.models import Household
from actors.rules import AGENT, AID_READER, LANDLORD
from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.guards import refuse

if TYPE_CHECKING:
    from actors.models import User


# Another number is another question: whoever confirmed the old one did not confirm it.
CONFIRMED_ANEW = f"""
    IF NEW.known_phone <> OLD.known_phone AND NEW.phone_confirmed_at IS NOT NULL
       AND NEW.phone_confirmed_at IS NOT DISTINCT FROM OLD.phone_confirmed_at
       AND NEW.phone_confirmed_by_id IS NOT DISTINCT FROM OLD.phone_confirmed_by_id
    THEN {refuse("landlord_phone_confirmed_anew", "the new number is not confirmed")}
    END IF;
    RETURN NEW;
"""


class LandlordKind(models.TextChoices):
    """Who lets the home; it decides what proof is asked and which rules apply."""

    SOCIAL = "social", "Bailleur social"
    COMPANY = "societe", "Société ou agence"
    PRIVATE = "particulier", "Particulier"


class LandlordQuerySet(models.QuerySet["Landlord"]):
    """Words of the landlords."""

    def visible_to(self, user: User) -> Self:
        """Staff see all, a landlord's agents their own.

        Associations see companies and social landlords; a private person who lets a home, only
        where they accompany the tenant.
        """
        if AID_READER.allows(user):
            return self
        seen = Q(pk=None)
        if LANDLORD.allows(user):
            seen |= Q(organisation__in=user.organisation_ids)
        if AGENT.allows(user):
            seen |= ~Q(kind=LandlordKind.PRIVATE)
            seen |= Q(
                Exists(
                    apps.get_model("secours_loyer", "Tenancy").objects.filter(
                        landlord=OuterRef("pk"),
                        household__in=Household.objects.visible_to(user),
                    )
                )
            )
        return self.filter(seen)


class Landlord(models.Model):
    """`legal_name` goes on the payment; `known_phone` was known before any account was given."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("name", "legal_name", "known_phone", "email", "siret"),
        "technical": (
            *("id", "uid", "organisation", "kind", "known_phone_by", "created_at", "created_by"),
            *("phone_confirmed_by", "phone_confirmed_at"),
        ),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisation du réseau",
    )
    name = models.CharField("nom", max_length=120)
    legal_name = models.CharField("nom exact du titulaire", max_length=140)
    kind = models.CharField("type", max_length=15, choices=LandlordKind.choices)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    known_phone = models.CharField("téléphone connu", max_length=20, blank=True)
    known_phone_by = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="téléphone donné par",
    )
    phone_confirmed_by = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="téléphone confirmé par",
    )
    phone_confirmed_at = models.DateTimeField("téléphone confirmé le", null=True, editable=False)
    email = models.EmailField("adresse e-mail", blank=True)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")

    objects = LandlordQuerySet.as_manager()

    class Meta:
        verbose_name = "bailleur"
        verbose_name_plural = "bailleurs"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="landlord_kind_known",
                condition=Q(kind__in=LandlordKind.values),
                violation_error_message="Ce type de bailleur n’existe pas.",
            ),
            models.CheckConstraint(
                name="landlord_siret_form",
                condition=Q(siret="") | Q(siret__regex=r"^\d{14}$"),
                violation_error_message="Un SIRET compte 14 chiffres.",
            ),
            models.CheckConstraint(
                name="landlord_phone_confirmed_whole",
                condition=Q(phone_confirmed_by=None, phone_confirmed_at=None)
                | (
                    Q(phone_confirmed_by__isnull=False, phone_confirmed_at__isnull=False)
                    & ~Q(known_phone="")
                ),
                violation_error_message="Un numéro est confirmé par quelqu’un, un jour donné.",
            ),
            models.UniqueConstraint(
                fields=["siret"],
                condition=~Q(siret=""),
                name="landlord_siret_once",
                violation_error_message="Un bailleur porte déjà ce SIRET.",
            ),
        ]
        triggers = [
            *kept("landlord_kept"),
            Wall(
                name="landlord_phone_confirmed_anew",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=CONFIRMED_ANEW,
            ),
        ]

    def __str__(self) -> str:
        return self.name
