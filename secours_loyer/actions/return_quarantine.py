"""A line that nothing could match: two people attach it to an order, or it is put aside."""

from __future__ import annotations

from datetime import date, datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.answers import locked_order
from secours_loyer.actions.apart import need_two_people, need_untied_order, need_untied_orders
from secours_loyer.actions.doors import action, locked, need, seal, step
from secours_loyer.actions.return_effects import problem_of, said_of, take_effect
from secours_loyer.models import PaymentOrder, Problem, ReturnLine
from secours_loyer.queries.put_aside import orders_of, two_words
from secours_loyer.states import RETURN, ReturnState

SHORTEST_REASON = 10
BY_ANOTHER = "Une autre personne écarte cette ligne."


@action
def propose_order(line: ReturnLine, *, reference: str, by: User, at: datetime) -> ReturnLine:
    """Say which order this line is about; nothing moves until another person settles it."""
    need(rules.APPROVER.allows(by), "Demandez au cadre, au signataire ou aux dépenses.")
    held = _waiting(line)
    order = locked_order(reference)
    need_untied_order(order, by)
    _possible(held, order, on=paris_day(at))
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
    if held.order is None or held.proposed_by_id is None:
        raise Refused("Proposez d’abord un ordre pour cette ligne.")
    need(
        held.proposed_by_id != by.pk,
        "Vous avez proposé cet ordre : une autre personne règle la ligne.",
    )
    need_two_people(by, held.proposed_by_id)
    order = locked_order(held.order.end_to_end_id)
    need_untied_order(order, by)
    _possible(held, order, on=paris_day(at))
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
def propose_dismissal(line: ReturnLine, *, reason: str, by: User, at: datetime) -> ReturnLine:
    """Say why nothing is to be done; nothing moves until another person puts the line aside."""
    need(rules.APPROVER.allows(by), "Demandez au cadre, au signataire ou aux dépenses.")
    _why(reason)
    held = _waiting(line)
    need_untied_orders(orders_of(held), by, remedy=BY_ANOTHER)
    held.reason, held.aside_by, held.aside_at = reason.strip(), by, at
    held.save(update_fields=["reason", "aside_by", "aside_at"])
    seal(held, at=at)
    record("propose_dismissal", held, by=by, at=at)
    return held


@action
def dismiss_line(line: ReturnLine, *, reason: str, by: User, at: datetime) -> ReturnLine:
    """Put the line aside, with the reason why nothing is done.

    A debit that may be one of our payments is put aside by two: one proposes, another does it.
    """
    _why(reason)
    held = _waiting(line)
    need_untied_orders(orders_of(held), by, remedy=BY_ANOTHER)
    if told := two_words(held):
        need(held.aside_by_id is not None, told)
        need(
            held.aside_by_id != by.pk,
            "Vous avez proposé d’écarter cette ligne : une autre personne l’écarte.",
        )
        need_two_people(by, held.aside_by_id)
    changes = {"reason": reason.strip(), "resolved_by": by, "resolved_at": at}
    return step(held, "dismiss_line", table=RETURN, by=by, at=at, changes=changes)


def _why(reason: str) -> None:
    need(
        len(reason.strip()) >= SHORTEST_REASON,
        "Écrivez en quelques mots pourquoi cette ligne est écartée.",
        field="reason",
    )


def _waiting(line: ReturnLine) -> ReturnLine:
    held = locked(line)
    need(
        held.state == ReturnState.QUARANTINED,
        "Cette ligne n’est pas en quarantaine. Rechargez la page.",
    )
    return held


def _possible(line: ReturnLine, order: PaymentOrder, *, on: date) -> None:
    """Two people may read on paper a day that the file does not say, or say that the accountant has
    the batch; a false day stays out."""
    problem = problem_of(line, order, said_of([order]), on=on)
    if problem == Problem.NOT_HANDED or (problem == Problem.DAY and line.booked_on is None):
        problem = None
    need(problem is None, f"Cet ordre ne convient pas. {problem.label if problem else ''}")
    need(line.problem != Problem.TWICE, Problem.TWICE.label)
