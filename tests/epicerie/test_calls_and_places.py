"""A call and the rota agree: a place taken anywhere is a « oui », nobody is asked twice at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actors.models import JournalEntry, Message
from epicerie.actions.calls import advance_call, ask_more, start_call
from epicerie.actions.exchanges import accept_exchange, offer_exchange
from epicerie.actions.places import give_up_place, hold_place
from epicerie.models import CalledPerson, Channel, PhoneCall, ReplacementCall, Wave
from tests.epicerie import rota_cast as rota
from tests.epicerie.call_cast import advance, called, only_call

pytestmark = pytest.mark.django_db
DAY, NEXT = date(2026, 12, 3), date(2026, 12, 10)


@pytest.fixture
def people(cast):
    return {
        name: rota.volunteer(cast.grocery, cast.entraide, name) for name in ("ana", "bob", "cleo")
    }


@pytest.fixture
def freed(cast, people, at):
    """Vera gave up the only place of the welcome; there is room on the shelves."""
    vera = rota.volunteer(cast.grocery, cast.entraide, "vera")
    opened = rota.opening(cast.grocery, accueil=1, rayons=1)
    held = hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    return give_up_place(held, by=vera.user, at=at)


def told(kind: str, volunteer) -> int:
    return Message.objects.filter(kind=kind, recipient=volunteer.user).count()


def test_taking_the_place_on_the_page_is_a_yes_to_the_call(freed, people, at):
    advance(at)
    ana, bob = people["ana"], people["bob"]
    hold_place(freed.need, volunteer=ana, by=ana.user, at=at)
    call = advance(at)
    assert call.end_reason == "filled"
    said = called(ana)
    assert (said.answer, said.answered_at, said.answered_by) == ("yes", at, ana.user)
    assert told("epicerie.place_taken", ana) == 1
    assert told("epicerie.replacement_over", ana) == 0, "they would believe they may stay at home"
    assert told("epicerie.replacement_over", bob) == 1
    assert JournalEntry.objects.filter(verb="answer_call").count() == 1


def test_placed_by_the_coordinator_the_person_is_no_longer_to_be_telephoned(
    cast, freed, people, at
):
    ana = people["ana"]
    ana.channel = Channel.PHONE
    ana.save()
    advance(at)
    hold_place(freed.need, volunteer=ana, by=cast.grocery, at=at)
    line = PhoneCall.objects.get(called=called(ana))
    assert (called(ana).answer, line.done_at, line.dropped_at) == ("yes", at, None)


def test_the_place_of_another_taken_by_an_exchange_is_a_yes_too(cast, freed, people, at):
    need = freed.need
    need.places = 2
    need.save()
    ana, bob = people["ana"], people["bob"]
    place = hold_place(need, volunteer=bob, by=bob.user, at=at)
    call = advance(at)
    assert (call.ended_at, called(ana).answer) == (None, "")
    offered = offer_exchange(place, asked=ana, wanted=None, by=bob.user, at=at)
    accept_exchange(offered, volunteer=ana, by=ana.user, at=at)
    assert called(ana).answer == "yes"
    assert only_call().ended_at is None, "one place is still to fill"


def test_whoever_comes_that_day_at_another_post_does_not_read_that_they_have_nothing_to_do(
    freed, people, at
):
    advance(at)
    ana, bob, cleo = people.values()
    hold_place(rota.need(freed.opening, "rayons"), volunteer=ana, by=ana.user, at=at)
    hold_place(freed.need, volunteer=bob, by=bob.user, at=at)
    advance(at)
    assert called(ana).answer == "", "another place is not this one"
    assert told("epicerie.replacement_over", ana) == 0
    assert told("epicerie.replacement_over", cleo) == 1


@pytest.fixture
def two_calls(cast, freed, at):
    """The call of the place given up has asked everybody; another day misses somebody too."""
    advance(at)
    first = only_call()
    other = rota.need(rota.opening(cast.grocery, NEXT, accueil=1))
    return first, start_call(other, by=cast.grocery, at=at)


def asked_by(call: ReplacementCall) -> int:
    return CalledPerson.objects.filter(call=call).count()


def test_nobody_is_asked_for_two_places_at_once(two_calls, at):
    first, second = two_calls
    advance_call(second.pk, at=at)
    second.refresh_from_db()
    by_both = set(CalledPerson.objects.filter(call=second).values_list("volunteer", flat=True))
    by_both &= set(CalledPerson.objects.filter(call=first).values_list("volunteer", flat=True))
    assert not by_both
    assert asked_by(first) == 3


def test_a_wave_without_anybody_else_waits_until_they_have_had_time_to_answer(
    cast, two_calls, freed, at
):
    _, second = two_calls
    freed.volunteer.active = False
    freed.volunteer.save()
    for early in (at, at + timedelta(minutes=5), at + timedelta(hours=1)):
        advance_call(second.pk, at=early)
    second.refresh_from_db()
    assert (second.wave, asked_by(second)) == (Wave.ASSOCIATION, 0)
    assert not Message.objects.filter(kind="epicerie.replacement_needed").exists()
    morning = at + timedelta(days=1)
    advance_call(second.pk, at=morning)
    second.refresh_from_db()
    assert (second.wave, asked_by(second)) == (Wave.EVERYONE, 3)


def test_urgent_calls_ask_everybody_at_once(cast, two_calls, at):
    first, _ = two_calls
    urgent = first.need.opening.begins_at - timedelta(hours=1)
    later = urgent.replace(hour=7, minute=30)
    need = rota.need(first.need.opening, "rayons")
    third = start_call(need, by=cast.grocery, at=later)
    advance_call(third.pk, at=later)
    assert asked_by(third) == 3


def test_the_coordinator_who_asks_further_people_reaches_the_least_troubled_first(
    cast, two_calls, at
):
    _, second = two_calls
    ask_more(second, by=cast.grocery, at=at)
    first = CalledPerson.objects.filter(call=second).order_by("rank").first()
    assert first.volunteer.user.first_name == "Vera", "nobody else was asked a moment ago"
