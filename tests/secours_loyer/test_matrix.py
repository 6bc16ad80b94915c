"""State × step × role, generated from the tables: every cell that is not allowed is refused."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

import pytest

from actors import rules
from actors.actions.transition import take
from actors.models import User
from reims_solidarite.kit.transitions import Refused, Transition, refusal
from secours_loyer.models import RentRequest
from secours_loyer.states import (
    ACCOUNT,
    BATCH,
    ORDER,
    OVERPAYMENT,
    PLAN,
    REQUEST,
    RETURN,
    SESSION,
    AccountState,
    BatchState,
    OrderState,
    OverpaymentState,
    PlanState,
    RequestState,
    ReturnState,
    SessionState,
    steps_of,
)
from tests.cast import Cast
from tests.secours_loyer.path import Path

TABLES = (
    (REQUEST, RequestState),
    (ACCOUNT, AccountState),
    (ORDER, OrderState),
    (BATCH, BatchState),
    (PLAN, PlanState),
    (SESSION, SessionState),
    (RETURN, ReturnState),
    (OVERPAYMENT, OverpaymentState),
)
PEOPLE = (
    *("volunteer", "agent_a", "landlord_agent", "reception", "case_worker", "manager"),
    *("secretary", "signatory", "finance", "grocery", "network", "auditor", "administrator"),
)
# Who may take each step at all: written by hand, so that a rule loosened by mistake shows.
ALLOWED = {
    "agent|file_writer": {"agent_a", "reception", "case_worker", "manager"},
    "file_writer": {"reception", "case_worker", "manager"},
    "social_worker": {"case_worker", "manager"},
    "case_worker": {"case_worker"},
    "manager": {"manager"},
    "secretary": {"secretary"},
    "signatory": {"signatory"},
    "notifier": {"secretary", "signatory"},
    "account_verifier": {"manager", "finance"},
    "finance": {"finance"},
    "approver": {"manager", "signatory", "finance"},
}


# What the guards read: an order on which nobody noted a failure (the others: test_failures.py).
NO_FAILURE_NOTED = SimpleNamespace(failed_by_id=None)


@pytest.mark.parametrize(("table", "states"), TABLES)
def test_every_state_is_reached_and_every_cell_answers(
    table: Mapping[str, Transition], states: type[RequestState]
) -> None:
    reached = {target for _, target in steps_of(table)}
    sources = {source for source, _ in steps_of(table)}
    start = states.values[0]
    outside = {"en_alerte"}
    assert set(states.values) - reached - {start} - outside == set()
    assert start in sources
    cells = 0
    for step in table.values():
        for state in states.values:
            verdict = refusal(step, state, NO_FAILURE_NOTED)
            assert (verdict is None) is (state in {str(s.value) for s in step.sources})
            cells += 1
    assert cells == len(table) * len(states)


@pytest.mark.django_db
def test_each_role_takes_its_own_steps_only(cast: Cast) -> None:
    people: dict[str, User] = {name: getattr(cast, name) for name in PEOPLE}
    asked = {step.who for table, _ in TABLES for step in table.values()}
    assert asked == set(ALLOWED)
    for who in asked:
        allowed = {name for name, user in people.items() if rules.allows(user, who)}
        assert allowed == ALLOWED[who], who


@pytest.mark.django_db
def test_a_refused_step_writes_nothing(path: Path) -> None:
    request = path.filed()
    for name, user in (("grant", path.cast.signatory), ("assign", path.cast.finance)):
        with pytest.raises(Refused):
            take(request, name, table=REQUEST, by=user, at=path.cast.at)
    assert RentRequest.objects.get(pk=request.pk).state == RequestState.FILED
