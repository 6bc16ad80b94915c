"""What is asked about a batch."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.form_fields import DayField
from secours_loyer.forms.steps.base import StepForm
from secours_loyer.models import Channel, PaymentOrder
from secours_loyer.queries.payable import approved_orders
from secours_loyer.queries.payment_decisions import digest_of_lines
from secours_loyer.states import TO_TAKE


class LinesForm(StepForm):
    orders = forms.ModelMultipleChoiceField(
        queryset=PaymentOrder.objects.none(),
        label="Ordres approuvés",
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        self.fields["orders"].queryset = approved_orders(self.target.channel)  # type: ignore[attr-defined]


class DateForm(StepForm):
    execute_on = DayField(label="À payer le")

    def prepare(self) -> None:
        self.fields["execute_on"].initial = getattr(self.target, "execute_on", None)


class OpenBatchForm(DateForm):
    channel = forms.ChoiceField(label="Circuit", choices=Channel.choices)


class SignPaymentsForm(StepForm):
    """Carries what was read: a batch changed meanwhile is refused."""

    digest = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.fields["digest"].initial = digest_of_lines(self.target)


class CancelBatchForm(StepForm):
    reason = forms.CharField(label="Pourquoi", max_length=200)


class TakeOutForm(StepForm):
    order = forms.ModelChoiceField(
        queryset=PaymentOrder.objects.none(), label="Ordre à retirer", empty_label="Choisissez"
    )

    def prepare(self) -> None:
        self.fields["order"].queryset = self.target.orders.all()  # type: ignore[attr-defined]


class TakeChargeForm(StepForm):
    """All of them at first: the accountant seldom leaves one aside."""

    orders = forms.ModelMultipleChoiceField(
        queryset=PaymentOrder.objects.none(),
        label="Ordres pris en charge",
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        rows = self.target.orders.filter(state__in=TO_TAKE).order_by("line")
        self.fields["orders"].queryset = rows  # type: ignore[attr-defined]
        self.fields["orders"].initial = rows
