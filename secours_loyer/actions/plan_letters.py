"""Letters that a plan causes, each once; whoever filed the request is told one waits."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, locked, need
from secours_loyer.actions.letters import keep_letter
from secours_loyer.actions.notices import tell_filer
from secours_loyer.letters.plan import breach, convention, reference_of, reminder
from secours_loyer.models import Instalment, Letter, LetterKind, RepaymentPlan
from secours_loyer.queries.plan_facts import Line, lines_of, with_facts
from secours_loyer.states import RUNNING_PLAN, InstalmentState

UNPAID = (InstalmentState.DUE, InstalmentState.MISSED, InstalmentState.PARTIAL)


def keep_convention(plan: RepaymentPlan, *, by: User, at: datetime) -> Letter:
    """The plan as it is approved, to be signed by both."""
    data = convention(plan, at=at)
    return _kept(plan, LetterKind.PLAN, reference_of(plan), data, by=by, at=at)


def keep_breach(plan: RepaymentPlan, *, by: User, at: datetime) -> Letter:
    """The plan is over: what was paid, what is left."""
    data = breach(plan, lines_of(with_facts(plan), on=paris_day(at)), at=at)
    return _kept(plan, LetterKind.BREACH, reference_of(plan), data, by=by, at=at)


@action
def send_reminder(
    plan: RepaymentPlan, *, instalment: Instalment, by: User, at: datetime
) -> RepaymentPlan:
    """One reminder an instalment, when it is not paid as far as anybody knows."""
    need(rules.SOCIAL_WORKER.allows(by), "Un rappel est envoyé par un instructeur ou un cadre.")
    held = locked(plan)
    need(held.state in RUNNING_PLAN, "Ce plan n’est plus en cours. Rechargez la page.")
    line = _line(held, instalment, at=at)
    need(
        line.state in UNPAID,
        f"« {line.state.label} » : cette échéance n’appelle pas de rappel.",
        field="instalment",
    )
    data = reminder(held, line, at=at)
    event = f"{reference_of(held)}-{instalment.number}"
    _kept(held, LetterKind.REMINDER, event, data, by=by, at=at)
    record(
        "send_reminder",
        held,
        by=by,
        at=at,
        household=held.request.household.uid,
        number=instalment.number,
    )
    return held


def _line(plan: RepaymentPlan, instalment: Instalment, *, at: datetime) -> Line:
    for line in lines_of(with_facts(plan), on=paris_day(at)):
        if line.instalment == instalment:
            return line
    raise Refused("Cette échéance n’est pas de ce plan.", field="instalment")


def _kept(
    plan: RepaymentPlan,
    kind: LetterKind,
    event: str,
    data: dict[str, object],
    *,
    by: User,
    at: datetime,
) -> Letter:
    kept = keep_letter(plan.request, kind, event, data, by=by, at=at)
    tell_filer(plan.request, "document_waiting", event=f"{event}:{kind}", at=at)
    return kept
