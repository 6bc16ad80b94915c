"""Every list of the admin says its name in French and can be taken away as a spreadsheet."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from django.contrib import admin

from actors.models import Organisation
from actors.staff_export import WRITERS
from tests.cast import Cast

pytestmark = pytest.mark.django_db

LIST = "/admin/actors/organisation/"


def test_each_list_downloads_in_both_formats_for_those_who_see_it(cast: Cast) -> None:
    readers = [cast.network, cast.administrator, cast.grocery, cast.finance, cast.auditor]
    downloaded = 0
    for model, page in admin.site._registry.items():
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        reader = next(one for one in readers if page.view_rule.allows(one))
        if not page.exportable or page.sensitive_classes:
            continue
        for wanted in WRITERS:
            answer = cast.client(reader).get(address, {"format": wanted})
            if answer.status_code == 302:  # a list that another page stands for
                break
            assert answer.status_code == 200, address
            assert f".{wanted}" in answer.headers["Content-Disposition"]
            downloaded += 1
    assert downloaded >= 24


def test_the_download_holds_what_the_search_and_the_filters_left(cast: Cast) -> None:
    cast.entraide, cast.secours, cast.bailleur  # noqa: B018 - made by being named
    rows = cast.client(cast.network).get(LIST, {"format": "csv", "kind__exact": "bailleur"})
    lines = rows.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Nom;Type;Visible du public")
    assert len(lines) == 2
    assert lines[1].startswith("Habitat de démonstration;Bailleur;oui")
    page = cast.client(cast.network).get(LIST, {"kind__exact": "bailleur"}).content.decode()
    assert "?kind__exact=bailleur&amp;format=xlsx" in page


def test_no_cell_is_a_formula(cast: Cast, at: datetime) -> None:
    Organisation.objects.create(name="=1+1", slug="un", kind="association", created_at=at)
    answer = cast.client(cast.network).get(LIST, {"format": "xlsx", "q": "=1"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    cell = sheet.cell(row=2, column=1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_what_households_live_through_is_not_taken_away_whole(cast: Cast) -> None:
    client = cast.client(cast.manager)
    page = client.get("/admin/secours_loyer/decision/").content.decode()
    assert "Télécharger" not in page
    answer = client.get("/admin/secours_loyer/decision/", {"format": "csv"})
    assert "text/csv" not in answer.headers["Content-Type"]


@pytest.mark.parametrize(
    ("address", "title"),
    [
        (LIST, "Organisations"),
        (f"{LIST}add/", "Ajouter : organisation"),
        ("/admin/actors/bodymeeting/", "Réunions des instances"),
    ],
)
def test_titles_are_the_words_people_use(cast: Cast, address: str, title: str) -> None:
    page = cast.client(cast.network).get(address).content.decode()
    assert f"<h1>{title}</h1>" in page
    assert "Sélectionnez l’objet" not in page
