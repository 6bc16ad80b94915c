"""Calls for replacement, as the tests run them: jobs by hand, links read from sealed messages."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from actors.jobs import deliver_message
from actors.models import Message
from epicerie.actions.calls import advance_call
from epicerie.models import CalledPerson, ReplacementCall, Volunteer
from reims_solidarite.kit.secrets import unseal

LINK = re.compile(r"/benevole/reponse/(\S+?)/")
# A Monday morning in Reims; `rota_cast.DAY` is the Thursday of the week after.
MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def only_call() -> ReplacementCall:
    return ReplacementCall.objects.get()


def advance(at: datetime) -> ReplacementCall:
    """What the job does for the only call."""
    call = only_call()
    advance_call(call.pk, at=at)
    call.refresh_from_db()
    return call


def asked() -> list[str]:
    """First names of the people asked, in the order in which they were."""
    return [
        row.volunteer.user.first_name
        for row in CalledPerson.objects.select_related("volunteer__user").order_by("rank")
    ]


def called(volunteer: Volunteer) -> CalledPerson:
    return CalledPerson.objects.select_related("call").get(volunteer=volunteer)


def tokens_of(volunteer: Volunteer, kind: str) -> list[str]:
    """The links in the last message of that kind that has not left yet."""
    message = Message.objects.filter(recipient=volunteer.user, kind=kind).latest("created_at")
    whole = message.text.replace("[lien-masqué]", unseal(message.sealed))
    return LINK.findall(whole)


def deliver(message: Message) -> Message:
    deliver_message(message_id=str(message.pk))
    message.refresh_from_db()
    return message
