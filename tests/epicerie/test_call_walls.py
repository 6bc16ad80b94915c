"""What the database refuses about calls and links, whatever the path."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from actors.models import Message
from epicerie.actions.places import hold_place
from epicerie.models import (
    CalledPerson,
    CallEnd,
    Occasion,
    PhoneCall,
    PlaceLink,
    ReplacementCall,
    Wave,
)
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, accueil=2)


@pytest.fixture
def vera(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "vera")


@pytest.fixture
def call(opened, at):
    return ReplacementCall.objects.create(need=rota.need(opened), created_at=at)


@pytest.fixture
def called(call, vera, at):
    return CalledPerson.objects.create(
        call=call, volunteer=vera, wave=Wave.STANDBY, rank=1, asked_at=at
    )


@pytest.fixture
def message(vera, at):
    return Message.objects.create(
        kind="epicerie.place_taken",
        address=vera.user.email,
        subject="-",
        text="-",
        dedupe_key="t:1",
        created_at=at,
    )


def refused(error: type[Exception] = IntegrityError, match: str = ""):
    return pytest.raises(error, match=match)


def test_one_live_call_for_each_need(call, at):
    with refused(match="call_one_live"), transaction.atomic():
        ReplacementCall.objects.create(need=call.need, created_at=at)
    call.ended_at, call.end_reason = at, CallEnd.FILLED
    call.save()
    assert ReplacementCall.objects.create(need=call.need, created_at=at)


@pytest.mark.parametrize(
    ("fields", "wall"),
    [
        ({"end_reason": "filled"}, "call_end_says_why"),
        ({"wave": 1}, "call_wave_known"),
        ({"wave": 5}, "call_wave_known"),
    ],
)
def test_a_call_says_how_far_it_is_and_why_it_ends(call, fields, wall):
    with refused(match=wall), transaction.atomic():
        ReplacementCall.objects.filter(pk=call.pk).update(**fields)


def test_nobody_is_asked_twice_by_one_call(called, at):
    with refused(match="called_once"), transaction.atomic():
        CalledPerson.objects.create(
            call=called.call, volunteer=called.volunteer, wave=3, rank=9, asked_at=at
        )


def test_the_coordinator_is_not_one_of_the_people_asked(call, vera, at):
    with refused(match="called_in_a_wave"), transaction.atomic():
        CalledPerson.objects.create(call=call, volunteer=vera, wave=4, rank=1, asked_at=at)


def test_an_answer_is_dated_and_given_once(called, at):
    rows = CalledPerson.objects.filter(pk=called.pk)
    with refused(match="called_answer_dated"), transaction.atomic():
        rows.update(answer="yes")
    rows.update(answer="no", answered_at=at)
    with refused(ProgrammingError, match="Invalid transition"), transaction.atomic():
        rows.update(answer="yes")


def test_calls_and_people_asked_are_never_deleted(called):
    for row in (called, called.call):
        with refused(ProgrammingError, match="Cannot delete"), transaction.atomic():
            type(row).objects.filter(pk=row.pk)._raw_delete("default")


def test_a_link_has_one_subject_one_life_and_one_end(called, opened, vera, message, at):
    held = hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    life = {"message": message, "created_at": at, "expires_at": at + timedelta(days=1)}
    with refused(match="link_one_subject"), transaction.atomic():
        PlaceLink.objects.create(occasion="call", digest="a", **life)
    with refused(match="link_one_subject"), transaction.atomic():
        PlaceLink.objects.create(
            occasion="call", digest="a", called=called, assignment=held, **life
        )
    with refused(match="link_has_a_life"), transaction.atomic():
        PlaceLink.objects.create(
            occasion="first", digest="a", assignment=held, **(life | {"expires_at": at})
        )
    link = PlaceLink.objects.create(occasion=Occasion.FIRST, digest="a", assignment=held, **life)
    with refused(match="link_once_an_occasion"), transaction.atomic():
        PlaceLink.objects.create(occasion="first", digest="b", assignment=held, **life)
    with refused(match="link_one_end"), transaction.atomic():
        PlaceLink.objects.filter(pk=link.pk).update(used_at=at, revoked_at=at)
    with refused(ProgrammingError, match="read-only|Cannot"), transaction.atomic():
        PlaceLink.objects.filter(pk=link.pk).update(digest="z")
    PlaceLink.objects.filter(pk=link.pk).update(revoked_at=at)
    assert PlaceLink.objects.create(occasion="first", digest="b", assignment=held, **life)


def test_a_link_answers_one_call_once(called, message, at):
    life = {"message": message, "created_at": at, "expires_at": at + timedelta(days=1)}
    PlaceLink.objects.create(occasion="call", digest="a", called=called, **life)
    with refused(match="link_once_a_call"), transaction.atomic():
        PlaceLink.objects.create(occasion="call", digest="b", called=called, **life)


def test_a_telephone_call_is_listed_once_and_made_by_somebody(cast, called, vera, at):
    asked = {"volunteer": vera, "called": called, "occasion": "call", "created_at": at}
    row = PhoneCall.objects.create(**asked)
    with refused(match="phone_call_once_a_call"), transaction.atomic():
        PhoneCall.objects.create(**asked)
    with refused(match="phone_call_done_by_somebody"), transaction.atomic():
        PhoneCall.objects.filter(pk=row.pk).update(done_at=at)
    with refused(match="phone_call_one_subject"), transaction.atomic():
        PhoneCall.objects.create(volunteer=vera, occasion="first", created_at=at)


def test_a_message_that_left_is_not_withdrawn(message, at):
    with refused(match="message_sent_or_withdrawn"), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(sent_at=at, withdrawn_at=at)
