"""The form of a request tells everything that is wrong in one answer, and keeps what was typed."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actors.models import JournalEntry
from secours_loyer.models import RentRequest, RequestDraft
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_journey_by_pages import request_data

pytestmark = pytest.mark.django_db
# What the form began on, and the browser sends back as it is.
BEGAN = {"postcode": "51100", "city": "Reims"}


def page(name: str = "draft") -> str:
    return reverse(f"secours_loyer:{name}", args=[uuid.uuid4()])


@pytest.fixture
def agent(path: Path) -> Client:
    return path.cast.client(path.cast.agent_a)


def wrong(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 422
    return dict(answer.context["form"].errors)


@pytest.mark.parametrize("began", [{}, BEGAN])
def test_an_empty_form_lacks_everything_and_leaves_no_draft(
    path: Path, agent: Client, began: dict[str, str]
) -> None:
    here = page()
    answer = agent.post(here, {**began, "organisation": path.cast.entraide.pk})
    assert {
        *("household", "agreed", "summary", "landlord_name", "landlord_kind", "address"),
        *("lease_date", "rent", "first_month", "last_month", "certified", "statement_on"),
        "statement",
    } <= set(wrong(answer))
    assert "Joignez le décompte du bailleur" in answer.text
    assert "Brouillon gardé" not in answer.text
    assert not RequestDraft.objects.exists()
    assert not JournalEntry.objects.filter(verb="keep_draft").exists()
    # The page that answered is still the one of this request: filled in, it files.
    assert f'action="{here}"' in answer.text
    assert agent.post(here, request_data(path)).status_code == 302


def test_an_empty_form_of_the_ccas_leaves_no_draft_either(path: Path) -> None:
    reception = path.cast.client(path.cast.reception)
    assert "statement" in wrong(reception.post(page("staff_draft"), BEGAN))
    assert not RequestDraft.objects.exists()


def test_all_that_cannot_be_true_is_told_at_once(path: Path, agent: Client) -> None:
    typed = request_data(
        path,
        statement="",
        landlord="",
        landlord_name="Jean Essai",
        landlord_kind="particulier",
        landlord_mail_city="Reims",
        address="12 rue de l’Еssai",
        lease_date="2027-05-01",
        statement_on="2027-01-02",
        certified="90 000",
        down_payment="95 000",
    )
    answer = agent.post(page(), typed)
    found = wrong(answer)
    assert {
        *("statement", "landlord_mail_lines", "address", "lease_date", "first_month"),
        *("statement_on", "debt_confirmed", "down_payment", "certified"),
    } <= set(found)
    assert "autre alphabet" in found["address"][0]
    assert 'value="95 000"' in answer.text
    assert not RentRequest.objects.exists()
    # Something was typed: it is kept.
    assert RequestDraft.objects.get().typed["down_payment"] == "95 000"


def test_a_statement_kept_before_is_not_asked_again(path: Path, agent: Client) -> None:
    here = page()
    agent.post(here, request_data(path, certified="beaucoup"))
    again = wrong(agent.post(here, request_data(path, statement="", certified="beaucoup")))
    assert set(again) == {"certified"}
