"""A cancelled day still says whom it was meant for: somebody has to ring them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from epicerie.actions.openings import cancel_day
from epicerie.actions.places import hold_place, take_back_place
from epicerie.queries.cancelled_day import expected_before
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


def test_those_expected_stay_on_the_page_and_no_other(cast, at):
    opened = rota.opening(cast.grocery, accueil=2)
    need = rota.need(opened)
    early, late = (rota.volunteer(cast.grocery, cast.entraide, name) for name in ("ada", "zoe"))
    for person in (early, late):
        hold_place(need, volunteer=person, by=cast.grocery, at=at)
    take_back_place(early.assignments.get(), by=cast.grocery, at=at + timedelta(minutes=1))
    cancel_day(opened, reason="fuite d’eau", by=cast.grocery, at=at + timedelta(minutes=2))
    assert [held.volunteer for held in expected_before(opened)] == [late]
    page = cast.client(cast.grocery).get(reverse("epicerie:opening", args=[opened.pk]))
    text = page.content.decode()
    assert "Personnes attendues avant l’annulation" in text
    assert "Zoe Bénévole" in text
    assert "Ada Bénévole" not in text


def test_a_day_cancelled_without_anybody_says_so(cast, at):
    opened = rota.opening(cast.grocery)
    cancel_day(opened, reason="fuite d’eau", by=cast.grocery, at=at)
    page = cast.client(cast.grocery).get(reverse("epicerie:opening", args=[opened.pk]))
    assert "Personne n’était attendu" in page.content.decode()
