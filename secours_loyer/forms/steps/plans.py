"""What is asked about a repayment plan."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.form_fields import DayField, EurosField
from secours_loyer.forms.steps.base import StepForm


class PlanForm(StepForm):
    first_due = DayField(label="Première échéance")
    count = forms.IntegerField(label="Nombre de mois", min_value=1, max_value=120, required=False)
    monthly_cents = EurosField(
        label="Ou montant par mois (€)", required=False, help_text="L’un ou l’autre."
    )
    derogation = forms.CharField(
        label="Motif de dérogation", max_length=300, required=False,
        help_text="Si le plan dépasse la durée maximale ou la fin du bail.",
    )  # fmt: skip


class SignedForm(StepForm):
    tenant_on = DayField(label="Signé par le locataire le")
    landlord_on = DayField(label="Signé par le bailleur le")
