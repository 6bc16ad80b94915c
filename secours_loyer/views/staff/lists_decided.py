"""What was decided, as lists: decisions and repayment plans."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from actors import rules
from reims_solidarite.kit.money import format_cents
from secours_loyer.models import Decision, Outcome, RentRequest, RepaymentPlan
from secours_loyer.queries.spreadsheets import DECISION_COLUMNS, PLAN_COLUMNS
from secours_loyer.queries.words import TONES
from secours_loyer.states import PlanState
from secours_loyer.views.staff.list_page import StaffList

OUTCOME_TONES = {Outcome.GRANTED.value: "success", Outcome.REFUSED.value: "danger"}


class DecisionList(StaffList):
    """Signed decisions, the latest first; a replaced one says so."""

    rule = rules.DECISION_READER
    title = "Décisions"
    states = Outcome
    search = ("number", "request__number", "request__household__name", "request__household__number")
    heads = (
        *(("Décision", False), ("Ménage", False), ("Signée le", False)),
        *(("Aide", True), ("Résultat", False)),
    )
    export_name = "decisions-secours-loyer"
    columns = DECISION_COLUMNS

    def base(self) -> QuerySet[Any]:
        return Decision.objects.filter(
            request__in=RentRequest.objects.visible_to(self.request.user)
        ).select_related(
            "request__household", "signed_by", "item__session", "replaces", "replaced_by"
        )

    def rows(self) -> QuerySet[Any]:
        wanted = self.request.GET.get("etat", "")
        return self.base().filter(outcome=wanted) if wanted in Outcome.values else self.base()

    def file_of(self, row: Decision) -> RentRequest:
        return row.request

    def cells(self, row: Decision) -> list[dict[str, Any]]:
        replaced = getattr(row, "replaced_by", None)
        tone = "neutral" if replaced else OUTCOME_TONES[row.outcome]
        said = f"Remplacée par {replaced.number}" if replaced else row.get_outcome_display()
        return [
            {"text": row.number, "url": reverse("secours_loyer:file", args=[row.request.uid])},
            {"text": row.request.household.name},
            {"text": f"{row.decided_at:%d/%m/%Y}"},
            {"text": format_cents(row.aid_cents) if row.aid_cents else "", "numeric": True},
            {"text": said, "tone": tone},
        ]


class PlanList(StaffList):
    """Repayment plans, the latest first."""

    rule = rules.DECISION_READER
    title = "Plans d’apurement"
    states = PlanState
    search = ("request__number", "request__household__name", "request__household__number")
    heads = (
        *(("Plan", False), ("Ménage", False), ("Montant", True), ("Mensualités", True)),
        *(("Première échéance", False), ("État", False)),
    )
    export_name = "plans-secours-loyer"
    columns = PLAN_COLUMNS

    def base(self) -> QuerySet[Any]:
        return RepaymentPlan.objects.visible_to(self.request.user).select_related(
            "request__household"
        )

    def file_of(self, row: RepaymentPlan) -> RentRequest:
        return row.request

    def cells(self, row: RepaymentPlan) -> list[dict[str, Any]]:
        return [
            {
                "text": f"{row.request.number}, n° {row.version}",
                "url": reverse("secours_loyer:plan", args=[row.uid]),
            },
            {"text": row.request.household.name},
            {"text": format_cents(row.total_cents), "numeric": True},
            {"text": str(row.instalment_count), "numeric": True},
            {"text": f"{row.first_due:%d/%m/%Y}"},
            {"text": row.get_state_display(), "tone": TONES[row.state]},
        ]
