"""Dashboards show what waits, by number alone, to those whose work it is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from actors.households.models import Household
from actors.households.queries.work_lists import partner_menu, partner_panel, work_lists_for
from actors.models import Message
from actors.queries import account_work_lists
from tests.cast import Cast
from tests.factories.households import household

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def quiet(cast: Cast, at: datetime) -> Household:
    before = at - timedelta(days=200)
    return household(cast.reception, before, organisation=cast.entraide)


def test_social_workers_see_who_was_not_met(cast: Cast, at: datetime, quiet: Household) -> None:
    household(cast.reception, at, last="Marne")
    (found,) = work_lists_for(cast.case_worker, on=TODAY)
    assert [row["label"] for row in found["rows"]] == [quiet.number]
    assert "Vesle" not in str(found)
    assert work_lists_for(cast.reception, on=TODAY) == []


def test_agents_see_theirs(cast: Cast, at: datetime, quiet: Household) -> None:
    household(cast.reception, at, last="Marne", organisation=cast.secours)
    panel = partner_panel(cast.agent_a, TODAY)
    assert panel is not None
    assert (panel["count"], len(panel["rows"])) == (1, 1)
    assert partner_menu(cast.agent_a)[0]["url"] == reverse("households:partner_list")
    assert partner_panel(cast.landlord_agent, TODAY) is None
    assert partner_menu(cast.landlord_agent) == []
    page = cast.client(cast.agent_a).get(reverse("actors:partner_home")).content.decode()
    assert quiet.number in page
    assert "Vesle" not in page


def test_the_administrator_sees_failures_and_missing_second_factors(
    cast: Cast, at: datetime
) -> None:
    assert cast.finance.pk
    Message.objects.create(
        kind="x",
        address="x@cast.example",
        subject="Objet",
        text="Texte",
        dedupe_key="t",
        created_at=at,
        last_error="OSError",
    )
    failed, missing = account_work_lists.work_lists_for(cast.administrator, on=TODAY)
    assert [row["label"] for row in failed["rows"]] == ["Objet"]
    assert {row["detail"] for row in missing["rows"]} == {
        cast.finance.email,
        cast.administrator.email,
    }
    assert account_work_lists.work_lists_for(cast.manager, on=TODAY) == []
