"""From meetings and seats to the entries of a calendar file."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from assises.exports.calendar import Entry
from assises.models import Meeting, Registration, RegistrationState, Seat, SessionKind

DOMAIN = "solidarite.reims.example"
KEPT = timedelta(days=400)
UNKNOWN_LENGTH = timedelta(hours=1)


def meeting_entries(*, on: date, group_slug: str | None = None) -> list[Entry]:
    """Meetings of one group or of all, a year of past ones included."""
    rows = Meeting.objects.filter(day__gte=on - KEPT).select_related("group")
    if group_slug is not None:
        rows = rows.filter(group__slug=group_slug)
    return [_meeting(meeting) for meeting in rows.order_by("day", "starts", "pk")]


def _meeting(meeting: Meeting) -> Entry:
    path = reverse("assises:group", args=[meeting.group.slug])
    return Entry(
        uid=f"reunion-{meeting.uid}@{DOMAIN}",
        title=meeting.group.name,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        place=meeting.place,
        changed=meeting.changed_at,
        sequence=meeting.sequence,
        cancelled=meeting.is_cancelled,
        text=meeting.agenda,
        url=f"{settings.WEBSITE_ADDRESS}{path}",
    )


def own_entries(registration: Registration) -> list[Entry]:
    """The sessions for everyone, and the workshops that a registered person holds.

    A cancelled registration keeps its entries, marked, so that calendars remove them.
    """
    cancelled = registration.state != RegistrationState.CONFIRMED
    edition = registration.edition
    held = Seat.objects.held().filter(registration=registration).values("session")
    sessions = edition.sessions.filter(~Q(kind=SessionKind.WORKSHOP) | Q(pk__in=held))
    return [
        Entry(
            uid=f"seance-{registration.uid}-{session.pk}@{DOMAIN}",
            title=session.title,
            starts=session.starts_at,
            ends=session.ends_at or session.starts_at + UNKNOWN_LENGTH,
            place=", ".join(filter(None, [session.room, edition.place])),
            changed=registration.cancelled_at or registration.registered_at,
            sequence=1 if cancelled else 0,
            cancelled=cancelled,
        )
        for session in sessions.order_by("starts_at", "pk")
    ]
