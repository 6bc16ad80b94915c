"""What the pages of the working groups show."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q

from assises.models import Action, ActionStep, Meeting, MeetingState, ReportState, WorkingGroup
from assises.states import ENDED_VALUES

MOST_REPORTS = 20


def groups_with_next(*, on: date) -> list[WorkingGroup]:
    """Each group with `coming` (its next meetings) and `running` and `ended` (actions)."""
    meetings = Meeting.objects.from_day(on).filter(state=MeetingState.PLANNED)
    ended = Q(actions__state__in=ENDED_VALUES)
    return list(
        WorkingGroup.objects.annotate(
            running=Count("actions", filter=~ended & Q(actions__isnull=False)),
            ended=Count("actions", filter=ended),
        )
        .prefetch_related(Prefetch("meetings", queryset=meetings, to_attr="coming"))
        .order_by("name", "pk")
    )


def group_page(group: WorkingGroup, *, on: date) -> dict[str, Any]:
    """Meetings to come, past meetings with an approved report, actions with their last step."""
    steps = ActionStep.objects.order_by("at", "pk")
    actions = (
        Action.objects.filter(group=group)
        .select_related("owner", "agent__user", "edition")
        .prefetch_related(Prefetch("steps", queryset=steps))
        .order_by("-code")
    )
    return {
        "coming": list(Meeting.objects.from_day(on).filter(group=group)),
        "reports": list(
            Meeting.objects.before(on).filter(group=group, report_state=ReportState.APPROVED)[
                :MOST_REPORTS
            ]
        ),
        "actions": list(actions),
    }
