"""What the grocery hands out, who supplies it, and who paid for it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from actors.models import Organisation
from reims_solidarite.kit.names import Unaccent


class Family(models.TextChoices):
    """Food families of the social groceries' charter, and hygiene."""

    FRUIT = "fruit", "Fruits et légumes"
    STARCH = "starch", "Pain, céréales, féculents"
    DAIRY = "dairy", "Lait et laitages"
    MEAT = "meat", "Viande, poisson, œufs"
    FAT = "fat", "Matières grasses"
    SWEET = "sweet", "Produits sucrés"
    DRINK = "drink", "Boissons"
    HYGIENE = "hygiene", "Hygiène et entretien"


class Storage(models.TextChoices):
    """Where it is kept."""

    DRY = "dry", "Réserve sèche"
    COLD = "cold", "Froid"
    FROZEN = "frozen", "Surgelé"


class Funding(models.TextChoices):
    """Who paid for a lot: the share that households pay depends on it."""

    FSE = "fse", "FSE+ (aide européenne)"
    STATE = "state", "Crédits de l’État"
    FOOD_BANK = "food_bank", "Banque Alimentaire"
    DONATION = "donation", "Don"
    PURCHASE = "purchase", "Achat"


class Product(models.Model):
    """One article, counted in whole units (« boîte de 400 g », « litre »)."""

    name = models.CharField("article", max_length=120)
    family = models.CharField("famille", max_length=10, choices=Family.choices)
    unit = models.CharField("unité", max_length=30)
    storage = models.CharField(
        "rangement", max_length=10, choices=Storage.choices, default=Storage.DRY
    )
    sort_key = models.GeneratedField(
        expression=Lower(Unaccent(F("name"))),
        output_field=models.CharField(max_length=140),
        db_persist=True,
    )

    class Meta:
        verbose_name = "article"
        verbose_name_plural = "articles"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                "sort_key",
                Lower("unit"),
                name="product_once",
                violation_error_message="Cet article existe déjà dans cette unité.",
            ),
            models.CheckConstraint(
                name="product_family_known",
                condition=Q(family__in=Family.values),
                violation_error_message="Cette famille n’existe pas.",
            ),
            models.CheckConstraint(
                name="product_storage_known",
                condition=Q(storage__in=Storage.values),
                violation_error_message="Ce rangement n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"


class Supplier(models.Model):
    """Who delivers; linked to the directory when it is an organisation of the network."""

    name = models.CharField("fournisseur", max_length=160, unique=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisation du réseau",
    )

    class Meta:
        verbose_name = "fournisseur"
        verbose_name_plural = "fournisseurs"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
