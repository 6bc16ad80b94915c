"""As many queries for one row as for three, on every list and for the dashboard."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import SensitiveRead, User
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.forwarding import forward_batch
from secours_loyer.queries.work_lists import work_lists_for
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)
MOST = 25


def queries_of(path: Path, user: User, name: str) -> int:
    client = path.cast.client(user)
    url = reverse(f"secours_loyer:{name}")
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(captured)


def test_lists_and_work_lists_are_constant(path: Path) -> None:
    cast = path.cast
    pages = (
        *((cast.case_worker, name) for name in ("requests", "accounts", "board")),
        *((cast.finance, name) for name in ("orders", "batches", "board")),
        (cast.agent_a, "own_requests"),
        (cast.landlord_agent, "tenants"),
    )
    path.checked(by=cast.agent_a)
    first = {page: queries_of(path, *page) for page in pages}
    for number, last in enumerate(("Suippe", "Loire"), start=2):
        path.checked(by=cast.agent_a, last=last, reference=f"L-{number}")
    assert {page: queries_of(path, *page) for page in pages} == first
    assert {page: n for page, n in first.items() if n > MOST} == {}
    assert SensitiveRead.objects.filter(route="secours_loyer:tenants").count() >= 4


def test_an_order_is_offered_to_those_who_may_approve_it(path: Path) -> None:
    cast = path.cast
    path.checked()
    for user, waits in ((cast.manager, 1), (cast.signatory, 1), (cast.finance, 0)):
        user = User.objects.get(pk=user.pk)
        lists = {entry["title"]: entry["count"] for entry in work_lists_for(user, on=ON)}
        assert lists["Ordres à approuver"] == waits


def test_an_exported_batch_waits_to_be_forwarded_then_for_its_answer(path: Path) -> None:
    finance = User.objects.get(pk=path.cast.finance.pk)
    forward, answer = "Lots exportés à transmettre", "Lots transmis, réponse attendue"

    def waiting(title: str) -> list[dict]:
        (entry,) = [e for e in work_lists_for(finance, on=ON) if e["title"] == title]
        return entry["rows"]

    batch = path.closed(path.approved())
    assert waiting(forward) == waiting(answer) == []
    export_batch(batch, by=path.cast.finance, at=path.cast.at)
    (line,) = waiting(forward)
    assert batch.number in line["label"]
    assert waiting(answer) == []
    forward_batch(batch, by=path.cast.finance, at=path.cast.at)
    (line,) = waiting(answer)
    assert batch.number in line["label"]
    assert waiting(forward) == []
