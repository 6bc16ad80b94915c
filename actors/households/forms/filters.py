"""Filters of the list of households."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from actors.households.models import Accompaniment, Household, Housing, HousingKind

QUIET_DAYS = 180
# What is chosen, and never typed.
CHOICES = ("logement", "suivi")


class HouseholdFilters(forms.Form):
    """All optional; what is not understood filters nothing."""

    q = forms.CharField(
        label="Chercher",
        required=False,
        max_length=80,
        help_text="Numéro, nom, prénom ou date de naissance (31/12/1990).",
    )
    logement = forms.ChoiceField(
        label="Logement", required=False, choices=[("", "Tous"), *HousingKind.choices]
    )
    suivi = forms.ChoiceField(
        label="Suivi",
        required=False,
        choices=[
            ("", "Tous"),
            ("accompagne", "Accompagné par une organisation"),
            ("seul", "Sans accompagnement"),
            ("silence", "Sans contact depuis six mois"),
        ],
    )

    def narrow(self, rows: QuerySet[Household], *, on: date) -> QuerySet[Household]:
        """The rows that the filters keep."""
        self.is_valid()
        kind, follow = self.cleaned_data.get("logement"), self.cleaned_data.get("suivi")
        if kind:
            homes = Housing.objects.on(on).filter(household=OuterRef("pk"), kind=kind)
            rows = rows.filter(Exists(homes))
        if follow == "silence":
            rows = rows.filter(last_contact_on__lt=on - timedelta(days=QUIET_DAYS))
        elif follow:
            live = Accompaniment.objects.live().filter(household=OuterRef("pk"))
            rows = rows.filter(Exists(live) if follow == "accompagne" else ~Exists(live))
        return rows
