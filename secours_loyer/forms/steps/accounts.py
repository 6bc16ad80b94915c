"""What is asked about a landlord’s account."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.form_fields import DayField
from secours_loyer.actions.accounts import SOURCES
from secours_loyer.forms.steps.base import StepForm


class AccountForm(StepForm):
    iban = forms.CharField(
        label="IBAN", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    bic = forms.CharField(label="BIC (facultatif)", max_length=14, required=False)
    holder = forms.CharField(
        label="Titulaire, exactement comme sur le RIB",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CalledForm(StepForm):
    called_on = DayField(
        label="Bailleur rappelé le",
        help_text="Au numéro connu avant le RIB, jamais à celui du courrier qui l’apporte.",
    )


class ReasonForm(StepForm):
    reason = forms.CharField(label="Motif", max_length=200)


class PhoneForm(StepForm):
    phone = forms.CharField(
        label="Téléphone connu du bailleur",
        max_length=20,
        help_text="Trouvé ailleurs que sur le RIB : annuaire, bail, courrier ancien.",
    )


class ConfirmPhoneForm(StepForm):
    source = forms.ChoiceField(
        label="Numéro retrouvé",
        choices=[("", "Choisissez"), *SOURCES.items()],
        help_text="Jamais sur le RIB, ni sur le courrier qui l’apporte.",
    )
