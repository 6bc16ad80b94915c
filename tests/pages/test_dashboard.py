"""The dashboard has something to say to every role, and the auditor's says who read what."""

from __future__ import annotations

from datetime import datetime

import pytest

from actors.actions.reading import note_reading
from actors.roles import STAFF_ROLES
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.pages.queries.dashboard import dashboard_for
from tests.cast import Cast
from tests.factories.households import household

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_no_role_opens_an_empty_dashboard(role: str, cast: Cast, at: datetime) -> None:
    colleague = cast.person(role, role)
    assert dashboard_for(colleague, on=paris_day(at))["work_lists"]


def test_the_auditor_sees_who_opened_the_most_files_this_week(cast: Cast, at: datetime) -> None:
    worker = cast.case_worker
    first, second = (household(worker, at, last=last) for last in ("Vesle", "Suippe"))
    for opened, times in ((first, 2), (second, 1)):
        for _ in range(times):
            note_reading(
                [opened.uid],
                by=worker,
                at=at,
                classes=("identity",),
                route="households:detail",
                reason="instructeur",
            )
    client = cast.client(cast.auditor)
    (work,) = [
        one
        for one in dashboard_for(cast.auditor, on=paris_day(at))["work_lists"]
        if one["title"].startswith("Dossiers lus")
    ]
    (row,) = work["rows"]
    assert (row["label"], row["detail"]) == (
        "Instructrice De la Distribution",
        "2 ménages, 3 lectures",
    )
    assert work["count"] == 0
    found = client.get(row["url"]).content.decode()
    assert found.count("households:detail") == 3
