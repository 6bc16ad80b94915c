"""Facts of what is granted and not paid yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from reims_solidarite.kit.dates import add_months, paris_day, paris_instant
from secours_loyer.alert_parameters import AWARD_DAYS, AWARD_MONTHS, ORDER_DAYS
from secours_loyer.models import AlertKind, Award, LandlordAccount, MoneySeal, PaymentOrder
from secours_loyer.queries.alerts.due import Due
from secours_loyer.states import DEAD_ORDER, PAYABLE, UNANSWERED, AccountState, OrderState

WAITING = (
    *(OrderState.DRAFT, OrderState.CHECKED, OrderState.APPROVED_ONCE, OrderState.APPROVED),
    *(OrderState.IN_BATCH, *UNANSWERED),
)


def old_awards(on: date, rules: Mapping[str, Any]) -> Iterator[Due]:
    """Granted long ago, and no order pays it."""
    months, days = int(rules[AWARD_MONTHS.name]), int(rules[AWARD_DAYS.name])
    for row in _unpaid().select_related("decision"):
        until = add_months(paris_day(row.decision.decided_at), months)
        if on >= until - timedelta(days=days):
            yield Due(AlertKind.AWARD, f"aide:{row.pk}", row.decision.request_id, until)


def stuck_orders(on: date, rules: Mapping[str, Any]) -> Iterator[Due]:
    """No step for days: every step of an order leaves a seal."""
    days = timedelta(days=int(rules[ORDER_DAYS.name]))
    seals = MoneySeal.objects.filter(
        object_type=PaymentOrder._meta.label_lower, object_id=OuterRef("pk")
    ).order_by("-pk")
    rows = (
        PaymentOrder.objects.filter(state__in=WAITING)
        .annotate(moved=Subquery(seals.values("at")[:1]))
        .filter(moved__lt=paris_instant(on - days))
        .values_list("pk", "state", "moved", "award__decision__request")
    )
    for pk, state, instant, request in rows:
        moved = paris_day(instant)
        yield Due(AlertKind.ORDER, f"ordre:{pk}:{state}:{moved}", request, moved + days)


def blocked_accounts(on: date, _rules: Mapping[str, Any]) -> Iterator[Due]:
    """Aid waits, and the account of its landlord is blocked with no other one active."""
    landlord = OuterRef("decision__request__tenancy__landlord")
    of_landlord = LandlordAccount.objects.filter(landlord=landlord)
    blocked = of_landlord.filter(state=AccountState.BLOCKED).order_by("-pk")
    rows = (
        _unpaid()
        .exclude(Exists(of_landlord.filter(state=AccountState.ACTIVE)))
        .annotate(blocked=Subquery(blocked.values("pk")[:1]))
        .exclude(blocked=None)
        .select_related("decision")
    )
    for row in rows:
        key = f"compte:{row.blocked}:{row.pk}"
        yield Due(AlertKind.ACCOUNT, key, row.decision.request_id, on)


def _unpaid() -> Any:
    live = PaymentOrder.objects.filter(award=OuterRef("pk")).exclude(state__in=DEAD_ORDER)
    return Award.objects.filter(
        ~Exists(live), revoked_at=None, decision__request__state__in=PAYABLE
    )
