"""Approvals and decisions of payment that no longer count: whoever gave them has no open account
any more, or no role that gives them. The same as `models.order_sql.APPROVED` and `THIRD_PARTY`."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from actors.models import RoleGrant
from actors.roles import Role
from secours_loyer.models import Approval, Batch, PaymentDecision, PaymentOrder
from secours_loyer.models.order_sql import APPROVERS
from secours_loyer.states import OrderState


def _holds(who: str, *roles: Role) -> Exists:
    live = RoleGrant.objects.live().filter(user__is_active=True, role__in=roles)
    return Exists(live.filter(user=OuterRef(who)))


_APPROVES = _holds("approver", *APPROVERS)
_GONE = Approval.objects.filter(~_APPROVES, round=F("order__round"))
_UNSIGNED = PaymentDecision.objects.filter(
    ~_holds("signed_by", Role.SIGNATORY), round=F("order__round")
)


def approver_gone(order: PaymentOrder) -> bool:
    """One of the approvals of what this order says now, or its decision, no longer counts."""
    return PaymentOrder.objects.filter(gone(), pk=order.pk).exists()


def approvals_of(order: PaymentOrder) -> QuerySet[Approval]:
    """Those of what this order says now; `stands`: whoever gave it could give it today."""
    rows = order.approvals.filter(round=order.round).select_related("approver")
    return rows.annotate(stands=_APPROVES)


def gone() -> Q:
    """A condition on orders: to be taken back and approved again."""
    return Q(Exists(_GONE.filter(order=OuterRef("pk")))) | Q(
        Exists(_UNSIGNED.filter(order=OuterRef("pk")))
    )


def to_approve_again() -> QuerySet[PaymentOrder]:
    """Orders in no batch that wait for somebody to take them back."""
    approved = (OrderState.APPROVED_ONCE, OrderState.APPROVED)
    return (
        PaymentOrder.objects.filter(gone(), state__in=approved)
        .select_related("account")
        .order_by("prepared_at", "pk")
    )


def left_by_approvers(orders: Iterable[PaymentOrder]) -> QuerySet[PaymentOrder]:
    """Those of these orders that go no further as they are."""
    return PaymentOrder.objects.filter(gone(), pk__in=[order.pk for order in orders])


def lines_left_by_approvers(batch: Batch) -> QuerySet[PaymentOrder]:
    """The same, among the lines of a batch."""
    return batch.orders.filter(gone()).order_by("line")
