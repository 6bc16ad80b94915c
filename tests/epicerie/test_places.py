"""Holding and giving up a place: reasons in words, messages once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from actors.models import JournalEntry, Message
from epicerie.actions.openings import cancel_day, change_need
from epicerie.actions.places import give_up_place, hold_place, take_back_place
from epicerie.models import Assignment, OpeningDay
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, accueil=2, caisse=1)


@pytest.fixture
def vera(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "vera")


def test_a_volunteer_takes_the_first_free_place_and_is_told(opened, vera, at):
    held = hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    assert (held.place_number, held.state, held.period) == (1, "active", opened.period)
    told = Message.objects.get(kind="epicerie.place_taken")
    assert told.address == vera.user.email
    assert "jeudi 3 décembre" in told.text.replace("\u00a0", " ")
    assert "Votre place est réservée" in told.subject
    assert JournalEntry.objects.filter(verb="hold_place", object_id=str(held.pk)).count() == 1


def test_placed_by_the_coordinator_the_message_says_so(cast, opened, vera, at):
    hold_place(rota.need(opened), volunteer=vera, by=cast.grocery, at=at)
    assert Message.objects.filter(kind="epicerie.place_assigned").count() == 1


def test_a_volunteer_never_places_somebody_else(cast, opened, vera, at):
    other = rota.volunteer(cast.grocery, cast.entraide, "olga")
    with pytest.raises(Refused, match="coordination"):
        hold_place(rota.need(opened), volunteer=other, by=vera.user, at=at)


def test_each_refusal_has_its_reason(cast, opened, vera, at):
    need = rota.need(opened)
    with pytest.raises(Refused, match="Il manque la formation « Mandat de caisse »"):
        hold_place(rota.need(opened, "caisse"), volunteer=vera, by=vera.user, at=at)
    rota.mandate(vera, cast.grocery, until=date(2026, 12, 1))
    with pytest.raises(Refused, match="valable jusqu’au 30/11/2026 seulement"):
        hold_place(rota.need(opened, "caisse"), volunteer=vera, by=vera.user, at=at)
    hold_place(need, volunteer=vera, by=vera.user, at=at)
    with pytest.raises(Refused, match="Déjà une place ce jour-là"):
        hold_place(need, volunteer=vera, by=vera.user, at=at)
    vera.affiliations.update(ended_on=date(2026, 12, 1))
    give_up_place(Assignment.objects.get(), by=vera.user, at=at)
    with pytest.raises(Refused, match="Aucune association"):
        hold_place(need, volunteer=vera, by=vera.user, at=at)
    with pytest.raises(Refused, match="passé"):
        hold_place(need, volunteer=vera, by=vera.user, at=opened.finishes_at)


def test_a_mandate_that_ends_the_day_after_still_counts(cast, opened, vera, at):
    rota.mandate(vera, cast.grocery, until=date(2026, 12, 4))
    assert hold_place(rota.need(opened, "caisse"), volunteer=vera, by=vera.user, at=at)


def test_full_is_refused(cast, opened, at):
    need = rota.need(opened)
    for name in ("ana", "bob"):
        person = rota.volunteer(cast.grocery, cast.entraide, name)
        hold_place(need, volunteer=person, by=person.user, at=at)
    third = rota.volunteer(cast.grocery, cast.entraide, "cleo")
    with pytest.raises(Refused, match="Toutes les places"):
        hold_place(need, volunteer=third, by=third.user, at=at)


def test_giving_up_is_possible_one_hour_before_and_the_coordinator_is_told(cast, opened, vera, at):
    held = hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    hour_before = opened.begins_at - timedelta(hours=1)
    given = give_up_place(held, by=vera.user, at=hour_before)
    assert (given.state, given.sequence) == ("given_up", 1)
    late = Message.objects.get(kind="epicerie.late_give_up")
    assert late.address == cast.grocery.email
    assert str(vera) in late.text


def test_giving_up_early_does_not_alarm_the_coordinator(opened, vera, at):
    held = hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    give_up_place(held, by=vera.user, at=at)
    assert not Message.objects.filter(kind="epicerie.late_give_up").exists()


def test_only_ones_own_place_is_given_up_and_only_until_it_ends(cast, opened, vera, at):
    held = hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    other = rota.volunteer(cast.grocery, cast.entraide, "olga")
    with pytest.raises(Refused, match="vos propres places"):
        give_up_place(held, by=other.user, at=at)
    with pytest.raises(Refused, match="terminé"):
        give_up_place(held, by=vera.user, at=opened.finishes_at)


def test_the_place_given_up_is_taken_again(opened, vera, at):
    need = rota.need(opened)
    held = hold_place(need, volunteer=vera, by=vera.user, at=at)
    give_up_place(held, by=vera.user, at=at)
    again = hold_place(need, volunteer=vera, by=vera.user, at=at)
    assert again.place_number == 1
    assert again.pk != held.pk


def test_cancelling_a_day_tells_everyone_expected(cast, opened, vera, at):
    hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    cancel_day(opened, reason="coupure d’électricité", by=cast.grocery, at=at)
    assert OpeningDay.objects.get().state == "cancelled"
    assert Assignment.objects.get().state == "cancelled"
    told = Message.objects.get(kind="epicerie.day_cancelled")
    assert "coupure d’électricité" in told.text
    with pytest.raises(Refused, match="annulé"):
        hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)


def test_a_day_is_not_cancelled_without_a_reason(cast, opened, at):
    with pytest.raises(Refused, match="pourquoi"):
        cancel_day(opened, reason="  ", by=cast.grocery, at=at)


def test_a_need_shrinks_only_to_who_is_placed_and_numbers_close_up(cast, opened, at):
    need = rota.need(opened)
    people = [rota.volunteer(cast.grocery, cast.entraide, name) for name in ("ana", "bob")]
    first, _ = [hold_place(need, volunteer=p, by=p.user, at=at) for p in people]
    with pytest.raises(Refused, match="2 personnes"):
        change_need(need, 1, by=cast.grocery, at=at)
    take_back_place(first, by=cast.grocery, at=at)
    change_need(need, 1, by=cast.grocery, at=at)
    assert [row.place_number for row in Assignment.objects.active()] == [1]


def test_a_role_that_does_not_coordinate_is_refused(cast, opened, at):
    with pytest.raises(Refused, match="coordinateur"):
        cancel_day(opened, reason="non", by=cast.case_worker, at=at)


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (date(2027, 3, 27), 8),
        (date(2027, 3, 28), 7),
        (date(2027, 10, 30), 7),
        (date(2027, 10, 31), 8),
    ],
)
def test_nine_in_paris_is_nine_in_both_clock_change_weeks(cast, day, utc_hour):
    opened = rota.opening(cast.grocery, day)
    assert opened.begins_at == datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)
    assert opened.finishes_at - opened.begins_at == timedelta(hours=3)
