"""What the public reads of the users' committee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from actors.models import Body, BodyMeeting, BodyMember, College, Seat
from reims_solidarite.kit.dates import paris_day

REPORTS_SHOWN = 12


@dataclass(frozen=True)
class PublicBody:
    """A body as the public sees it: no member's name."""

    body: Body
    colleges: list[College]
    next_meetings: list[BodyMeeting]
    reports: list[BodyMeeting]


def _colleges(body: Body, on: date) -> list[College]:
    """Colleges with how many titulars and substitutes sit that day."""
    sitting = Q(members__mandate__contains=on)
    return list(
        body.colleges.annotate(
            titulars=Count("members", filter=sitting & Q(members__seat=Seat.TITULAR)),
            substitutes=Count("members", filter=sitting & Q(members__seat=Seat.SUBSTITUTE)),
        )
    )


def public_body(slug: str, *, at: datetime) -> PublicBody | None:
    """The body of that address with its published meetings, or None."""
    body = Body.objects.filter(slug=slug).first()
    if body is None:
        return None
    announced = BodyMeeting.objects.published().filter(body=body)
    return PublicBody(
        body=body,
        colleges=_colleges(body, paris_day(at)),
        next_meetings=list(announced.upcoming(at)[:4]),
        reports=list(announced.past(at).exclude(report_published_at=None)[:REPORTS_SHOWN]),
    )


def titular_seats() -> QuerySet[BodyMember]:
    """Seats that a substitute may stand in for."""
    return BodyMember.objects.filter(seat=Seat.TITULAR).select_related("college")
