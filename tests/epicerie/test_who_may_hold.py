"""The rule read from the database and kept by the actions that give places."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.models import JournalEntry
from epicerie.actions.openings import change_need
from epicerie.actions.places import give_up_place, hold_place
from epicerie.actions.rota import publish_places
from epicerie.models import (
    Absence,
    Assignment,
    Companion,
    DatedAvailability,
    OpeningDay,
    OpeningNeed,
    PostWish,
    Volunteer,
)
from epicerie.queries.facts import days_of, persons_for, place_of
from epicerie.queries.me import me_of
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
DAY = rota.DAY  # a Thursday, opened in the morning


@pytest.fixture
def vera(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "vera")


@pytest.fixture
def need(cast):
    return rota.need(rota.opening(cast.grocery, accueil=4))


def others(cast, *names, organisation=None):
    sender = organisation or cast.entraide
    return [rota.volunteer(cast.grocery, sender, name) for name in names]


def another_day(cast, days: int, **places) -> OpeningNeed:
    return rota.need(rota.opening(cast.grocery, DAY + timedelta(days=days), **places))


def absent(person, at):
    period = DateRange(DAY - timedelta(days=2), DAY + timedelta(days=1))
    Absence.objects.create(volunteer=person, period=period, said_at=at)


def cannot(person, _at):
    DatedAvailability.objects.create(volunteer=person, day=DAY, half="am", can_come=False)


def declines(person, _at):
    post = rota.posts()["accueil"]
    PostWish.objects.create(volunteer=person, post=post, liking=9)


@pytest.mark.parametrize(
    ("fact", "words"),
    [(absent, "Absence notée"), (cannot, "je ne peux pas"), (declines, "« jamais »")],
)
def test_what_the_register_says_is_kept_by_both_ways_of_placing(cast, vera, need, at, fact, words):
    fact(vera, at)
    with pytest.raises(Refused, match=words):
        hold_place(need, volunteer=vera, by=vera.user, at=at)
    with pytest.raises(Refused, match=words):
        hold_place(need, volunteer=vera, by=cast.grocery, at=at, agreed=True)
    with pytest.raises(Refused, match=words):
        publish_places({need: [vera]}, by=cast.grocery, at=at, agreed=True)
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("limit", "away", "words"),
    [
        ({"max_week": 1}, -2, "par semaine"),
        ({"max_month": 1}, 20, "par mois"),
        ({"max_14_days": 1}, 13, "en 14 jours"),
        ({"min_gap_days": 4}, 3, "Trop près du 06/12/2026"),
    ],
)
def test_limits_count_the_places_already_held_and_those_of_the_batch(
    cast, vera, need, at, limit, away, words
):
    Volunteer.objects.filter(pk=vera.pk).update(**limit)
    other = another_day(cast, away)
    with pytest.raises(Refused, match="Vera Bénévole.*" + words):
        publish_places({other: [vera], need: [vera]}, by=cast.grocery, at=at)
    assert not Assignment.objects.exists()
    held = hold_place(other, volunteer=vera, by=vera.user, at=at)
    with pytest.raises(Refused, match=words):
        hold_place(need, volunteer=vera, by=vera.user, at=at)
    give_up_place(held, by=vera.user, at=at)
    assert hold_place(need, volunteer=vera, by=vera.user, at=at)


def test_two_people_never_put_together(cast, vera, need, at):
    (olga,) = others(cast, "olga")
    first, second = sorted((vera, olga), key=lambda row: row.pk)
    Companion.objects.create(first=first, second=second, kind="apart")
    with pytest.raises(Refused, match="à ne pas mettre avec elle"):
        publish_places({need: [vera, olga]}, by=cast.grocery, at=at)
    hold_place(need, volunteer=olga, by=olga.user, at=at)
    with pytest.raises(Refused, match="à ne pas mettre avec elle"):
        hold_place(need, volunteer=vera, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="adressez-vous à la coordination"):
        hold_place(need, volunteer=vera, by=vera.user, at=at)


def test_the_share_of_an_association_is_of_the_whole_day(cast, at):
    opened = rota.opening(cast.grocery, accueil=3, rayons=2)
    rota.share_of(40)
    welcome, shelves = rota.need(opened), rota.need(opened, "rayons")
    ana, bob, cleo = others(cast, "ana", "bob", "cleo")
    with pytest.raises(Refused, match="2 au plus"):
        publish_places({welcome: [ana, bob], shelves: [cleo]}, by=cast.grocery, at=at)
    publish_places({welcome: [ana], shelves: [bob]}, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="sa part de ce jour : 2 au plus"):
        hold_place(welcome, volunteer=cleo, by=cleo.user, at=at)
    (dan,) = others(cast, "dan", organisation=cast.secours)
    assert hold_place(welcome, volunteer=dan, by=dan.user, at=at)
    change_need(welcome, 6, by=cast.grocery, at=at)
    assert hold_place(welcome, volunteer=cleo, by=cleo.user, at=at)


def test_the_share_is_the_one_in_force_on_the_day_of_the_opening(cast, at):
    later = DAY + timedelta(days=30)
    now, then = rota.opening(cast.grocery), rota.opening(cast.grocery, later)
    rota.share_of(50, since=DAY + timedelta(days=1))
    ana, bob = others(cast, "ana", "bob")
    publish_places({rota.need(now): [ana, bob]}, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="1 au plus"):
        publish_places({rota.need(then): [ana, bob]}, by=cast.grocery, at=at)


def test_the_coordinator_needs_the_persons_word_where_nothing_was_said(cast, need, at):
    quiet = rota.volunteer(cast.grocery, cast.entraide, "quiet", free=False)
    with pytest.raises(Refused, match="le jeudi matin"):
        hold_place(need, volunteer=quiet, by=cast.grocery, at=at)
    assert not DatedAvailability.objects.exists()
    hold_place(need, volunteer=quiet, by=cast.grocery, at=at, agreed=True)
    said = DatedAvailability.objects.get()
    assert (said.volunteer, said.day, said.half, said.can_come) == (quiet, DAY, "am", True)
    assert JournalEntry.objects.filter(verb="agree_to_come", actor=cast.grocery).count() == 1


def test_taking_a_place_oneself_says_that_one_can_come(cast, need, at):
    quiet = rota.volunteer(cast.grocery, cast.entraide, "quiet", free=False)
    hold_place(need, volunteer=quiet, by=quiet.user, at=at)
    assert DatedAvailability.objects.get().can_come
    assert JournalEntry.objects.filter(verb="agree_to_come", actor=quiet.user).count() == 1


def test_nothing_is_written_of_who_had_said_so_already(vera, need, at):
    hold_place(need, volunteer=vera, by=vera.user, at=at)
    assert not DatedAvailability.objects.exists()


def test_an_opening_over_lunch_asks_for_both_halves(cast, at):
    whole = rota.need(rota.opening(cast.grocery, starts=time(10), ends=time(16)))
    quiet = rota.volunteer(cast.grocery, cast.entraide, "quiet", free=False)
    hold_place(whole, volunteer=quiet, by=quiet.user, at=at)
    assert set(DatedAvailability.objects.values_list("half", flat=True)) == {"am", "pm"}


def everything_said_of(person, at):
    """One row of each kind of fact, some of which do not matter that day."""
    absent(person, at)
    cannot(person, at)
    declines(person, at)
    DatedAvailability.objects.create(
        volunteer=person, day=DAY + timedelta(days=7), half="am", can_come=True, willing=3
    )
    person.skills.create(skill="till", period=DateRange(date(2026, 1, 1), DAY), granted_at=at)
    person.skills.create(skill="driving", period=DateRange(None, None), granted_at=at)
    Volunteer.objects.filter(pk=person.pk).update(max_week=2, max_month=6, min_gap_days=2)


def test_the_person_of_the_page_is_the_person_of_the_rule(cast, vera, at):
    """Two ways of reading one register: neither knows more than the other."""
    (olga,) = others(cast, "olga")
    Companion.objects.create(first=vera, second=olga, kind="apart")
    everything_said_of(vera, at)
    everything_said_of(olga, at)
    spread = [
        rota.opening(cast.grocery, DAY + timedelta(days=n), accueil=1, caisse=1, livraison=1)
        for n in range(7)
    ]
    days = days_of(OpeningDay.objects.filter(pk__in=[one.pk for one in spread]))
    places = [
        place_of(need, days[need.opening_id], filled=0)
        for need in OpeningNeed.objects.select_related("post")
    ]
    read = persons_for(places, [vera.pk, olga.pk])
    for who in (vera, olga):
        mine = me_of(who.user, at=at)
        assert mine is not None
        seen, told = read[who.pk], mine.person
        assert (seen.limits, seen.active, seen.apart) == (told.limits, told.active, told.apart)
        assert (seen.sent, seen.absences, seen.usual) == (told.sent, told.absences, told.usual)
        assert seen.likings == told.likings
        last = DAY + timedelta(days=6)
        assert seen.dated == {key: v for key, v in told.dated.items() if key[0] <= last}
        asked = {place.skill for place in places}
        assert seen.trained == [row for row in told.trained if row.skill in asked]


def test_as_many_queries_for_one_person_as_for_everybody(cast, vera, django_assert_num_queries):
    need = rota.need(rota.opening(cast.grocery, caisse=1), "caisse")
    (day,) = days_of(OpeningDay.objects.all()).values()
    place = place_of(need, day, filled=0)
    with django_assert_num_queries(9):
        persons_for([place], [vera.pk])
    others(cast, "ana", "bob", "cleo")
    with django_assert_num_queries(9):
        assert len(persons_for([place])) == 4
