"""Each volunteer's hours have their value, with its rate and its source, wherever they are told."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from pypdf import PdfReader

from actors.models import Parameter
from epicerie.actions.hours import add_hours, withdraw_hours
from epicerie.parameters import HOUR_VALUE
from epicerie.queries.given import Span, valuation
from epicerie.queries.hour_value import USUAL, Rates
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
AFTER = day.NOON + timedelta(days=5)
YEAR = Span(date(2026, 1, 1), date(2027, 1, 1))


@pytest.fixture
def decided(cast):
    """13,37 € from December on, by a decision; the default before."""
    return Parameter.objects.create(
        key=HOUR_VALUE.name,
        value=1_337,
        period=DateRange(date(2026, 12, 1), None),
        decision="délibération du 3 novembre 2026",
        set_at=cast.at,
    )


@pytest.fixture
def given(cast, decided):
    """Seven people whose minutes do not fall on whole cents; one has hours on both sides."""
    people = [rota.volunteer(cast.grocery, cast.entraide, f"nom{n}") for n in range(7)]
    said = {"kind": "meeting", "reason": "Réunion", "by": cast.grocery, "at": AFTER}
    for number, person in enumerate(people):
        add_hours(person, day=date(2026, 11, 24), minutes=61 + number, **said)
    add_hours(people[0], day=date(2026, 12, 2), minutes=95, **said)
    wrong = add_hours(people[0], day=date(2026, 12, 3), minutes=10, **said)
    withdraw_hours(wrong, reason="Erreur", by=cast.grocery, at=AFTER)
    return people


@pytest.fixture
def office(cast, monkeypatch):
    monkeypatch.setenv("PORTAIL_CLOCK", AFTER.isoformat())
    return cast.client(cast.grocery)


def rows_of(answer) -> list[dict[str, object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_the_association_s_sheet_values_each_volunteer_and_the_column_adds_up(cast, given, office):
    rows = rows_of(office.get(reverse("epicerie:association_xlsx", args=[cast.entraide.pk])))
    people = [row["Valeur (€)"] for row in rows if row["Ligne"] == "Bénévole"]
    assert len(people) == 7
    assert all(people)
    total = rows[-1]["Valeur (€)"]
    assert round(sum(people), 2) == total == valuation(cast.entraide.pk, YEAR).cents / 100
    sources = [row["Source de la valeur"] for row in rows if row["Ligne"] == "Valeur"]
    assert sources[0] == USUAL
    assert "délibération du 3 novembre 2026" in sources[1]


def test_the_register_of_hours_has_the_value_of_each(given, office):
    rows = rows_of(office.get(reverse("epicerie:hours"), {"format": "xlsx"}))
    assert len(rows) == 7
    # 61 min at 12,02 € are 12,22 €; 95 min at 13,37 € are 21,17 €.
    assert [row["Valeur (€)"] for row in rows if row["Prénom"] == "Nom0"] == [33.39]
    page = (
        office.get(reverse("epicerie:hours"))
        .content.decode()
        .replace("\u202f", " ")
        .replace("\u00a0", " ")
    )
    assert "33,39 €" in page
    assert "Une heure de bénévolat est valorisée 12,02 €" in page
    assert "délibération du 3 novembre 2026" in page
    beside = office.get(reverse("epicerie:hours_by_association")).content.decode()
    assert "Une heure de bénévolat est valorisée 13,37" in beside


def test_one_volunteer_s_sheet_lists_what_stands_and_adds_up(given, office):
    rows = rows_of(office.get(reverse("epicerie:volunteer_sheet", args=[given[0].pk])))
    assert [row["Heures"] for row in rows] == [1.02, 1.58, 2.6], "not the hours taken back"
    assert [row["Valeur d’une heure (€)"] for row in rows] == [12.02, 13.37, None]
    assert [row["Valeur (€)"] for row in rows] == [12.22, 21.17, 33.39]


def test_the_personal_certificate_tells_the_value_the_rate_and_its_source(given, office):
    answer = office.get(reverse("epicerie:certificate", args=[given[0].pk]))
    told = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    told = " ".join(told.replace("\u00a0", " ").replace("\u202f", " ").split())
    assert "33,39 €" in told
    assert "valorisée 13,37 € : délibération du 3 novembre 2026" in told
    assert "valorisée 12,02 € : valeur par défaut" in told


@pytest.mark.parametrize(
    ("since", "until", "cents"),
    [
        (date(2026, 11, 1), date(2026, 12, 1), [1_202]),
        (date(2026, 11, 1), date(2026, 12, 2), [1_202, 1_337]),
        (date(2026, 12, 1), date(2027, 1, 1), [1_337]),
    ],
)
def test_the_rates_of_a_period(decided, since, until, cents):
    assert [rate.cents for rate in Rates(since, until).all()] == cents
