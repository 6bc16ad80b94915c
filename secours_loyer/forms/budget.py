"""What is asked to open credits."""

from __future__ import annotations

from typing import Any

from django import forms

from reims_solidarite.kit.form_fields import EurosField
from secours_loyer.forms.steps.base import StepForm


class CreditsForm(StepForm):
    """Credits taken back are asked as such: nobody types a minus by mistake."""

    year = forms.IntegerField(label="Exercice", min_value=2000, max_value=2100)
    account = forms.CharField(label="Imputation", max_length=30)
    way = forms.ChoiceField(
        label="Mouvement", choices=[("open", "Ouvrir des crédits"), ("back", "En retirer")]
    )
    cents = EurosField(label="Montant (€)", minimum=1)
    deliberation = forms.CharField(
        label="Délibération", max_length=80, help_text="Son numéro et sa date."
    )

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        given = dict(self.cleaned_data)
        sign = -1 if given.pop("way") == "back" else 1
        return {**given, "cents": sign * given["cents"]}
