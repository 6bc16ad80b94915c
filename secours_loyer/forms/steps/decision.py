"""What is asked of the signatory."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.form_fields import EurosField
from secours_loyer.forms.steps.base import StepForm, area
from secours_loyer.models import Outcome


class DecisionForm(StepForm):
    outcome = forms.ChoiceField(label="Décision", choices=Outcome.choices, widget=forms.RadioSelect)
    aid_cents = EurosField(label="Aide accordée (€)", required=False)
    plan_cents = EurosField(
        label="Montant à mettre dans un plan d’apurement (€)",
        required=False,
        help_text="Vide : tout ce qui reste de la dette.",
    )
    motive = forms.CharField(
        label="Motif", max_length=1500, widget=area(3), help_text="Il figure sur la lettre."
    )

    def prepare(self) -> None:
        self.fields["aid_cents"].initial = self.target.proposed_cents
