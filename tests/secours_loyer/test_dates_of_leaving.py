"""By SQL neither the day of an export nor the ceiling of that day is whatever the writer says."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection

from actors.actions.parameters import decide_parameter
from reims_solidarite.kit.dates import paris_day
from secours_loyer.models import FILES_OF, Batch, Channel
from secours_loyer.payment_parameters import PAYMENTS_OPEN
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_files_taken import stop
from tests.secours_loyer.test_forwarding import exported
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
LEAVES = (
    "UPDATE secours_loyer_batch SET state = 'exporte', exported_by_id = opened_by_id,"
    " exported_at = %s, day_before_cents = 0, day_ceiling_cents = %s"
)
DECIDED = 20_000_000


def written(path: Path) -> Batch:
    """As a writer of SQL would do it: files kept, orders sent, the batch last."""
    batch = path.closed()
    with connection.cursor() as cursor:
        for kind in FILES_OF[Channel(batch.channel)]:
            cursor.execute(
                "INSERT INTO secours_loyer_outgoingfile (batch_id, kind, name, media_type, content,"
                " sha256, created_at) VALUES (%s, %s, 'x', 'x', 'x',"
                " encode(sha256('x'), 'hex'), now())",
                [batch.pk, kind],
            )
        cursor.execute("UPDATE secours_loyer_paymentorder SET state = 'emis'")
    return batch


def test_the_ceiling_is_the_one_of_the_day(path: Path) -> None:
    written(path)
    for other in (DECIDED + 1, DECIDED - 1, 99_999_999_999):
        refused(LEAVES, path.cast.at, other, by="batch_day_ceiling_decided")
    with connection.cursor() as cursor:
        cursor.execute(LEAVES, [path.cast.at, DECIDED])


def test_an_export_is_not_dated_before_the_stop(path: Path) -> None:
    at = path.cast.at
    written(path)
    stop(path)
    for when in (at, at + timedelta(days=3)):
        refused(LEAVES, when, DECIDED, by="batch_while_open")
    refused(LEAVES, at - timedelta(minutes=1), DECIDED, by="batch_exported_after_closing")


def test_an_export_is_not_dated_before_the_last_turn_of_the_switch(path: Path) -> None:
    """A stop decided for next week: what is written afterwards was not done before it."""
    at, decided_at = path.cast.at, path.cast.at + timedelta(hours=1)
    written(path)
    decide_parameter(
        PAYMENTS_OPEN.name, False, since=paris_day(at) + timedelta(days=7), decision="essai",
        by=path.cast.manager, at=decided_at,
    )  # fmt: skip
    refused(LEAVES, at, DECIDED, by="batch_while_open")
    with connection.cursor() as cursor:
        cursor.execute(LEAVES, [decided_at, DECIDED])


def test_a_batch_is_not_handed_over_before_its_export_nor_before_the_stop(path: Path) -> None:
    at = path.cast.at
    exported(path)
    forward = (
        "UPDATE secours_loyer_batch SET state = 'transmis', forwarded_at = %s,"
        " forwarded_by_id = opened_by_id"
    )
    early: datetime = at - timedelta(minutes=1)
    refused(forward, early, by="batch_forwarded_after_export")
    stop(path)
    refused(forward, at, by="batch_forwarded_while_open")
