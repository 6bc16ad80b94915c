"""Opening an account, giving a role."""

from __future__ import annotations

from django import forms

from actors.models import RoleGrant, User
from actors.roles import Role


class NewAccountForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who, and the first role."""

    role = forms.ChoiceField(label="Premier rôle", choices=Role.choices)
    team = forms.CharField(label="Équipe", max_length=60, required=False)

    class Meta:
        model = User
        fields = ("email", "first_name", "last_name", "phone")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        return email


class NewRoleForm(forms.ModelForm):  # type: ignore[type-arg]
    """Another role for somebody who has an account."""

    class Meta:
        model = RoleGrant
        fields = ("user", "role", "team")
