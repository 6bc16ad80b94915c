"""A worker killed in the middle of a wave: nobody is asked twice, nobody is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from actors.models import Message
from epicerie.actions.places import give_up_place, hold_place
from epicerie.contact_jobs import advance_calls
from epicerie.models import CalledPerson, PlaceLink, Wave
from tests.cast import Cast
from tests.epicerie import rota_cast as rota
from tests.epicerie.call_cast import asked, only_call
from tests.harness.leftovers import truncate_forgotten
from tests.harness.worker import KILLED, work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CLOCK = "2026-11-23T09:00+01:00"


@pytest.fixture
def team(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Somebody gave up; four people of the same association are free."""
    monkeypatch.setenv("PORTAIL_CLOCK", CLOCK)
    cast = Cast(AT)
    names = ["Ana", "Bob", "Cleo", "Dan"]
    for name in names:
        rota.volunteer(cast.grocery, cast.entraide, name.lower())
    vera = rota.volunteer(cast.grocery, cast.entraide, "vera")
    held = hold_place(
        rota.need(rota.opening(cast.grocery, accueil=1)), volunteer=vera, by=vera.user, at=AT
    )
    truncate_forgotten()
    give_up_place(held, by=vera.user, at=AT)
    return names


@pytest.mark.parametrize("point", ["call.chosen", "call.asked", "call.asked@3"])
def test_killed_in_the_middle_of_a_wave(team: list[str], point: str) -> None:
    assert work("default", failpoint=point, clock=CLOCK) == KILLED
    assert asked() == [], "half a wave is no wave"
    assert not Message.objects.filter(kind="epicerie.replacement_asked").exists()
    left = ProcrastinateJob.objects.get(task_name="epicerie.advance_call")
    assert left.status == "doing", "the dead worker holds its job; the next look does the work"
    for _ in range(2):
        advance_calls(timestamp=0)
        assert only_call().wave == Wave.ASSOCIATION
        assert asked() == team
        written = Message.objects.filter(kind="epicerie.replacement_asked")
        assert written.count() == len(team)
        assert PlaceLink.objects.filter(called__isnull=False).count() == len(team)
    assert CalledPerson.objects.count() == len(team)


def test_a_worker_that_lives_asks_the_wave_at_once(team: list[str]) -> None:
    work("default", clock=CLOCK)
    assert asked() == team
