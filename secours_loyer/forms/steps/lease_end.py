"""What is asked about a lease whose written end is past: it goes on, or the household left."""

from __future__ import annotations

from typing import Any

from django import forms

from reims_solidarite.kit.form_fields import DayField
from secours_loyer.forms.steps.base import StepForm

RENEWED, LEFT = "reconduit", "parti"


class LeaseEndForm(StepForm):
    what = forms.ChoiceField(
        label="Depuis la fin écrite au bail",
        choices=(
            (RENEWED, "Le bail continue : reconduit tacitement, ou renouvelé"),
            (LEFT, "Le ménage est parti"),
        ),
        widget=forms.RadioSelect,
        help_text="Si un nouveau papier donne une autre fin, corrigez plutôt le bail, sur « Bail "
        "et procédure ».",
    )
    left_on = DayField(label="Parti le", required=False, help_text="Vide si le bail continue.")
    learned = forms.CharField(
        label="D’après quoi",
        max_length=200,
        help_text="Quittance récente, appel au bailleur du…, état des lieux de sortie.",
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("what") == LEFT and not typed.get("left_on") and "left_on" not in self.errors:
            self.add_error("left_on", "Dites quel jour le ménage est parti.")
        if typed.get("what") == RENEWED and typed.get("left_on"):
            self.add_error(
                "left_on",
                "Le bail continue : videz cette date, ou choisissez « Le ménage est parti ».",
            )
        return typed
