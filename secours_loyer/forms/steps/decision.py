"""What is asked of the signatory for a decision that cannot wait."""

from __future__ import annotations

from typing import Any

from django import forms

from reims_solidarite.kit.form_fields import EurosField
from secours_loyer.forms.steps.above import AboveForm
from secours_loyer.forms.steps.base import area
from secours_loyer.queries.payable import granted_decision


class UrgentForm(AboveForm):
    urgency = forms.CharField(
        label="Pourquoi cela ne peut pas attendre la commission",
        max_length=500,
        widget=area(2),
        help_text="Le conseil d’administration lit ce motif.",
    )
    aid_cents = EurosField(label="Aide accordée (€)", minimum=1)
    plan_cents = EurosField(
        label="Montant à mettre dans un plan d’apurement (€)",
        required=False,
        help_text="Vide : tout ce qui reste de la dette.",
    )
    motive = forms.CharField(
        label="Motif", max_length=1500, widget=area(3), help_text="Il figure sur la lettre."
    )

    def prepare(self) -> None:
        self.fields["aid_cents"].initial = self.target.proposed_cents

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        self.confirm_above(self.target, typed.get("aid_cents"))
        return typed


class ReplaceForm(UrgentForm):
    """The same words, over a decision of grant; what it says now is where one starts."""

    def prepare(self) -> None:
        decision = granted_decision(self.target)
        if decision is not None:
            self.fields["aid_cents"].initial = decision.aid_cents
            self.fields["motive"].initial = decision.motive
