"""Indicators: a household counts once, small counts are hidden, with what would give them away."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.actions.parameters import decide_parameter
from secours_loyer.actions.tenancy_events import answer_event, note_event
from secours_loyer.models import Decision, RentRequest, TenancyEvent
from secours_loyer.queries.outcomes import EVICTED, STAYED, Table, outcomes
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db
SIX_LATER, YEAR_LATER = date(2027, 6, 1), date(2027, 11, 24)
DECIDED = "Décisions des douze derniers mois"
SOCIAL = "Bailleur social"


def table(title: str, on: date) -> Table:
    tables, _delays, _least = outcomes(on=on)
    return next(row for row in tables if row.title.startswith(title))


def line(found: Table) -> dict[str, int | None]:
    row = found.figures.rows.index(SOCIAL)
    cells = dict(zip(found.figures.columns, found.figures.cells[row], strict=True))
    return {**cells, "Total": found.figures.row_totals[row]}


def showing(path: Path, least: int) -> None:
    decide_parameter(
        "secours.petit_effectif", least, since=date(2026, 1, 1), decision="essai", by=None,
        at=path.cast.at,
    )  # fmt: skip


def helped(path: Path, count: int) -> list[Decision]:
    return [path.granted(last=f"Nom{number}", reference=f"L-{number}") for number in range(count)]


def gone(path: Path, request: RentRequest, kind: str, day: date) -> TenancyEvent:
    return note_event(
        request, kind=kind, happened_on=day, by=path.cast.case_worker, at=path.cast.at
    )


def test_where_the_households_are_six_and_twelve_months_later(path: Path) -> None:
    showing(path, 5)
    decisions = helped(path, 7)
    for on in (SIX_LATER, YEAR_LATER):
        months = "6 mois" if on == SIX_LATER else "12 mois"
        assert line(table(months, on)) == {STAYED: 7, "Parti": 0, EVICTED: 0, "Total": 7}
    gone(path, decisions[0].request, "expulsion", date(2026, 11, 20))
    back = gone(path, decisions[1].request, "depart", date(2026, 11, 20))
    found = line(table("6 mois", SIX_LATER))
    assert found == {STAYED: 5, "Parti": None, EVICTED: None, "Total": None}
    answer_event(
        back,
        request=decisions[1].request,
        answer="erreur",
        reason="Autre dossier.",
        by=path.cast.manager,
        at=path.cast.at,
    )
    assert line(table("6 mois", SIX_LATER))[STAYED] == 6
    # Too early for the cohort, then too late for it.
    assert line(table("6 mois", date(2027, 5, 1)))["Total"] == 0
    assert line(table("6 mois", date(2028, 6, 1)))["Total"] == 0


def test_small_counts_are_hidden_by_default_on_the_page_and_in_the_file(path: Path) -> None:
    helped(path, 5)
    found = table(DECIDED, date(2026, 12, 1))
    assert line(found) == {"Accordées": None, "Refusées": 0, "Total": None}
    client = path.cast.client(path.cast.auditor)
    url = reverse("secours_loyer:indicators")
    page = client.get(url).content.decode()
    assert "masqué" in page
    assert "Pas assez de dossiers" in page
    content = client.get(url, {"format": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert [DECIDED, SOCIAL, "Accordées", "masqué"] in rows
    assert not [row for row in rows if row[3] in {"5", "4", "3", "2", "1"}]
    assert path.cast.client(path.cast.reception).get(url).status_code == 403


def test_a_household_counts_once_and_a_replaced_decision_never(path: Path) -> None:
    showing(path, 5)
    decisions = helped(path, 5)
    path.replaced(decisions[0], 50_000)
    again = path.granted(
        last="Nom1", reference="L-1", start=date(2026, 10, 1), months=1, aid_cents=30_000
    )
    assert again.request.household == decisions[1].request.household
    assert line(table(DECIDED, date(2026, 12, 1)))["Accordées"] == 5
    assert line(table("6 mois", SIX_LATER))[STAYED] == 5
    _tables, (first, _paid), _least = outcomes(on=date(2026, 12, 1))
    assert first.days == 0


def test_the_page_asks_as_much_for_one_household_as_for_three(path: Path) -> None:
    def queries() -> int:
        client = path.cast.client(path.cast.manager)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("secours_loyer:indicators")).status_code == 200
        return len(captured)

    helped(path, 1)
    queries()
    first = queries()
    for number in (7, 8):
        path.granted(last=f"Nom{number}", reference=f"L-{number}")
    assert queries() == first
