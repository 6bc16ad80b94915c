"""The totals of the year, for those who read every file, and for nobody else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from secours_loyer.queries.year_totals import year_totals
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db


def test_managers_read_the_totals_and_others_the_tables_alone(path: Path) -> None:
    cast = path.cast
    path.granted(aid_cents=60_000)
    path.filed(last="Aisne", reference="L-2")
    on = cast.at.date()
    totals = year_totals(cast.manager, on=on)
    assert totals is not None
    assert (totals.filed, totals.granted, totals.refused) == (2, 1, 0)
    assert (totals.granted_cents, totals.paid_cents) == (60_000, 0)
    assert dict(totals.backlog)["Déposée"] == 1
    url = reverse("secours_loyer:indicators")
    shown = cast.client(cast.manager).get(url).text
    assert f"Totaux de {on.year}" in shown
    assert "1\u00a0accord" in shown
    for other in (cast.secretary, cast.auditor, cast.finance):
        assert year_totals(other, on=on) is None
        assert "Totaux de" not in cast.client(other).get(url).text
    sheet = cast.client(cast.manager).get(url, {"format": "csv"}).content.decode("utf-8-sig")
    assert "Totaux" not in sheet
