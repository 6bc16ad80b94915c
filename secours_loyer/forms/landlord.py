"""What a landlord may write behind their link."""

from __future__ import annotations

from datetime import date

from django import forms

from reims_solidarite.kit.clock import today
from reims_solidarite.kit.form_fields import DayField, EurosField


class StatementForm(forms.Form):
    cents = EurosField(label="Dette certifiée (€)", minimum=1)
    said_on = DayField(label="Décompte daté du")
    file = forms.FileField(label="Décompte (PDF ou photo)")

    def clean_said_on(self) -> date:
        day: date = self.cleaned_data["said_on"]
        if day > today():
            raise forms.ValidationError("Le décompte ne peut pas être daté de l’avenir.")
        return day


class RibForm(forms.Form):
    iban = forms.CharField(
        label="IBAN", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    holder = forms.CharField(
        label="Titulaire, exactement comme sur le RIB",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    file = forms.FileField(label="RIB (PDF ou photo)")


class PartialForm(forms.Form):
    cents = EurosField(label="Montant reçu en tout (€)", minimum=1)
