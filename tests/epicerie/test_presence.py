"""The presence sheet: who may write it, when, what follows, and the signature that locks it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from epicerie.actions.openings import cancel_day
from epicerie.actions.places import give_up_place, take_back_place
from epicerie.actions.presence import Note, add_walk_in, keep_sheet, remove_walk_in, sign_sheet
from epicerie.actions.presence_corrections import correct_line
from epicerie.actions.presence_lines import Noted
from epicerie.models import Attendance, HoursEntry, PresenceSheet
from epicerie.queries.hours import hours_of
from epicerie.queries.presence import openings_to_sign, sheet_page
from epicerie.queries.presence_duty import may_write, referent_duty
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, day.DAY, accueil=3, referent=1)


@pytest.fixture
def places(cast, opened):
    return [day.placed(cast, opened, who) for who in day.people(cast, "ana", "bob", "cleo")]


def test_minutes_follow_what_is_said(cast, opened, places):
    notes = [
        day.note(places[0]),
        day.note(places[1], "late", arrived_at=day.TEN),
        day.note(places[2], "excused"),
    ]
    keep_sheet(opened, notes, by=cast.grocery, at=day.TEN)
    minutes = [line.minutes for line in Attendance.objects.order_by("pk")]
    assert minutes == [180, 120, 0]
    page = sheet_page(opened)
    assert (page.came, page.waiting, page.signed) == (2, 0, False)
    assert not HoursEntry.objects.exists(), "hours count with the signature"


def test_said_minutes_win(cast, opened, places):
    keep_sheet(opened, [day.note(places[0], minutes=240)], by=cast.grocery, at=day.TEN)
    assert Attendance.objects.get().minutes == 240


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Noted("late"), "heure d’arrivée"),
        (Noted("late", arrived_at=day.NINE), "notez « présent »"),
        (Noted("late", arrived_at=day.NOON), "avant la fin"),
        (Noted("present", minutes=0), "entre 1 minute et 12 heures"),
        (Noted("present", minutes=721), "entre 1 minute et 12 heures"),
        (Noted("malade"), "Choisissez"),
    ],
)
def test_what_cannot_be_said(cast, opened, places, said, words):
    with pytest.raises(Refused, match=words):
        keep_sheet(opened, [Note(places[0], said, "")], by=cast.grocery, at=day.TEN)
    assert not PresenceSheet.objects.exists()


def test_nothing_before_the_opening_begins(cast, opened, places):
    with pytest.raises(Refused, match="à partir du début"):
        keep_sheet(
            opened, [day.note(places[0])], by=cast.grocery, at=day.NINE - timedelta(minutes=1)
        )


def test_a_cancelled_day_has_no_sheet(cast, opened):
    cancelled = cancel_day(opened, reason="Neige", by=cast.grocery, at=rota.BEFORE)
    with pytest.raises(Refused, match="annulé"):
        keep_sheet(cancelled, [], by=cast.grocery, at=day.TEN)
    assert not openings_to_sign(at=day.NOON).exists()


def test_a_day_with_a_sheet_is_not_cancelled(cast, opened, places):
    keep_sheet(opened, [day.note(places[0])], by=cast.grocery, at=day.TEN)
    with pytest.raises(Refused, match="il a eu lieu"):
        cancel_day(opened, reason="Neige", by=cast.grocery, at=day.TEN)


def test_who_gave_up_is_not_present_on_their_place_but_may_walk_in(cast, opened, places):
    given = give_up_place(places[0], by=places[0].volunteer.user, at=day.NINE)
    with pytest.raises(Refused, match="personnes venues sans place"):
        keep_sheet(opened, [day.note(given)], by=cast.grocery, at=day.TEN)
    keep_sheet(opened, [day.note(given, "excused")], by=cast.grocery, at=day.TEN)
    came = {"volunteer": given.volunteer, "by": cast.grocery, "at": day.TEN}
    assert add_walk_in(opened, Noted("present"), **came).status == "present"
    with pytest.raises(Refused, match="déjà notée"):
        add_walk_in(opened, Noted("present"), **came)


def test_who_is_noted_present_no_longer_gives_up(cast, opened, places):
    keep_sheet(
        opened, [day.note(places[0]), day.note(places[1], "absent")], by=cast.grocery, at=day.TEN
    )
    with pytest.raises(Refused, match="notée présente"):
        give_up_place(places[0], by=places[0].volunteer.user, at=day.TEN)
    with pytest.raises(Refused, match="notée présente"):
        take_back_place(places[0], by=cast.grocery, at=day.TEN)
    assert give_up_place(places[1], by=places[1].volunteer.user, at=day.TEN).state == "given_up"


def test_walk_ins(cast, opened, places):
    (dan,) = day.people(cast, "dan")
    by = {"by": cast.grocery, "at": day.TEN}
    add_walk_in(opened, Noted("present"), volunteer=dan, **by)
    guest = add_walk_in(
        opened, Noted("present", minutes=60), volunteer=None, guest_name=" Une  voisine ", **by
    )
    assert guest.guest_name == "Une voisine"
    with pytest.raises(Refused, match="sur sa ligne"):
        add_walk_in(opened, Noted("present"), volunteer=places[0].volunteer, **by)
    with pytest.raises(Refused, match="présente"):
        add_walk_in(opened, Noted("absent"), volunteer=None, guest_name="Un voisin", **by)
    with pytest.raises(Refused, match="Choisissez un bénévole"):
        add_walk_in(opened, Noted("present"), volunteer=None, guest_name=" ", **by)
    remove_walk_in(guest, **by)
    with pytest.raises(Refused, match="n’est plus sur la feuille"):
        remove_walk_in(guest, **by)


def test_the_referent_of_the_day_writes_during_it_and_shortly_after(cast, opened):
    rita = day.referent(cast, opened)
    user = rita.volunteer.user
    assert referent_duty(user, at=day.NINE) == rita
    assert not may_write(user, opened, at=day.NINE - timedelta(minutes=1))
    assert may_write(user, opened, at=day.NOON + timedelta(minutes=59))
    assert not may_write(user, opened, at=day.NOON + timedelta(minutes=60))
    other = rota.opening(cast.grocery, day.DAY + timedelta(days=1), accueil=1)
    assert not may_write(user, other, at=day.TEN)
    keep_sheet(opened, [day.note(rita)], by=user, at=day.TEN)
    assert sign_sheet(opened, by=user, at=day.NOON).signed_by == user


@pytest.mark.parametrize("who", ["volunteer", "manager_a", "auditor", "reception"])
def test_nobody_else_writes(cast, opened, places, who):
    with pytest.raises(Refused, match="coordination"):
        keep_sheet(opened, [day.note(places[0])], by=getattr(cast, who), at=day.TEN)
    with pytest.raises(Refused, match="coordination"):
        sign_sheet(opened, by=getattr(cast, who), at=day.TEN)


def test_two_people_write_the_same_line_the_second_is_told(cast, opened, places):
    stale = day.note(places[0], "absent")
    keep_sheet(opened, [day.note(places[0])], by=cast.grocery, at=day.TEN)
    with pytest.raises(Refused, match="Ana Bénévole autrement"):
        keep_sheet(opened, [stale], by=cast.grocery, at=day.TEN)
    assert day.line_of(places[0]).status == "present"


def test_a_sheet_is_signed_whole_and_once(cast, opened, places):
    with pytest.raises(Refused, match="chaque personne"):
        sign_sheet(opened, by=cast.grocery, at=day.NOON)
    keep_sheet(opened, [day.note(places[0])], by=cast.grocery, at=day.NOON)
    with pytest.raises(Refused, match="chaque personne"):
        sign_sheet(opened, by=cast.grocery, at=day.NOON)
    assert list(openings_to_sign(at=day.NOON)) == [opened]
    assert not openings_to_sign(at=day.NOON - timedelta(minutes=1)).exists()
    keep_sheet(opened, [day.note(p) for p in places[1:]], by=cast.grocery, at=day.NOON)
    sign_sheet(opened, by=cast.grocery, at=day.NOON)
    with pytest.raises(Refused, match="déjà signée"):
        sign_sheet(opened, by=cast.grocery, at=day.NOON)
    with pytest.raises(Refused, match="signée"):
        keep_sheet(opened, [day.note(places[0], "absent")], by=cast.grocery, at=day.NOON)
    assert not openings_to_sign(at=day.NOON).exists()
    assert [hours_of(p.volunteer) for p in places] == [(180, 1)] * 3


def test_a_correction_is_a_new_line_and_the_hours_follow(cast, opened, places):
    day.all_present(cast, opened)
    line = day.line_of(places[0])
    by = {"by": cast.grocery, "at": day.NOON}
    with pytest.raises(Refused, match="Dites pourquoi"):
        correct_line(line, Noted("absent"), reason=" ", **by)
    with pytest.raises(Refused, match="coordinateur"):
        correct_line(line, Noted("absent"), reason="Erreur", by=cast.manager_a, at=day.NOON)
    made = correct_line(line, Noted("absent"), reason="Confondue avec une autre", **by)
    assert hours_of(places[0].volunteer) == (0, 0)
    assert Attendance.objects.get(pk=line.pk).status == "present", "the signed line stays"
    with pytest.raises(Refused, match="vient d’être corrigée"):
        correct_line(line, Noted("late", day.TEN), reason="Encore", **by)
    correct_line(made, Noted("late", day.TEN), reason="Vue à dix heures", **by)
    assert hours_of(places[0].volunteer) == (120, 1)
    amounts = HoursEntry.objects.filter(volunteer=places[0].volunteer).order_by("pk")
    assert [row.amount for row in amounts] == [180, -180, 120]
    assert sheet_page(opened).lines[0].status == "late"
