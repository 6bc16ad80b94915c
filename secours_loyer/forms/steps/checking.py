"""What is asked when the papers, the other funds and the months of a request are checked."""

from __future__ import annotations

from typing import Any

from django import forms

from reims_solidarite.kit.form_fields import EurosField, choose_among
from secours_loyer.actions.arrears import months_of, usually_due
from secours_loyer.forms.debt_parts import MonthsForm
from secours_loyer.forms.steps.base import StepForm, area, to_choose
from secours_loyer.models import AskedPiece, Fund, FundAnswer, PieceState

VERDICTS = (
    (PieceState.ACCEPTED, "Acceptée"),
    (PieceState.REFUSED, "Refusée : à renvoyer"),
    (PieceState.WAIVED, "Dispensée : la demande avance sans elle"),
)


class JudgePieceForm(StepForm):
    asked = forms.ModelChoiceField(
        queryset=AskedPiece.objects.none(),
        label="Pièce",
        required=False,
        empty_label="Toutes celles qui restent (dispense)",
        help_text="La dispense ne touche pas une pièce reçue : vérifiez-la.",
    )
    verdict = forms.ChoiceField(label="Verdict", choices=VERDICTS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Motif",
        max_length=200,
        required=False,
        help_text="Nécessaire pour refuser ou dispenser. Qui a déposé la demande lit un refus.",
    )

    def prepare(self) -> None:
        choose_among(self, "asked", self.target.checklist.all())

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("asked") is None and typed.get("verdict") in ("acceptee", "refusee"):
            self.add_error("asked", "Choisissez la pièce que vous avez vérifiée.")
        return typed


class AskPieceForm(StepForm):
    detail = forms.CharField(label="Pièce à demander", max_length=120)


class CofundingForm(StepForm):
    fund = forms.ChoiceField(label="Organisme", choices=to_choose(Fund.choices))
    answer = forms.ChoiceField(label="Réponse", choices=to_choose(FundAnswer.choices))
    amount_cents = EurosField(
        label="Montant demandé, ou accordé (€)", required=False, help_text="Vide pour un refus."
    )


class KeepAmountForm(StepForm):
    why = forms.CharField(
        label="Pourquoi le montant de la demande reste", max_length=500, widget=area(3),
        help_text="La commission le lit, sur la fiche du dossier.",
    )  # fmt: skip


class DisputeForm(StepForm):
    why = forms.CharField(
        label="Ce qui règle la contestation", max_length=500, widget=area(3),
        help_text="Ce que le bailleur a dit au téléphone, ou pourquoi la dette reste.",
    )  # fmt: skip


class ArrearsForm(MonthsForm, StepForm):
    """Two amounts for each month of the debt, started on the rent of the lease."""

    def prepare(self) -> None:
        debt = self.target.debt
        known = {row.month: (row.due_cents, row.paid_cents) for row in debt.arrears.all()}
        usual = usually_due(self.target.tenancy)
        self.offer_months(months_of(debt), lambda month: known.get(month, (usual, 0)))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        self.check_months(None)
        if not self.errors:
            typed["months"] = self.months_said()
        return typed
