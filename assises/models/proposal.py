"""A proposal born in a workshop; its code follows it through to the action and the result."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from actors.themes import Theme

# Three letters that people can say aloud; they stand in codes such as A-2017-LOG-01.
THEME_CODES = {
    Theme.MOBILITY.value: "MOB",
    Theme.LEISURE.value: "LOI",
    Theme.HEALTH.value: "SAN",
    Theme.INTEGRATION.value: "INS",
    Theme.HOUSING.value: "LOG",
}


def code_for(year: int, theme: str, number: int) -> str:
    """« A-2017-LOG-01 »."""
    return f"A-{year}-{THEME_CODES[theme]}-{number:02d}"


class Proposal(models.Model):
    """What a workshop asked for, in its own words."""

    code = models.CharField("code", max_length=20, unique=True, editable=False)
    edition = models.ForeignKey(
        "assises.Edition",
        on_delete=models.PROTECT,
        related_name="proposals",
        verbose_name="édition",
    )
    session = models.ForeignKey(
        "assises.Session",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="atelier",
    )
    theme = models.CharField("thème", max_length=30, choices=Theme.choices)
    number = models.PositiveSmallIntegerField("numéro", editable=False)
    title = models.CharField("titre", max_length=200)
    text = models.TextField("ce que l’atelier demande", blank=True)
    made_at = models.DateTimeField("notée le", editable=False)
    is_demo = models.BooleanField(
        "donnée de démonstration", default=False, db_default=False, editable=False
    )

    class Meta:
        verbose_name = "proposition"
        verbose_name_plural = "propositions"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "theme", "number"],
                name="proposal_number_once",
                violation_error_message="Ce numéro est déjà pris.",
            ),
            models.CheckConstraint(
                name="proposal_theme_known",
                condition=Q(theme__in=Theme.values),
                violation_error_message="Ce thème n’existe pas.",
            ),
            models.CheckConstraint(
                name="proposal_code_form",
                condition=Q(code__regex=r"^A-\d{4}-[A-Z]{3}-\d{2,3}$"),
                violation_error_message="Un code ressemble à A-2017-LOG-01.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
