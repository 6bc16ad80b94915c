"""What an association answers."""

from __future__ import annotations

from django import forms

from secours_loyer.models.partner_opinion import Stance


class AnswerOpinionForm(forms.Form):
    stance = forms.ChoiceField(label="Votre avis", choices=Stance.choices, widget=forms.RadioSelect)
    answer = forms.CharField(
        label="Pourquoi",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Les faits utiles à la décision, rien de médical. "
        "Seuls les instructeurs et les cadres du CCAS vous lisent.",
    )
