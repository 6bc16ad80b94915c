"""Every hard rule that the stored rota breaks is named, one small case for each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from epicerie.actions.companions import pair_up
from epicerie.actions.places import give_up_place, hold_place
from epicerie.models import (
    Affiliation,
    Companion,
    DatedAvailability,
    PostWish,
    Volunteer,
    VolunteerSkill,
)
from epicerie.queries.rota_faults import FAULTS, Fault, faults_to_come, rota_faults
from epicerie.rota.checker.rules import WORDS
from tests.epicerie import register_cast as register
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
DAY = rota.DAY
NEXT = DAY + timedelta(days=1)
DECEMBER = (date(2026, 12, 1), date(2027, 1, 1))


@pytest.fixture
def vera(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "vera")


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, accueil=3)


def hold(person, opening, at, code="accueil"):
    return hold_place(rota.need(opening, code), volunteer=person, by=person.user, at=at)


def found(at, period=DECEMBER) -> list[tuple[date, str, str]]:
    return [(fault.day, fault.rule, fault.person) for fault in rota_faults(*period, at=at)]


def absent(cast, person, at):
    register.away(person, DAY, NEXT)


def cannot(cast, person, at):
    DatedAvailability.objects.create(volunteer=person, day=DAY, half="am", can_come=False)


def left_the_team(cast, person, at):
    Volunteer.objects.filter(pk=person.pk).update(active=False)


def left_the_association(cast, person, at):
    Affiliation.objects.filter(volunteer=person).update(ended_on=DAY)


def declines(cast, person, at):
    PostWish.objects.create(volunteer=person, post=rota.posts()["accueil"], liking=9)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (absent, "absent"),
        (cannot, "absent"),
        (left_the_team, "absent"),
        (left_the_association, "absent"),
        (declines, "declines"),
    ],
)
def test_what_changed_since_the_place_was_given_is_named(cast, vera, opened, at, change, rule):
    hold(vera, opened, at)
    assert found(at) == []
    change(cast, vera, at)
    assert found(at) == [(DAY, rule, "Vera Bénévole")]
    (fault,) = rota_faults(*DECEMBER, at=at)
    assert (fault.opening, fault.volunteer, fault.words) == (opened.pk, vera.pk, FAULTS[rule])


def test_a_skill_that_ends_before_the_day(cast, vera, at):
    opened = rota.opening(cast.grocery, caisse=1)
    rota.mandate(vera, cast.grocery)
    hold(vera, opened, at, "caisse")
    assert found(at) == []
    ends = DateRange(date(2026, 1, 1), DAY)  # the day itself is excluded
    VolunteerSkill.objects.filter(volunteer=vera).update(period=ends)
    assert found(at) == [(DAY, "not_trained", "Vera Bénévole")]


@pytest.mark.parametrize(
    ("limit", "rule"),
    [
        ({"max_week": 1}, "week_full"),
        ({"max_month": 1}, "month_full"),
        ({"max_14_days": 1}, "14_days_full"),
        ({"min_gap_days": 2}, "gap"),
    ],
)
def test_a_limit_lowered_under_what_is_held(cast, vera, opened, at, limit, rule):
    hold(vera, opened, at)
    hold(vera, rota.opening(cast.grocery, NEXT), at)
    assert found(at) == []
    Volunteer.objects.filter(pk=vera.pk).update(**limit)
    assert found(at) == [(DAY, rule, "Vera Bénévole"), (NEXT, rule, "Vera Bénévole")]
    # Seen from one day alone, the other day still counts.
    assert found(at, (NEXT, NEXT + timedelta(days=1))) == [(NEXT, rule, "Vera Bénévole")]


def test_more_than_the_share_of_an_association(cast, vera, opened, at):
    hold(vera, opened, at)
    hold(rota.volunteer(cast.grocery, cast.entraide, "olga"), opened, at)
    assert found(at) == []
    rota.share_of(40)
    (fault,) = rota_faults(*DECEMBER, at=at)
    assert (fault.day, fault.rule, fault.person) == (DAY, "association_share", "")
    assert fault.words == "Une association tient plus que sa part des places"


def test_the_association_of_the_day_counts_not_that_of_most_days(cast, vera, opened, at):
    """Sent by another association until the day before: only that day's sender is counted."""
    olga = rota.volunteer(cast.grocery, cast.secours, "olga")
    for person in (vera, olga):
        hold(person, opened, at)
    rota.share_of(40)
    assert found(at) == []
    Affiliation.objects.filter(volunteer=olga).update(ended_on=NEXT)
    Affiliation.objects.create(volunteer=olga, organisation=cast.entraide, since=NEXT)
    assert found(at) == []
    Affiliation.objects.filter(volunteer=olga, organisation=cast.secours).update(ended_on=DAY)
    Affiliation.objects.filter(volunteer=olga, organisation=cast.entraide).update(since=DAY)
    assert [rule for _, rule, _ in found(at)] == ["association_share"]


def test_a_stricter_share_later_does_not_accuse_an_earlier_day(cast, vera, opened, at):
    hold(vera, opened, at)
    hold(rota.volunteer(cast.grocery, cast.entraide, "olga"), opened, at)
    rota.share_of(40, since=NEXT)
    assert found(at) == []


def test_together_broken_by_a_cancellation(cast, vera, opened, at):
    olga = rota.volunteer(cast.grocery, cast.entraide, "olga")
    pair_up(vera, olga, "together", by=cast.grocery, at=at)
    places = [hold(person, opened, at) for person in (vera, olga)]
    assert found(at) == []
    give_up_place(places[1], by=olga.user, at=at)
    assert found(at) == [(DAY, "partner_absent", "Vera Bénévole")]
    (fault,) = rota_faults(*DECEMBER, at=at)
    assert fault.words == "devait venir avec Olga Bénévole"


def test_two_people_put_together_who_were_set_apart_since(cast, vera, opened, at):
    olga = rota.volunteer(cast.grocery, cast.entraide, "olga")
    for person in (vera, olga):
        hold(person, opened, at)
    first, second = sorted((vera, olga), key=lambda row: row.pk)
    Companion.objects.create(first=first, second=second, kind="apart")
    assert found(at) == [(DAY, "apart", "Vera Bénévole"), (DAY, "apart", "Olga Bénévole")]
    assert [fault.words for fault in rota_faults(*DECEMBER, at=at)] == [
        "à ne pas mettre avec Olga Bénévole",
        "à ne pas mettre avec Vera Bénévole",
    ]


def test_what_has_begun_is_not_accused(cast, vera, opened, at):
    hold(vera, opened, at)
    absent(cast, vera, at)
    assert found(at)
    assert found(opened.begins_at) == []
    assert faults_to_come(*DECEMBER, at=opened.begins_at.replace(month=12, day=31)) is not None
    after = opened.begins_at.replace(year=2027)
    assert faults_to_come(*DECEMBER, at=after) is None


def test_every_rule_of_the_checker_has_its_words():
    assert FAULTS.keys() == WORDS.keys()
    for rule in FAULTS:
        assert Fault(1, DAY, rule, None, "").words
