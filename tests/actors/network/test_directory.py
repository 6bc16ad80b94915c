"""The public directory: what it shows, how it is searched, how many queries it costs."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import Organisation, OrganisationKind, Service
from actors.publics import Public
from actors.themes import Theme
from tests.cast import Cast


def make(name: str, at: datetime, **more: object) -> Organisation:
    values: dict[str, object] = {
        "slug": name.lower().replace(" ", "-").replace("é", "e").replace("’", "-"),
        "kind": OrganisationKind.ASSOCIATION,
        "is_published": True,
        "created_at": at,
    }
    return Organisation.objects.create(name=name, **(values | more))


def serve(organisation: Organisation, name: str, at: datetime, **more: object) -> Service:
    values: dict[str, object] = {
        "description": "Un repas chaud chaque soir.",
        "themes": [Theme.HEALTH],
        "publics": [Public.EVERYONE],
        "how_to_reach": "Venez sans rendez-vous.",
        "created_at": at,
    }
    return Service.objects.create(organisation=organisation, name=name, **(values | more))


def names(client: Client, query: str) -> list[str]:
    response = client.get(reverse("actors:directory") + query)
    assert response.status_code == 200
    return [row.name for row in response.context["object_list"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=ecole", ["École du soir"]),
        ("?q=ÉCOLE soir", ["École du soir"]),
        ("?q=l'aube", ["Entraide de l’Aube"]),
        ("?q=l’aube", ["Entraide de l’Aube"]),
        ("?q=repas chaud", ["Entraide de l’Aube"]),
        ("?theme=logement", ["École du soir"]),
        ("?type=institution", []),
        ("?theme=pas-un-theme", ["École du soir", "Entraide de l’Aube"]),
        ("?tri=-nom", ["Entraide de l’Aube", "École du soir"]),
        ("?page=99", ["École du soir", "Entraide de l’Aube"]),
        ("?q=%25", []),
    ],
)
def test_search_and_filters(
    query: str, found: list[str], db: None, at: datetime, client: Client
) -> None:
    make("École du soir", at, themes=[Theme.HOUSING])
    serve(make("Entraide de l’Aube", at), "Table ouverte", at)
    make("École cachée", at, is_published=False)
    assert names(client, query) == found


def test_withdrawn_service_is_not_found_any_more(db: None, at: datetime, client: Client) -> None:
    serve(make("Entraide", at), "Table ouverte", at, withdrawn_at=at)
    assert names(client, "?q=repas") == []


def test_empty_directory_and_no_result_say_so(db: None, client: Client) -> None:
    assert "L’annuaire est encore vide" in client.get("/acteurs/").content.decode()
    assert "Aucune organisation ne correspond" in client.get("/acteurs/?q=rien").content.decode()


def test_export_holds_public_fields_only(db: None, at: datetime, client: Client) -> None:
    make("=cmd()", at, phone="0326000000", slug="cmd")
    make("Cachée", at, is_published=False)
    text = client.get("/acteurs/?format=csv").content.decode("utf-8-sig")
    header, *lines = text.splitlines()
    assert header.startswith("Nom;Sigle;Type")
    assert "SIRET" not in header
    assert len(lines) == 1
    assert lines[0].startswith("'=cmd()")
    assert client.get("/acteurs/?format=xlsx").content.startswith(b"PK")


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_directory_costs_the_same_for_one_row_and_fifty(
    db: None, at: datetime, client: Client
) -> None:
    serve(make("Une", at, themes=[Theme.HEALTH]), "Accueil", at)
    client.get("/acteurs/")  # counts by theme are cached for a while
    one = queries(client, "/acteurs/"), queries(client, "/acteurs/une/")
    for number in range(49):
        serve(make(f"Autre {number}", at, themes=[Theme.HEALTH]), "Accueil", at)
    assert (queries(client, "/acteurs/"), queries(client, "/acteurs/une/")) == one
    assert max(one) <= 12


def test_sheet_shows_services_source_and_neighbours(db: None, at: datetime, client: Client) -> None:
    sheet = make("Une", at, themes=[Theme.HEALTH], source="reims.fr", confirmed_at=at)
    serve(sheet, "Table ouverte", at)
    serve(sheet, "Ancien service", at, withdrawn_at=at)
    for name in ("Autre", "Zoo"):
        make(name, at, themes=[Theme.HEALTH])
    page = client.get("/acteurs/une/")
    text = page.content.decode()
    assert "Table ouverte" in text
    assert "Ancien service" not in text
    assert "Source : reims.fr" in text
    assert "confirmée par l’organisation le 23/11/2026" in text
    assert [near.name for near in page.context["neighbours"]] == ["Zoo", "Autre"]
    assert "mailto:" in text


def test_unpublished_sheet_exists_for_its_members_only(cast: Cast, at: datetime) -> None:
    Organisation.objects.filter(pk=cast.entraide.pk).update(is_published=False)
    address = reverse("actors:organisation", args=[cast.entraide.slug])
    assert cast.client().get(address).status_code == 404
    assert cast.client(cast.agent_b).get(address).status_code == 404
    assert cast.client(cast.agent_a).get(address).status_code == 200
    assert cast.client(cast.network).get(address).status_code == 200
