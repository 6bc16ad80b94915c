"""What is asked about what came back from the bank or the accountant."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.file_fields import PaperField
from reims_solidarite.kit.heavy_files import MEGA
from secours_loyer.forms.steps.base import StepForm, area
from secours_loyer.models import Problem


class ImportForm(forms.Form):
    file = PaperField(
        most=11 * MEGA,
        label="Fichier reçu",
        help_text="Relevé (camt.053), avis (camt.054) ou réponses du comptable (CSV).",
        max_length=100,
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,.csv"}),
    )


class ProposeForm(StepForm):
    reference = forms.CharField(label="Référence de l’ordre", max_length=35)

    def prepare(self) -> None:
        if self.target.problem == Problem.TIED:
            self.fields["reference"].initial = self.target.reference


class DismissForm(StepForm):
    reason = forms.CharField(label="Pourquoi rien n’est fait", max_length=300, widget=area(3))

    def prepare(self) -> None:
        self.fields["reason"].initial = self.target.reason
