"""What is asked when the papers, the other funds and the months of a request are checked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from reims_solidarite.kit.form_fields import EurosField
from secours_loyer.actions.arrears import months_of, usually_due
from secours_loyer.forms.steps.base import StepForm, area
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
        self.fields["asked"].queryset = self.target.checklist.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("asked") is None and typed.get("verdict") in ("acceptee", "refusee"):
            self.add_error("asked", "Choisissez la pièce que vous avez vérifiée.")
        return typed


class AskPieceForm(StepForm):
    detail = forms.CharField(label="Pièce à demander", max_length=120)


class CofundingForm(StepForm):
    fund = forms.ChoiceField(label="Organisme", choices=Fund.choices)
    answer = forms.ChoiceField(label="Réponse", choices=FundAnswer.choices)
    amount_cents = EurosField(
        label="Montant demandé, ou accordé (€)", required=False, help_text="Vide pour un refus."
    )


class KeepAmountForm(StepForm):
    why = forms.CharField(
        label="Pourquoi le montant de la demande reste", max_length=500, widget=area(3),
        help_text="La commission le lit, sur la fiche du dossier.",
    )  # fmt: skip


class ArrearsForm(StepForm):
    """Two amounts for each month of the debt, started on the rent of the lease."""

    def prepare(self) -> None:
        debt = self.target.debt
        known = {row.month: row for row in debt.arrears.all()}
        usual = usually_due(self.target.tenancy)
        for month in months_of(debt):
            row = known.get(month)
            for name, label, start in (
                ("due", "dû", row.due_cents if row else usual),
                ("paid", "déjà payé", row.paid_cents if row else 0),
            ):
                self.fields[f"{name}_{month:%Y_%m}"] = EurosField(
                    label=f"{month:%m/%Y}, {label} (€)", initial=start
                )

    @property
    def months(self) -> dict[date, tuple[int, int]]:
        """Month → (due, paid) in cents."""
        typed: dict[str, Any] = self.cleaned_data
        return {
            month: (typed[f"due_{month:%Y_%m}"], typed[f"paid_{month:%Y_%m}"])
            for month in months_of(self.target.debt)
        }

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not self.errors:
            typed["months"] = self.months
        return typed
