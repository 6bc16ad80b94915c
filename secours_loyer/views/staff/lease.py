"""The lease of a request and its eviction procedure: what happened, what comes, what to do."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from actors import rules
from actors.models import User
from reims_solidarite.kit.clock import today
from secours_loyer.actions.apart import TIED_LEASE
from secours_loyer.actions.rule_of_day import unpaid_for_benefits
from secours_loyer.legal_dates import clause_deadline
from secours_loyer.models import RentRequest
from secours_loyer.queries.lease_page import lease_page
from secours_loyer.queries.ties import is_tied_to_lease
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.lease_steps import STEPS
from secours_loyer.views.staff.step_page import StepPage


class LeasePage(StepPage):
    """For whoever follows the household: payments only need to know that the lease is blocked."""

    rule = rules.LEASE_READER
    steps = STEPS
    template = "secours_loyer/staff/lease.html"

    def find(self, user: User, **key: Any) -> RentRequest:
        rows = RentRequest.objects.visible_to(user).with_people()
        shown = rows.prefetch_related(
            "tenancy__events__new_landlord",
            "tenancy__events__noted_by",
            "tenancy__acts__noted_by",
            "tenancy__renewals__by",
        )
        return get_object_or_404(shown, uid=key["uid"])

    def closed_to(self, target: Any, user: User) -> str:
        return TIED_LEASE if is_tied_to_lease(target.tenancy, user) else ""

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:lease", args=[target.uid])

    def context_of(self, target: Any) -> dict[str, Any]:
        on = today()
        note_shown(self.request, [target], ["identity", "housing", "eviction"])
        crumb = (target.number, reverse("secours_loyer:file", args=[target.uid]))
        return {
            **task_frame(self.request, f"Bail et procédure {target.number}", crumb),
            **lease_page(target, on=on),
            "unpaid": unpaid_for_benefits(target, on=on),
            "clause": clause_deadline(target.tenancy.lease_date, on),
        }
