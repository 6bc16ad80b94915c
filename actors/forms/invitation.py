"""Inviting a colleague, and answering."""

from __future__ import annotations

from django import forms


class InviteForm(forms.Form):
    """Who is invited, and to do what."""

    email = forms.EmailField(
        label="Adresse e-mail de votre collègue",
        max_length=254,
        help_text="Une adresse personnelle, pas une boîte partagée.",
    )
    as_manager = forms.BooleanField(
        label="Cette personne sera responsable",
        required=False,
        help_text="Elle pourra modifier la fiche, inviter et retirer des agents.",
    )


class AcceptForm(forms.Form):
    """The name that colleagues will read."""

    first_name = forms.CharField(
        label="Prénom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label="Nom", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
