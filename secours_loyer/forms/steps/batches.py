"""What is asked about a batch."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.clock import today
from reims_solidarite.kit.form_fields import DayField, choose_among
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.seen import marks
from reims_solidarite.kit.working_days import next_transfer_day
from secours_loyer.forms.steps.base import StepForm, area
from secours_loyer.models import Channel, PaymentOrder
from secours_loyer.queries.handing_over import downloads_of, past, taken, told_download
from secours_loyer.queries.payable import approved_orders
from secours_loyer.queries.payment_decisions import digest_of_lines
from secours_loyer.states import TO_TAKE


def said_whole(order: PaymentOrder) -> str:
    """What is chosen: a reference alone tells neither how much nor to whom."""
    return f"{order.end_to_end_id} – {format_cents(order.amount_cents)}, {order.payee_name}"


class LinesForm(StepForm):
    orders = forms.ModelMultipleChoiceField(
        queryset=PaymentOrder.objects.none(),
        label="Ordres approuvés",
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        choose_among(self, "orders", approved_orders(self.target.channel), said=said_whole)


class DateForm(StepForm):
    execute_on = DayField(
        label="À payer le",
        help_text="Un jour où les banques exécutent les virements : ni week-end, ni jour de "
        "fermeture de TARGET (1er janvier, Vendredi saint, lundi de Pâques, 1er mai, 25 et 26 "
        "décembre).",
    )

    def prepare(self) -> None:
        kept = getattr(self.target, "execute_on", None)
        self.fields["execute_on"].initial = next_transfer_day(max(kept or today(), today()))


class DayForm(DateForm):
    """The day of the batch as it is, to be changed."""

    def prepare(self) -> None:
        self.fields["execute_on"].initial = self.target.execute_on


class OpenBatchForm(DateForm):
    channel = forms.ChoiceField(label="Circuit", choices=Channel.choices)


class SignPaymentsForm(StepForm):
    """Carries what was read: a batch changed meanwhile is refused."""

    digest = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.fields["digest"].initial = digest_of_lines(self.target)


class ForwardForm(StepForm):
    """Asks nothing more, unless the day of payment is past."""

    late = forms.BooleanField(required=False)

    def prepare(self) -> None:
        if not past(self.target, on=today()):
            del self.fields["late"]
            return
        day = f"{self.target.execute_on:%d/%m/%Y}"
        self.notice = f"Ce lot devait être payé le {day}. Ce jour est passé."
        self.fields["late"].label = (
            f"Ces fichiers ont été remis à la banque le {day} au plus tard ; je ne fais que le "
            "noter"
            if self.target.channel == Channel.REGIE
            else f"Le comptable sait que le paiement était demandé pour le {day} et l’accepte plus "
            "tard"
        )


class CancelBatchForm(StepForm):
    reason = forms.CharField(label="Pourquoi", max_length=200)
    confirmed = forms.CharField(label="Fichiers téléchargés", max_length=300, widget=area(3))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.fields["seen"].initial = marks(taken(self.target))
        told = "".join(f"{told_download(one)}. " for one in downloads_of(self.target))
        if not told:
            del self.fields["confirmed"]
            return
        self.fields["confirmed"].help_text = (
            f"{told}Demandez à chaque personne, puis écrivez qu’elle a détruit le fichier et ne "
            "l’a remis à personne."
        )


class TakeOutForm(StepForm):
    order = forms.ModelChoiceField(
        queryset=PaymentOrder.objects.none(), label="Ordre à retirer", empty_label="Choisissez"
    )

    def prepare(self) -> None:
        choose_among(self, "order", self.target.orders.all(), said=said_whole)


class TakeChargeForm(StepForm):
    """All of them at first: the accountant seldom leaves one aside. One whose failure was noted
    waits for another person's word."""

    orders = forms.ModelMultipleChoiceField(
        queryset=PaymentOrder.objects.none(),
        label="Ordres pris en charge",
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        rows = self.target.orders.filter(state__in=TO_TAKE, failed_by=None).order_by("line")
        choose_among(self, "orders", rows, said=said_whole)
        self.fields["orders"].initial = rows
