"""Editing a sheet: the partner's form, and the coordinator's with what tells sheets apart."""

from __future__ import annotations

from typing import Any

from django import forms

from actors.forms.identifiers import RnaField, SiretField
from actors.models import Organisation
from actors.themes import Theme
from reims_solidarite.kit.seen import SeenForm


class SheetForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    """What an organisation says of itself."""

    themes = forms.TypedMultipleChoiceField(
        label="Thèmes",
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Les besoins auxquels vous répondez.",
    )
    siret = SiretField(
        label="SIRET", required=False, max_length=20, help_text="14 chiffres. Laissez vide sinon."
    )
    rna = RnaField(
        label="Numéro RNA",
        required=False,
        max_length=14,
        help_text="Pour une association : W et 9 chiffres ou lettres.",
    )
    website = forms.URLField(
        label="Site internet", required=False, max_length=600, assume_scheme="https"
    )

    class Meta:
        model = Organisation
        fields: tuple[str, ...] = (
            "acronym",
            "network_role",
            "themes",
            "address",
            "phone",
            "email",
            "website",
            "siret",
            "rna",
        )
        labels = {"network_role": "Ce que vous faites dans le réseau"}
        help_texts = {
            "network_role": "Une phrase, lue par les habitants.",
            "email": "Visible du public. Laissez vide pour ne pas la montrer.",
        }
        widgets = {"network_role": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.show_row(self.instance)

    def clean_themes(self) -> list[str]:
        chosen = self.cleaned_data["themes"]
        return [theme.value for theme in Theme if theme.value in chosen]


class StaffSheetForm(SheetForm):
    """The coordinator also names, classes and sources the organisation."""

    class Meta(SheetForm.Meta):
        fields = ("name", "kind", *SheetForm.Meta.fields, "source")
        labels = {"network_role": "Rôle dans le réseau"}
