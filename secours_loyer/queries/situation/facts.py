"""What the page of a file already read, and the few rows that dates and people need besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model

from secours_loyer.models import (
    AgendaItem,
    Appeal,
    Award,
    CommissionSession,
    Decision,
    Instalment,
    LandlordAccount,
    Letter,
    LetterKind,
    Outcome,
    PaymentOrder,
    RentRequest,
    RepaymentPlan,
    TenancyEvent,
)
from secours_loyer.queries.appeals import Delay, delay_from
from secours_loyer.queries.lease import open_events
from secours_loyer.queries.plan_facts import not_received
from secours_loyer.queries.replies import unwritten_reply
from secours_loyer.queries.ties import stands_apart
from secours_loyer.states import DEAD_ORDER, PAYABLE, RUNNING_PLAN, RequestState


@dataclass(frozen=True)
class Facts:
    """`decision` is None for whoever may not read decisions; so are orders and plans.
    `reads_procedure`: the eviction procedure is told to this reader."""

    request: RentRequest
    decision: Decision | None
    orders: Sequence[PaymentOrder]
    plans: Sequence[RepaymentPlan]
    accounts: Sequence[LandlordAccount]
    session: CommissionSession | None
    delay: Delay | None
    instalment: Instalment | None
    reads_procedure: bool
    instructor_tied: bool = False
    appeal: Appeal | None = None
    review: CommissionSession | None = None
    # Decided on an appeal, and its letter not written.
    reply: AgendaItem | None = None
    # To contest the refusal in force, whose outcome every reader of the file knows.
    refusal: Delay | None = None
    # The landlord or the household contests the debt, and waits for an answer.
    contested: bool = False
    # Granted and not on its way, and no account of the landlord may be paid.
    account_awaited: bool = False

    @property
    def award(self) -> Award | None:
        """What is to be paid under the decision in force."""
        decision = self.decision
        if decision is None or decision.outcome != Outcome.GRANTED:
            return None
        return decision.award if self.request.state in PAYABLE else None

    @property
    def events(self) -> list[TenancyEvent]:
        """Of the lease, that wait for a manager."""
        return open_events(self.request.tenancy)

    @property
    def live_orders(self) -> list[PaymentOrder]:
        return [order for order in self.orders if order.state not in DEAD_ORDER]

    @property
    def running_plan(self) -> RepaymentPlan | None:
        return next((plan for plan in self.plans if plan.state in RUNNING_PLAN), None)


def facts_of(
    request: RentRequest,
    *,
    decision: Decision | None,
    orders: Sequence[PaymentOrder],
    plans: Sequence[RepaymentPlan],
    accounts: Sequence[LandlordAccount],
    letters: Sequence[Letter],
    reads_procedure: bool,
    appeals: Sequence[Appeal],
    refusal: Delay | None,
    contested: bool = False,
    account_awaited: bool = False,
) -> Facts:
    """At most two queries besides what the caller read, four once there is an appeal."""
    appeal = next((row for row in appeals if row.waits), None)
    told = [letter for letter in letters if letter.kind == LetterKind.DECISION]
    running = [plan.pk for plan in plans if plan.state in RUNNING_PLAN]
    return Facts(
        request=request,
        decision=decision,
        orders=orders,
        plans=plans,
        accounts=accounts,
        session=_session(request),
        delay=delay_from(max(told, key=lambda letter: letter.at)) if told else None,
        instalment=not_received().filter(plan__in=running).order_by("due_on").first()
        if running
        else None,
        reads_procedure=reads_procedure,
        instructor_tied=request.state == RequestState.STUDIED
        and request.instructor is not None
        and stands_apart(request, request.instructor),
        appeal=appeal,
        review=_sitting(appeal=appeal) if appeal is not None else None,
        reply=unwritten_reply(request) if appeals else None,
        refusal=refusal,
        contested=contested,
        account_awaited=account_awaited,
    )


def _session(request: RentRequest) -> CommissionSession | None:
    if request.state != RequestState.REGISTERED:
        return None
    return _sitting(request=request)


def _sitting(**about: Model) -> CommissionSession | None:
    """The session whose agenda has this request, or this appeal, not decided yet."""
    items = AgendaItem.objects.filter(decided_at=None, **about).live()
    item = items.select_related("session").first()
    return item.session if item else None
