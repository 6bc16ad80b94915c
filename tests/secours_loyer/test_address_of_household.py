"""An association corrects the home of a household that it accompanies, from its request."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actors.households.actions.accompaniment import end_accompaniment
from actors.households.models import Accompaniment, Housing
from actors.models import JournalEntry, SensitiveRead
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db
HOME = {
    "address": "3 rue du Nouveau Logement", "postcode": "51100",
    "city": "Reims", "district": "", "since": "2026-11-23",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


def test_the_request_leads_to_the_home_and_the_home_is_corrected(path: Path) -> None:
    request = path.filed(by=path.cast.agent_a)
    agent = path.cast.client(path.cast.agent_a)
    move = reverse("households:partner_move", args=[request.household.uid])
    page = agent.get(reverse("secours_loyer:own_request", args=[request.uid])).content.decode()
    assert move in page
    assert agent.get(move).status_code == 200
    kind = Housing._meta.get_field("kind").choices[0][0]
    assert agent.post(move, {**HOME, "kind": kind, "since": "2027-01-01"}).status_code == 200
    assert agent.post(move, {**HOME, "kind": kind}).status_code == 302
    home = Housing.objects.on(date(2026, 11, 23)).get(household=request.household)
    assert home.address == "3 rue du Nouveau Logement"
    assert JournalEntry.objects.filter(verb__in=["move_house", "correct_housing"]).exists()
    assert SensitiveRead.objects.filter(route="households:partner_move").exists()


def test_once_the_association_left_it_asks_the_ccas(path: Path) -> None:
    request = path.filed(by=path.cast.agent_a)
    stay = Accompaniment.objects.get(household=request.household, ended_at=None)
    end_accompaniment(stay, by=path.cast.agent_a, at=path.cast.at)
    agent = path.cast.client(path.cast.agent_a)
    move = reverse("households:partner_move", args=[request.household.uid])
    page = agent.get(reverse("secours_loyer:own_request", args=[request.uid])).content.decode()
    assert move not in page
    assert "écrivez au CCAS" in page
    assert agent.get(move).status_code == 404
    assert agent.post(move, HOME).status_code == 404
