"""One person says that an order failed, by hand or with a file of the accountant: it stays where it
is until another answers."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.transitions import Refused, refusal
from secours_loyer.actions.answers import household_of
from secours_loyer.actions.apart import need_untied_order
from secours_loyer.actions.doors import need, seal
from secours_loyer.models import Channel, PaymentOrder, Recovery
from secours_loyer.queries.handing_over import never_handed_over
from secours_loyer.queries.sentences import TRIGGERS
from secours_loyer.states import ORDER

BY_ACCOUNTANT = ("refuse_visa", "reject_taken")


def note_by_hand(
    order: PaymentOrder, name: str, words: str, *, by: User, at: datetime
) -> PaymentOrder:
    """Nothing fails that nobody was handed: its batch is cancelled."""
    need(
        order.batch is None or not never_handed_over(order.batch),
        TRIGGERS["order_failure_once_handed_over"],
    )
    return note(order, name, words, by=by, at=at)


def note(order: PaymentOrder, name: str, words: str, *, by: User, at: datetime) -> PaymentOrder:
    """On a held order: `name` is the step that the order takes once confirmed, `words` what was
    read. No ledger, no letter, no batch moves."""
    need(rules.FINANCE.allows(by), TRIGGERS["order_failure_by_finance"])
    need_untied_order(order, by)
    if reason := refusal(ORDER[name], order.state, order):
        raise Refused(reason)
    need(order.failed_by_id is None, TRIGGERS["order_failure_answered_first"])
    need(
        order.channel == Channel.MANDAT or name not in BY_ACCOUNTANT,
        TRIGGERS["order_answer_of_accountant"],
    )
    need(
        name != "return_order" or not Recovery.objects.filter(overpayment__order=order).exists(),
        TRIGGERS["order_return_after_recovery"],
    )
    order.failed_by, order.failure_step, order.failure_words = by, name, words
    order.save(update_fields=["failed_by", "failure_step", "failure_words"])
    seal(order, at=at)
    record("note_failure", order, by=by, at=at, household=household_of(order), noted=name)
    return order
