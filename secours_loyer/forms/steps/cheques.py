"""What is asked about an urgent cheque."""

from __future__ import annotations

from django import forms

from reims_solidarite.kit.clock import today
from reims_solidarite.kit.form_fields import DayField, offer
from reims_solidarite.kit.money import format_cents
from secours_loyer.forms.steps.base import StepForm
from secours_loyer.models import ChequeEnd
from secours_loyer.models.cheque import WRITTEN_ENDS
from secours_loyer.states import OrderState


class ChequeForm(StepForm):
    number = forms.RegexField(
        r"^[0-9]{7}$",
        label="Numéro du chèque",
        help_text="Les sept chiffres en bas à gauche du chèque.",
        error_messages={"invalid": "Le numéro d’un chèque a sept chiffres."},
    )
    issued_on = DayField(label="Daté du")

    def prepare(self) -> None:
        self.fields["issued_on"].initial = today()


class AcquitForm(StepForm):
    received_by = forms.CharField(
        label="Qui a signé l’ordre", max_length=120, help_text="Nom et qualité."
    )
    received_on = DayField(label="Signé le")

    def prepare(self) -> None:
        self.fields["received_on"].initial = today()


class StopChequeForm(StepForm):
    """Before the cheque is written there is only one way; after, two. None is taken back: a cheque
    destroyed or opposed is not paid any more."""

    notice = (
        "C’est définitif : un chèque annulé ne se rétablit pas, personne ne peut dire après coup "
        "« c’est une erreur ». L’ordre s’arrête là. Une autre personne le confirme, puis un nouvel "
        "ordre est à préparer et à faire approuver."
    )
    how = forms.ChoiceField(label="Ce que le chèque est devenu")
    stopped_on = DayField(label="Depuis le")
    final = forms.BooleanField(
        label="J’ai vérifié : le bailleur ne sera pas payé par ce chèque",
        error_messages={
            "required": "Vérifiez ce que le chèque est devenu, puis cochez cette case. Dans le "
            "doute, n’annulez pas."
        },
    )

    def prepare(self) -> None:
        unwritten = self.target.state == OrderState.SENT
        ends = (ChequeEnd.UNWRITTEN,) if unwritten else WRITTEN_ENDS
        if not unwritten:
            number, cents = self.target.cheque.number, format_cents(self.target.amount_cents)
            self.fields[
                "final"
            ].label = (
                f"J’ai vérifié : le bailleur ne sera pas payé par le chèque {number} de {cents}"
            )
        first = [] if unwritten else [("", "Choisissez")]
        offer(self, "how", [*first, *((end.value, end.label) for end in ends)])
        self.fields["stopped_on"].initial = today()
