"""The one door of the grocery's messages: it knows how each person wants to be reached.

Whoever prefers the telephone gets no e-mail but the answer to what they did themselves: the
coordinator finds the rest under « À appeler ». The coordination and the associations read e-mails.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from actors.actions.messages import Letter, write_messages
from actors.models import Message, User
from epicerie.models import (
    Assignment,
    CalledPerson,
    Channel,
    Exchange,
    Language,
    Occasion,
    PhoneCall,
    Volunteer,
)

# What whoever prefers the telephone is called about; None: not worth a call, their page says it.
BY_PHONE: Mapping[str, Occasion | None] = {
    "epicerie.place_taken": Occasion.TAKEN,
    "epicerie.place_given_up": None,
    "epicerie.place_assigned": Occasion.ASSIGNED,
    "epicerie.place_received": Occasion.ASSIGNED,
    "epicerie.place_substituted": Occasion.REMOVED,
    "epicerie.place_taken_back": Occasion.REMOVED,
    "epicerie.day_cancelled": Occasion.CANCELLED,
    "epicerie.rota_published": Occasion.PUBLISHED,
    "epicerie.rota_changed": Occasion.PUBLISHED,
    "epicerie.first_reminder": Occasion.FIRST,
    "epicerie.second_reminder": Occasion.SECOND,
    "epicerie.replacement_asked": Occasion.CALL,
    "epicerie.replacement_over": None,
    "epicerie.exchange_asked": Occasion.OFFERED,
    "epicerie.exchange_declined": Occasion.DECLINED,
    "epicerie.exchange_done": Occasion.EXCHANGED,
    "epicerie.exchange_ended": Occasion.LAPSED,
}
# Always e-mails: to the coordination, and to the associations.
TO_OFFICES = frozenset(
    {
        "epicerie.late_give_up",
        "epicerie.replacement_needed",
        "epicerie.proposal_accepted",
        "epicerie.proposal_refused",
    }
)


@dataclass(frozen=True)
class Subject:
    """What a telephone call is about: one of three; `occasion` where it is not the kind's own."""

    assignment: Assignment | None = None
    called: CalledPerson | None = None
    exchange: Exchange | None = None
    occasion: Occasion | None = None


@dataclass(frozen=True)
class Notice:
    """Something to tell one volunteer, once for each `dedupe_key`.

    `about`: one call to make for each, if they are telephoned. `own_act`: the answer to what they
    have just done themselves, on a screen.
    """

    volunteer: Volunteer
    dedupe_key: str
    context: Mapping[str, object]
    about: tuple[Subject, ...]
    own_act: bool = False
    secret: str = ""


def tell(kind: str, notice: Notice, *, at: datetime) -> Message | None:
    """`tell_all` for one; the e-mail, or None: told already, or to be telephoned."""
    written = tell_all(kind, [notice], at=at)
    return written[0][1] if written else None


def tell_all(kind: str, notices: Iterable[Notice], *, at: datetime) -> list[tuple[Notice, Message]]:
    """In the language and by the channel of each, in as many queries as for one; the e-mails."""
    occasion = BY_PHONE[kind]
    letters, calls = {}, []
    for notice in notices:
        volunteer = notice.volunteer
        if notice.own_act or volunteer.channel != Channel.PHONE:
            letters[notice.dedupe_key] = notice
        elif occasion is not None:
            calls += [_call(volunteer, about, occasion, at) for about in notice.about]
    if calls:
        PhoneCall.objects.bulk_create(calls, ignore_conflicts=True)
    written = write_messages(kind, map(_letter, letters.values()), at=at) if letters else []
    return [(letters[letter.dedupe_key], message) for letter, message in written]


def tell_office(
    kind: str, people: Iterable[User], *, event: str, context: Mapping[str, object], at: datetime
) -> None:
    """To the coordination or to an association, by e-mail; `event`: what is told once to each."""
    if kind not in TO_OFFICES:
        raise ValueError(f"{kind} is written to a volunteer")
    letters = [
        Letter(
            to=person,
            dedupe_key=f"{kind}:{event}:{person.pk}",
            context={"first_name": person.first_name, **context},
            language=Language.FRENCH.value,
        )
        for person in people
    ]
    write_messages(kind, letters, at=at)


def _letter(notice: Notice) -> Letter:
    return Letter(
        to=notice.volunteer.user,
        dedupe_key=notice.dedupe_key,
        context={"first_name": notice.volunteer.user.first_name, **notice.context},
        secret=notice.secret,
        language=notice.volunteer.language,
    )


def _call(volunteer: Volunteer, about: Subject, usual: Occasion, at: datetime) -> PhoneCall:
    return PhoneCall(
        occasion=about.occasion or usual,
        volunteer=volunteer,
        assignment=about.assignment,
        called=about.called,
        exchange=about.exchange,
        created_at=at,
    )
