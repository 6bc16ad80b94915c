"""Giving a seat in a college."""

from __future__ import annotations

from django import forms

from actors.models import BodyMember


class SeatForm(forms.ModelForm):  # type: ignore[type-arg]
    """A period is typed as two days."""

    since = forms.DateField(
        label="Depuis le",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label="Jusqu’au (non compris)",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Laissez vide si la fin n’est pas connue.",
    )

    class Meta:
        model = BodyMember
        fields = ("college", "label")
        help_texts = {
            "label": "Le public ne lit jamais ce nom. Pour un usager, un prénom suffit.",
        }
