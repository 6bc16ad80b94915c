"""The landlord who is paid, and the exact name that holds the account."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from actors.roles import MemberRole
from actors.rules import AGENT, AID_READER, LANDLORD
from reims_solidarite.kit.phone import PHONE_FORM, SAID
from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.landlord_sql import (
    CONFIRMED_ANEW,
    CONFIRMED_BY,
    MAIL_NOTED,
    NAMED_AS_TRUSTED,
    SIRET_KEY,
)

if TYPE_CHECKING:
    from actors.models import User


class LandlordKind(models.TextChoices):
    """Who lets the home; it decides what proof is asked and which rules apply."""

    SOCIAL = "social", "Bailleur social"
    COMPANY = "societe", "Société ou agence"
    PRIVATE = "particulier", "Particulier"


class LandlordQuerySet(models.QuerySet["Landlord"]):
    """Words of the landlords."""

    def visible_to(self, user: User) -> Self:
        """Staff see all, a landlord's agents their own.

        Associations see social landlords and the network's published companies, whose names are
        public; of the others, those of the requests that they filed: that the CCAS knows a
        landlord says that a tenant is in arrears.
        """
        if AID_READER.allows(user):
            return self
        seen = Q(pk=None)
        if LANDLORD.allows(user):
            seen |= Q(organisation__in=user.organisation_ids)
        if AGENT.allows(user):
            own = [
                m.organisation_id for m in user.memberships if m.role != MemberRole.LANDLORD_AGENT
            ]
            filed = apps.get_model("secours_loyer", "RentRequest").objects.filter(
                tenancy__landlord=OuterRef("pk"), organisation__in=own
            )
            seen |= Q(kind=LandlordKind.SOCIAL) | Q(Exists(filed))
            seen |= Q(kind=LandlordKind.COMPANY, organisation__is_published=True)
        return self.filter(seen)


class Landlord(models.Model):
    """`legal_name` goes on the payment; `known_phone` was known before any account was given."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": (
            *("name", "legal_name", "known_phone", "email", "siret"),
            *("mail_lines", "mail_postcode", "mail_city"),
        ),
        "technical": (
            *("id", "uid", "organisation", "kind", "known_phone_by", "created_at", "created_by"),
            *("phone_confirmed_by", "phone_confirmed_at", "mail_by", "mail_at"),
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
    mail_lines = models.CharField("adresse postale", max_length=200, blank=True)
    mail_postcode = models.CharField("code postal", max_length=5, blank=True)
    mail_city = models.CharField("commune", max_length=80, blank=True)
    mail_by = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="adresse postale donnée par",
    )
    mail_at = models.DateTimeField("adresse postale notée le", null=True, editable=False)
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
                name="landlord_phone_form",
                condition=Q(known_phone="") | Q(known_phone__regex=PHONE_FORM),
                violation_error_message=SAID,
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
            models.CheckConstraint(
                name="landlord_mail_whole",
                condition=Q(
                    mail_lines="", mail_postcode="", mail_city="", mail_by=None, mail_at=None
                )
                | (
                    Q(mail_postcode__regex=r"^\d{5}$", mail_at__isnull=False)
                    & Q(mail_by__isnull=False)
                    & ~Q(mail_lines="")
                    & ~Q(mail_city="")
                ),
                violation_error_message="Une adresse postale a sa rue, son code postal de cinq "
                "chiffres et sa commune.",
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
                name="landlord_named_as_trusted",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=NAMED_AS_TRUSTED,
            ),
            Wall(
                name="landlord_siret_key",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=SIRET_KEY,
            ),
            Wall(
                name="landlord_phone_confirmed_anew",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=CONFIRMED_ANEW,
            ),
            Wall(
                name="landlord_phone_confirmed_by",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=CONFIRMED_BY,
            ),
            Wall(
                name="landlord_mail_noted",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=MAIL_NOTED,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def mail_address(self) -> list[str]:
        """The lines under the name on an envelope; none while the address is not known."""
        if not self.mail_lines:
            return []
        return [*self.mail_lines.split("\n"), f"{self.mail_postcode} {self.mail_city}"]
