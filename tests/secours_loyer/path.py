"""The path of one request, made through the portal's own actions, stop by stop."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from actors.actions.parameters import decide_parameter
from actors.households.actions.amounts import set_budget
from actors.households.models import Household
from actors.models import Parameter, User
from reims_solidarite.kit.dates import Period, add_months, paris_day
from secours_loyer.actions import (
    accounts,
    agenda,
    batches,
    checklist,
    delegation,
    duplicate_claims,
    entries,
    failures,
    filing,
    fund_checks,
    instruction,
    minutes,
    orders,
    plan_given_up,
    plans,
    sessions,
)
from secours_loyer.actions.budget import open_credits
from secours_loyer.actions.payment_decisions import sign_payments
from secours_loyer.actions.plausible import Claim, Lease
from secours_loyer.models import (
    AgendaItem,
    Batch,
    Channel,
    CommissionSession,
    Decision,
    Landlord,
    LandlordAccount,
    Outcome,
    PaymentOrder,
    RentRequest,
    RepaymentPlan,
    digest_of,
)
from secours_loyer.models.fund_check import CHECKED
from secours_loyer.queries.agenda import digest_of_session
from secours_loyer.queries.payment_decisions import digest_of_lines
from secours_loyer.queries.same_months import same_months
from tests.cast import Cast
from tests.factories.households import household
from tests.harness.kept_steps import Memory, remembered
from tests.secours_loyer.typed import LEASE, PAYER

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"
IBAN = "FR1420041010050500013M02606"
OTHER_IBAN = "FR7630006000011234567890189"
STATEMENT = filing.Upload("decompte.pdf", PDF)


@dataclass
class Path:
    """Each method takes one more step; `cast` plays one person per role."""

    cast: Cast
    _homes: dict[str, Household] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.memory is not None:
            self.memory.homes = self._homes
        self.credits(10_000_000)

    @property
    def memory(self) -> Memory | None:
        return self.cast.memory

    @remembered
    def credits(self, cents: int, year: int = 2026) -> None:
        open_credits(
            year=year,
            account="65888",
            cents=cents,
            deliberation="2026-12 du 10 janvier",
            by=self.cast.finance,
            at=self.cast.at,
        )

    @remembered
    def home(self, last: str = "Vesle") -> Household:
        if last not in self._homes:
            home = household(
                self.cast.case_worker, self.cast.at, last=last, organisation=self.cast.entraide
            )
            set_budget(
                home,
                resources={"rsa": 60_000, "logement": 20_000},
                charges={"loyer": 45_000, "energie": 6_000},
                since=paris_day(self.cast.at),
                by=self.cast.case_worker,
                at=self.cast.at,
            )
            self._homes[last] = home
        return self._homes[last]

    def lease(self, last: str) -> dict[str, Any]:
        """A door and a day of its own for each household: two of one home are asked about."""
        self.home(last)
        rank = list(self._homes).index(last)
        signed = LEASE["lease_date"] + timedelta(days=rank)
        return {**LEASE, "address": f"{12 + 2 * rank} rue de l’Essai", "lease_date": signed}

    @remembered
    def landlord(self, name: str = "Habitat d’essai", **more: Any) -> Landlord:
        known = Landlord.objects.filter(name=name).first()
        if known:
            return known
        new = filing.NewLandlord(
            name, "social", known_phone="03 26 00 00 01", email="bailleur@essai.example"
        )
        return filing.add_landlord(
            new, organisation=self.cast.bailleur, by=self.cast.case_worker, at=self.cast.at
        )

    @remembered
    def filed(
        self,
        *,
        by: User | None = None,
        last: str = "Vesle",
        cents: int = 100_000,
        start: date = date(2026, 7, 1),
        months: int = 3,
        reference: str = "L-1",
        statement: filing.Upload | None = STATEMENT,
        lease: dict[str, Any] | None = None,
        summary: str = "Perte d’emploi en juin.",
        landlord: Landlord | filing.NewLandlord | None = None,
        **claim: Any,
    ) -> RentRequest:
        by = by or self.cast.case_worker
        claim.setdefault("debt_confirmed", True)
        return filing.open_request(
            self.home(last),
            landlord=landlord or self.landlord(),
            lease=Lease(**{**self.lease(last), "reference": reference, **(lease or {})}),
            claim=Claim(
                Period(start, add_months(start, months)), cents,
                paris_day(self.cast.at) - timedelta(days=10),
                summary, **claim,
            ),
            organisation=None if by.is_staff else self.cast.entraide,
            statement=statement,
            by=by,
            at=self.cast.at,
        )  # fmt: skip

    @remembered
    def studied(self, *, worker: User | None = None, **asked: Any) -> RentRequest:
        request = self.filed(**asked)
        worker = worker or self.cast.case_worker
        return instruction.assign(request, to=worker, by=worker, at=self.cast.at)

    @remembered
    def checked_elsewhere(self, request: RentRequest) -> RentRequest:
        """No other fund paid the same months, nobody else claims them."""
        findings = {fund.value: ("rien", "") for fund in CHECKED}
        fund_checks.check_funds(request, findings, by=self.cast.manager, at=self.cast.at)
        return self.claimed_apart(request)

    @remembered
    def claimed_apart(self, request: RentRequest) -> RentRequest:
        """Whoever else claims the same months has another lease: most tests do not care."""
        for claim in same_months(request):
            if claim.waits and request.instructor is not None:
                duplicate_claims.answer_duplicate(
                    request, other=claim.row, reason="autre_logement", why="Deux baux.",
                    by=request.instructor, at=self.cast.at,
                )  # fmt: skip
        return request

    @remembered
    def validated(
        self, *, worker: User | None = None, opinion: str = "", **asked: Any
    ) -> RentRequest:
        request = self.studied(worker=worker, **asked)
        worker, at = worker or self.cast.case_worker, self.cast.at
        kept = instruction.compute_assessment(request, by=worker, at=at)
        checklist.waive_rest(request, reason="Vues à l’accueil.", by=worker, at=at)
        self.checked_elsewhere(request)
        request = instruction.give_opinion(
            request, proposed_cents=kept.aid_cents, opinion=opinion, by=worker, at=at
        )
        return instruction.validate_technically(request, by=self.cast.manager, at=at)

    @remembered
    def prepared_session(self, *requests: RentRequest, members: int = 3) -> CommissionSession:
        """A session with its members and its agenda, today."""
        secretary, at = self.cast.secretary, self.cast.at
        session = sessions.plan_session(
            held_at=at + timedelta(hours=1), place="Salle du conseil", by=secretary, at=at
        )
        for number in range(session.members.count() + 1, members + 1):
            name = f"Membre d’essai {number}"
            sessions.seat(session, name=name, title="Administrateur", by=secretary, at=at)
        ready = [self.claimed_apart(request) for request in requests] or [self.validated()]
        agenda.register(session, ready, by=secretary, at=at)
        return self.all_here(session)

    @remembered
    def all_here(self, session: CommissionSession) -> CommissionSession:
        """Every member is present."""
        here = list(session.members.all())
        return sessions.mark_presence(
            session, present=here, by=self.cast.secretary, at=self.cast.at
        )

    @remembered
    def open_session(self, *requests: RentRequest, members: int = 3) -> CommissionSession:
        session = self.prepared_session(*requests, members=members)
        return sessions.open_session(session, by=self.cast.secretary, at=self.cast.at)

    @remembered
    def entered(
        self, item: AgendaItem, outcome: str = "accord", aid_cents: int = 60_000
    ) -> AgendaItem:
        return entries.record_outcome(
            item,
            outcome=outcome,
            motive="Situation passagère, loyer repris.",
            aid_cents=aid_cents if outcome == "accord" else 0,
            by=self.cast.secretary,
            at=self.cast.at,
        )

    @remembered
    def lifted(
        self, request: RentRequest, outcome: str = "accord", aid_cents: int = 60_000
    ) -> CommissionSession:
        """A session over, its minutes not signed yet."""
        session = self.open_session(request)
        for item in session.items.all():
            self.entered(item, outcome, aid_cents)
        return sessions.lift_session(session, by=self.cast.secretary, at=self.cast.at)

    @remembered
    def signed(
        self, session: CommissionSession, *, by: User | None = None, at: datetime | None = None
    ) -> CommissionSession:
        return minutes.sign_minutes(
            session,
            digest=digest_of_session(session),
            by=by or self.cast.signatory,
            at=at or self.cast.at,
        )

    @remembered
    def decided(
        self, request: RentRequest, outcome: str = "accord", aid_cents: int = 60_000
    ) -> Decision:
        """By the commission: entered in a session, its minutes signed."""
        self.signed(self.lifted(request, outcome, aid_cents))
        return Decision.objects.select_related("request").get(request=request, replaced_by=None)

    @remembered
    def replaced(self, decision: Decision, aid_cents: int) -> Decision:
        """By delegation: the way over a decision already signed."""
        return delegation.replace_decision(
            decision,
            motive="Nouveau calcul : la dette certifiée a augmenté.",
            urgency="L’audience est demain.",
            aid_cents=aid_cents,
            by=self.cast.signatory,
            at=self.cast.at,
        )

    @remembered
    def granted(self, aid_cents: int = 60_000, **asked: Any) -> Decision:
        return self.decided(self.validated(**asked), Outcome.GRANTED, aid_cents)

    @remembered
    def account(self, iban: str = IBAN, landlord: Landlord | None = None) -> LandlordAccount:
        landlord = landlord or self.landlord()
        known = LandlordAccount.objects.filter(iban=iban, landlord=landlord).first()
        if known:
            return known
        typed = accounts.enter_account(
            landlord,
            iban=iban,
            holder=landlord.legal_name.upper(),
            by=self.cast.reception,
            at=self.cast.at,
        )
        return accounts.verify_account(
            typed,
            called_on=paris_day(self.cast.at),
            called_person="Service comptable d’essai",
            payee_check="concordant",
            by=self.cast.finance,
            at=self.cast.at,
        )

    @remembered
    def prepared(self, *, channel: str = Channel.REGIE, **asked: Any) -> PaymentOrder:
        decision = self.granted(**asked)
        return orders.prepare_order(
            decision.award,
            account=self.account(),
            channel=channel,
            by=self.cast.finance,
            at=self.cast.at,
        )

    @remembered
    def checked(self, **asked: Any) -> PaymentOrder:
        return orders.check_order(self.prepared(**asked), by=self.cast.finance, at=self.cast.at)

    @remembered
    def approved(self, **asked: Any) -> PaymentOrder:
        order = self.checked(**asked)
        for approver in (self.cast.manager, self.cast.signatory):
            order = self.approve(order, approver)
        return order

    @remembered
    def approve(self, order: PaymentOrder, by: User) -> PaymentOrder:
        return orders.approve_order(order, digest=digest_of(order), by=by, at=self.cast.at)

    @remembered
    def confirmed(self, order: PaymentOrder) -> PaymentOrder:
        """Noted as failed by one, confirmed by another: it may be paid again."""
        return failures.confirm_failure(order, by=self.cast.manager, at=self.cast.at)

    @remembered
    def payer(self) -> None:
        """Decided once: several batches of one test share it."""
        if Parameter.objects.filter(key="secours.payeur").exists():
            return
        decide_parameter(
            "secours.payeur", PAYER, since=date(2026, 1, 1), decision="essai", by=None,
            at=self.cast.at,
        )  # fmt: skip

    @remembered
    def closed(self, *approved: PaymentOrder, channel: str = Channel.REGIE) -> Batch:
        self.payer()
        finance, at = self.cast.finance, self.cast.at
        day = paris_day(at) + timedelta(days=2)
        batch = batches.open_batch(channel=channel, execute_on=day, by=finance, at=at)
        batches.put_in_batch(batch, approved or [self.approved(channel=channel)], by=finance, at=at)
        return batches.close_batch(batch, execute_on=day, by=finance, at=at)

    @remembered
    def running_plan(
        self, decision: Decision | None = None, count: int = 6, on: date | None = None
    ) -> RepaymentPlan:
        """Approved, signed by both."""
        cast, at = self.cast, self.cast.at
        day = on or paris_day(at)
        plan = plans.approve_plan(self.plan(decision, count), by=cast.manager, at=at)
        return plans.sign_plan(plan, tenant_on=day, landlord_on=day, by=cast.case_worker, at=at)

    @remembered
    def ready(self, *approved: PaymentOrder, channel: str = Channel.REGIE) -> Batch:
        """A closed batch that may be exported: the accountant's payments are decided."""
        batch = self.closed(*approved, channel=channel)
        if channel == Channel.MANDAT:
            self.sign_payments(batch)
        return batch

    @remembered
    def sign_payments(self, batch: Batch) -> int:
        digest = digest_of_lines(batch)
        return sign_payments(batch, digest=digest, by=self.cast.signatory, at=self.cast.at)

    @remembered
    def unplanned(self, request: RentRequest) -> None:
        """What the aid leaves goes to no plan: the file may close without one."""
        plan_given_up.give_up_plan(
            request, why="Le bailleur attend.", by=self.cast.case_worker, at=self.cast.at
        )

    @remembered
    def plan(self, decision: Decision | None = None, count: int = 6) -> RepaymentPlan:
        decision = decision or self.granted()
        return plans.prepare_plan(
            decision.request,
            first_due=date(2026, 12, 31),
            count=count,
            by=self.cast.case_worker,
            at=self.cast.at,
        )
