"""Requests that cannot wait for the commission: the signatory may decide them by delegation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q
from django.urls import reverse

from actors import rules
from actors.models import User
from secours_loyer.models import Assessment, DeclaredTie, ProcedureAct, RentRequest
from secours_loyer.queries.procedure import BITES_WITHIN
from secours_loyer.queries.work_lists.task import Task
from secours_loyer.states import URGENT

PRESSED = timedelta(days=10)


def urgent_waiting(user: User, on: date) -> tuple[Task, ...]:
    """Computed, not yet in a session, and a day of the eviction procedure comes; the nearest first.

    Neither those that this person studied nor those of a declared tie: they could not sign them.
    """
    coming = Q(
        tenancy__acts__cancelled_at=None, tenancy__acts__deadline_on__range=(on, on + BITES_WITHIN)
    )
    tied = DeclaredTie.objects.standing().filter(request=OuterRef("pk"), user=user)
    rows = (
        RentRequest.objects.visible_to(user)
        .filter(
            Exists(Assessment.objects.filter(request=OuterRef("pk"))),
            Exists(
                ProcedureAct.objects.standing().filter(
                    tenancy=OuterRef("tenancy"), deadline_on__range=(on, on + BITES_WITHIN)
                )
            ),
            ~Exists(tied),
            state__in=URGENT,
        )
        .exclude(instructor=user)
        .exclude(past_instructors__contains=[user.pk])
        .annotate(bites_on=Min("tenancy__acts__deadline_on", filter=coming))
        .select_related("household")
        .order_by("bites_on", "pk")
    )

    def line(row: Any) -> dict[str, Any]:
        return {
            "label": f"{row.number} – {row.household.number}",
            "url": reverse("secours_loyer:file", args=[row.uid]),
            "detail": (
                f"{row.get_state_display()}. Procédure d’expulsion : date limite le "
                f"{row.bites_on:%d/%m/%Y}."
            ),
            "urgent": row.bites_on <= on + PRESSED,
        }

    return ((rules.SIGNATORY, "Demandes urgentes à décider par délégation", rows, line),)
