"""The postal address of a landlord, as it is typed."""

from __future__ import annotations

from django import forms


def mail_fields(*, required: bool) -> tuple[forms.Field, forms.Field, forms.Field]:
    """Lines, postcode and city: all of them or, where nothing is required, none."""
    optional = "" if required else " (facultatif)"
    return (
        forms.CharField(
            label=f"Adresse postale du bailleur{optional}",
            max_length=200,
            required=required,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Rue ou boîte postale, service s’il y en a un. Elle est imprimée sur les "
            "lettres au bailleur.",
        ),
        forms.RegexField(
            r"^\d{5}$",
            label=f"Son code postal{optional}",
            required=required,
            error_messages={"invalid": "Un code postal compte 5 chiffres."},
        ),
        forms.CharField(label=f"Sa commune{optional}", max_length=80, required=required),
    )
