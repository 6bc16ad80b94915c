"""Who lets the home: a landlord known to the portal, or another one."""

from __future__ import annotations

from typing import Any

from django import forms

from actors.forms.identifiers import SiretField
from actors.models import User
from reims_solidarite.kit.form_fields import PhoneField, choose_among
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.filing import NewLandlord
from secours_loyer.actions.landlord_mail import Postal, whole_or_none
from secours_loyer.forms.mail import mail_fields
from secours_loyer.models import Landlord, LandlordKind

KINDS = [("", "Choisissez"), *LandlordKind.choices]


class LandlordPart(forms.Form):
    """Everything is on the lease."""

    landlord = forms.ModelChoiceField(
        queryset=Landlord.objects.none(),
        label="Bailleur connu",
        required=False,
        help_text="Les bailleurs sociaux, et ceux de vos demandes. Un particulier n’y est pas : "
        "décrivez-le, le CCAS le reconnaîtra.",
        empty_label="Un autre bailleur (ci-dessous)",
    )
    landlord_name = forms.CharField(
        label="Nom exact de l’autre bailleur", max_length=120, required=False
    )
    landlord_kind = forms.ChoiceField(
        label="Type de bailleur",
        choices=KINDS,
        required=False,
    )
    landlord_siret = SiretField(
        label="SIRET (facultatif)", required=False, max_length=20, help_text="14 chiffres."
    )
    landlord_phone = PhoneField(label="Téléphone du bailleur, lu sur le bail", required=False)
    landlord_email = forms.EmailField(label="Adresse e-mail du bailleur", required=False)
    landlord_mail_lines, landlord_mail_postcode, landlord_mail_city = mail_fields(required=False)

    def offer_landlords(self, user: User) -> None:
        """Those that this person may see; the staff sees them all."""
        if user.is_staff:
            self.fields["landlord"].help_text = ""
        known = Landlord.objects.visible_to(user).order_by("name", "pk")
        choose_among(self, "landlord", known)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("landlord") or "landlord" in self.errors:
            return given
        for name in ("landlord_name", "landlord_kind"):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, "Choisissez un bailleur connu, ou décrivez l’autre.")
        if "landlord_mail_postcode" not in self.errors:
            try:
                whole_or_none(self._postal(), prefix="landlord_")
            except Refused as refusal:
                self.add_error(refusal.field, refusal.message)
        return given

    def who_lets(self) -> Landlord | NewLandlord:
        """The landlord chosen, or the one that was described."""
        given = self.cleaned_data
        known: Landlord | None = given["landlord"]
        return known or NewLandlord(
            given["landlord_name"],
            given["landlord_kind"],
            given["landlord_siret"],
            given["landlord_phone"],
            given["landlord_email"],
            self._postal(),
        )

    def _postal(self) -> Postal:
        given = self.cleaned_data
        parts = ("lines", "postcode", "city")
        return Postal(*(given.get(f"landlord_mail_{part}") or "" for part in parts))
