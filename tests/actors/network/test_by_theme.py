"""The network at a glance: a dot for each theme of an organisation, the same cost for any size."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actors.actions.slugs import free_slug
from actors.models import Organisation

pytestmark = pytest.mark.django_db

PAGE = "/acteurs/qui-agit-sur-quoi/"


def make(name: str, at: datetime, *themes: str, published: bool = True) -> None:
    Organisation.objects.create(
        name=name,
        slug=name.lower(),
        kind="association",
        themes=list(themes),
        is_published=published,
        created_at=at,
    )


def test_each_published_organisation_has_its_dots(client: Client, at: datetime) -> None:
    assert "encore vide" in client.get(PAGE).content.decode()
    make("Entraide", at, "logement", "mobilite")
    make("Cachee", at, "logement", published=False)
    page = client.get(PAGE).content.decode()
    assert page.count('class="dot"') == 2
    assert page.count(">non<") == 3
    assert "Cachee" not in page
    assert "?theme=logement" in page


def test_it_costs_the_same_for_one_row_and_thirty(client: Client, at: datetime) -> None:
    make("Une", at, "logement")
    counts = []
    for more in (0, 30):
        for number in range(more):
            make(f"Autre{number}", at, "mobilite")
        client.get(PAGE)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_no_sheet_takes_the_address_of_the_page() -> None:
    assert free_slug("Qui agit sur quoi", ()) == "qui-agit-sur-quoi-2"
