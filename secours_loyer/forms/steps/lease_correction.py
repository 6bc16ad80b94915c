"""What is asked to correct a lease: each fact as it is written today, and its paper."""

from __future__ import annotations

from typing import Any

from django import forms

from reims_solidarite.kit.form_fields import DayField, EurosField
from secours_loyer.forms.steps.base import StepForm
from secours_loyer.models.tenancy import MOST_RENT

FACTS = (
    *("address", "postcode", "city", "lease_end", "rent_cents", "charges_cents"),
    *("housing_aid_cents", "aid_paid_to_landlord"),
)


class CorrectionForm(StepForm):
    address = forms.CharField(label="Adresse du logement", max_length=250)
    postcode = forms.RegexField(
        r"^\d{5}$",
        label="Code postal",
        error_messages={"invalid": "Un code postal compte 5 chiffres."},
    )
    city = forms.CharField(label="Commune", max_length=80)
    lease_end = DayField(label="Fin du bail, si elle est connue", required=False)
    rent_cents = EurosField(label="Loyer (€)", minimum=100, maximum=MOST_RENT)
    charges_cents = EurosField(label="Charges (€)", required=False, maximum=MOST_RENT)
    housing_aid_cents = EurosField(label="Aide au logement (€)", required=False, maximum=MOST_RENT)
    aid_paid_to_landlord = forms.BooleanField(
        label="L’aide au logement est versée au bailleur", required=False
    )
    paper = forms.CharField(
        label="D’après quel papier",
        max_length=300,
        help_text="Quittance de novembre, avenant au bail, attestation de la CAF… Les autres "
        "dossiers de ce bail lisent les mêmes faits.",
    )

    def prepare(self) -> None:
        for name in FACTS:
            self.fields[name].initial = getattr(self.target.tenancy, name)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not self.errors:
            facts = {name: typed.pop(name) for name in FACTS}
            typed["facts"] = {
                name: facts[name] or 0 if name.endswith("_cents") else facts[name] for name in FACTS
            }
        return typed
