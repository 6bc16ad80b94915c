"""What was said since the decision and keeps an order from leaving: a statement of another amount,
a debt contested by the landlord or the household, a debit on an order that failed, a sum paid in
excess for the same months. The same as `models.order_hold_sql`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from reims_solidarite.kit.money import format_cents
from secours_loyer.models import Channel, Event, PaymentOrder, ReturnKind, ReturnLine
from secours_loyer.queries.contests import contest_words, open_contests
from secours_loyer.queries.debit_names import named_cheques, named_orders
from secours_loyer.queries.landlord_statement import (
    dispute_words,
    last_debt_words,
    last_statements,
    statement_words,
)
from secours_loyer.queries.lease_end import ends_unanswered
from secours_loyer.queries.overpayments import standing_for
from secours_loyer.states import ATTACHED, FAILED, ReturnState

WAITING = (ReturnState.READ, ReturnState.QUARANTINED)
_SHOWN = ReturnLine.objects.filter(order=OuterRef("pk"), event=Event.PAID, state__in=ATTACHED)


def held_back(orders: Iterable[PaymentOrder], *, on: date) -> dict[int, list[str]]:
    """Sentences by order, for money that arrives on `on`; as many queries for one as for ten
    thousand. Needs `award__decision__request__debt`."""
    rows = list(orders)
    requests = [order.award.decision.request_id for order in rows]
    said, words = last_statements(requests), last_debt_words(requests)
    contests, debits = open_contests(requests), _debits(rows)
    excess, ends = standing_for(requests), ends_unanswered(requests, on=on)
    found: dict[int, list[str]] = {}
    for order in rows:
        request = order.award.decision.request
        told = [*debits.get(order.pk, [])]
        statement = said.get(request.pk)
        if statement is not None and statement.pk != request.answered_statement_id:
            told.append(statement_words(request, statement))
        told.append(dispute_words(request, words.get(request.pk)))
        told.append(contest_words(contests.get(request.pk)))
        told += [*excess.get(request.pk, []), ends.get(request.pk, "")]
        found[order.pk] = [sentence for sentence in told if sentence]
    return found


def _debits(orders: list[PaymentOrder]) -> dict[int, list[str]]:
    rows = PaymentOrder.objects.filter(award__in={order.award_id for order in orders})
    by_award: dict[int, list[PaymentOrder]] = {}
    for row in rows.select_related("cheque").annotate(shown=Exists(_SHOWN)).order_by("pk"):
        by_award.setdefault(row.award_id, []).append(row)
    several = {award: each for award, each in by_award.items() if len(each) > 1}
    if not several:
        return {}
    waiting = ReturnLine.objects.filter(state__in=WAITING, event=Event.PAID).order_by("pk")
    lines = [
        (line, named_orders(line.reference), named_cheques(line.reference)) for line in waiting
    ]
    found: dict[int, list[str]] = {}
    for order in orders:
        for other in several.get(order.award_id, ()):
            for line, ours, cheques in lines:
                if order.pk != other.pk and (how := _how(line, other, ours, cheques)):
                    told = _debit_words(how, other.end_to_end_id, line.amount_cents)
                    found.setdefault(order.pk, []).append(told)
    return found


def _how(line: ReturnLine, other: Any, ours: set[str], cheques: set[str]) -> str:
    """How this debit may be about that order; or nothing."""
    named = line.order_id == other.pk or other.end_to_end_id in ours
    if named or _cheque_of(other) in cheques:
        return "pour"
    return "du montant de" if _as_much(line, other) else ""


def _cheque_of(order: PaymentOrder) -> str | None:
    cheque = getattr(order, "cheque", None)
    return cheque.number if cheque is not None else None


def _as_much(line: ReturnLine, other: Any) -> bool:
    """The very amount of an order that failed, which no line shows paid, by the same channel."""
    mandate = other.channel == Channel.MANDAT
    return (
        other.state in FAILED
        and not other.shown
        and line.amount_cents == other.amount_cents
        and mandate == (line.source == ReturnKind.STATUS)
    )


def _debit_words(how: str, reference: str, cents: int | None) -> str:
    amount = f" de {format_cents(cents)}" if cents else ""
    return (
        f"Un débit{amount} attend en quarantaine {how} l’ordre {reference}, de la même aide : "
        "cette aide est peut-être déjà payée. Réglez ou écartez d’abord la ligne, dans « Retours »."
    )
