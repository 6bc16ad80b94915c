"""Calls for replacement: who is asked, in which wave, when it goes on and when it ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.models import JournalEntry, Message, Parameter
from epicerie.actions.answers import answer_call
from epicerie.actions.calls import advance_call, ask_more, start_call, stop_call
from epicerie.actions.openings import cancel_day, change_need
from epicerie.actions.places import give_up_place, hold_place, take_back_place
from epicerie.contact_jobs import advance_calls
from epicerie.models import (
    Assignment,
    CalledPerson,
    Channel,
    Liking,
    PhoneCall,
    PostWish,
    ReplacementCall,
    Standby,
    Wave,
)
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota
from tests.epicerie.call_cast import advance, asked, called, only_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, accueil=1)


@pytest.fixture
def vera(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "vera")


@pytest.fixture
def people(cast):
    """Two of the same association as Vera, two of another."""
    return {
        name: rota.volunteer(cast.grocery, where, name)
        for name, where in (
            ("ana", cast.entraide),
            ("bob", cast.entraide),
            ("cleo", cast.secours),
            ("dan", cast.secours),
        )
    }


@pytest.fixture
def freed(opened, vera, people, at):
    """Vera gave up the only place."""
    held = hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    return give_up_place(held, by=vera.user, at=at)


def decide(name: str, number: int) -> None:
    Parameter.objects.create(
        key=name,
        value=number,
        period=DateRange(date(2026, 1, 1), None),
        set_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def test_giving_up_opens_a_call_at_once(freed, at):
    call = only_call()
    assert (call.need, call.freed, call.ended_at) == (freed.need, freed, None)
    assert JournalEntry.objects.filter(verb="open_call").count() == 1


def test_standby_first_then_the_association_then_everyone_then_the_coordinator(
    cast, freed, people, opened, at
):
    Standby.objects.create(opening=opened, volunteer=people["dan"], created_at=at)
    assert advance(at).wave == Wave.STANDBY
    assert asked() == ["Dan"]
    advance(at + timedelta(hours=1))
    assert asked() == ["Dan"], "each wave has its time"
    later = at + timedelta(hours=12)
    assert advance(later).wave == Wave.STANDBY, "nobody is written to at night"
    morning = at + timedelta(days=1)
    assert advance(morning).wave == Wave.ASSOCIATION
    assert asked() == ["Dan", "Ana", "Bob"]
    assert advance(morning + timedelta(days=1)).wave == Wave.EVERYONE
    assert asked() == ["Dan", "Ana", "Bob", "Cleo"], "not Vera, who cannot come"
    assert not Message.objects.filter(kind="epicerie.replacement_needed").exists()
    assert advance(morning + timedelta(days=2)).wave == Wave.COORDINATOR
    told = Message.objects.get(kind="epicerie.replacement_needed")
    assert told.address == cast.grocery.email
    assert "4 personnes sollicitées" in told.text.replace("\u00a0", " ")
    advance(morning + timedelta(days=3))
    assert Message.objects.filter(kind="epicerie.replacement_asked").count() == 4
    assert Message.objects.filter(kind="epicerie.replacement_needed").count() == 1


def test_a_wave_that_says_no_as_one_does_not_make_the_next_wait(freed, people, at):
    advance(at)
    assert asked() == ["Ana", "Bob"]
    answer_call(called(people["ana"]), yes=False, by=people["ana"].user, at=at)
    assert advance(at).wave == Wave.ASSOCIATION
    answer_call(called(people["bob"]), yes=False, by=people["bob"].user, at=at)
    assert advance(at).wave == Wave.EVERYONE
    assert asked() == ["Ana", "Bob", "Cleo", "Dan"]


def test_the_first_yes_wins_and_the_others_are_told_once(freed, people, at):
    advance(at)
    won = answer_call(called(people["bob"]), yes=True, by=people["bob"].user, at=at)
    assert won.answer == "yes"
    assert Assignment.objects.active().get().volunteer == people["bob"]
    call = advance(at)
    assert call.end_reason == "filled"
    advance(at)
    over = Message.objects.get(kind="epicerie.replacement_over")
    assert over.recipient == people["ana"].user
    assert "La place est prise, merci" in over.subject
    late = answer_call(called(people["ana"]), yes=True, by=people["ana"].user, at=at)
    assert late.answer == "late"
    assert Assignment.objects.active().count() == 1


def test_who_answered_too_late_reads_it_on_the_page_and_gets_no_second_word(freed, people, at):
    advance(at)
    answer_call(called(people["bob"]), yes=True, by=people["bob"].user, at=at)
    answer_call(called(people["ana"]), yes=True, by=people["ana"].user, at=at)
    advance(at)
    assert not Message.objects.filter(kind="epicerie.replacement_over").exists()


def test_an_answer_is_given_once_and_only_for_oneself(freed, people, at):
    advance(at)
    ana = people["ana"]
    with pytest.raises(Refused, match="coordination"):
        answer_call(called(ana), yes=True, by=people["bob"].user, at=at)
    answer_call(called(ana), yes=False, by=ana.user, at=at)
    assert answer_call(called(ana), yes=True, by=ana.user, at=at).answer == "no"
    assert not Assignment.objects.active().exists()


def test_a_yes_that_the_rule_refuses_says_why_and_may_be_said_again(
    cast, freed, people, opened, at
):
    advance(at)
    ana = people["ana"]
    other = rota.opening(cast.grocery, date(2026, 12, 4), accueil=1)
    ana.affiliations.update(ended_on=date(2026, 12, 1))
    with pytest.raises(Refused, match="association"):
        answer_call(called(ana), yes=True, by=ana.user, at=at)
    assert called(ana).answer == ""
    assert not Assignment.objects.active().filter(opening=other).exists()


def test_filled_by_anybody_the_call_is_over(cast, freed, people, opened, at):
    advance(at)
    hold_place(rota.need(opened), volunteer=people["dan"], by=cast.grocery, at=at)
    call = only_call()
    assert (call.end_reason, call.ended_at) == ("filled", at)
    advance(at)
    assert Message.objects.filter(kind="epicerie.replacement_over").count() == 2


def test_the_end_of_a_day_of_a_need_or_by_the_coordinator(cast, people, vera, at):
    def new_call(day: date):
        opened = rota.opening(cast.grocery, day, accueil=1, rayons=1)
        held = hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
        give_up_place(held, by=vera.user, at=at)
        return opened, ReplacementCall.objects.get(need__opening=opened)

    opened, call = new_call(date(2026, 12, 3))
    change_need(call.need, 0, by=cast.grocery, at=at)
    call.refresh_from_db()
    assert call.end_reason == "shrunk"
    opened, call = new_call(date(2026, 12, 10))
    cancel_day(opened, reason="inventaire", by=cast.grocery, at=at)
    call.refresh_from_db()
    assert call.end_reason == "cancelled"
    _, call = new_call(date(2026, 12, 17))
    with pytest.raises(Refused, match="coordinateur"):
        stop_call(call, by=vera.user, at=at)
    stop_call(call, by=cast.grocery, at=at)
    call.refresh_from_db()
    assert call.end_reason == "stopped"
    with pytest.raises(Refused, match="déjà terminé"):
        stop_call(call, by=cast.grocery, at=at)


def test_the_opening_begins_and_nobody_is_looked_for_any_more(freed, opened, at):
    assert advance(opened.begins_at).end_reason == "begun"
    assert not Message.objects.filter(kind="epicerie.replacement_over").exists()


def test_taken_off_by_the_coordinator_calls_somebody_else_but_never_that_person(
    cast, opened, vera, people, at
):
    held = hold_place(rota.need(opened), volunteer=vera, by=cast.grocery, at=at)
    take_back_place(held, by=cast.grocery, at=at)
    for days in range(3):
        advance(at + timedelta(days=days))
    assert "Vera" not in asked()
    assert len(asked()) == 4


def test_one_hour_before_every_wave_leaves_at_once(cast, opened, vera, people, at):
    held = hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    late = opened.begins_at - timedelta(hours=1)
    late = late.replace(hour=7, minute=30)
    give_up_place(held, by=vera.user, at=late)
    call = advance(late)
    assert call.wave == Wave.COORDINATOR
    assert asked() == ["Ana", "Bob", "Cleo", "Dan"]
    assert Message.objects.filter(kind="epicerie.replacement_needed").count() == 1


def test_waves_follow_each_other_faster_when_the_opening_is_near(opened, vera, people, at):
    held = hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    near = opened.begins_at - timedelta(hours=24)
    give_up_place(held, by=vera.user, at=near)
    assert advance(near).wave == Wave.ASSOCIATION
    assert advance(near + timedelta(minutes=89)).wave == Wave.ASSOCIATION
    assert advance(near + timedelta(minutes=90)).wave == Wave.EVERYONE


@pytest.mark.parametrize(
    ("evening", "morning"),
    [
        (datetime(2026, 11, 23, 20, 5, tzinfo=UTC), datetime(2026, 11, 24, 7, 0, tzinfo=UTC)),
        (datetime(2026, 6, 1, 19, 5, tzinfo=UTC), datetime(2026, 6, 2, 6, 0, tzinfo=UTC)),
    ],
    ids=["winter", "summer"],
)
def test_the_night_is_the_night_of_paris(opened, vera, people, evening, morning, at):
    held = hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    give_up_place(held, by=vera.user, at=evening)
    assert advance(evening).wave == Wave.NONE
    assert advance(morning - timedelta(minutes=1)).wave == Wave.NONE
    assert advance(morning).wave == Wave.ASSOCIATION


def test_fewest_places_for_what_they_wish_then_who_likes_the_post(cast, opened, vera, people, at):
    ana, bob, cleo, dan = people.values()
    for number, person in enumerate((ana, ana, bob)):
        day = rota.opening(cast.grocery, date(2026, 12, 7 + number), rayons=1)
        hold_place(rota.need(day, "rayons"), volunteer=person, by=cast.grocery, at=at)
    ana.wish_per_4_weeks = 8  # two places of sixteen wished: less than Bob's one of four
    ana.save()
    post = rota.need(opened).post
    PostWish.objects.create(volunteer=dan, post=post, liking=Liking.GLADLY)
    PostWish.objects.create(volunteer=cleo, post=post, liking=Liking.LAST)
    start_call(rota.need(opened), by=cast.grocery, at=at)
    advance(at)
    assert asked() == ["Dan", "Vera", "Cleo", "Ana", "Bob"]


def test_a_beginner_is_asked_last_and_never_where_they_would_be_alone(cast, vera, people, at):
    dan = people["dan"]
    dan.novice = True
    dan.save()
    alone = rota.opening(cast.grocery, accueil=1)
    start_call(rota.need(alone), by=cast.grocery, at=at)
    advance(at)
    assert "Dan" not in asked()
    guided = rota.opening(cast.grocery, date(2026, 12, 10), accueil=2)
    hold_place(rota.need(guided), volunteer=vera, by=cast.grocery, at=at)
    call = start_call(rota.need(guided), by=cast.grocery, at=at)
    advance_call(call.pk, at=at)
    names = [row.volunteer for row in CalledPerson.objects.filter(call=call).order_by("rank")]
    assert names[-1] == dan


def test_whoever_said_no_for_this_day_is_left_in_peace_by_the_next_call(
    cast, freed, people, opened, at
):
    advance(at)
    ana, bob = people["ana"], people["bob"]
    answer_call(called(ana), yes=False, by=ana.user, at=at)
    answer_call(called(bob), yes=True, by=bob.user, at=at)
    held = Assignment.objects.active().get()
    give_up_place(held, by=bob.user, at=at)
    second = ReplacementCall.objects.live().get()
    for days in range(2):
        advance_call(second.pk, at=at + timedelta(days=days))
    names = {row.volunteer for row in CalledPerson.objects.filter(call=second)}
    assert names == {people["cleo"], people["dan"]}


def test_the_coordinator_asks_more_people_starts_a_call_and_is_refused_in_words(
    cast, opened, people, at
):
    need = rota.need(opened)
    decide("epicerie.vague_tous", 2)
    call = start_call(need, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="déjà en cours"):
        start_call(need, by=cast.grocery, at=at)
    advance(at)
    assert len(asked()) == 2
    with pytest.raises(Refused, match="la nuit"):
        ask_more(call, by=cast.grocery, at=at.replace(hour=22))
    assert ask_more(call, by=cast.grocery, at=at) == 2
    assert len(set(asked())) == 4
    with pytest.raises(Refused, match="déjà été sollicitées"):
        ask_more(call, by=cast.grocery, at=at)
    full = rota.opening(cast.grocery, date(2026, 12, 10), accueil=1)
    hold_place(rota.need(full), volunteer=people["ana"], by=cast.grocery, at=at)
    with pytest.raises(Refused, match="complet"):
        start_call(rota.need(full), by=cast.grocery, at=at)


def test_who_prefers_the_telephone_is_on_the_coordinators_list(cast, opened, vera, people, at):
    ana = people["ana"]
    ana.channel = Channel.PHONE
    ana.save()
    held = hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    give_up_place(held, by=vera.user, at=at)
    advance(at)
    assert not Message.objects.filter(recipient=ana.user).exists()
    line = PhoneCall.objects.to_make().get()
    assert (line.volunteer, line.called) == (ana, called(ana))
    answer_call(called(ana), yes=True, by=cast.grocery, at=at)
    line.refresh_from_db()
    assert line.done_by == cast.grocery
    assert Assignment.objects.active().get().volunteer == ana
    assert not PhoneCall.objects.to_make().exists(), "they have just spoken to each other"


def test_a_place_of_the_published_rota_left_empty_is_called_some_days_before(
    cast, people, monkeypatch, at
):
    opened = rota.opening(cast.grocery, accueil=1, rayons=1)
    rota.opening(cast.grocery, date(2026, 12, 4), accueil=1)  # nobody at all: not published
    hold_place(rota.need(opened), volunteer=people["ana"], by=cast.grocery, at=at)
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-25T09:00+01:00")
    advance_calls(timestamp=0)
    assert not ReplacementCall.objects.exists(), "too early"
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-26T10:00+01:00")
    advance_calls(timestamp=0)
    call = only_call()
    assert call.need.post.code == "rayons"
    assert call.created_by is None
    assert asked() == ["Bob", "Cleo", "Dan"]
    stop_call(call, by=cast.grocery, at=opened.begins_at - timedelta(days=6))
    advance_calls(timestamp=0)
    assert ReplacementCall.objects.count() == 1, "what the coordinator stopped stays stopped"
