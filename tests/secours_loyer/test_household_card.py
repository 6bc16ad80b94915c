"""The rent aid on the page of one household."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from secours_loyer.actions.notifying import notify
from secours_loyer.models import RentRequest
from secours_loyer.queries.household_card import card_for, line_of
from tests.secours_loyer.path import Path


def test_a_request_made_late_in_the_evening_keeps_its_paris_day() -> None:
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    row = RentRequest(number="SL-2026-000001", created_at=late, state="deposee")
    row.standing_decisions = []  # type: ignore[attr-defined]
    assert line_of(row)["label"] == "SL-2026-000001, 02/07/2026"


@pytest.mark.django_db
def test_an_opinion_is_not_yet_an_answer_outside_the_ccas(path: Path) -> None:
    cast, request = path.cast, path.validated(by=path.cast.agent_a)
    day = cast.at.date()
    outside = card_for(request.household, cast.agent_a, on=day)
    inside = card_for(request.household, cast.manager, on=day)
    assert outside is not None
    assert inside is not None
    assert [line["value"] for line in outside["lines"]] == ["En instruction"]
    assert [line["value"] for line in inside["lines"]] == ["Prête pour la décision"]


@pytest.mark.django_db
@pytest.mark.parametrize(("outcome", "told"), [("accord", "Accordée"), ("refus", "Refusée")])
def test_a_decision_that_was_sent_is_said_by_what_it_decides(
    path: Path, outcome: str, told: str
) -> None:
    cast, request = path.cast, path.validated(by=path.cast.agent_a)
    path.decided(request, outcome)
    notify(RentRequest.objects.get(pk=request.pk), by=cast.secretary, at=cast.at)
    agent = cast.client(cast.agent_a)
    for page in (
        reverse("secours_loyer:own_requests"),
        reverse("secours_loyer:own_request", args=[request.uid]),
    ):
        shown = agent.get(page).content.decode()
        assert told in shown, page
        assert "Notifiée" not in shown, page
