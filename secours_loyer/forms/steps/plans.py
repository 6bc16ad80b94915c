"""What is asked about a repayment plan."""

from __future__ import annotations

from datetime import date

from django import forms

from reims_solidarite.kit.clock import today
from reims_solidarite.kit.file_fields import PaperField
from reims_solidarite.kit.form_fields import DayField, EurosField, choose_among, offer
from reims_solidarite.kit.money import format_cents
from secours_loyer.forms.steps.base import StepForm, area
from secours_loyer.models import FactKind, Instalment, PauseReason, RentKind
from secours_loyer.queries.plan_rents import rents_of


class PlanForm(StepForm):
    first_due = DayField(label="Première échéance")
    count = forms.IntegerField(label="Nombre de mois", min_value=1, max_value=120, required=False)
    monthly_cents = EurosField(
        label="Ou montant par mois (€)", required=False, help_text="L’un ou l’autre."
    )
    derogation = forms.CharField(
        label="Motif de dérogation", max_length=300, required=False,
        help_text="Si le plan dépasse la durée maximale, la fin du bail, ou ce que le ménage "
                  "peut payer.",
    )  # fmt: skip


class GiveUpPlanForm(StepForm):
    notice = "Ce que le plan devait couvrir reste dû au bailleur : la lettre de clôture le dira."
    why = forms.CharField(
        label="Pourquoi le plan n’aura pas lieu", max_length=500, widget=area(3),
        help_text="Le bailleur a accepté d’attendre, le ménage a soldé la dette, par exemple.",
    )  # fmt: skip


class AmendmentForm(PlanForm):
    reason = forms.CharField(label="Pourquoi le plan change", max_length=300)
    field_order = ["reason", "first_due", "count", "monthly_cents", "derogation"]


class InstalmentForm(StepForm):
    """About one instalment of the plan."""

    instalment = forms.ModelChoiceField(
        queryset=Instalment.objects.none(), label="Échéance", empty_label=None
    )

    def prepare(self) -> None:
        def said(row: Instalment) -> str:
            return f"n° {row.number}, {row.due_on:%d/%m/%Y}, {format_cents(row.cents)}"

        choose_among(self, "instalment", self.target.instalments.all(), said=said)


class NoteInstalmentForm(InstalmentForm):
    kind = forms.ChoiceField(label="Constat", choices=FactKind.choices)
    cents = EurosField(label="Reçu en tout, si c’est en partie (€)", required=False)
    proof = PaperField(
        label="Preuve (PDF ou photo)", required=False,
        help_text="Nécessaire quand le locataire déclare avoir payé.",
    )  # fmt: skip


class SignedForm(StepForm):
    tenant_on = DayField(label="Signé par le locataire le")
    landlord_on = DayField(label="Signé par le bailleur le")


class SheetForm(StepForm):
    sheet = PaperField(
        label="Feuille signée (PDF ou photo)",
        help_text="Celle que le locataire et le bailleur ont signée. Elle ne se remplace pas.",
    )


class PauseForm(StepForm):
    reason = forms.ChoiceField(
        label="Motif",
        choices=[
            (reason.value, reason.label) for reason in PauseReason if reason != PauseReason.HOME
        ],
    )
    since = DayField(label="À partir du", help_text="Aujourd’hui ou avant.")
    until = DayField(label="Fin prévue le (facultatif)", required=False)
    detail = forms.CharField(
        label="Précision (facultatif)", max_length=200, required=False,
        help_text="Référence de la décision, par exemple.",
    )  # fmt: skip


class RestartForm(StepForm):
    on = DayField(label="Le plan reprend à partir du")


class NoteRentForm(StepForm):
    month = forms.ChoiceField(label="Mois")
    kind = forms.ChoiceField(label="Loyer", choices=RentKind.choices)
    cents = EurosField(label="Reçu, si c’est en partie (€)", required=False)

    def prepare(self) -> None:
        lines = rents_of(self.target, on=today())
        offer(self, "month", [(one.month.isoformat(), f"{one.month:%m/%Y}") for one in lines])

    def clean_month(self) -> date:
        return date.fromisoformat(self.cleaned_data["month"])
