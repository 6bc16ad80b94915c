"""What is asked when an alert is handled."""

from __future__ import annotations

from django import forms

from secours_loyer.forms.steps.base import StepForm
from secours_loyer.models import Alert


class AlertForm(StepForm):
    alert = forms.ModelChoiceField(queryset=Alert.objects.none(), label="Alerte", empty_label=None)
    note = forms.CharField(label="Ce qui a été fait", max_length=200)

    def prepare(self) -> None:
        self.fields["alert"].queryset = self.target.alerts.open()  # type: ignore[attr-defined]
