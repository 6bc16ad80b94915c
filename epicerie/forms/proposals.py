"""A volunteer proposed by an association, and the coordinator's answer."""

from __future__ import annotations

from typing import Any

from django import forms

from actors.models import Organisation
from reims_solidarite.kit.one_line import OneLineField


class ProposalForm(forms.Form):
    """What the coordination needs to register somebody."""

    first_name = OneLineField(label="Prénom", max_length=80)
    last_name = OneLineField(label="Nom", max_length=80)
    email = forms.EmailField(
        label="Adresse e-mail", help_text="La personne y recevra le code qui ouvre son espace."
    )
    phone = OneLineField(label="Téléphone", max_length=20, required=False)
    novice = forms.BooleanField(label="Débute à l’épicerie", required=False)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = list(organisations)
        self.only: Organisation | None = own[0] if len(own) == 1 else None
        if self.only is None:
            self.fields["organisation"] = forms.ModelChoiceField(
                label="Association", queryset=organisations, empty_label="Choisir"
            )

    @property
    def organisation(self) -> Organisation:
        """The one chosen, or the only one."""
        chosen: Organisation = self.only or self.cleaned_data["organisation"]
        return chosen


class RefusalForm(forms.Form):
    """Why the person is not registered."""

    reason = OneLineField(
        label="Raison du refus", max_length=200, help_text="L’association la lira."
    )
