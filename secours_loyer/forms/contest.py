"""What is asked when a household contests its debt, at the CCAS and in the associations."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.form_fields import DayField
from secours_loyer.models import ContestedPart


class ContestForm(forms.Form):
    part = forms.ChoiceField(
        label="Ce que le ménage conteste", choices=ContestedPart.choices, widget=forms.RadioSelect
    )
    said_on = DayField(label="Dit le")
    words = forms.CharField(
        label="Ce que dit le ménage",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Le mois déjà payé, la régularisation en trop… Rien sur la santé.",
    )
