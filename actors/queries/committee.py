"""What the public reads of the users' committee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actors.models import Body, BodyMeeting, College

REPORTS_SHOWN = 12


@dataclass(frozen=True)
class PublicBody:
    """A body as the public sees it: no member's name."""

    body: Body
    colleges: list[College]
    next_meetings: list[BodyMeeting]
    reports: list[BodyMeeting]


def public_body(slug: str, *, at: datetime) -> PublicBody | None:
    """The body of that address with its published meetings, or None."""
    body = Body.objects.filter(slug=slug).first()
    if body is None:
        return None
    announced = BodyMeeting.objects.published().filter(body=body)
    return PublicBody(
        body=body,
        colleges=list(body.colleges.all()),
        next_meetings=list(announced.upcoming(at)[:4]),
        reports=list(announced.past(at).exclude(report_published_at=None)[:REPORTS_SHOWN]),
    )
