"""Calling for replacements: opening a call, its waves, its end. Locks: need, call, people.

A wave is chosen and written in one transaction: a worker that dies leaves the whole wave to the
next one, and nobody has two e-mails.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from actors import rules
from actors.actions.journal import record
from actors.models import User
from epicerie.actions.locks import lock_need
from epicerie.actions.outbox import Notice, Subject, tell, tell_all, tell_office
from epicerie.models import (
    Answer,
    Assignment,
    CalledPerson,
    CallEnd,
    Occasion,
    OpeningNeed,
    PhoneCall,
    PlaceLink,
    ReplacementCall,
    Wave,
)
from epicerie.queries.links import link_digest, numbered
from epicerie.queries.people import coordinators
from epicerie.queries.quiet_hours import is_night
from epicerie.queries.replacement import (
    Pace,
    asked_elsewhere,
    is_due,
    missing_places,
    of_wave,
    pace,
    ranked,
    reason_to_end,
)
from epicerie.states import OpeningState
from reims_solidarite.kit.deferring import defer
from reims_solidarite.kit.failpoints import failpoint
from reims_solidarite.kit.transitions import Refused

TOLD = {CallEnd.FILLED, CallEnd.SHRUNK, CallEnd.STOPPED, CallEnd.CANCELLED}


def call_for(
    need: OpeningNeed, *, freed: Assignment | None, by: User | None, at: datetime
) -> ReplacementCall | None:
    """Look for somebody, if a place is missing before the opening begins. `need` is locked.

    A call in course goes on: it now looks for one person more.
    """
    opening = need.opening
    if opening.state != OpeningState.PLANNED or opening.begins_at <= at:
        return None
    if missing_places(need) <= 0:
        return None
    live = ReplacementCall.objects.live().filter(need=need).first()
    if live is not None:
        return live
    call = ReplacementCall.objects.create(need=need, freed=freed, created_at=at, created_by=by)
    record("open_call", call, by=by, at=at, need=need.pk)
    _soon(call)
    return call


@transaction.atomic
def start_call(need: OpeningNeed, *, by: User, at: datetime) -> ReplacementCall:
    """The coordinator has people called for an empty place."""
    _require_coordinator(by)
    locked = lock_need(need.pk)
    if ReplacementCall.objects.live().filter(need=locked).exists():
        raise Refused("Un appel est déjà en cours pour ce poste.")
    call = call_for(locked, freed=None, by=by, at=at)
    if call is None:
        raise Refused("Il n’y a personne à chercher : le poste est complet, ou l’heure est passée.")
    return call


@transaction.atomic
def call_for_empty_place(need: OpeningNeed, *, at: datetime) -> ReplacementCall | None:
    """A place of the published rota that nobody took."""
    return call_for(lock_need(need.pk), freed=None, by=None, at=at)


def settle_calls(needs: Iterable[OpeningNeed], *, by: User | None, at: datetime) -> None:
    """Hear who took a place, however they did; end the calls that have nobody left to look for.

    The needs are locked.
    """
    by_id = {need.pk: need for need in needs}
    live = (
        ReplacementCall.objects.live()
        .select_for_update(of=("self",))
        .filter(need__in=by_id)
        .order_by("pk")
    )
    for call in live:
        holding = Assignment.objects.active().filter(need=call.need_id).values("volunteer")
        waiting = CalledPerson.objects.waiting().filter(call=call, volunteer__in=holding)
        for person in waiting.select_related("volunteer").order_by("pk"):
            note_answer(person, Answer.YES, by=by, at=at)
        if why := reason_to_end(call, by_id[call.need_id], at=at):
            _end(call, why, by=by, at=at)


def note_answer(person: CalledPerson, answer: Answer, *, by: User | None, at: datetime) -> None:
    """What a person said, once; nobody telephones them about it any more. The call is locked."""
    PhoneCall.objects.to_make().filter(called=person).update(done_at=at, done_by=by)
    person.answer, person.answered_at, person.answered_by = answer, at, by
    person.save(update_fields=["answer", "answered_at", "answered_by"])
    oneself = by is not None and person.volunteer.user_id == by.pk
    record("answer_call", person.call, by=by, at=at, answer=str(answer.value), oneself=oneself)


@transaction.atomic
def stop_call(call: ReplacementCall, *, by: User, at: datetime) -> ReplacementCall:
    """The coordinator looks for nobody any more; those who were asked are told."""
    _require_coordinator(by)
    locked = _locked(call)
    if locked.ended_at is not None:
        raise Refused("Cet appel est déjà terminé.")
    _end(locked, CallEnd.STOPPED, by=by, at=at)
    return locked


@transaction.atomic
def ask_more(call: ReplacementCall, *, by: User, at: datetime) -> int:
    """The coordinator has further people asked now; how many were."""
    _require_coordinator(by)
    locked = _locked(call)
    if locked.ended_at is not None:
        raise Refused("Cet appel est terminé : ouvrez-en un autre depuis le poste.")
    if is_night(at):
        raise Refused("On n’écrit à personne la nuit : recommencez demain matin.")
    people, rhythm = ranked(locked, locked.need), pace(at)
    resting = asked_elsewhere(locked, since=at - rhythm.usual)
    people.sort(key=lambda row: row.pk in resting)
    chosen = people[: rhythm.sizes[Wave.EVERYONE]]
    if not chosen:
        raise Refused("Toutes les personnes libres et formées ont déjà été sollicitées.")
    _ask(locked, chosen, Wave.EVERYONE, by=by, at=at)
    return len(chosen)


@transaction.atomic
def advance_call(call_id: int, *, at: datetime) -> None:
    """Whatever is due: end the call, tell the others, or ask the next wave. Twice changes nothing.

    At night nothing is written; what is due goes in the morning. Whoever another call has just
    asked is left in peace meanwhile: the wave waits if it has nobody else.
    """
    found = ReplacementCall.objects.filter(pk=call_id).first()
    if found is None:
        return
    call = _locked(found)
    if call.ended_at is None and (why := reason_to_end(call, call.need, at=at)):
        _end(call, why, by=None, at=at)
    if is_night(at):
        return
    if call.ended_at is not None:
        _tell_the_others(call, at=at)
        return
    rhythm, left = pace(at), call.need.opening.begins_at - at
    if not is_due(call, at=at, left=left, rhythm=rhythm):
        return
    _ask_waves(call, rhythm, left, at=at)
    call.save(update_fields=["wave", "wave_at"])


def _locked(call: ReplacementCall) -> ReplacementCall:
    """The need, then the call."""
    need = lock_need(call.need_id)
    locked = (
        ReplacementCall.objects.select_for_update(of=("self",))
        .select_related("freed")
        .get(pk=call.pk)
    )
    locked.need = need
    return locked


def _require_coordinator(by: User) -> None:
    if not rules.GROCERY.allows(by):
        raise Refused("Cela demande le rôle de coordinateur de l’épicerie.")


def _ask_waves(call: ReplacementCall, rhythm: Pace, left: timedelta, *, at: datetime) -> None:
    """The next wave that finds anybody; every wave at once when it is urgent."""
    people = ranked(call, call.need)
    resting = asked_elsewhere(call, since=at - rhythm.rest(left))
    while call.wave < Wave.COORDINATOR:
        wanted = of_wave(call, call.wave + 1, people)
        chosen = [row for row in wanted if row.pk not in resting]
        if wanted and not chosen:
            break  # asked again in a few minutes, until somebody has had time to answer
        call.wave, call.wave_at = call.wave + 1, at
        if call.wave == Wave.COORDINATOR:
            _tell_coordinators(call, at=at)
            break
        chosen = chosen[: rhythm.sizes[call.wave]]
        if not chosen:
            continue
        failpoint("call.chosen")
        _ask(call, chosen, call.wave, by=None, at=at)
        people = [row for row in people if row not in chosen]
        if not rhythm.is_urgent(left):
            break


def _ask(
    call: ReplacementCall, chosen: list[Any], wave: int, *, by: User | None, at: datetime
) -> None:
    rank = CalledPerson.objects.filter(call=call).count()
    for volunteer in chosen:
        rank += 1
        asked = CalledPerson.objects.create(
            call=call, volunteer=volunteer, wave=wave, rank=rank, asked_at=at
        )
        _write(asked, call, at)
        failpoint("call.asked")
    record("ask_wave", call, by=by, at=at, wave=int(wave), people=len(chosen))


def _write(asked: CalledPerson, call: ReplacementCall, at: datetime) -> None:
    secret = secrets.token_urlsafe(24)
    notice = Notice(
        asked.volunteer,
        dedupe_key=f"epicerie.replacement_asked:{asked.pk}",
        context=_place(call),
        about=(Subject(called=asked),),
        secret=secret,
    )
    message = tell("epicerie.replacement_asked", notice, at=at)
    if message is None:
        return
    PlaceLink.objects.create(
        occasion=Occasion.CALL,
        digest=link_digest(numbered(secret, 1)),
        message=message,
        called=asked,
        created_at=at,
        expires_at=call.need.opening.finishes_at,
    )


def _end(call: ReplacementCall, why: CallEnd, *, by: User | None, at: datetime) -> None:
    call.ended_at, call.end_reason = at, why
    call.save(update_fields=["ended_at", "end_reason"])
    PhoneCall.objects.to_make().filter(called__call=call).update(dropped_at=at)
    record("end_call", call, by=by, at=at, why=str(why.value))
    _soon(call)


def _tell_the_others(call: ReplacementCall, *, at: datetime) -> None:
    """Those who had not answered learn it kindly, once; the others read it when they answered.

    Not those who come that day: they would read that they have nothing to do. Once the opening
    is over, nobody is written to any more.
    """
    coming = set(
        Assignment.objects.active()
        .filter(opening=call.need.opening_id)
        .values_list("volunteer", flat=True)
    )
    waiting = list(
        CalledPerson.objects.waiting()
        .filter(call=call, told_at=None)
        .select_related("volunteer__user")
        .order_by("pk")
    )
    if call.end_reason in TOLD and at < call.need.opening.finishes_at:
        notices = [
            Notice(
                asked.volunteer,
                dedupe_key=f"epicerie.replacement_over:{asked.pk}",
                context={**_place(call), "filled": call.end_reason == CallEnd.FILLED},
                about=(Subject(called=asked),),
            )
            for asked in waiting
            if asked.volunteer_id not in coming
        ]
        tell_all("epicerie.replacement_over", notices, at=at)
    told = CalledPerson.objects.filter(pk__in=[asked.pk for asked in waiting])
    told.update(told_at=at)


def _tell_coordinators(call: ReplacementCall, *, at: datetime) -> None:
    asked = CalledPerson.objects.filter(call=call).count()
    tell_office(
        "epicerie.replacement_needed",
        coordinators(),
        event=str(call.pk),
        context={**_place(call), "call_id": call.pk, "asked": asked},
        at=at,
    )
    record("ask_wave", call, by=None, at=at, wave=int(Wave.COORDINATOR), people=asked)


def _place(call: ReplacementCall) -> dict[str, object]:
    opening = call.need.opening
    return {
        "post": str(call.need.post),
        "where": str(opening.site),
        "begins_at": opening.begins_at,
        "finishes_at": opening.finishes_at,
    }


def _soon(call: ReplacementCall) -> None:
    """By its name: the job imports this module."""
    defer("epicerie.advance_call", call_id=call.pk)
