"""All that a payment rests on, read again before it goes one step further: its aid, its file, whom
it pays, who approved it and who stands apart from it. As few queries for a thousand as for one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import F, Model

from secours_loyer.actions.locks import Forged, unforged
from secours_loyer.models import Approval, PaymentDecision, PaymentOrder
from secours_loyer.queries.approvals_said import unsaid_approvals
from secours_loyer.queries.ties import ties_of, unlike_the_journal

RESTS_ON = (
    "account__landlord",
    "award__decision__request__tenancy__landlord",
    "award__decision__request__debt",
)


def unforged_payments(orders: Iterable[PaymentOrder]) -> None:
    """Refuse when a row that one of these orders rests on is not as the portal left it."""
    keys = [order.pk for order in orders]
    rows = list(PaymentOrder.objects.filter(pk__in=keys).select_related(*RESTS_ON).order_by("pk"))
    given = {"order__in": keys, "round": F("order__round")}
    approvals = list(Approval.objects.filter(**given).order_by("pk"))
    signed = PaymentDecision.objects.filter(**given).order_by("pk")
    requests = {order.award.decision.request_id: order.award.decision.request for order in rows}
    ties = ties_of(requests)
    unforged(*(row for order in rows for row in _rests(order)), *approvals, *signed, *ties)
    for approval in unsaid_approvals(approvals):
        raise Forged(approval)
    for key in unlike_the_journal(ties, requests):
        raise Forged(requests[key])


def _rests(order: PaymentOrder) -> Iterator[Model]:
    decision = order.award.decision
    request = decision.request
    yield from (order, order.account, order.account.landlord, order.award, decision, request)
    yield from (request.debt, request.tenancy, request.tenancy.landlord)
