"""What is asked about each fund: the months of the debt, paid or not."""

from __future__ import annotations

from typing import Any

from django import forms

from secours_loyer.forms.steps.base import StepForm
from secours_loyer.models import FundFinding
from secours_loyer.models.fund_check import CHECKED


class FundsForm(StepForm):
    """Two fields for each fund, started on what was noted."""

    def prepare(self) -> None:
        known = {check.fund: check for check in self.target.fund_checks.all()}
        for fund in CHECKED:
            check = known.get(fund)
            self.fields[fund.value] = forms.ChoiceField(
                label=fund.label,
                choices=[("", "Choisissez"), *FundFinding.choices],
                initial=check.finding if check else "",
            )
            self.fields[f"{fund.value}_detail"] = forms.CharField(
                label=f"{fund.label}, mois et interlocuteur",
                max_length=200,
                required=False,
                initial=check.detail if check else "",
                help_text="Nécessaire si l’organisme a payé ou accordé quelque chose.",
            )

    def findings(self) -> dict[str, tuple[str, str]]:
        """Fund → (finding, detail)."""
        typed: dict[str, Any] = self.cleaned_data
        return {fund.value: (typed[fund.value], typed[f"{fund.value}_detail"]) for fund in CHECKED}

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not self.errors:
            typed["findings"] = self.findings()
        return typed
