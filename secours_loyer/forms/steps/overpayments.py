"""What is asked about a sum paid in excess."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.form_fields import DayField, EurosField, choose_among
from reims_solidarite.kit.money import format_cents
from secours_loyer.forms.steps.base import StepForm, area
from secours_loyer.models import Cause, ReturnLine
from secours_loyer.queries.overpayments import sums_received


class OverpaymentForm(StepForm):
    cents = EurosField(label="Montant payé en trop (€)", minimum=1)
    cause = forms.ChoiceField(label="Cause", choices=[("", "Choisissez"), *Cause.choices])
    words = forms.CharField(label="Ce qui a été constaté", max_length=300, widget=area(3))


class ClaimForm(StepForm):
    title = forms.CharField(
        label="Numéro du titre de recettes",
        max_length=30,
        help_text="Celui du logiciel comptable.",
    )


class RecoveryForm(StepForm):
    """A movement of the statement, or what somebody read elsewhere."""

    line = forms.ModelChoiceField(
        queryset=ReturnLine.objects.none(),
        label="Somme reçue sur un relevé",
        required=False,
        empty_label="Aucune : je la note à la main",
    )
    cents = EurosField(label="Montant reçu (€)", minimum=1, required=False)
    received_on = DayField(label="Reçu le", required=False)

    def prepare(self) -> None:
        choose_among(self, "line", sums_received(), said=received_label)


class DropForm(StepForm):
    reason = forms.CharField(
        label="Pourquoi la réclamation est abandonnée", max_length=300, widget=area(3)
    )


def received_label(line: ReturnLine) -> str:
    """Day, amount and reference of a movement, on one line of a list."""
    day = f"{line.booked_on:%d/%m/%Y}" if line.booked_on else "sans date"
    return f"{day}, {format_cents(line.amount_cents or 0)}, {line.reference or 'sans référence'}"
