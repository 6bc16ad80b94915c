"""The lease, as its paper says it."""

from __future__ import annotations

from typing import Any

from django import forms

from reims_solidarite.kit.form_fields import DayField, EurosField
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.leases import as_typed
from secours_loyer.actions.plausible import Lease


class LeasePart(forms.Form):
    """Amounts are those of one month."""

    reference = forms.CharField(
        label="Référence du locataire", max_length=30, required=False,
        help_text="Sur la quittance ou le décompte.",
    )  # fmt: skip
    address = forms.CharField(label="Adresse du logement", max_length=250)
    postcode = forms.RegexField(
        r"^\d{5}$",
        label="Code postal",
        initial="51100",
        error_messages={"invalid": "Un code postal compte 5 chiffres."},
    )
    city = forms.CharField(label="Commune", max_length=80, initial="Reims")
    lease_date = DayField(label="Date du bail")
    lease_end = DayField(label="Fin du bail, si elle est connue", required=False)
    rent = EurosField(label="Loyer (€)", minimum=100, maximum=1_000_000)
    charges = EurosField(label="Charges (€)", required=False, maximum=1_000_000)
    housing_aid = EurosField(label="Aide au logement (€)", required=False, maximum=1_000_000)
    aid_paid_to_landlord = forms.BooleanField(
        label="L’aide au logement est versée au bailleur", required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("address", "city"):
            try:
                as_typed(given.get(name) or "", name)
            except Refused as refusal:
                self.add_error(name, refusal.message)
        return given

    def lease(self) -> Lease:
        """What filing asks for."""
        given = self.cleaned_data
        return Lease(
            address=given["address"],
            postcode=given["postcode"],
            city=given["city"],
            lease_date=given["lease_date"],
            lease_end=given["lease_end"],
            rent_cents=given["rent"],
            reference=given["reference"],
            charges_cents=given["charges"] or 0,
            housing_aid_cents=given["housing_aid"] or 0,
            aid_paid_to_landlord=given["aid_paid_to_landlord"],
        )
