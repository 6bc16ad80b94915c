"""What a landlord may write behind their link."""

from __future__ import annotations

from datetime import date

from django import forms

from reims_solidarite.kit.clock import today
from reims_solidarite.kit.file_fields import PaperField
from reims_solidarite.kit.form_fields import DayField, EurosField


class StatementForm(forms.Form):
    cents = EurosField(label="Dette certifiée (€)", minimum=1)
    said_on = DayField(label="Décompte daté du")
    file = PaperField(label="Décompte (PDF ou photo)")

    def clean_said_on(self) -> date:
        day: date = self.cleaned_data["said_on"]
        if day > today():
            raise forms.ValidationError("Le décompte ne peut pas être daté de l’avenir.")
        return day


class DisputeForm(forms.Form):
    why = forms.CharField(
        label="Ce qui n’est pas exact",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Le mois déjà payé, la régularisation qui manque… Rien sur la santé ni la vie "
        "privée de votre locataire.",
    )
    cents = EurosField(
        label="La dette, d’après vous (€, facultatif)",
        required=False,
        minimum=1,
        maximum=99_999_999_999,
        help_text="Laissez vide si vous ne la connaissez pas encore.",
    )


class RibForm(forms.Form):
    iban = forms.CharField(
        label="IBAN", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    holder = forms.CharField(
        label="Titulaire, exactement comme sur le RIB",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    file = PaperField(label="RIB (PDF ou photo)")


class PartialForm(forms.Form):
    cents = EurosField(label="Montant reçu en tout (€)", minimum=1)
