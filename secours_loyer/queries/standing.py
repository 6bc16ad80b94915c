"""Where a request stands, in one vocabulary: what was answered and paid, not only its state.

The page of a request, the lists of the staff, of the partners and of the landlords, their filter
and what is taken away say the same word for the same state.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import (
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextChoices,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce

from secours_loyer.models import Decision, Outcome, PaymentOrder, RentRequest
from secours_loyer.queries.paying import paying_of
from secours_loyer.queries.words import TONES
from secours_loyer.states import DECIDED, SETTLED, OrderState, RequestState

# Inside the CCAS, an opinion is not yet an answer: outside, it is all « en instruction ».
OUTSIDE = {RequestState.OPINION: RequestState.STUDIED, RequestState.VALIDATED: RequestState.STUDIED}


class Answered(TextChoices):
    """What the filter offers instead of « Notifiée »: what the decision in force became."""

    GRANTED = "accordee", "Accordée"
    PARTLY = "partie", "Payée en partie"
    PAID = "payee", "Payée"
    BACK = "revenue", "Paiement revenu"
    REFUSED = "refusee", "Refusée"


_BEFORE = [row for row in RequestState if row not in DECIDED]
_CLOSED = RequestState.CLOSED
CHOICES: list[tuple[str, str]] = [
    *((row.value, row.label) for row in _BEFORE[: _BEFORE.index(RequestState.DROPPED)]),
    *Answered.choices,
    *((row.value, row.label) for row in (_CLOSED, RequestState.DROPPED, RequestState.WITHDRAWN)),
]


def state_outside(request: RentRequest) -> RequestState:
    """The state as people outside the CCAS read it."""
    state = RequestState(request.state)
    return OUTSIDE.get(state, state)


def _decided() -> tuple[Any, str]:
    decided = Decision.objects.filter(replaced_by=None)
    return (
        Prefetch("decisions", decided, to_attr="standing_decisions"),
        "standing_decisions__award__orders",
    )


def with_standing(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The requests with the decision that stands and its orders, in three queries more."""
    return rows.prefetch_related(*_decided())


def standing_of(row: RentRequest, *, outside: bool = False) -> tuple[str, str]:
    """The label and the tone of the badge; `row` comes from `with_standing`."""
    decision, orders = _read(row)
    return badge_of(row, decision, orders, outside=outside)


def badge_of(
    row: RentRequest,
    decision: Decision | None,
    orders: Sequence[PaymentOrder],
    *,
    outside: bool = False,
) -> tuple[str, str]:
    """The same, once the decision that stands and its orders are read."""
    state = state_outside(row) if outside else RequestState(row.state)
    paying = paying_of(state, decision, orders)
    if paying and paying.badge:
        return paying.badge, paying.tone
    return state.label, TONES[state]


def amounts_of(row: RentRequest) -> tuple[int | None, int | None]:
    """Cents granted by the decision that stands, and paid for it; None while nothing is granted."""
    decision, orders = _read(row)
    if decision is None or decision.outcome != Outcome.GRANTED:
        return None, None
    return decision.aid_cents, sum(one.amount_cents for one in orders if one.state in SETTLED)


def _read(row: RentRequest) -> tuple[Decision | None, list[PaymentOrder]]:
    decision = next(iter(row.standing_decisions), None)  # type: ignore[attr-defined]
    award = getattr(decision, "award", None)
    return decision, list(award.orders.all()) if award else []


def standing_at(rows: QuerySet[Any], code: str) -> QuerySet[Any]:
    """The requests that stand there; the same as `standing_of`, in SQL."""
    if code not in Answered.values:
        return rows.filter(state=code)
    decided = rows.filter(state__in=DECIDED)
    stands = Decision.objects.filter(request=OuterRef("pk"), replaced_by=None)
    if code == Answered.REFUSED:
        return decided.filter(Exists(stands.filter(outcome=Outcome.REFUSED)))
    granted = stands.filter(outcome=Outcome.GRANTED)
    orders = PaymentOrder.objects.filter(
        award__decision__request=OuterRef("pk"), award__decision__replaced_by=None
    )
    settled = orders.filter(state__in=SETTLED)
    paid = settled.order_by().values("award__decision__request").annotate(sum=Sum("amount_cents"))
    again = PaymentOrder.objects.filter(
        award=OuterRef("award"), tranche=OuterRef("tranche"), state__in=SETTLED
    )
    back = Exists(orders.filter(~Exists(again), state=OrderState.RETURNED))
    if code == Answered.BACK:
        return decided.filter(back)
    told = decided.filter(Exists(granted), ~back).alias(
        aid=Subquery(granted.values("aid_cents")[:1]),
        paid=Coalesce(Subquery(paid.values("sum")[:1]), 0),
    )
    how_much = {
        Answered.GRANTED.value: Q(paid=0),
        Answered.PARTLY.value: Q(paid__gt=0, paid__lt=F("aid")),
        Answered.PAID.value: Q(paid__gte=F("aid")),
    }
    found: QuerySet[Any] = told.filter(how_much[code])
    return found


def read_standing(rows: Sequence[RentRequest]) -> None:
    """As `with_standing`, for rows already read."""
    prefetch_related_objects(rows, *_decided())
