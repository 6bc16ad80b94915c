"""A changed usual day: what it would do to the openings to come, then exactly that."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from actors.models import JournalEntry
from epicerie.actions.calendar import generate_openings, set_usual_day
from epicerie.actions.openings import cancel_day, change_need
from epicerie.actions.pattern_effect import apply_usual_day
from epicerie.actions.places import hold_place, take_back_place
from epicerie.models import OpeningDay, Site, Standby, WeeklyPattern
from epicerie.queries.pattern_effect import Fate, pattern_effect
from epicerie.queries.usual_day import UsualDay, needs_of
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
THURSDAYS = [date(2026, 12, 3), date(2026, 12, 10), date(2026, 12, 17)]


@pytest.fixture
def week(cast, at):
    """Three Thursdays with two people at the welcome desk and four who prepare."""
    known = rota.posts()
    set_usual_day(
        3,
        starts=time(9),
        ends=time(12),
        needs={known["accueil"]: 2, known["preparation"]: 4},
        since=date(2026, 11, 1),
        by=cast.grocery,
        at=at,
    )
    return generate_openings(date(2026, 12, 1), date(2026, 12, 20), by=cast.grocery, at=at)


def asked(
    *, weekday=3, starts=time(9), ends=time(12), since=date(2026, 12, 1), trained=1, **places
):
    known = rota.posts()
    needs = {known[code]: number for code, number in places.items()}
    skilled = {known["preparation"]: trained}
    return UsualDay(Site.objects.get(), weekday, starts, ends, since, needs_of(needs, skilled))


def apply(wanted, cast, at):
    seal = pattern_effect(wanted, at=at).seal
    return apply_usual_day(wanted, seen=seal, by=cast.grocery, at=at)


def places(opening) -> dict[str, tuple[int, int]]:
    return {need.post.code: (need.places, need.skilled) for need in opening.needs.all()}


def test_needs_change_except_where_a_held_place_would_disappear(cast, at, week):
    people = [rota.volunteer(cast.grocery, cast.entraide, name) for name in ("ana", "bob")]
    for person in people:
        hold_place(rota.need(week[1]), volunteer=person, by=cast.grocery, at=at)
    wanted = asked(accueil=1, preparation=5, trained=2)
    effect = pattern_effect(wanted, at=at)
    assert [day.fate for day in effect.days] == [Fate.NEEDS] * 3
    assert [len(day.blocked) for day in effect.days] == [0, 1, 0]
    apply(wanted, cast, at)
    assert [places(day) for day in week] == [
        {"accueil": (1, 0), "preparation": (5, 2)},
        {"accueil": (2, 0), "preparation": (5, 2)},
        {"accueil": (1, 0), "preparation": (5, 2)},
    ]
    assert OpeningDay.objects.planned().count() == 3
    reasons = JournalEntry.objects.filter(verb="change_need").values_list("details", flat=True)
    assert {row["reason"] for row in reasons} == {"usual_day"}
    # Once the person is off the rota, the same usual day asked again finishes the work.
    held = rota.need(week[1]).assignments.filter(state="active").first()
    take_back_place(held, by=cast.grocery, at=at)
    apply(wanted, cast, at)
    assert places(week[1])["accueil"] == (1, 0)


def test_a_day_set_apart_keeps_its_own_need(cast, at, week):
    change_need(rota.need(week[0]), 6, by=cast.grocery, at=at)
    wanted = asked(accueil=3, preparation=4)
    first = pattern_effect(wanted, at=at).days[0]
    assert [post.code for post in first.own] == ["accueil"]
    apply(wanted, cast, at)
    assert [places(day)["accueil"][0] for day in week] == [6, 3, 3]


def test_other_hours_open_again_only_where_nobody_is_expected(cast, at, week):
    ana = rota.volunteer(cast.grocery, cast.entraide, "ana")
    hold_place(rota.need(week[0]), volunteer=ana, by=cast.grocery, at=at)
    Standby.objects.create(opening=week[1], volunteer=ana, created_at=at)
    change_need(rota.need(week[2]), 6, by=cast.grocery, at=at)
    wanted = asked(starts=time(14), ends=time(17), accueil=2, preparation=4)
    effect = pattern_effect(wanted, at=at)
    assert [(day.fate, day.people, day.standbys) for day in effect.days] == [
        (Fate.LEFT, 1, 0),
        (Fate.LEFT, 0, 1),
        (Fate.HOURS, 0, 0),
    ]
    apply(wanted, cast, at)
    week[2].refresh_from_db()
    assert (week[2].state, week[2].cancel_reason) == ("cancelled", "changement d’horaires")
    again = OpeningDay.objects.planned().get(day=THURSDAYS[2])
    assert (again.starts, again.ends) == (time(14), time(17))
    assert places(again)["accueil"] == (6, 0), "what was set for that day is kept"
    assert OpeningDay.objects.planned().filter(starts=time(9)).count() == 2
    # The calendar asked again adds no second opening on the days that were left.
    assert generate_openings(date(2026, 12, 1), date(2026, 12, 20), by=cast.grocery, at=at) == []
    # One by one: the day cancelled for its hours opens again at the new ones.
    cancel_day(week[0], reason="changement d’horaires", by=cast.grocery, at=at)
    (last,) = generate_openings(date(2026, 12, 1), date(2026, 12, 20), by=cast.grocery, at=at)
    assert (last.day, last.starts) == (THURSDAYS[0], time(14))


def test_hours_that_meet_a_day_added_by_hand_are_left(cast, at, week):
    rota.opening(cast.grocery, THURSDAYS[0], starts=time(15), ends=time(16))
    wanted = asked(starts=time(14), ends=time(17), accueil=2, preparation=4)
    effect = apply(wanted, cast, at)
    assert [(day.opening.day, day.clash) for day in effect.left] == [(THURSDAYS[0], True)]
    assert [day.by_hand for day in effect.kept] == [True]


def test_a_new_weekday_is_added_up_to_the_last_planned_day(cast, at, week):
    wanted = asked(weekday=1, accueil=2)
    effect = pattern_effect(wanted, at=at)
    assert effect.added == (date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15))
    assert effect.days == ()
    apply(wanted, cast, at)
    assert OpeningDay.objects.planned().count() == 6


def test_asking_again_changes_nothing(cast, at, week):
    wanted = asked(starts=time(14), ends=time(17), accueil=3, preparation=4)
    seal = pattern_effect(wanted, at=at).seal
    apply_usual_day(wanted, seen=seal, by=cast.grocery, at=at)
    before = (list(OpeningDay.objects.values_list()), list(WeeklyPattern.objects.values_list()))
    entries = JournalEntry.objects.count()
    again = apply_usual_day(wanted, seen=seal, by=cast.grocery, at=at)
    assert again.nothing
    assert before == (
        list(OpeningDay.objects.values_list()),
        list(WeeklyPattern.objects.values_list()),
    )
    assert JournalEntry.objects.count() == entries


def test_the_ground_moved_between_reading_and_applying(cast, at, week):
    wanted = asked(accueil=1, preparation=4)
    seal = pattern_effect(wanted, at=at).seal
    for name in ("ana", "bob"):
        person = rota.volunteer(cast.grocery, cast.entraide, name)
        hold_place(rota.need(week[0]), volunteer=person, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="a changé depuis cet aperçu"):
        apply_usual_day(wanted, seen=seal, by=cast.grocery, at=at)
    assert WeeklyPattern.objects.count() == 1
    assert places(week[1])["accueil"] == (2, 0)


def test_reading_the_effect_costs_the_same_for_one_day_and_three(
    cast, at, week, django_assert_num_queries, django_assert_max_num_queries
):
    wanted = asked(accueil=1, preparation=4, since=THURSDAYS[2])
    with django_assert_max_num_queries(7) as one:
        assert len(pattern_effect(wanted, at=at).days) == 1
    wanted = asked(accueil=1, preparation=4)
    with django_assert_num_queries(len(one)):
        assert len(pattern_effect(wanted, at=at).days) == 3


def test_what_has_begun_does_not_move(cast, at, week):
    wanted = asked(accueil=1, preparation=4)
    begun = week[0]
    begun.refresh_from_db()
    days = pattern_effect(wanted, at=begun.begins_at + timedelta(minutes=1)).days
    assert [day.opening.day for day in days] == THURSDAYS[1:]


def test_only_the_coordinator_applies(cast, at, week):
    with pytest.raises(Refused, match="coordinateur"):
        apply_usual_day(asked(accueil=1), seen="", by=cast.auditor, at=at)
