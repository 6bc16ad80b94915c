"""Sites: added, renamed, out of service; chosen where there are several."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from epicerie.actions.openings import open_day
from epicerie.actions.sites import add_site, reinstate_site, rename_site, retire_site
from epicerie.models import OpeningDay, Site, WeeklyPattern
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def client(cast):
    return cast.client(cast.grocery)


@pytest.fixture
def van(cast, at):
    rota.posts()  # the usual site comes first
    return add_site("Camion", location="place du marché", by=cast.grocery, at=at)


def url(name: str, *args: object) -> str:
    return reverse(f"epicerie:{name}", args=args)


def opened_at(site, cast, at, day=rota.DAY):
    needs = {rota.posts()["accueil"]: 1}
    return open_day(
        day, starts=time(9), ends=time(12), needs=needs, site=site, by=cast.grocery, at=at
    )


def test_two_sites_open_at_the_same_hours(cast, at, van):
    rota.opening(cast.grocery)
    opened_at(van, cast, at)
    assert OpeningDay.objects.planned().filter(day=rota.DAY).count() == 2


def test_a_site_with_openings_to_come_stays_in_service(cast, at, van):
    opened = opened_at(van, cast, at)
    with pytest.raises(Refused, match="annulez-la d’abord"):
        retire_site(van, by=cast.grocery, at=at)
    opened.refresh_from_db()
    assert not retire_site(van, by=cast.grocery, at=opened.finishes_at).active
    with pytest.raises(Refused, match="plus en service"):
        opened_at(van, cast, at, day=date(2026, 12, 8))
    reinstate_site(van, by=cast.grocery, at=at)
    opened_at(van, cast, at, day=date(2026, 12, 8))


def test_the_database_opens_nothing_at_a_site_out_of_service(at, van):
    Site.objects.filter(pk=van.pk).update(active=False)
    with (
        pytest.raises(IntegrityError, match="the site is out of service"),
        transaction.atomic(),
    ):
        OpeningDay.objects.create(
            site=van, day=rota.DAY, starts=time(9), ends=time(12), created_at=at
        )


def test_the_last_site_stays_and_names_are_told_apart(cast, at, van):
    retire_site(van, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="seul site"):
        retire_site(Site.objects.usual(), by=cast.grocery, at=at)
    with pytest.raises(Refused):
        add_site("Camion", location="", by=cast.grocery, at=at)
    with pytest.raises(Refused, match="nom"):
        rename_site(van, "  ", location="", by=cast.grocery, at=at)
    with pytest.raises(Refused, match="coordinateur"):
        rename_site(van, "Bus", location="", by=cast.auditor, at=at)


def test_the_pages(client, at, van):
    page = client.get(url("sites")).content.decode()
    assert "Camion" in page
    of_the_van = '<span class="visually-hidden"> Camion</span>'
    assert page.count(f"Mettre hors service{of_the_van}") == 1
    assert page.count(f"Oui : mettre hors service{of_the_van}") == 1
    assert "place du marché" in page
    client.post(url("rename_site", van.pk), {"label": "Bus", "location": ""})
    client.post(url("retire_site", van.pk))
    van.refresh_from_db()
    assert (van.label, van.active) == ("Bus", False)
    client.post(url("reinstate_site", van.pk))
    assert client.post(url("sites"), {"label": "Annexe", "location": ""}).status_code == 302
    assert client.post(url("sites"), {"label": "Annexe", "location": ""}).status_code == 422
    assert Site.objects.open_now().count() == 3


def test_the_list_costs_the_same_for_two_sites_and_four(
    cast, client, at, van, django_assert_num_queries, django_assert_max_num_queries
):
    client.get(url("sites"))
    with django_assert_max_num_queries(20) as two:
        client.get(url("sites"))
    for label in ("Annexe", "Bus"):
        add_site(label, location="", by=cast.grocery, at=at)
    with django_assert_num_queries(len(two)):
        client.get(url("sites"))


def test_the_site_is_asked_only_where_there_are_several(cast, client, at):
    rota.posts()
    assert "id_site" not in client.get(url("usual_day")).content.decode()
    van = add_site("Camion", location="", by=cast.grocery, at=at)
    places = {f"places_{code}": "1" for code in rota.posts()}
    places |= {f"skilled_{code}": "1" for code in rota.posts()}
    hours = {"site": str(van.pk), "starts": "09:00", "ends": "12:00"}
    asked = {"weekday": "3", "since": "2026-12-01", **hours, **places}
    seen = client.get(url("usual_day"), asked).context["effect"].seal
    client.post(url("usual_day"), asked | {"seen": seen})
    assert WeeklyPattern.objects.get().site == van
    client.post(url("add_opening"), {"day": "2026-12-04", **hours, **places})
    assert OpeningDay.objects.get().site == van
