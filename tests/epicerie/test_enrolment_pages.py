"""Enrolling a volunteer and granting a skill: what was typed is kept when refused."""

from __future__ import annotations

from datetime import date

import pytest

from tests.epicerie import rota_cast as rota
from tests.epicerie.staff_words import text, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def client(cast):
    return cast.client(cast.grocery)


def test_enrolling_keeps_what_was_typed_when_refused(cast, client):
    typed = {
        "first_name": "Nina",
        "last_name": "De la Vesle",
        "email": "nina@cast.example",
        "phone": "0326000000",
        "organisation": cast.entraide.pk,
        "channel": "email",
    }
    assert client.post(url("enrol_volunteer"), typed).status_code == 302
    again = client.post(url("enrol_volunteer"), typed)
    assert again.status_code == 422
    assert "déjà bénévole" in text(again)
    assert 'value="Nina"' in text(again)


def test_a_till_mandate_needs_an_end(cast, client):
    made = rota.volunteer(cast.grocery, cast.entraide, "ana")
    page = url("volunteer", made.pk)
    typed = {"what": "competence", "competence-skill": "till", "competence-since": "2026-11-23"}
    assert "a une date de fin" in text(client.post(page, typed))
    client.post(page, {**typed, "competence-until": "2027-06-30"})
    assert made.skills.get().period.upper == date(2027, 7, 1)
    assert client.get(page).status_code == 200
