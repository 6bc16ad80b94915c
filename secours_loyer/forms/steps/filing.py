"""What is asked of those who file or complete a request."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.form_fields import DayField, EurosField
from secours_loyer.forms.completing import SeveralFilesField, complete_form
from secours_loyer.forms.steps.base import StepForm, area


class MissingForm(StepForm):
    missing = forms.CharField(label="Ce qui manque", max_length=1000, widget=area(3))


class PiecesForm(StepForm):
    pieces = SeveralFilesField(
        label="Pièces (PDF ou photos)", help_text="Plusieurs fichiers possibles."
    )


class ResendForm(StepForm):
    summary = forms.CharField(label="La situation en quelques mots", max_length=1500,
                              widget=area(4))  # fmt: skip
    certified = EurosField(label="Dette certifiée par le bailleur (€)", minimum=1)
    statement_on = DayField(label="Décompte daté du")
    statement = forms.FileField(label="Nouveau décompte, s’il y en a un", required=False)

    def prepare(self) -> None:
        self.initial.update(complete_form(self.target))
