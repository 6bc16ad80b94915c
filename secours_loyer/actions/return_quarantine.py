"""A line that nothing could match: two people attach it to an order, or it is put aside."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.answers import locked_order
from secours_loyer.actions.doors import action, locked, need, seal, step
from secours_loyer.actions.return_effects import problem_of, said_of, take_effect
from secours_loyer.models import PaymentOrder, Problem, ReturnLine
from secours_loyer.states import RETURN, ReturnState

SHORTEST_REASON = 10


@action
def propose_order(line: ReturnLine, *, reference: str, by: User, at: datetime) -> ReturnLine:
    """Say which order this line is about; nothing moves until another person settles it."""
    need(rules.APPROVER.allows(by), "Demandez au cadre, au signataire ou aux dépenses.")
    held = _waiting(line)
    order = locked_order(reference)
    _possible(held, order)
    held.order, held.proposed_by, held.proposed_at = order, by, at
    held.save(update_fields=["order", "proposed_by", "proposed_at"])
    seal(held, at=at)
    household = order.award.decision.request.household.uid
    record("propose_order", held, by=by, at=at, household=household, order=order.pk)
    return held


@action
def settle_line(line: ReturnLine, *, by: User, at: datetime) -> ReturnLine:
    """Another person checked: the line acts on the order that was proposed."""
    held = _waiting(line)
    if held.order is None:
        raise Refused("Proposez d’abord un ordre pour cette ligne.")
    need(
        held.proposed_by_id != by.pk,
        "Vous avez proposé cet ordre : une autre personne règle la ligne.",
    )
    order = locked_order(held.order.end_to_end_id)
    _possible(held, order)
    take_effect([(held, order)], by=by, at=at)
    return step(
        held,
        "settle_line",
        table=RETURN,
        by=by,
        at=at,
        request=order.award.decision.request,
        changes={"resolved_by": by, "resolved_at": at},
    )


@action
def dismiss_line(line: ReturnLine, *, reason: str, by: User, at: datetime) -> ReturnLine:
    """Put the line aside, with the reason why nothing is done."""
    need(
        len(reason.strip()) >= SHORTEST_REASON,
        "Écrivez en quelques mots pourquoi cette ligne est écartée.",
        field="reason",
    )
    changes = {"reason": reason.strip(), "resolved_by": by, "resolved_at": at}
    return step(_waiting(line), "dismiss_line", table=RETURN, by=by, at=at, changes=changes)


def _waiting(line: ReturnLine) -> ReturnLine:
    held = locked(line)
    need(
        held.state == ReturnState.QUARANTINED,
        "Cette ligne n’est pas en quarantaine. Rechargez la page.",
    )
    return held


def _possible(line: ReturnLine, order: PaymentOrder) -> None:
    problem = problem_of(line, order, said_of([order]))
    need(problem is None, f"Cet ordre ne convient pas. {problem.label if problem else ''}")
    need(line.problem != Problem.TWICE, Problem.TWICE.label)
