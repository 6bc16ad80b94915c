"""The observatory counts households by district and month, and hides the small counts."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from actors.actions.parameters import decide_parameter
from reims_solidarite.pages.queries import observatory
from reims_solidarite.pages.queries.observatory import indicators, months_until
from tests.cast import Cast

pytestmark = pytest.mark.django_db


class Row:
    def __init__(self, district: str, month: date, count: int) -> None:
        self.district, self.month, self.count = district, month, count


def test_six_months_end_with_the_current_one_across_the_year() -> None:
    months = months_until(date(2027, 2, 28))
    assert months[0] == date(2026, 9, 1)
    assert months[-1] == date(2027, 2, 1)
    assert len(months) == 6


def test_the_threshold_is_the_one_of_the_day(
    cast: Cast, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [Row("Orgeval", date(2026, 11, 1), 6), Row("", date(2026, 11, 1), 12)]
    monkeypatch.setattr(observatory, "PROGRAMMES", (("Épicerie", lambda _since, _until: rows),))
    (found,) = indicators(date(2026, 11, 23))
    assert found.table.rows == ("Orgeval", "Quartier non renseigné")
    assert found.table.cells[0][-1] == 6
    decide_parameter(
        "observatoire.petit_effectif", 11, since=date(2026, 11, 24), decision="", by=None, at=at
    )
    (found,) = indicators(date(2026, 11, 24))
    assert found.table.cells[0][-1] is None
    assert found.table.total is None


def test_the_page_says_so_when_nothing_was_counted(cast: Cast) -> None:
    page = cast.client(cast.network).get("/admin/observatoire/")
    assert page.status_code == 200
    assert "Aucun ménage compté" in page.content.decode()


def test_it_is_not_a_page_of_the_partners(cast: Cast) -> None:
    assert cast.client(cast.agent_a).get("/admin/observatoire/").status_code == 403
