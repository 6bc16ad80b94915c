"""What a volunteer says, and what the coordinator notes: who may, what is refused, what is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actors.models import JournalEntry
from epicerie.actions import absences
from epicerie.actions.absences import change_absence, declare_absence, end_absence
from epicerie.actions.availability import answer_for_day, forget_answer, set_usual_week
from epicerie.actions.companions import pair_up, unpair
from epicerie.actions.places import hold_place
from epicerie.actions.promises import end_promise, note_convention, promise_places
from epicerie.actions.wishes import LIMITS, set_post_likings, set_wishes
from epicerie.models import (
    Absence,
    Assignment,
    Companion,
    CompanionKind,
    DatedAvailability,
    Half,
    Liking,
    Promise,
    Willing,
)
from epicerie.queries.own_record import days_away, post_likings, usual_week
from reims_solidarite.kit.seen import marks
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import register_cast as register
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
THURSDAY_MORNING = (3, Half.MORNING.value)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def vera(cast):
    return register.silent(cast.grocery, cast.entraide)


@pytest.fixture
def at():
    return rota.BEFORE


@pytest.fixture
def held(cast, vera, at) -> Assignment:
    opened = rota.opening(cast.grocery)
    return hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)


def last_act() -> str:
    return JournalEntry.objects.latest("pk").verb


def test_the_person_and_the_coordinator_set_the_usual_week(cast, vera, at):
    set_usual_week(vera, {THURSDAY_MORNING: Willing.GLADLY, (4, "pm"): None}, by=vera.user, at=at)
    assert usual_week(vera) == {THURSDAY_MORNING: 0}
    assert last_act() == "set_usual_week"
    set_usual_week(vera, {(4, "pm"): Willing.LAST}, by=cast.grocery, at=at)
    assert usual_week(vera) == {(4, "pm"): 3}
    other = register.silent(cast.grocery, cast.entraide, "olga")
    with pytest.raises(Refused, match="vos propres réponses"):
        set_usual_week(vera, {}, by=other.user, at=at)


def test_a_week_that_shrinks_keeps_the_word_given_for_places_held(vera, held, at):
    set_usual_week(vera, {THURSDAY_MORNING: 0}, by=vera.user, at=at)
    DatedAvailability.objects.all().delete()
    set_usual_week(vera, {(4, "pm"): 1}, by=vera.user, at=at)
    word = DatedAvailability.objects.get(volunteer=vera)
    assert (word.day, word.half, word.can_come) == (rota.DAY, "am", True)
    held.refresh_from_db()
    assert held.state == "active"


def test_people_who_hold_places_of_one_day_are_not_set_apart_in_silence(cast, vera, held, at):
    olga = register.silent(cast.grocery, cast.entraide, "olga")
    hold_place(held.need, volunteer=olga, by=olga.user, at=at)
    with pytest.raises(Refused, match="03/12/2026"):
        pair_up(olga, vera, CompanionKind.APART, by=cast.grocery, at=at)
    pair_up(olga, vera, CompanionKind.TOGETHER, by=cast.grocery, at=at)


def test_a_week_changed_meanwhile_is_not_overwritten(cast, vera, at):
    seen = marks({"week": usual_week(vera)})
    set_usual_week(vera, {THURSDAY_MORNING: 0}, by=cast.grocery, at=at, seen=seen)
    with pytest.raises(Refused, match="quelqu’un d’autre a changé"):
        set_usual_week(vera, {}, by=vera.user, at=at, seen=seen)
    assert usual_week(vera) == {THURSDAY_MORNING: 0}


def test_a_no_never_hides_a_place_that_is_held(vera, held, at):
    with pytest.raises(Refused, match="Je ne peux pas venir"):
        answer_for_day(vera, rota.DAY, "am", can_come=False, by=vera.user, at=at)
    answer = answer_for_day(vera, rota.DAY, "pm", can_come=False, by=vera.user, at=at)
    again = answer_for_day(vera, rota.DAY, "pm", can_come=True, by=vera.user, at=at)
    assert (again.pk, again.can_come) == (answer.pk, True)
    with pytest.raises(Refused, match="passé"):
        answer_for_day(vera, at.date() - ONE_DAY, "am", can_come=True, by=vera.user, at=at)


def test_an_answer_is_forgotten_but_not_under_a_place(vera, held, at):
    yes = answer_for_day(vera, rota.DAY, "am", can_come=True, by=vera.user, at=at)
    with pytest.raises(Refused, match="rendez-la avec « Je ne peux pas venir »"):
        forget_answer(yes, by=vera.user, at=at)
    no = answer_for_day(vera, rota.DAY, "pm", can_come=False, by=vera.user, at=at)
    forget_answer(no, by=vera.user, at=at)
    assert not DatedAvailability.objects.filter(pk=no.pk).exists()


def test_an_absence_says_which_places_fall_inside_and_gives_them_up_if_asked(vera, held, at):
    with pytest.raises(Refused, match=r"03/12/2026 \(Accueil\)") as refused:
        declare_absence(vera, first=rota.DAY, last=rota.DAY, by=vera.user, at=at)
    assert refused.value.field == "give_up"
    absence = declare_absence(
        vera, first=rota.DAY, last=rota.DAY, by=vera.user, at=at, give_up=True
    )
    held.refresh_from_db()
    assert (held.state, absence.period.upper) == ("given_up", rota.DAY + ONE_DAY)


def test_the_coordinator_takes_back_the_places_of_an_absence(cast, vera, held, at):
    declare_absence(vera, first=rota.DAY, last=rota.DAY, by=cast.grocery, at=at, give_up=True)
    held.refresh_from_db()
    assert held.state == "cancelled"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 12, 5), date(2026, 12, 4), "précéder"),
        (date(2026, 11, 1), date(2026, 11, 2), "passés"),
        (date(2026, 12, 1), date(2027, 12, 2), "Un an|un an"),
    ],
)
def test_impossible_absences_are_refused(vera, at, first, last, said):
    with pytest.raises(Refused, match=said):
        declare_absence(vera, first=first, last=last, by=vera.user, at=at)
    assert not Absence.objects.exists()


def test_a_place_given_while_the_absence_waits_is_not_forgotten(cast, vera, held, at, monkeypatch):
    """Whoever gives a place meanwhile holds the lock that the absence waits for."""
    other = rota.opening(cast.grocery, date(2026, 12, 4))
    lock = absences.lock_own

    def after_the_other(volunteer, *, by):
        hold_place(rota.need(other), volunteer=vera, by=vera.user, at=at)
        return lock(volunteer, by=by)

    monkeypatch.setattr(absences, "lock_own", after_the_other)
    with pytest.raises(Refused, match="viennent de changer"):
        declare_absence(
            vera, first=rota.DAY, last=date(2026, 12, 4), by=vera.user, at=at, give_up=True
        )
    assert not Absence.objects.exists()


def test_absences_never_overlap_and_end_today(vera, at):
    first = at.date() - 3 * ONE_DAY
    absence = declare_absence(vera, first=first, last=rota.DAY, by=vera.user, at=at)
    with pytest.raises(Refused, match="déjà notée"):
        declare_absence(vera, first=rota.DAY, last=rota.DAY, by=vera.user, at=at)
    end_absence(absence, by=vera.user, at=at)
    absence.refresh_from_db()
    assert absence.period.upper == at.date()
    with pytest.raises(Refused, match="terminée"):
        end_absence(absence, by=vera.user, at=at)
    later = declare_absence(vera, first=rota.DAY, last=rota.DAY, by=vera.user, at=at)
    end_absence(later, by=vera.user, at=at)
    assert not Absence.objects.filter(pk=later.pk).exists()


def test_an_absence_to_come_moves_and_one_that_runs_only_ends_on_another_day(vera, at):
    today = at.date()
    coming = declare_absence(vera, first=rota.DAY, last=rota.DAY, by=vera.user, at=at)
    change_absence(coming, first=today, last=rota.DAY, by=vera.user, at=at)
    coming.refresh_from_db()
    assert (coming.first, coming.last) == (today, rota.DAY)
    later = at + 2 * ONE_DAY
    with pytest.raises(Refused, match="a commencé") as refused:
        change_absence(coming, first=rota.DAY, last=rota.DAY, by=vera.user, at=later)
    assert refused.value.field == "first"
    change_absence(coming, first=today, last=later.date(), by=vera.user, at=later)
    coming.refresh_from_db()
    assert coming.last == later.date()
    with pytest.raises(Refused, match="terminée"):
        change_absence(coming, first=rota.DAY, last=rota.DAY, by=vera.user, at=at + 9 * ONE_DAY)
    assert JournalEntry.objects.filter(verb="change_absence").count() == 2


def test_a_changed_absence_gives_up_the_places_it_meets_or_changes_nothing(cast, vera, held, at):
    day = rota.DAY - 2 * ONE_DAY
    absence = declare_absence(vera, first=day, last=day, by=vera.user, at=at)
    with pytest.raises(Refused, match=r"03/12/2026 \(Accueil\)"):
        change_absence(absence, first=day, last=rota.DAY, by=vera.user, at=at)
    held.refresh_from_db()
    assert held.state == "active"
    change_absence(absence, first=day, last=rota.DAY, by=cast.grocery, at=at, give_up=True)
    held.refresh_from_db()
    assert held.state == "cancelled"


def test_a_changed_absence_never_covers_another_nor_what_was_not_seen(cast, vera, at):
    day = rota.DAY
    absence = declare_absence(vera, first=day, last=day, by=vera.user, at=at)
    declare_absence(vera, first=day + ONE_DAY, last=day + ONE_DAY, by=vera.user, at=at)
    with pytest.raises(Refused, match="déjà notée"):
        change_absence(absence, first=day, last=day + ONE_DAY, by=vera.user, at=at)
    seen = marks(days_away(absence))
    change_absence(absence, first=day - ONE_DAY, last=day, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="quelqu’un d’autre a changé"):
        change_absence(absence, first=day, last=day, by=vera.user, at=at, seen=seen)
    end_absence(absence, by=vera.user, at=at)
    with pytest.raises(Refused, match="terminée"):
        change_absence(absence, first=day, last=day, by=vera.user, at=at)


def test_wishes_are_changed_by_the_person_within_plausible_limits(vera, at):
    set_wishes(vera, {"wish_per_4_weeks": 4, "max_week": 1}, by=vera.user, at=at)
    vera.refresh_from_db()
    assert (vera.wish_per_4_weeks, vera.max_week, vera.max_month) == (4, 1, None)
    with pytest.raises(Refused, match="de 1 à 7 par semaine"):
        set_wishes(vera, {"max_week": 8}, by=vera.user, at=at)
    with pytest.raises(ValueError, match="active"):
        set_wishes(vera, {"active": 0}, by=vera.user, at=at)


def test_wishes_changed_meanwhile_are_told(cast, vera, at):
    vera.refresh_from_db()
    seen = marks({name: getattr(vera, name) for name in LIMITS})
    set_wishes(vera, {"max_week": 2}, by=cast.grocery, at=at, seen=seen)
    with pytest.raises(Refused, match="au plus par semaine"):
        set_wishes(vera, {"max_week": 3}, by=vera.user, at=at, seen=seen)


def test_posts_liked_and_refused(vera, at):
    posts = rota.posts()
    wanted = {posts["accueil"].pk: Liking.GLADLY, posts["caisse"].pk: Liking.REFUSED}
    set_post_likings(vera, wanted, by=vera.user, at=at)
    assert post_likings(vera) == wanted
    with pytest.raises(Refused, match="n’existe pas"):
        set_post_likings(vera, {posts["accueil"].pk: 7}, by=vera.user, at=at)
    assert post_likings(vera) == wanted


def test_a_pair_is_noted_once_whoever_is_named_first(cast, vera, at):
    olga = register.silent(cast.grocery, cast.entraide, "olga")
    pair = pair_up(olga, vera, CompanionKind.APART, by=cast.grocery, at=at)
    assert pair.first_id < pair.second_id
    with pytest.raises(Refused, match="déjà notée"):
        pair_up(vera, olga, CompanionKind.TOGETHER, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="deux personnes différentes"):
        pair_up(vera, vera, CompanionKind.TOGETHER, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="coordinateur"):
        unpair(pair, by=vera.user, at=at)
    unpair(pair, by=cast.grocery, at=at)
    assert not Companion.objects.exists()


def test_a_promise_closes_the_one_before(cast, at):
    old = promise_places(cast.entraide, 20, since=date(2026, 9, 15), by=cast.grocery, at=at)
    new = promise_places(cast.entraide, 30, since=date(2026, 12, 10), by=cast.grocery, at=at)
    old.refresh_from_db()
    assert (old.period.lower, old.period.upper) == (date(2026, 9, 1), date(2026, 12, 1))
    with pytest.raises(Refused, match="mois suivant"):
        promise_places(cast.entraide, 10, since=date(2026, 12, 1), by=cast.grocery, at=at)
    with pytest.raises(Refused, match="600"):
        promise_places(cast.entraide, 601, since=date(2027, 2, 1), by=cast.grocery, at=at)
    new.refresh_from_db()
    assert new.period.upper is None
    end_promise(new, on=date(2027, 1, 15), by=cast.grocery, at=at)
    new.refresh_from_db()
    assert new.period.upper == date(2027, 2, 1)
    end_promise(new, on=date(2026, 11, 1), by=cast.grocery, at=at)
    assert list(Promise.objects.all()) == [old]


def test_a_convention_is_not_signed_in_the_future(cast, vera, at):
    note_convention(vera, date(2026, 1, 5), by=cast.grocery, at=at)
    vera.refresh_from_db()
    assert vera.convention_signed_on == date(2026, 1, 5)
    with pytest.raises(Refused, match="avenir"):
        note_convention(vera, rota.DAY, by=cast.grocery, at=at)
