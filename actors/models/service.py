"""What an organisation offers: one record per service, kept true by its own people."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat, Lower

from actors.publics import Fee, Public
from actors.themes import Theme
from reims_solidarite.kit.names import Unaccent
from reims_solidarite.kit.walls import append_only

if TYPE_CHECKING:
    from actors.models.user import User


class ServiceQuerySet(models.QuerySet["Service"]):
    """Words of the services."""

    def offered(self) -> Self:
        """Services still given, whoever may read them."""
        return self.filter(withdrawn_at=None)

    def published(self) -> Self:
        """What the public directory shows."""
        return self.offered().filter(organisation__is_published=True)

    def visible_to(self, user: User) -> Self:
        """Staff see all, members see theirs beside the published ones."""
        if user.is_authenticated and user.is_staff:
            return self
        own = user.organisation_ids if user.is_authenticated else frozenset[int]()
        offered = Q(withdrawn_at=None, organisation__is_published=True)
        return self.filter(offered | Q(organisation__in=own))

    def editable_by(self, user: User) -> Self:
        """Services of the organisations whose sheet the user manages."""
        managed = [m.organisation_id for m in user.memberships if m.is_manager]
        return self.filter(organisation__in=managed)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["search_key"],
    meta={"triggers": append_only("service_event_append_only")},
)
class Service(models.Model):
    """One service. Withdrawing keeps the row: what was offered can still be explained."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        related_name="services",
        verbose_name="organisation",
    )
    name = models.CharField("nom du service", max_length=150)
    description = models.TextField("description", max_length=2000)
    themes = ArrayField(
        models.CharField(max_length=30, choices=Theme.choices), verbose_name="thèmes", default=list
    )
    publics = ArrayField(
        models.CharField(max_length=50, choices=Public.choices), verbose_name="pour qui"
    )
    conditions = models.TextField("conditions d’accès", max_length=1000, blank=True)
    opening_hours = models.TextField("jours et heures", max_length=600, blank=True)
    fee = models.CharField("prix", max_length=20, choices=Fee.choices, default=Fee.FREE)
    fee_details = models.CharField("précision sur le prix", max_length=300, blank=True)
    how_to_reach = models.TextField("comment y accéder", max_length=1000)
    is_demo = models.BooleanField("donnée de démonstration", default=False)
    created_at = models.DateTimeField("créé le", editable=False)
    withdrawn_at = models.DateTimeField("retiré le", null=True, blank=True, editable=False)

    search_key = models.GeneratedField(
        expression=Lower(
            Unaccent(Concat("name", Value(" "), "description", output_field=models.TextField()))
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "service"
        verbose_name_plural = "services"
        ordering = ["organisation", "name", "pk"]
        indexes = [
            GinIndex(fields=["themes"], name="service_themes"),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="service_search"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(withdrawn_at=None),
                name="service_name_once",
                violation_error_message=(
                    "Un service de ce nom existe déjà sur cette fiche : modifiez-le, ou choisissez "
                    "un autre nom."
                ),
            ),
            models.CheckConstraint(
                name="service_themes_known",
                condition=Q(themes__contained_by=Theme.values) & Q(themes__len__gte=1),
                violation_error_message="Choisissez au moins un thème de la liste.",
            ),
            models.CheckConstraint(
                name="service_publics_known",
                condition=Q(publics__contained_by=Public.values) & Q(publics__len__gte=1),
                violation_error_message="Dites pour qui est ce service.",
            ),
            models.CheckConstraint(
                name="service_everyone_is_alone",
                condition=~Q(publics__contains=[Public.EVERYONE]) | Q(publics__len=1),
                violation_error_message=(
                    "« Tout le monde » se choisit seul : retirez les autres publics."
                ),
            ),
            models.CheckConstraint(
                name="service_fee_known",
                condition=Q(fee__in=Fee.values),
                violation_error_message="Choisissez un prix de la liste.",
            ),
            models.CheckConstraint(
                name="service_paid_says_how_much",
                condition=~Q(fee=Fee.PAID) | ~Q(fee_details=""),
                violation_error_message="Précisez le prix, même en quelques mots.",
            ),
            models.CheckConstraint(
                name="service_described",
                condition=Q(description__regex=r"\S.{3,}\S") & ~Q(how_to_reach=""),
                violation_error_message="Décrivez le service et dites comment y accéder.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def theme_labels(self) -> list[str]:
        """Themes in words, in the nomenclature's order."""
        return [theme.label for theme in Theme if theme.value in self.themes]

    @property
    def public_labels(self) -> list[str]:
        """Publics in words, in the nomenclature's order."""
        return [public.label for public in Public if public.value in self.publics]
