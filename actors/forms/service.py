"""Describing a service."""

from __future__ import annotations

from typing import Any

from django import forms

from actors.models import Service
from actors.publics import Public
from actors.themes import Theme
from reims_solidarite.kit.seen import SeenForm


class ServiceForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    """Everything a person needs to know before coming."""

    themes = forms.TypedMultipleChoiceField(
        label="Thèmes", choices=Theme.choices, widget=forms.CheckboxSelectMultiple
    )
    publics = forms.TypedMultipleChoiceField(
        label="Pour qui", choices=Public.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Service
        fields = (
            "name",
            "description",
            "themes",
            "publics",
            "conditions",
            "opening_hours",
            "fee",
            "fee_details",
            "how_to_reach",
        )
        help_texts = {
            "description": "Ce que la personne trouve, en quelques phrases simples.",
            "conditions": "Par exemple : habiter Reims, venir avec un justificatif.",
            "opening_hours": "Par exemple : lundi et jeudi, de 14 h à 17 h.",
            "fee_details": "À remplir si le service est payant.",
            "how_to_reach": "Venir, téléphoner, écrire : dites comment faire.",
        }
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("description", "conditions", "opening_hours", "how_to_reach")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.show_row(self.instance)

    def clean_themes(self) -> list[str]:
        chosen = self.cleaned_data["themes"]
        return [theme.value for theme in Theme if theme.value in chosen]

    def clean_publics(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["publics"]
        if Public.EVERYONE.value in chosen and len(chosen) > 1:
            raise forms.ValidationError(
                "« Tout le monde » se choisit seul : retirez les autres publics."
            )
        return [public.value for public in Public if public.value in chosen]

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if fields.get("fee") == "payant" and not fields.get("fee_details"):
            self.add_error("fee_details", "Précisez le prix, même en quelques mots.")
        return fields
