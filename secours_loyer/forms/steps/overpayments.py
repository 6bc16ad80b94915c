"""What is asked about a sum paid in excess."""

from __future__ import annotations

from typing import Any

from django import forms

from reims_solidarite.kit.form_fields import DayField, EurosField, choose_among
from reims_solidarite.kit.money import format_cents
from secours_loyer.forms.steps.base import StepForm, area
from secours_loyer.models import Cause, ReturnLine
from secours_loyer.queries.sums_received import sums_received


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
    received_on = DayField(
        label="Reçu le",
        required=False,
        help_text="Pour une somme notée à la main : le jour où le compte l’a reçue.",
    )

    def prepare(self) -> None:
        choose_among(self, "line", sums_received(), said=received_label)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        by_hand = given.get("cents") and not given.get("line") and "received_on" in given
        if by_hand and given["received_on"] is None:
            self.add_error("received_on", "Indiquez le jour où le compte a reçu cette somme.")
        return given


class DropForm(StepForm):
    reason = forms.CharField(
        label="Pourquoi la réclamation est abandonnée", max_length=300, widget=area(3)
    )


def received_label(line: ReturnLine) -> str:
    """Day, amount, references and origin of a movement, on one line of a list."""
    day = f"{line.booked_on:%d/%m/%Y}" if line.booked_on else "sans date"
    said = line.reference or line.text or "sans référence"
    bank = f", réf. banque {line.bank_reference}" if line.bank_reference else ""
    origin = f"{line.get_source_display()} n° {line.file_id}, ligne {line.rank}"
    return f"{day}, {format_cents(line.amount_cents or 0)}, {said}{bank} ({origin})"
