"""Bodies where users, agents, partners and elected people sit together (comité des usagers)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class BodyKind(models.TextChoices):
    """What a body is."""

    USERS_COMMITTEE = "comite-usagers", "Comité des usagers"


class CollegeCode(models.TextChoices):
    """The four colleges of the users' committee."""

    USERS = "usagers", "Usagers"
    AGENTS = "agents", "Agents du CCAS"
    PARTNERS = "partenaires", "Partenaires"
    ELECTED = "elus", "Élus"


class Body(models.Model):
    """One body; the public page shows its presentation and how to join it."""

    slug = models.SlugField("adresse de la page", max_length=60, unique=True)
    name = models.CharField("nom", max_length=120)
    kind = models.CharField("sorte", max_length=20, choices=BodyKind.choices)
    founded_on = models.DateField("créé le")
    presentation = models.TextField("présentation", max_length=3000)
    how_to_join = models.TextField("comment participer", max_length=1500)
    meetings_a_year = models.CharField("rythme", max_length=120, blank=True)
    source = models.CharField("source", max_length=200, blank=True)

    class Meta:
        verbose_name = "instance"
        verbose_name_plural = "instances"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="body_kind_known",
                condition=Q(kind__in=BodyKind.values),
                violation_error_message="Cette sorte d’instance n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class College(models.Model):
    """One college of a body."""

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="colleges", verbose_name="instance"
    )
    code = models.CharField("collège", max_length=20, choices=CollegeCode.choices)
    rank = models.PositiveSmallIntegerField("ordre", default=0)
    description = models.CharField("qui y siège", max_length=300, blank=True)

    class Meta:
        verbose_name = "collège"
        verbose_name_plural = "collèges"
        ordering = ["body", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "code"],
                name="college_once",
                violation_error_message="Ce collège existe déjà dans cette instance.",
            ),
            models.CheckConstraint(
                name="college_known",
                condition=Q(code__in=CollegeCode.values),
                violation_error_message="Ce collège n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_code_display()
