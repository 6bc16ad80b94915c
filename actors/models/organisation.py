"""A partner organisation of the network, and what the public may read of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Lower

from actors.themes import Theme
from reims_solidarite.kit.names import Unaccent
from reims_solidarite.kit.walls import append_only

if TYPE_CHECKING:
    from actors.models.user import User


class OrganisationKind(models.TextChoices):
    """What an organisation is; a landlord's agents see only their own tenants' files."""

    CCAS = "ccas", "CCAS"
    COLLECTIVITE = "collectivite", "Collectivité"
    UNION = "union", "Union ou collectif"
    ASSOCIATION = "association", "Association"
    INSTITUTION = "institution", "Institution"
    LANDLORD = "bailleur", "Bailleur"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Words of the directory."""

    def published(self) -> Self:
        """What the public directory shows."""
        return self.filter(is_published=True)

    def about(self, theme: str) -> Self:
        """Organisations that act on a theme."""
        return self.filter(themes__contains=[theme])

    def to_review(self) -> Self:
        """Sheets that a partner changed and the coordinator has not read since."""
        return self.filter(changed_at__isnull=False).filter(
            Q(reviewed_at=None) | Q(reviewed_at__lt=F("changed_at"))
        )

    def telling(self, word: str) -> Self:
        """Organisations whose sheet or services tell this word (already folded)."""
        own = Organisation.objects.filter(search_key__contains=word)
        offering = Organisation.objects.filter(
            services__withdrawn_at=None, services__search_key__contains=word
        )
        # Two lists, each from its own index: one OR over the join would read every row.
        return self.filter(Q(pk__in=own.values("pk")) | Q(pk__in=offering.values("pk")))

    def visible_to(self, user: User) -> Self:
        """Staff see all, members see theirs beside the published ones."""
        if user.is_authenticated and user.is_staff:
            return self
        own = user.organisation_ids if user.is_authenticated else frozenset[int]()
        return self.filter(Q(is_published=True) | Q(pk__in=own))

    def editable_by(self, user: User) -> Self:
        """Organisations whose sheet the user may change from the partner portal."""
        return self.filter(pk__in=[m.organisation_id for m in user.memberships if m.is_manager])


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["sort_key", "search_key"],
    meta={"triggers": append_only("organisation_event_append_only")},
)
class Organisation(models.Model):
    """One organisation; `uid` never changes, whatever happens to its name or SIRET."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField("adresse de la page", max_length=120, unique=True)
    name = models.CharField("nom", max_length=200)
    acronym = models.CharField("sigle", max_length=30, blank=True)
    kind = models.CharField("type", max_length=20, choices=OrganisationKind.choices)
    themes = ArrayField(
        models.CharField(max_length=30, choices=Theme.choices),
        verbose_name="thèmes",
        default=list,
        blank=True,
    )
    network_role = models.CharField("rôle dans le réseau", max_length=300, blank=True)
    address = models.CharField("adresse", max_length=250, blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    email = models.EmailField("adresse e-mail", blank=True)
    website = models.URLField("site internet", max_length=600, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    rna = models.CharField("numéro RNA", max_length=10, blank=True)
    source = models.CharField("source", max_length=200, blank=True)
    is_published = models.BooleanField("visible du public", default=False)
    is_demo = models.BooleanField("donnée de démonstration", default=False)
    created_at = models.DateTimeField("créée le", editable=False)
    confirmed_at = models.DateTimeField("confirmée le", null=True, blank=True)
    # A partner's change shows at once; the coordinator reads it afterwards.
    changed_at = models.DateTimeField("modifiée le", null=True, blank=True, editable=False)
    reviewed_at = models.DateTimeField("relue le", null=True, blank=True, editable=False)
    # The line of the network's own file that made this row, and what it said last time: a new
    # import changes only what changed in the file, never what people corrected here.
    import_key = models.CharField(max_length=200, null=True, blank=True, editable=False)
    imported = models.JSONField(default=dict, blank=True, editable=False)
    search_key = models.GeneratedField(
        expression=Lower(
            Unaccent(
                Concat(
                    *("name", Value(" "), "acronym", Value(" ")),
                    *("network_role", Value(" "), "address"),
                    output_field=models.TextField(),
                )
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    sort_key = models.GeneratedField(
        expression=Lower(Unaccent(F("name"))),
        output_field=models.CharField(max_length=220),
        db_persist=True,
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisation"
        verbose_name_plural = "organisations"
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="organisation_sort"),
            models.Index(
                fields=["sort_key", "id"],
                condition=Q(is_published=True),
                name="organisation_published",
            ),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="organisation_search"),
            GinIndex(fields=["themes"], name="organisation_themes"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["import_key"],
                name="organisation_import_key_once",
                violation_error_message="Cette ligne du fichier a déjà donné une organisation.",
            ),
            models.CheckConstraint(
                name="organisation_kind_known",
                condition=Q(kind__in=OrganisationKind.values),
                violation_error_message="Ce type d’organisation n’existe pas.",
            ),
            models.CheckConstraint(
                name="organisation_themes_known",
                condition=Q(themes__contained_by=Theme.values),
                violation_error_message="Un des thèmes n’existe pas.",
            ),
            models.CheckConstraint(
                name="organisation_siret_form",
                condition=Q(siret="") | Q(siret__regex=r"^\d{14}$"),
                violation_error_message="Un SIRET compte 14 chiffres.",
            ),
            models.CheckConstraint(
                name="organisation_rna_form",
                condition=Q(rna="") | Q(rna__regex=r"^W[0-9A-Z]{9}$"),
                violation_error_message="Un numéro RNA est un W suivi de 9 chiffres ou lettres.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def theme_labels(self) -> list[str]:
        """Themes in words, in the nomenclature's order."""
        return [theme.label for theme in Theme if theme.value in self.themes]
