"""What is asked when an alert is handled."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.form_fields import choose_among
from secours_loyer.forms.steps.base import StepForm
from secours_loyer.models import Alert


class AlertForm(StepForm):
    alert = forms.ModelChoiceField(queryset=Alert.objects.none(), label="Alerte", empty_label=None)
    note = forms.CharField(label="Ce qui a été fait", max_length=200)

    def prepare(self) -> None:
        choose_among(self, "alert", self.target.alerts.open())
