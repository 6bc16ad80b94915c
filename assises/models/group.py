"""The working groups that carry the Assises on, one per theme."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from actors.themes import Theme


class WorkingGroup(models.Model):
    """One standing group per theme; its address is the theme's code and never changes."""

    theme = models.CharField(
        "thème",
        max_length=30,
        choices=Theme.choices,
        unique=True,
        error_messages={"unique": "Ce thème a déjà son groupe de travail."},
    )
    slug = models.SlugField("adresse de la page", max_length=60, unique=True)
    name = models.CharField("nom", max_length=200)
    purpose = models.TextField("ce que fait le groupe", blank=True)

    class Meta:
        verbose_name = "groupe de travail"
        verbose_name_plural = "groupes de travail"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="group_theme_known",
                condition=Q(theme__in=Theme.values),
                violation_error_message="Ce thème n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
