"""An order noted as failed by one person: another one confirms it, or says that it is a mistake."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from secours_loyer.actions.accountant import refuse
from secours_loyer.actions.answers import household_of, locked_order
from secours_loyer.actions.apart import need_two_people, need_untied
from secours_loyer.actions.doors import action, need, seal
from secours_loyer.actions.returns import reject, send_back
from secours_loyer.models import PaymentOrder
from secours_loyer.queries.failures import noted, unconfirmed
from secours_loyer.queries.sentences_of_money import MONEY

SHORTEST = 10
# What the order does once confirmed, by the step that was noted.
CONFIRMED: Mapping[str, Callable[[PaymentOrder, User, datetime], None]] = {
    "refuse_visa": lambda o, by, at: refuse(o, "refuse_visa", words=o.failure_words, by=by, at=at),
    "reject_taken": lambda o, by, at: refuse(
        o, "reject_taken", words=o.failure_words, by=by, at=at
    ),
    "reject_order": lambda o, by, at: reject(o, code=o.failure_words, by=by, at=at),
    "return_order": lambda o, by, at: send_back(o, code=o.failure_words, by=by, at=at),
}


@action
def confirm_failure(order: PaymentOrder, *, by: User, at: datetime) -> PaymentOrder:
    """Whoever confirms read what the bank or the accountant says; never whoever noted it. Only now
    does the order fail: its entries are countered, the letters written."""
    held = _waiting(order, by)
    need(
        unconfirmed().filter(pk=held.pk).exists(),
        "Cet échec n’attend pas de confirmation. Rechargez la page.",
    )
    _another(held, by)
    held.failure_seen_by, held.failure_seen_at = by, at
    if noted(held):
        CONFIRMED[held.failure_step](held, by, at)
    else:
        held.save(update_fields=["failure_seen_by", "failure_seen_at"])
        seal(held, at=at)
    record("confirm_failure", held, by=by, at=at, household=household_of(held))
    return held


@action
def deny_failure(order: PaymentOrder, *, words: str, by: User, at: datetime) -> PaymentOrder:
    """It was a mistake: the order never moved, and goes on from where it is."""
    held = _waiting(order, by)
    need(noted(held), "Cet échec n’attend plus de réponse. Rechargez la page.")
    _another(held, by)
    need(
        len(words.strip()) >= SHORTEST,
        "Écrivez en une phrase pourquoi c’est une erreur.",
        field="words",
    )
    held.failed_by, held.failure_step, held.failure_words = None, "", ""
    held.failure_denied_by, held.failure_denied_at = by, at
    held.failure_denial = words.strip()
    held.save(
        update_fields=[
            *("failed_by", "failure_step", "failure_words"),
            *("failure_denied_by", "failure_denied_at", "failure_denial"),
        ]
    )
    seal(held, at=at)
    record("deny_failure", held, by=by, at=at, household=household_of(held))
    return held


def _waiting(order: PaymentOrder, by: User) -> PaymentOrder:
    need(rules.APPROVER.allows(by), MONEY["order_failure_seen_by_approver"])
    return locked_order(order.end_to_end_id)


def _another(held: PaymentOrder, by: User) -> None:
    request = held.award.decision.request
    took_part = (request.instructor_id, *request.past_instructors, held.account.entered_by_id)
    need(held.failed_by_id != by.pk, MONEY["order_failure_seen_by_another"])
    need(by.pk not in took_part, MONEY["order_failure_seen_apart"])
    need_two_people(by, held.failed_by_id, *took_part)
    need_untied(request, by)
