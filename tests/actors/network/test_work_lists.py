"""The coordinator's dashboard lists."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from actors.actions.invitations import invite
from actors.actions.organisations import edit_organisation
from actors.models import Membership
from actors.queries.work_lists import work_lists_for
from tests.actors.network.test_committee import committee, meet
from tests.cast import Cast


def test_only_the_coordinator_has_them(cast: Cast, at: datetime) -> None:
    for user in (cast.case_worker, cast.administrator, cast.agent_a):
        assert work_lists_for(user, on=at.date()) == []


def test_what_waits(cast: Cast, at: datetime) -> None:
    user = cast.network
    assert [entry["count"] for entry in work_lists_for(user, on=at.date())] == [0, 0, 0, 0]
    with CaptureQueriesContext(connection) as empty:
        work_lists_for(user, on=at.date())
    edit_organisation(cast.entraide, {"network_role": "Autre"}, by=cast.manager_a, at=at)
    cast.agent_b  # noqa: B018 - made by being named
    old = at - timedelta(days=20)
    for number in range(3):
        invite(cast.entraide, f"a{number}@x.example", as_manager=False, by=cast.manager_a, at=old)
    body = committee(at)
    meet(body, at + timedelta(days=10))
    meet(body, at - timedelta(days=10))
    with CaptureQueriesContext(connection) as full:
        review, lonely, expired, meetings = work_lists_for(user, on=at.date())
    assert len(full) == len(empty)
    assert [row["label"] for row in review["rows"]] == [cast.entraide.name]
    assert [row["label"] for row in lonely["rows"]] == [cast.secours.name]
    assert expired["count"] == 3
    assert [(row["detail"], row["urgent"]) for row in meetings["rows"]] == [
        ("compte rendu à publier", False),
        ("à annoncer", True),
    ]
    Membership.objects.filter(user=cast.agent_b).update(is_manager=True)
    assert work_lists_for(user, on=at.date())[1]["count"] == 0
