"""Appeals that wait for an answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from actors import rules
from actors.models import User
from secours_loyer.models import Appeal, RentRequest
from secours_loyer.queries.appeals import appeal_answer_day
from secours_loyer.queries.work_lists.task import Task

# Two months of silence reject an appeal: the last two weeks stand out.
NEAR = timedelta(days=15)


def appeals_waiting(user: User, on: date) -> tuple[Task, ...]:
    """The oldest first, with the day before which they are answered."""
    rows = (
        Appeal.objects.open()
        .filter(decision__request__in=RentRequest.objects.visible_to(user))
        .select_related("decision__request__household")
        .order_by("received_on", "pk")
    )

    def line(row: Appeal) -> dict[str, Any]:
        request, until = row.decision.request, appeal_answer_day(row)
        late = ", arrivé hors délai" if row.late else ""
        return {
            "label": f"{request.number} – {request.household.number}",
            "url": reverse("secours_loyer:file", args=[request.uid]),
            "detail": (
                f"recours reçu le {row.received_on:%d/%m/%Y}{late} ; sans réponse le "
                f"{until:%d/%m/%Y}, il est rejeté."
            ),
            "urgent": until <= on + NEAR,
        }

    return ((rules.COMMISSION_READER, "Recours à examiner", rows, line),)
