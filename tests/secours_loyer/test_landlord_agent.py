"""A landlord's agent, signed in: what waits, and answering the CCAS without waiting for a link."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.landlord_links import answer_as_landlord
from secours_loyer.models import LandlordLink, LandlordReport, ReportKind
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


def test_a_debt_waits_on_the_home_until_it_is_answered(path: Path) -> None:
    cast = path.cast
    request = path.filed(by=cast.agent_a)
    agent = cast.client(cast.landlord_agent)
    home = reverse("actors:partner_home")
    tenant = reverse("secours_loyer:tenant", args=[request.uid])
    assert tenant in agent.get(home).content.decode()
    answer = reverse("secours_loyer:tenant_answer", args=[request.uid])
    page = agent.post(answer)["Location"]
    assert agent.post(answer)["Location"] == page
    assert LandlordLink.objects.get().created_by == cast.landlord_agent
    assert "Confirmer cette dette" in agent.get(page).content.decode()
    agent.post(page, {"geste": "dette"})
    assert LandlordReport.objects.get().kind == ReportKind.DEBT
    shown = agent.get(home).content.decode()
    assert tenant not in shown
    assert "Aucune dette n’attend votre réponse." in shown


def test_the_home_of_an_association_says_nothing_of_debts(path: Path) -> None:
    path.filed(by=path.cast.agent_a)
    home = path.cast.client(path.cast.agent_a).get(reverse("actors:partner_home"))
    assert "Dettes à confirmer" not in home.content.decode()


def test_nobody_answers_for_another_landlord(path: Path) -> None:
    cast = path.cast
    request = path.filed(by=cast.agent_a)
    for stranger in (cast.agent_a, cast.case_worker):
        with pytest.raises(Refused, match="pas loué par votre organisation"):
            answer_as_landlord(request, by=stranger, at=cast.at)
    assert not LandlordLink.objects.exists()
