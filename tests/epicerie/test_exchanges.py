"""Exchanging a place: who may, what moves, what is said; each refusal has its reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from epicerie.actions.exchanges import (
    accept_exchange,
    decline_exchange,
    offer_exchange,
    withdraw_exchange,
)
from epicerie.actions.openings import cancel_day
from epicerie.actions.places import give_up_place, hold_place, take_back_place
from epicerie.models import Assignment, Exchange
from epicerie.queries.partners import possible_partners
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
THURSDAY, TUESDAY = date(2026, 12, 3), date(2026, 12, 8)


@pytest.fixture
def vera(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "vera")


@pytest.fixture
def olga(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "olga")


@pytest.fixture
def place(cast, vera, at):
    """Vera's place on Thursday."""
    need = rota.need(rota.opening(cast.grocery, THURSDAY))
    return hold_place(need, volunteer=vera, by=vera.user, at=at)


@pytest.fixture
def other(cast, olga, at):
    """Olga's place on Tuesday."""
    need = rota.need(rota.opening(cast.grocery, TUESDAY))
    return hold_place(need, volunteer=olga, by=olga.user, at=at)


def offer(place, at, *, asked=None, wanted=None):
    return offer_exchange(place, asked=asked, wanted=wanted, by=place.volunteer.user, at=at)


def accept(offered, volunteer, at):
    return accept_exchange(offered, volunteer=volunteer, by=volunteer.user, at=at)


def days(volunteer):
    held = Assignment.objects.active().filter(volunteer=volunteer).order_by("period")
    return [row.opening.day for row in held.select_related("opening")]


def test_both_places_move_at_once_and_both_calendars_follow(vera, olga, place, other, at):
    offered = offer(place, at, asked=olga, wanted=other.opening)
    later = at + timedelta(hours=1)
    done = accept(offered, olga, later)
    assert (days(vera), days(olga)) == ([TUESDAY], [THURSDAY])
    assert (done.state, done.taken_by, done.returned, done.answered_at) == (
        *("accepted", olga, other),
        later,
    )
    for left in (place, other):
        left.refresh_from_db()
        assert (left.state, left.sequence, left.changed_at) == ("exchanged", 1, later)
    new = Assignment.objects.active().get(volunteer=olga)
    assert (new.need, new.place_number) == (place.need, place.place_number)
    for person in (vera, olga):
        message = person.user.messages.get(kind="epicerie.exchange_done")
        assert "jeudi 3" in message.text
        assert "mardi 8" in message.text


def test_a_place_may_be_handed_over_for_nothing(vera, olga, place, at):
    accept(offer(place, at), olga, at)
    assert (days(vera), days(olga)) == ([], [THURSDAY])
    assert "Vous venez" not in vera.user.messages.get(kind="epicerie.exchange_done").text


def test_the_person_asked_is_told_and_may_say_no(vera, olga, place, at):
    offered = offer(place, at, asked=olga)
    asked = olga.user.messages.get(kind="epicerie.exchange_asked")
    assert f"/benevole/echanges/{offered.pk}/" in asked.text
    decline_exchange(offered, volunteer=olga, by=olga.user, at=at)
    assert vera.user.messages.filter(kind="epicerie.exchange_declined").count() == 1
    assert days(vera) == [THURSDAY]
    with pytest.raises(Refused, match="déjà une réponse"):
        accept(offered, olga, at)
    assert offer(place, at, asked=olga), "declined, the place may be offered again"


def test_the_holder_may_think_again(vera, olga, place, at):
    offered = offer(place, at)
    with pytest.raises(Refused, match="vos propres offres"):
        withdraw_exchange(offered, by=olga.user, at=at)
    withdraw_exchange(offered, by=vera.user, at=at)
    with pytest.raises(Refused, match="a été retirée"):
        accept(offered, olga, at)


def test_one_open_offer_for_each_place(place, at):
    offer(place, at)
    with pytest.raises(Refused, match="retirez d’abord"):
        offer(place, at)


@pytest.mark.parametrize("ends", ["given up", "taken back", "cancelled", "begun"])
def test_an_offer_ends_with_its_place_or_its_shift(cast, vera, olga, place, at, ends):
    offered = offer(place, at)
    if ends == "given up":
        give_up_place(place, by=vera.user, at=at)
    elif ends == "taken back":
        take_back_place(place, by=cast.grocery, at=at)
    elif ends == "cancelled":
        cancel_day(place.opening, reason="fuite d’eau", by=cast.grocery, at=at)
    when = place.period.lower if ends == "begun" else at
    assert not Exchange.objects.live(when).exists()
    with pytest.raises(Refused, match="est terminée"):
        accept(offered, olga, when)


def test_only_ones_own_place_to_come_is_offered(cast, vera, olga, place, at):
    with pytest.raises(Refused, match="vos propres places"):
        offer_exchange(place, asked=None, wanted=None, by=olga.user, at=at)
    with pytest.raises(Refused, match="a commencé"):
        offer(place, place.period.lower)
    give_up_place(place, by=vera.user, at=at)
    with pytest.raises(Refused, match="n’est plus la vôtre"):
        offer(place, at)


def test_the_wanted_day_is_another_day_to_come_that_is_planned(cast, vera, place, at):
    with pytest.raises(Refused, match="Vous venez déjà"):
        offer(place, at, wanted=place.opening)
    cancelled = rota.opening(cast.grocery, TUESDAY)
    cancelled = cancel_day(cancelled, reason="fuite", by=cast.grocery, at=at)
    with pytest.raises(Refused, match="n’est plus possible"):
        offer(place, at, wanted=cancelled)


def test_somebody_elses_named_offer_is_not_taken(cast, vera, olga, place, at):
    offered = offer(place, at, asked=olga)
    ines = rota.volunteer(cast.grocery, cast.entraide, "ines")
    with pytest.raises(Refused, match="à une autre personne"):
        accept(offered, ines, at)
    with pytest.raises(Refused, match="à une autre personne"):
        decline_exchange(offered, volunteer=ines, by=ines.user, at=at)
    with pytest.raises(Refused, match="pour soi-même"):
        accept_exchange(offered, volunteer=olga, by=ines.user, at=at)
    with pytest.raises(Refused, match="déjà la vôtre"):
        accept(offer_again(offered, vera, place, at), vera, at)


def offer_again(offered, vera, place, at):
    withdraw_exchange(offered, by=vera.user, at=at)
    return offer(place, at)


def test_without_a_place_on_the_wanted_day_there_is_nothing_to_swap(cast, olga, place, at):
    offered = offer(place, at, wanted=rota.opening(cast.grocery, TUESDAY))
    with pytest.raises(Refused, match="le jour demandé"):
        accept(offered, olga, at)


def test_the_rule_is_asked_again_for_both_and_nothing_moves(cast, vera, olga, at):
    """A till needs a mandate: Olga has none for Vera's place, then Vera none for Olga's."""
    rota.mandate(vera, cast.grocery)
    till = rota.need(rota.opening(cast.grocery, THURSDAY, caisse=1), "caisse")
    place = hold_place(till, volunteer=vera, by=vera.user, at=at)
    with pytest.raises(Refused, match="Mandat de caisse"):
        accept(offer(place, at), olga, at)
    assert days(vera) == [THURSDAY]
    assert Exchange.objects.live(at).exists()


def test_the_one_who_offered_must_be_able_to_hold_the_place_in_return(cast, vera, olga, place, at):
    rota.mandate(olga, cast.grocery)
    till = rota.need(rota.opening(cast.grocery, TUESDAY, caisse=1), "caisse")
    theirs = hold_place(till, volunteer=olga, by=olga.user, at=at)
    offered = offer(place, at, wanted=theirs.opening)
    with pytest.raises(Refused, match="Rien n’a changé"):
        accept(offered, olga, at)
    assert (days(vera), days(olga)) == ([THURSDAY], [TUESDAY])
    assert vera.user.messages.filter(kind="epicerie.exchange_done").count() == 0


def test_names_are_those_of_ones_association_or_of_people_met(cast, vera, olga, place, at):
    far = rota.volunteer(cast.grocery, cast.secours, "noe")
    assert set(possible_partners(place, at=at).values()) == {str(olga)}
    with pytest.raises(Refused, match="Choisissez quelqu’un d’autre"):
        offer(place, at, asked=far)
    met = rota.opening(cast.grocery, TUESDAY)
    for person in (vera, far):
        hold_place(rota.need(met), volunteer=person, by=person.user, at=at)
    # Who else will come is nobody's business; who came is known to those who were there.
    assert set(possible_partners(place, at=at)) == {olga.pk}
    after = met.finishes_at
    assert set(possible_partners(place, at=after)) == {olga.pk, far.pk}
    assert set(possible_partners(place, at=after, typed="noé")) == {far.pk}
    assert possible_partners(place, at=after, typed="personne") == {}
    # Somebody who comes that day already could not hold the place: their name is of no use.
    hold_place(rota.need(place.opening), volunteer=olga, by=olga.user, at=at)
    assert set(possible_partners(place, at=after)) == {far.pk}


def raw(sql, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


INSERT = """
INSERT INTO epicerie_exchange (offered_id, asked_id, wanted_id, state, created_at)
VALUES (%s, %s, %s, 'open', now())
"""


def test_sql_cannot_offer_what_makes_no_exchange(vera, olga, place, other, at):
    with pytest.raises(IntegrityError, match="two people"):
        raw(INSERT, place.pk, vera.pk, None)
    with pytest.raises(IntegrityError, match="two days"):
        raw(INSERT, place.pk, None, place.opening_id)
    raw(INSERT, place.pk, olga.pk, other.opening_id)
    with pytest.raises(IntegrityError, match="exchange_one_open"):
        raw(INSERT, place.pk, None, None)
    give_up_place(other, by=olga.user, at=at)
    with pytest.raises(IntegrityError, match="not held any more"):
        raw(INSERT, other.pk, None, None)


@pytest.mark.parametrize(
    ("changes", "wall"),
    [
        ("UPDATE epicerie_exchange SET state = 'accepted', answered_at = now()", "have not moved"),
        ("UPDATE epicerie_exchange SET state = 'lost', answered_at = now()", "Invalid trans|known"),
        ("UPDATE epicerie_exchange SET state = 'declined'", "exchange_answered_once"),
        ("UPDATE epicerie_exchange SET asked_id = NULL", "Cannot update"),
        (
            "UPDATE epicerie_exchange SET returned_id = offered_id",
            "exchange_returns_what_is_wanted",
        ),
        ("UPDATE epicerie_exchange SET taken_by_id = asked_id", "exchange_taken_when_accepted"),
    ],
)
def test_sql_cannot_answer_an_offer_wrongly(olga, place, at, changes, wall):
    offer(place, at, asked=olga)
    with pytest.raises(DatabaseError, match=wall):
        raw(changes)


def test_sql_cannot_have_it_taken_by_another_nor_reopen_or_forget_it(cast, vera, olga, place, at):
    done = accept(offer(place, at, asked=olga), olga, at)
    other = "UPDATE epicerie_exchange SET taken_by_id = %s WHERE id = %s"
    with pytest.raises(IntegrityError, match="exchange_taken_by_the_asked"):
        raw(other, vera.pk, done.pk)
    with pytest.raises(DatabaseError, match="Invalid transition"):
        raw(
            "UPDATE epicerie_exchange SET state = 'open', answered_at = NULL, taken_by_id = NULL"
            " WHERE id = %s",
            done.pk,
        )
    with pytest.raises(DatabaseError, match="Cannot delete"):
        raw("DELETE FROM epicerie_exchange")
