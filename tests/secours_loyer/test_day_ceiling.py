"""However many batches, a day sends no more than its ceiling; two exports count each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actors.actions.parameters import decide_parameter
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import Batch
from secours_loyer.states import BatchState
from tests.races.barrier import run_at_once
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db


def ceiling(path: Path, cents: int) -> None:
    decide_parameter(
        "secours.jour_montant", cents, since=date(2026, 1, 1), decision="essai", by=None,
        at=path.cast.at,
    )  # fmt: skip


def two_batches(path: Path) -> list[Batch]:
    return [path.closed(path.approved(last=last, reference=last)) for last in ("Vesle", "Suippe")]


def test_the_second_batch_of_a_day_waits_for_the_next(path: Path) -> None:
    ceiling(path, 119_999)
    finance, at = path.cast.finance, path.cast.at
    first, second = two_batches(path)
    export_batch(first, by=finance, at=at)
    with pytest.raises(Refused, match="plafond du jour"):
        export_batch(second, by=finance, at=at)
    assert not second.files.exists()
    kept = export_batch(second, by=finance, at=at + timedelta(days=1))
    assert (kept.state, kept.day_before_cents, kept.day_ceiling_cents) == ("exporte", 0, 119_999)
    assert list(faults()) == []


def test_the_wall_counts_for_itself(path: Path) -> None:
    ceiling(path, 130_000)
    finance, at = path.cast.finance, path.cast.at
    first, second = two_batches(path)
    export_batch(first, by=finance, at=at)
    sent = (
        "UPDATE secours_loyer_batch SET state = 'exporte', exported_by_id = opened_by_id,"
        " exported_at = %s, day_before_cents = {before}, day_ceiling_cents = {most}"
        " WHERE state = 'clos'"
    )
    for before, most, wall in (
        ("59999", "999999", "batch_day_counted"),
        ("NULL", "999999", "batch_day_counted"),
        ("60000", "NULL", "batch_day_counted"),
        ("60000", "119999", "batch_day_ceiling"),
    ):
        refused(sent.format(before=before, most=most), at, by=wall)
    rewritten = "UPDATE secours_loyer_batch SET day_ceiling_cents = 1 WHERE state = 'exporte'"
    refused(rewritten, by="batch_frozen")
    assert second.orders.exists()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_exports_at_once_share_one_ceiling(path: Path) -> None:
    ceiling(path, 100_000)
    waiting = two_batches(path)
    finance, at = path.cast.finance, path.cast.at
    found = run_at_once(2, lambda number: export_batch(waiting[number], by=finance, at=at).state)
    assert sorted(isinstance(one, Refused) for one in found) == [False, True], found
    assert Batch.objects.filter(state=BatchState.EXPORTED).count() == 1
