"""Answering a call, or the link of an e-mail. The first « oui » wins, under the need's lock."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from actors import rules
from actors.models import User
from epicerie.actions.calls import note_answer
from epicerie.actions.confirming import confirm_place
from epicerie.actions.locks import lock_need
from epicerie.actions.places import give_up_place, hold_place
from epicerie.models import Answer, CalledPerson, PlaceLink, ReplacementCall
from epicerie.queries.links import link_of
from epicerie.queries.replacement import missing_places
from reims_solidarite.kit.deferring import defer
from reims_solidarite.kit.transitions import Refused

NO_LONGER = _(
    "Ce lien ne répond plus. Regardez vos créneaux sur le portail, ou appelez l’épicerie."
)


class Said(Enum):
    """The two buttons of every answer page."""

    YES = "oui"
    NO = "non"


@transaction.atomic
def answer_call(called: CalledPerson, *, yes: bool, by: User, at: datetime) -> CalledPerson:
    """Note the answer; a « oui » holds the place, or is noted as too late when none is left.

    By the person themselves, or by the coordinator who has them on the telephone. A second answer
    changes nothing. Refused with the reason when the person may not hold the place.
    """
    need = lock_need(called.call.need_id)
    call = ReplacementCall.objects.select_for_update(of=("self",)).get(pk=called.call_id)
    person = (
        CalledPerson.objects.select_for_update(of=("self",))
        .select_related("volunteer__user")
        .get(pk=called.pk)
    )
    oneself = person.volunteer.user_id == by.pk
    if not oneself and not rules.GROCERY.allows(by):
        raise Refused("Seule la coordination répond pour une autre personne.")
    if person.answer:
        return person
    if yes and call.ended_at is None and missing_places(need) > 0:
        # The call hears the answer with the place (`settle_calls`), and ends if it was the last.
        hold_place(need, volunteer=person.volunteer, by=by, at=at, tell=oneself, agreed=True)
        person.refresh_from_db(fields=["answer", "answered_at", "answered_by"])
        return person
    note_answer(person, Answer.LATE if yes else Answer.NO, by=by, at=at)
    if not yes:
        defer("epicerie.advance_call", call_id=call.pk)
    return person


@transaction.atomic
def answer_link(token: str, said: Said, *, at: datetime) -> PlaceLink:
    """What the button of a link does, in the name of the person whom the e-mail was for.

    « Je confirme » leaves the link open, because giving up must stay possible; every other answer
    uses it up. Refused when the link no longer answers.
    """
    found = link_of(token)
    if found is None:
        raise Refused(gettext(NO_LONGER))
    # The need first, as everywhere: two taps on the same button wait for each other here.
    lock_need(found.need.pk)
    link = PlaceLink.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if link.used_at or link.revoked_at or link.expires_at <= at:
        raise Refused(gettext(NO_LONGER))
    if found.assignment is not None and said is Said.YES:
        confirm_place(found.assignment, by=found.assignment.volunteer.user, at=at)
        return link
    link.used_at = at
    link.save(update_fields=["used_at"])
    if found.assignment is not None:
        give_up_place(found.assignment, by=found.assignment.volunteer.user, at=at)
    elif found.called is not None:
        person = found.called
        answer_call(person, yes=said is Said.YES, by=person.volunteer.user, at=at)
    return link
