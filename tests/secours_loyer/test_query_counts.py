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


def test_pages_of_a_session_are_constant(path: Path) -> None:
    """As many queries for one file of the agenda as for three."""

    def counted(count: int) -> dict[str, int]:
        asked = [
            path.validated(last=f"Nom{count}{n}", reference=f"L-{count}{n}") for n in range(count)
        ]
        session = path.open_session(*asked)
        for item in session.items.all():
            path.entered(item)
        client = path.cast.client(path.cast.secretary)
        pages = (
            *(reverse(f"secours_loyer:{name}") for name in ("sessions", "boards", "board")),
            *(
                reverse(f"secours_loyer:{name}", args=[session.number])
                for name in ("session", "session_sheets")
            ),
            reverse("secours_loyer:item", args=[session.number, 1]),
        )
        found = {}
        for number, url in enumerate(pages):
            client.get(url)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200
            found[str(number)] = len(captured)
        return found

    first = counted(1)
    assert counted(3) == first
    assert {page: n for page, n in first.items() if n > MOST} == {}


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
