"""Opening an account, giving a role."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError

from actors.models import RoleGrant, TwoPeople, User
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
    """Another role for somebody who has an account, named by their address."""

    email = forms.EmailField(label="Adresse e-mail du compte")

    class Meta:
        model = RoleGrant
        fields = ("role", "team")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        found = User.objects.filter(email=email).first()
        if found is None:
            raise ValidationError("Aucun compte n’a cette adresse : ouvrez-en un d’abord.")
        self.instance.user = found
        return email


class TwoPeopleForm(forms.ModelForm):  # type: ignore[type-arg]
    """Two accounts, named by their addresses, and how it is known."""

    first_email = forms.EmailField(
        label="Adresse e-mail d’un compte",
        help_text="Les deux comptes semblent être à une seule personne, et sont à deux.",
    )
    second_email = forms.EmailField(label="Adresse e-mail de l’autre compte")

    class Meta:
        model = TwoPeople
        fields = ("reason",)
        help_texts: ClassVar[dict[str, str]] = {
            "reason": "Par exemple : « Deux collègues homonymes, vues ensemble le 3 mars ; "
            "confirmé par les ressources humaines. » Ce qui est noté ne s’efface pas."
        }

    def clean_first_email(self) -> User:
        return _account(self.cleaned_data["first_email"])

    def clean_second_email(self) -> User:
        return _account(self.cleaned_data["second_email"])


def _account(email: str) -> User:
    found = User.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise ValidationError(
            "Aucun compte n’a cette adresse. Recopiez-la de la liste des comptes."
        )
    return found
