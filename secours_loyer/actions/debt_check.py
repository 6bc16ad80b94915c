"""Months that are claimed, given back, or claimed twice: the debts against what rests on them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from secours_loyer.models import Award, Debt, RepaymentPlan
from secours_loyer.queries.lease_end import last_day
from secours_loyer.states import RELEASED, RUNNING_PLAN, PlanState, RequestState


def debt_faults() -> Iterator[str]:
    """One sentence for each debt or plan at fault."""
    live = Award.objects.filter(decision__request__debt=OuterRef("pk"), revoked_at=None)
    running = RepaymentPlan.objects.filter(debt=OuterRef("pk"), state__in=RUNNING_PLAN)
    ended = (*RELEASED, RequestState.NOTIFIED, RequestState.CLOSED)
    free = Debt.objects.filter(released_at__isnull=False)
    held = free.filter(Exists(live) | Exists(running) | ~Q(request__state__in=ended))
    for number in _numbers(held.filter(request__isnull=False)):
        yield f"{number} : ses mois sont rendus alors qu’elle court, ou qu’une aide les paie."
    kept = Debt.objects.filter(released_at=None, request__state__in=RELEASED)
    for number in _numbers(kept):
        yield f"{number} : elle est finie et ses mois restent réclamés."
    yield from _plans()


def _numbers(debts: object) -> Iterator[str]:
    rows = debts.order_by("pk").values_list("request__number", flat=True)  # type: ignore[attr-defined]
    yield from rows


def _plans() -> Iterator[str]:
    """Invariant 10, and the dates of a plan that is on its way."""
    beyond = RepaymentPlan.objects.filter(
        state__in=RUNNING_PLAN,
        derogation="",
        instalments__due_on__gt=F("request__tenancy__lease_end"),
    )
    beyond = beyond.select_related("request__tenancy")
    for plan in beyond.prefetch_related("request__tenancy__renewals").order_by("pk").distinct():
        # What is answered after the approval changes nothing of what was approved.
        if last_day(plan.request.tenancy, at=plan.approved_at or plan.prepared_at) is not None:
            yield f"{plan} : sa dernière échéance dépasse la fin du bail, sans dérogation."
    early = RepaymentPlan.objects.filter(state=PlanState.DRAFT).filter(
        Q(approved_by__isnull=False)
        | Q(tenant_signed_on__isnull=False)
        | Q(landlord_signed_on__isnull=False)
    )
    for plan in early.order_by("pk").select_related("request"):
        yield f"{plan} : il est approuvé ou signé alors qu’il est en préparation."
