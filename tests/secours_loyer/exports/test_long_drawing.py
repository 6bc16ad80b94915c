"""Files drawn for longer than the database waits for a question are exported all the same."""

from __future__ import annotations

import time

import pytest
from django.db import connection

from secours_loyer.actions import export
from secours_loyer.models import OutgoingFile
from secours_loyer.states import BatchState
from tests.cast import Cast
from tests.secours_loyer.path import Path

pytestmark = [pytest.mark.django_db(transaction=True)]


def patience() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        return str(cursor.fetchone()[0])


def test_a_long_drawing_is_waited_for_and_no_other_act(
    monkeypatch: pytest.MonkeyPatch, cast: Cast
) -> None:
    path = Path(cast)
    batch = path.closed()
    drawn = export.files_of

    def slowly(*args, **more):
        time.sleep(3)
        return drawn(*args, **more)

    monkeypatch.setattr(export, "files_of", slowly)
    with connection.cursor() as cursor:
        cursor.execute("SET idle_in_transaction_session_timeout = '2s'")
    try:
        exported = export.export_batch(batch, by=cast.finance, at=cast.at)
        assert patience() == "2s"
    finally:
        connection.close()
    assert exported.state == BatchState.EXPORTED
    assert OutgoingFile.objects.filter(batch=batch).exists()
