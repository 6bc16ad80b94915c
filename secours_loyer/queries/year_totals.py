"""The totals of a year for those who may read every file: nothing of it is hidden from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from actors import rules
from actors.models import User
from reims_solidarite.kit.dates import paris_instant
from secours_loyer.models import Award, Decision, EntryKind, Outcome, PaymentEntry, RentRequest
from secours_loyer.states import RequestState


@dataclass(frozen=True)
class YearTotals:
    """`backlog`: the requests that wait, by state, whatever their year."""

    year: int
    filed: int
    granted: int
    refused: int
    granted_cents: int
    paid_cents: int
    backlog: tuple[tuple[str, int], ...]


WAITING = (
    *(RequestState.FILED, RequestState.INCOMPLETE, RequestState.STUDIED, RequestState.OPINION),
    *(RequestState.VALIDATED, RequestState.REGISTERED, RequestState.ADJOURNED),
)


def year_totals(user: User, *, on: date) -> YearTotals | None:
    """Nothing for the others: the total of a table beside it would give a hidden count away."""
    if not rules.MANAGER.allows(user):
        return None
    since = paris_instant(date(on.year, 1, 1))
    decided = Decision.objects.filter(replaced_by=None, decided_at__gte=since)
    outcomes = dict(decided.order_by().values_list("outcome").annotate(Count("pk")))
    granted = Award.objects.filter(revoked_at=None, decision__decided_at__gte=since)
    paid = PaymentEntry.objects.filter(kind=EntryKind.PAID, at__gte=since)
    waits = dict(
        RentRequest.objects.filter(state__in=WAITING)
        .order_by()
        .values_list("state")
        .annotate(Count("pk"))
    )
    return YearTotals(
        year=on.year,
        filed=RentRequest.objects.filter(filed_at__gte=since).count(),
        granted=outcomes.get(Outcome.GRANTED, 0),
        refused=outcomes.get(Outcome.REFUSED, 0),
        granted_cents=granted.aggregate(total=Sum("amount_cents"))["total"] or 0,
        paid_cents=paid.aggregate(total=Sum("amount"))["total"] or 0,
        backlog=tuple((str(state.label), waits.get(state, 0)) for state in WAITING),
    )
