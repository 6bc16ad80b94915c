"""Long after the day nobody is written to any more, and what was signed stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actors.models import Message
from epicerie.actions.calls import advance_call, start_call
from epicerie.actions.openings import cancel_day
from epicerie.actions.places import hold_place, take_back_place
from epicerie.models import Assignment, CalledPerson, HoursEntry, PhoneCall, ReplacementCall
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
LATER = timedelta(days=60)


@pytest.fixture
def vera(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "vera")


@pytest.fixture
def held(cast, vera, at):
    need = rota.need(rota.opening(cast.grocery))
    return hold_place(need, volunteer=vera, by=cast.grocery, at=at)


def told() -> tuple[int, int]:
    return Message.objects.count(), PhoneCall.objects.count()


@pytest.mark.parametrize("channel", ["email", "phone"])
def test_nobody_is_taken_off_a_shift_that_is_over(cast, vera, held, channel):
    type(vera).objects.update(channel=channel)
    held.refresh_from_db()
    before = told()
    for when in (held.period.upper, held.period.upper + LATER):
        with pytest.raises(Refused, match=r"terminé.*Notez plutôt l’absence"):
            take_back_place(held, by=cast.grocery, at=when)
    held.refresh_from_db()
    assert (held.state, told()) == ("active", before)
    last = held.period.upper - timedelta(seconds=1)
    take_back_place(held, by=cast.grocery, at=last)
    assert told() != before, "while it lasts, the person is told"


@pytest.mark.parametrize("channel", ["email", "phone"])
def test_cancelling_a_past_day_writes_to_nobody(cast, vera, held, channel):
    type(vera).objects.update(channel=channel)
    start_call(rota.need(held.opening), by=cast.grocery, at=rota.BEFORE)
    call = ReplacementCall.objects.get()
    olga = rota.volunteer(cast.grocery, cast.entraide, "olga")
    CalledPerson.objects.create(call=call, volunteer=olga, wave=3, rank=1, asked_at=rota.BEFORE)
    before = told()
    when = held.period.upper + LATER
    cancelled = cancel_day(held.opening, reason="fuite d’eau", by=cast.grocery, at=when)
    advance_call(call.pk, at=when)
    assert cancelled.state == "cancelled"
    assert not Assignment.objects.active().exists()
    assert not ReplacementCall.objects.live().exists()
    assert told() == before


def test_a_day_whose_sheet_is_signed_is_not_cancelled(cast, held):
    day.all_present(cast, held.opening, at=held.period.upper)
    hours = list(HoursEntry.objects.values_list("pk", flat=True))
    assert hours
    with pytest.raises(Refused, match="est signée : ses heures sont comptées"):
        cancel_day(held.opening, reason="erreur", by=cast.grocery, at=held.period.upper + LATER)
    held.refresh_from_db()
    assert (held.state, held.opening.state) == ("active", "planned")
    assert list(HoursEntry.objects.values_list("pk", flat=True)) == hours
