"""The menu of the staff opens exactly the task pages that the person's rules open."""

from __future__ import annotations

import re

import pytest

from reims_solidarite.pages.staff_menu import TASKS, tasks_for
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "role", ["reception", "case_worker", "manager", "finance", "grocery", "network", "auditor"]
)
def test_every_entry_opens_and_no_other_would(cast: Cast, role: str) -> None:
    user = getattr(cast, role)
    client = cast.client(user)
    shown = {entry["admin_url"] for entry in tasks_for(user)}
    assert shown
    for address in shown:
        assert client.get(address).status_code == 200


def test_the_catalogue_of_components_is_the_administrators(cast: Cast) -> None:
    entry = "Composants des pages"
    assert entry in {shown["name"] for shown in tasks_for(cast.administrator)}
    for user in (cast.reception, cast.grocery, cast.auditor):
        assert entry not in {shown["name"] for shown in tasks_for(user)}


def test_no_heading_of_the_menu_is_in_english(cast: Cast) -> None:
    page = cast.client(cast.administrator).get("/admin/").content.decode()
    assert "Tâches de fond" in page
    assert "Procrastinate" not in page


def test_the_administrator_is_shown_no_money(cast: Cast) -> None:
    names = {entry["name"] for entry in tasks_for(cast.administrator)}
    assert not any("paiement" in name or "Ménages" in name for name in names)
    assert len(names) < len(TASKS)


@pytest.mark.parametrize(
    ("address", "entry"),
    [
        ("/admin/secours-loyer/", "Secours loyer : vue d’ensemble"),
        ("/admin/secours-loyer/demandes/", "Secours loyer : demandes"),
        ("/admin/secours-loyer/lettres/", "Secours loyer : vue d’ensemble"),
    ],
)
def test_one_entry_of_the_menu_says_where_the_reader_is(
    cast: Cast, address: str, entry: str
) -> None:
    page = cast.client(cast.case_worker).get(address).content.decode()
    menu = page[page.index('id="nav-sidebar"') :].partition("</nav>")[0]
    assert re.findall(r'aria-current="page">([^<]*)<', menu) == [entry]
