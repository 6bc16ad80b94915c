"""A batch is paid on a day when banks execute transfers: proposed, asked, held by the database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from reims_solidarite.kit.working_days import is_transfer_day
from secours_loyer.actions import batches
from secours_loyer.models import Batch
from secours_loyer.models.transfer_day_sql import closed_to_transfers
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
# A Saturday, a Sunday, Christmas, Good Friday, Easter Monday, 1 May of the year after (a Saturday).
CLOSED = (
    *(date(2026, 11, 28), date(2026, 11, 29), date(2026, 12, 25)),
    *(date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 1)),
)


@pytest.mark.parametrize("day", CLOSED)
def test_refused_on_a_day_without_transfers(path: Path, day: date) -> None:
    finance, at = path.cast.finance, path.cast.at
    with pytest.raises(Refused, match="n’exécutent aucun virement") as caught:
        batches.open_batch(channel="regie", execute_on=day, by=finance, at=at)
    assert caught.value.field == "execute_on"
    batch = batches.open_batch(channel="regie", execute_on=date(2026, 11, 25), by=finance, at=at)
    batches.put_in_batch(batch, [path.approved()], by=finance, at=at)
    with pytest.raises(Refused, match="n’exécutent aucun virement"):
        batches.close_batch(batch, execute_on=day, by=finance, at=at)
    refused("UPDATE secours_loyer_batch SET execute_on = %s", day, by="batch_on_transfer_day")


def test_the_sentence_names_the_next_day(path: Path) -> None:
    with pytest.raises(Refused, match=r"le 25/12/2026 .* par exemple le 28/12/2026\."):
        batches.open_batch(
            channel="cheque", execute_on=CLOSED[2], by=path.cast.finance, at=path.cast.at
        )


def test_a_french_holiday_may_be_a_day_of_transfers(path: Path) -> None:
    day = date(2027, 7, 14)
    finance, at = path.cast.finance, path.cast.at
    assert batches.open_batch(channel="regie", execute_on=day, by=finance, at=at).execute_on == day


def test_the_database_closes_on_the_same_days() -> None:
    years = "generate_series('2020-01-01'::date, '2060-12-31', '1 day') day"
    sql = f"SELECT day::date FROM {years} WHERE {closed_to_transfers('day')}"  # noqa: S608 - constants
    with connection.cursor() as cursor:
        cursor.execute(sql)
        closed = {row[0] for row in cursor.fetchall()}
    first, count = date(2020, 1, 1), (date(2061, 1, 1) - date(2020, 1, 1)).days
    days = (first + timedelta(days=n) for n in range(count))
    assert closed == {day for day in days if not is_transfer_day(day)}


def test_the_page_proposes_such_a_day(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-12-25T09:00+01:00")
    client = path.cast.client(path.cast.finance)
    page = client.get(reverse("secours_loyer:open_batch")).text
    assert 'value="2026-12-28"' in page
    sent = {"execute_on": "2026-12-26", "channel": "regie"}
    answer = client.post(reverse("secours_loyer:open_batch"), sent)
    assert "n’exécutent aucun virement le 26/12/2026" in answer.text
    assert 'value="2026-12-26"' in answer.text
    assert not Batch.objects.exists()
