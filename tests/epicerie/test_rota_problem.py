"""The problem that the database makes: one fact of the register at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.actions.parameters import decide_parameter
from epicerie.actions.openings import cancel_day
from epicerie.actions.places import hold_place
from epicerie.models import Affiliation, Assignment, Companion, Promise, Volunteer
from epicerie.queries.rota_problem import lay_ground
from epicerie.rota.problem import Assignment as Place
from epicerie.rota.problem import HeldSkill, SkillNeed
from tests.epicerie import register_cast as register
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
DECEMBER = (date(2026, 12, 1), date(2027, 1, 1))


def problem_of(at, *, kind="repair", period=DECEMBER):
    return lay_ground(*period, kind=kind, at=at).problem


def only(problem):
    (person,) = problem.volunteers
    return person


@pytest.fixture
def vera(cast):
    return register.silent(cast.grocery, cast.entraide, "vera")


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, accueil=2, caisse=1)


def test_an_opening_keeps_its_hours_its_places_and_its_skills(cast, vera, at):
    made = rota.opening(cast.grocery, preparation=4, caisse=2, rayons=1)
    (opening,) = problem_of(at).openings
    assert (opening.id, opening.date, opening.site) == (str(made.pk), rota.DAY, str(made.site_id))
    assert (opening.starts, opening.ends) == (time(9), time(12))
    assert opening.needs == {"preparation": 4, "caisse": 2, "rayons": 1}
    asked = {SkillNeed("hygiene", "preparation", 1), SkillNeed("till", "caisse", 2)}
    assert set(opening.skills) == asked
    # Only the till is closed to those without the skill.
    assert problem_of(at).post_skills == {"caisse": ("till",), "referent": ("referent",)}


def test_the_share_of_an_association_is_the_stricter_of_both_ends(cast, vera, at):
    rota.opening(cast.grocery, alone=False)
    assert problem_of(at).association_share_percent == 40
    share = "epicerie.part_association_pourcent"
    for since, percent in ((date(2026, 12, 1), 60), (date(2026, 12, 20), 25)):
        decide_parameter(share, percent, since=since, decision="d", by=cast.administrator, at=at)
    assert problem_of(at).association_share_percent == 25
    early = (date(2026, 12, 1), date(2026, 12, 20))
    assert problem_of(at, period=early).association_share_percent == 60


def test_days_outside_and_cancelled_days_are_not_there(cast, vera, at):
    rota.opening(cast.grocery, date(2027, 1, 1))
    cancelled = rota.opening(cast.grocery)
    cancel_day(cancelled, reason="travaux", by=cast.grocery, at=at)
    assert problem_of(at).openings == ()


def test_a_person_carries_limits_skills_and_wishes(cast, vera, opened, at):
    Volunteer.objects.filter(pk=vera.pk).update(
        wish_per_4_weeks=3, max_week=1, max_month=4, max_14_days=2, min_gap_days=2, novice=True
    )
    rota.mandate(vera, cast.grocery)
    register.likes(vera, "accueil", 0)
    register.likes(vera, "rayons", 9)
    person = only(problem_of(at))
    assert person.id == str(vera.pk)
    assert person.association == str(cast.entraide.pk)
    assert person.wish_per_4_weeks == Fraction(3)
    limits = (person.max_week, person.max_month, person.max_14_days, person.min_gap_days)
    assert limits == (1, 4, 2, 2)
    assert person.novice
    assert person.skills == (HeldSkill("till", date(2026, 1, 1), date(2026, 12, 31)),)
    assert person.posts["accueil"] == 0
    assert person.posts["preparation"] == 1
    assert "rayons" not in person.posts


def test_nobody_is_named(cast, vera, opened, at):
    register.comes(vera)
    hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    assert "vera" not in repr(lay_ground(*DECEMBER, kind="fill", at=at)).lower()


@pytest.mark.parametrize(("weekday", "penalty"), [(3, 1), (2, None)])
def test_the_usual_week(vera, opened, at, weekday, penalty):
    register.comes(vera, weekday)
    assert problem_of(at).availability.get((str(vera.pk), str(opened.pk))) == penalty


def test_an_opening_over_both_halves_needs_both_and_costs_the_worse(cast, vera, at):
    made = rota.opening(cast.grocery, starts=time(10), ends=time(15))
    key = (str(vera.pk), str(made.pk))
    register.comes(vera, willing=0)
    assert key not in problem_of(at).availability
    register.comes(vera, half="pm", willing=2)
    assert problem_of(at).availability[key] == 2


def test_a_dated_answer_is_stronger_than_the_week_and_an_absence_than_both(vera, opened, at):
    key = (str(vera.pk), str(opened.pk))
    register.answers(vera, rota.DAY, can_come=True, willing=3)
    assert problem_of(at).availability[key] == 3
    register.away(vera, rota.DAY - timedelta(days=1), rota.DAY + timedelta(days=1))
    assert key not in problem_of(at).availability


def test_a_dated_no_closes_a_usual_day(vera, opened, at):
    register.comes(vera)
    register.answers(vera, rota.DAY, can_come=False)
    assert problem_of(at).availability == {}


def test_an_absence_ends_the_day_before_its_end(vera, opened, at):
    register.comes(vera)
    register.away(vera, rota.DAY - timedelta(days=3), rota.DAY)
    assert (str(vera.pk), str(opened.pk)) in problem_of(at).availability


def hold_directly(opened, person, code="accueil", **more):
    """A place as it may be found in the table, whatever is asked of new ones."""
    need = rota.need(opened, code)
    return Assignment.objects.create(
        opening=opened,
        need=need,
        place_number=1,
        volunteer=person,
        period=opened.period,
        created_at=rota.BEFORE,
        changed_at=rota.BEFORE,
        **more,
    )


def test_a_place_held_stays_possible_though_the_week_says_nothing(cast, vera, opened, at):
    hold_directly(opened, vera, created_by=cast.grocery)
    found = problem_of(at)
    assert found.availability == {(str(vera.pk), str(opened.pk)): 1}
    assert found.published == (Place(str(vera.pk), str(opened.pk), "accueil"),)


def test_but_not_on_a_day_of_absence(cast, vera, opened, at):
    hold_directly(opened, vera, created_by=cast.grocery)
    register.away(vera, rota.DAY, rota.DAY + timedelta(days=1))
    assert problem_of(at).availability == {}


def test_made_anew_a_rota_keeps_what_people_chose_or_confirmed(cast, vera, at):
    olga = register.silent(cast.grocery, cast.entraide, "olga")
    first, second = rota.opening(cast.grocery), rota.opening(cast.grocery, date(2026, 12, 10))
    third = rota.opening(cast.grocery, date(2026, 12, 17))
    hold_directly(first, vera, created_by=cast.grocery)
    hold_directly(second, vera, created_by=vera.user)
    hold_directly(third, olga, created_by=cast.grocery, confirmed_at=at)
    laid = lay_ground(*DECEMBER, kind="fill", at=at)
    assert [(p.volunteer, p.opening) for p in laid.kept] == [
        (str(vera.pk), str(second.pk)),
        (str(olga.pk), str(third.pk)),
    ]
    assert len(laid.held) == 3
    assert len(lay_ground(*DECEMBER, kind="repair", at=at).kept) == 3


def test_what_has_begun_is_frozen_as_it_is(cast, vera, opened, at):
    hold_directly(opened, vera, created_by=cast.grocery)
    assert problem_of(at).frozen == frozenset()
    found = problem_of(opened.begins_at, kind="fill")
    assert found.frozen == {str(opened.pk)}
    assert len(found.published) == 1


def test_days_worked_around_the_period_still_count(cast, vera, at):
    for day in (date(2026, 11, 26), date(2026, 12, 3), date(2027, 1, 7), date(2027, 3, 4)):
        hold_directly(rota.opening(cast.grocery, day), vera, created_by=cast.grocery)
    prior = problem_of(at).prior
    assert prior == {str(vera.pk): (date(2026, 11, 26), date(2027, 1, 7))}


def test_who_left_or_rests_is_there_only_to_keep_what_they_hold(cast, vera, opened, at):
    register.comes(vera)
    Volunteer.objects.filter(pk=vera.pk).update(active=False)
    assert problem_of(at).volunteers == ()
    hold_directly(opened, vera, created_by=cast.grocery)
    found = problem_of(at)
    assert len(found.volunteers) == 1
    assert found.availability == {}


def test_an_affiliation_bounds_the_presence_its_end_excluded(cast, vera, opened, at):
    register.comes(vera)
    key = (str(vera.pk), str(opened.pk))
    vera.affiliations.update(since=date(2026, 11, 1), ended_on=date(2026, 12, 4))
    found = problem_of(at)
    assert (only(found).since, only(found).until) == (date(2026, 11, 1), date(2026, 12, 3))
    assert key in found.availability
    vera.affiliations.update(ended_on=date(2026, 12, 3))
    assert key not in problem_of(at).availability


def test_of_several_associations_the_one_of_most_days_counts_then_the_oldest(cast, vera, at):
    rota.opening(cast.grocery)
    Affiliation.objects.create(
        volunteer=vera, organisation=cast.secours, since=date(2026, 12, 20), ended_on=None
    )
    assert only(problem_of(at)).association == str(cast.entraide.pk)
    vera.affiliations.filter(organisation=cast.entraide).update(ended_on=date(2026, 12, 5))
    found = problem_of(at)
    assert only(found).association == str(cast.secours.pk)
    assert only(found).until is None


def test_between_two_affiliations_nobody_sends_them(cast, vera, at):
    register.comes(vera)
    made = rota.opening(cast.grocery, date(2026, 12, 10))
    vera.affiliations.update(ended_on=date(2026, 12, 5))
    Affiliation.objects.create(
        volunteer=vera, organisation=cast.secours, since=date(2026, 12, 15), ended_on=None
    )
    assert (str(vera.pk), str(made.pk)) not in problem_of(at).availability


def test_pairs(cast, vera, opened, at):
    olga = register.silent(cast.grocery, cast.entraide, "olga")
    zoe = register.silent(cast.grocery, cast.entraide, "zoe")
    Companion.objects.create(first=vera, second=olga, kind="together")
    Companion.objects.create(first=olga, second=zoe, kind="apart")
    found = problem_of(at)
    assert {frozenset(pair) for pair in found.together} == {frozenset((str(vera.pk), str(olga.pk)))}
    assert {frozenset(pair) for pair in found.apart} == {frozenset((str(olga.pk), str(zoe.pk)))}


@pytest.mark.parametrize(
    ("period", "promise", "asked"),
    [
        ((date(2027, 1, 1), date(2027, 4, 1)), (date(2026, 1, 1), None), 30),
        ((date(2027, 1, 1), date(2027, 1, 16)), (date(2026, 1, 1), None), 4),  # 15 of 31 days
        ((date(2027, 1, 1), date(2027, 3, 1)), (date(2027, 2, 1), date(2027, 2, 15)), 5),
        ((date(2027, 1, 1), date(2027, 2, 1)), (date(2027, 2, 1), None), 0),
    ],
)
def test_a_promise_is_counted_by_the_days_of_each_month(cast, vera, at, period, promise, asked):
    Promise.objects.create(
        organisation=cast.entraide,
        period=DateRange(*promise),
        places_a_month=10,
        said_at=at,
    )
    rota.opening(cast.grocery, date(2027, 1, 7))
    found = {a.id: a.min_total for a in problem_of(at, period=period).associations}
    assert found == {str(cast.entraide.pk): asked}


def test_a_period_over_both_clock_changes_keeps_its_dates(cast, vera, at):
    days = [date(2027, 3, 25), date(2027, 4, 1), date(2027, 10, 28), date(2027, 11, 4)]
    register.comes(vera)
    for day in days:
        rota.opening(cast.grocery, day)
    period = (date(2027, 3, 1), date(2027, 12, 1))
    found = problem_of(datetime(2027, 3, 25, 7, 59, tzinfo=UTC), period=period)
    assert [opening.date for opening in found.openings] == days
    assert {opening.starts for opening in found.openings} == {time(9)}
    assert len(found.availability) == 4
    # 9:00 in Paris is 8:00 UTC in winter time: that opening has begun, the one of summer has not.
    assert len(problem_of(datetime(2027, 3, 25, 8, 0, tzinfo=UTC), period=period).frozen) == 1
    summer = problem_of(datetime(2027, 4, 1, 6, 59, tzinfo=UTC), period=period)
    assert len(summer.frozen) == 1
    assert len(problem_of(datetime(2027, 4, 1, 7, 0, tzinfo=UTC), period=period).frozen) == 2
