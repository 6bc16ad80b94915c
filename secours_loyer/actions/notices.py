"""Telling people that there is something to read, without saying what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from actors.actions.messages import Letter, write_messages
from reims_solidarite.kit.templatetags.french import instant
from secours_loyer.models import CommissionSession, RentRequest


def tell_filer(request: RentRequest, kind: str, *, event: str, at: datetime, **said: str) -> None:
    """One e-mail to whoever filed the request; staff find it on their dashboard instead."""
    tell_filers({event: request}, kind, at=at, **said)


def tell_filers(events: Mapping[str, RentRequest], kind: str, *, at: datetime, **said: str) -> None:
    """The same e-mail about each event, to whoever filed its request."""
    letters = [
        _letter(request, kind, event, said)
        for event, request in events.items()
        if request.filed_by.is_active and not request.filed_by.is_staff
    ]
    write_messages(f"secours_loyer.{kind}", letters, at=at)


def tell_members(session: CommissionSession, *, at: datetime) -> None:
    """The day, hour or place of a session changed: to its members who have an account."""
    path = reverse("secours_loyer:session", args=[session.number])
    letters = [
        Letter(
            to=row.user,
            dedupe_key=(
                f"secours_loyer.session_moved:{session.pk}:{row.user.pk}"
                f":{session.held_at.isoformat()}:{at.isoformat()}"
            ),
            context={
                "first_name": row.user.first_name,
                "number": session.number,
                "day": instant(session.held_at),
                "place": session.place,
                "url": f"{settings.WEBSITE_ADDRESS}{path}",
            },
        )
        for row in session.members.select_related("user")
        if row.user is not None and row.user.is_active
    ]
    write_messages("secours_loyer.session_moved", letters, at=at)


def _letter(request: RentRequest, kind: str, event: str, said: Mapping[str, str]) -> Letter:
    person = request.filed_by
    path = reverse("secours_loyer:own_request", args=[request.uid])
    return Letter(
        to=person,
        dedupe_key=f"secours_loyer.{kind}:{event}:{person.pk}",
        context={
            **said,
            "first_name": person.first_name,
            "number": request.number,
            "url": f"{settings.WEBSITE_ADDRESS}{path}",
        },
    )
