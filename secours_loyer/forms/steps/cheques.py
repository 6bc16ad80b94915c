"""What is asked about an urgent cheque."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.clock import today
from reims_solidarite.kit.form_fields import DayField
from secours_loyer.forms.steps.base import StepForm


class ChequeForm(StepForm):
    number = forms.RegexField(
        r"^[0-9]{7}$",
        label="Numéro du chèque",
        help_text="Les sept chiffres en bas à gauche du chèque.",
        error_messages={"invalid": "Le numéro d’un chèque a sept chiffres."},
    )
    issued_on = DayField(label="Daté du")

    def prepare(self) -> None:
        self.fields["issued_on"].initial = today()


class AcquitForm(StepForm):
    received_by = forms.CharField(
        label="Qui a signé l’ordre", max_length=120, help_text="Nom et qualité."
    )
    received_on = DayField(label="Signé le")

    def prepare(self) -> None:
        self.fields["received_on"].initial = today()
