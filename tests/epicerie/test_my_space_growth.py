"""The volunteers' pages ask as many queries with 8,000 volunteers as with 80."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from epicerie.actions.exchanges import offer_exchange
from epicerie.actions.places import hold_place
from tests.epicerie import rota_cast as rota
from tests.epicerie.crowd import crowd

pytestmark = pytest.mark.django_db
PAGES = ("my_shifts", "my_days", "my_absences", "my_wishes", "my_hours", "calendar_address")


def test_as_many_queries_for_8000_volunteers_as_for_80(
    cast, at, monkeypatch, django_assert_max_num_queries, django_assert_num_queries
):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())
    me = rota.as_volunteer(cast.volunteer, cast.entraide, cast.grocery)
    olga = rota.volunteer(cast.grocery, cast.entraide, "olga")
    mine, theirs = (
        hold_place(
            rota.need(rota.opening(cast.grocery, date(2026, 12, day))),
            volunteer=person,
            by=person.user,
            at=at,
        )
        for person, day in ((me, 3), (olga, 8))
    )
    rota.opening(cast.grocery, date(2026, 12, 10))
    offer_exchange(theirs, asked=None, wanted=None, by=olga.user, at=at)
    client = cast.client(cast.volunteer)
    addresses = [reverse(f"epicerie:{name}") for name in PAGES]
    offer = reverse("epicerie:offer_exchange", args=[mine.pk])
    addresses.append(offer)
    crowd(cast, 80, at)
    asked = {}
    for address in addresses:
        client.get(address)
        # Offering asks the whole rule of every acquaintance: nine kinds of facts, once for all.
        with django_assert_max_num_queries(20 if address == offer else 12) as few:
            assert client.get(address).status_code == 200
        asked[address] = len(few)
    crowd(cast, 7920, at)
    for address in addresses:
        with django_assert_num_queries(asked[address]):
            assert client.get(address).status_code == 200
