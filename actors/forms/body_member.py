"""Giving a seat in a college: who, for whom, until when, as a titular or in their stead."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actors.models import BodyMember, Organisation, User
from actors.queries.committee import titular_seats
from actors.queries.people import account_with
from reims_solidarite.kit.form_fields import DayField


class SeatForm(forms.ModelForm):  # type: ignore[type-arg]
    """A period is typed as two days, an account by its address."""

    account = forms.EmailField(
        label="Adresse e-mail de son compte",
        required=False,
        help_text="Si la personne en a un : agent du CCAS, partenaire.",
    )
    organisation = forms.ModelChoiceField(
        label="Organisation représentée",
        queryset=Organisation.objects.order_by("sort_key"),
        required=False,
        empty_label="Aucune",
        help_text="Pour le collège des partenaires.",
    )
    stands_in_for = forms.ModelChoiceField(
        label="Supplée",
        queryset=titular_seats(),
        required=False,
        empty_label="Personne : siège de titulaire",
        help_text="Choisissez un titulaire du même collège, et le siège devient celui d’un "
        "suppléant.",
    )
    since = DayField(label="Depuis le")
    until = DayField(
        label="Jusqu’au (non compris)",
        required=False,
        help_text="Laissez vide si la fin n’est pas connue : l’adhésion est libre.",
    )

    class Meta:
        model = BodyMember
        fields = ("college", "label", "organisation", "stands_in_for", "in_pilot_team")
        help_texts = {
            "label": "Le public ne lit jamais ce nom. Pour un usager, un prénom suffit.",
            "in_pilot_team": "Elle se retrouve six fois par an pour préparer les rencontres.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stands_in_for"].label_from_instance = (  # type: ignore[attr-defined]
            lambda member: f"{member.label} ({member.college})"
        )

    def clean_account(self) -> User | None:
        typed: str = self.cleaned_data["account"].lower()
        if not typed:
            return None
        found = account_with(typed)
        if found is None:
            raise ValidationError("Aucun compte n’a cette adresse : laissez vide, ou corrigez-la.")
        return found
