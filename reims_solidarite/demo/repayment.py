"""The demo's repayment plans: one followed, one late with its amendment, one suspended, one to
sign with what its landlord says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from actors.models import User
from reims_solidarite.demo.made_up_iban import made_up_iban
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions import (
    account_proposals,
    current_rent,
    instalments,
    landlord_links,
    plan_letters,
    plan_pauses,
    plans,
)
from secours_loyer.actions.filing import Upload
from secours_loyer.models import FactKind, PauseReason, RentKind, RentRequest, RepaymentPlan


@dataclass(frozen=True)
class Repayment:
    """Who prepares, who approves; `began` some days before `at`, the demo's instant."""

    worker: User
    manager: User
    began: datetime
    at: datetime

    def tell(self, story: str, request: RentRequest, paper: bytes) -> RepaymentPlan:
        """One plan, as far as its story goes."""
        plan = self._proposed(request)
        if story == "proposed":
            self._landlord_says(plan, Upload("papier.pdf", paper))
            return plan
        day = paris_day(self.began)
        plan = plans.sign_plan(plan, tenant_on=day, landlord_on=day, by=self.worker, at=self.began)
        if story == "suspended":
            return self._suspended(plan)
        first = plan.instalments.all()[0]
        kind = FactKind.MISSED if story == "late" else FactKind.CONFIRMED
        instalments.note_instalment(first, kind=kind, by=self.worker, at=self.at)
        current_rent.note_rent(
            plan, month=paris_day(self.at), kind=RentKind.PAID, by=self.worker, at=self.at
        )
        if story == "late":
            plan_letters.send_reminder(plan, instalment=first, by=self.worker, at=self.at)
            self._amended(plan)
        return plan

    def _proposed(self, request: RentRequest) -> RepaymentPlan:
        plan = plans.prepare_plan(
            request,
            first_due=paris_day(self.began) + timedelta(days=2),
            count=12,
            derogation="Le ménage attend un rappel de droits.",
            by=self.worker,
            at=self.began,
        )
        return plans.approve_plan(plan, by=self.manager, at=self.began)

    def _suspended(self, plan: RepaymentPlan) -> RepaymentPlan:
        plan_pauses.ask_pause(
            plan,
            reason=PauseReason.OVERINDEBTED,
            since=paris_day(self.began),
            detail="Recevabilité, dossier inventé",
            by=self.worker,
            at=self.at,
        )
        return plan_pauses.approve_pause(plan, by=self.manager, at=self.at)

    def _amended(self, plan: RepaymentPlan) -> None:
        plans.prepare_amendment(
            plan,
            reason="Baisse des heures de travail depuis ce mois.",
            first_due=paris_day(self.at) + timedelta(days=20),
            count=24,
            derogation="Le ménage attend un rappel de droits.",
            by=self.worker,
            at=self.at,
        )

    def _landlord_says(self, plan: RepaymentPlan, paper: Upload) -> None:
        request = plan.request
        link = landlord_links.open_link(request, by=self.worker, at=self.began)
        landlord_links.certify_statement(
            link,
            cents=request.debt.certified_cents,
            said_on=paris_day(self.began),
            file=paper,
            at=self.at,
        )
        landlord_links.report(link, kind="acceptee", plan=plan, at=self.at)
        account_proposals.propose_account(
            link, iban=made_up_iban(95), holder="BAILLEUR DE DEMONSTRATION", file=paper, at=self.at
        )
