"""What is asked about a repayment plan."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.form_fields import DayField, EurosField
from secours_loyer.forms.steps.base import StepForm
from secours_loyer.models import PauseReason


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


class PauseForm(StepForm):
    reason = forms.ChoiceField(
        label="Motif",
        choices=[
            (reason.value, reason.label) for reason in PauseReason if reason != PauseReason.HOME
        ],
    )
    since = DayField(label="À partir du", help_text="Aujourd’hui ou avant.")
    until = DayField(label="Fin prévue le (facultatif)", required=False)
    detail = forms.CharField(
        label="Précision (facultatif)", max_length=200, required=False,
        help_text="Référence de la décision, par exemple.",
    )  # fmt: skip


class RestartForm(StepForm):
    on = DayField(label="Le plan reprend à partir du")
