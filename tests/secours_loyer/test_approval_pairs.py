"""Two people who always approve together are shown to the auditor, and to nobody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from actors.actions.parameters import decide_parameter
from actors.models import Message, User
from secours_loyer.actions import orders
from secours_loyer.actions.pairs_report import tell_auditors
from secours_loyer.jobs import pairs_report
from secours_loyer.models import digest_of
from secours_loyer.queries.approval_pairs import approval_pairs
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)
NAMES = ("Vesle", "Suippe", "Marne", "Loire")


def approved(path: Path, last: str, *people: User) -> None:
    order = path.checked(last=last, reference=f"L-{last}")
    for person in people:
        order = orders.approve_order(order, digest=digest_of(order), by=person, at=path.cast.at)


def few(path: Path, least: int) -> None:
    decide_parameter(
        "secours.paires_ordres", least, since=date(2026, 1, 1), decision="essai", by=None,
        at=path.cast.at,
    )  # fmt: skip


def test_a_pair_is_flagged_by_number_and_by_share(path: Path) -> None:
    cast = path.cast
    third = cast.person("troisieme", "signataire")
    few(path, 3)
    for last in NAMES[:2]:
        approved(path, last, cast.manager, cast.signatory)
    (pair,) = approval_pairs(on=ON).pairs
    assert (pair.together, pair.share, pair.flagged) == (2, 100, False)
    approved(path, NAMES[2], cast.signatory, cast.manager)
    (pair,) = approval_pairs(on=ON).pairs
    assert (pair.together, pair.flagged) == (3, True)
    approved(path, NAMES[3], cast.manager, third)
    first, second = approval_pairs(on=ON).pairs
    # The signatory never approved without the manager; the third person did it once.
    assert (first.together, first.share, first.flagged) == (3, 100, True)
    assert (second.together, second.share, second.flagged) == (1, 100, False)


def test_what_is_old_or_half_approved_does_not_count(path: Path) -> None:
    cast = path.cast
    approved(path, NAMES[0], cast.manager)
    assert approval_pairs(on=ON).pairs == ()
    approved(path, NAMES[1], cast.manager, cast.signatory)
    assert len(approval_pairs(on=ON).pairs) == 1
    assert approval_pairs(on=ON - timedelta(days=1)).pairs == ()
    assert len(approval_pairs(on=date(2027, 2, 23)).pairs) == 1
    assert approval_pairs(on=date(2027, 2, 24)).pairs == ()


def test_auditors_are_told_once_a_week_and_only_when_there_is_something(path: Path) -> None:
    cast = path.cast
    monday = cast.at + timedelta(days=7)
    assert cast.auditor.is_active
    approved(path, NAMES[0], cast.manager, cast.signatory)
    approved(path, NAMES[1], cast.manager, cast.signatory)
    assert tell_auditors(at=monday) == 0
    few(path, 2)
    assert tell_auditors(at=monday) == 1
    assert tell_auditors(at=monday + timedelta(days=1)) == 0
    assert tell_auditors(at=monday + timedelta(days=7)) == 1
    message = Message.objects.filter(kind="secours_loyer.pairs_report").first()
    assert message.recipient == cast.auditor
    for hidden in (cast.manager.last_name, cast.signatory.last_name, "ordre"):
        assert hidden not in message.text


def test_the_job_tells_the_week_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few(path, 2)
    assert path.cast.auditor.is_active
    for last in NAMES[:2]:
        approved(path, last, path.cast.manager, path.cast.signatory)
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-30T06:30+01:00")
    for _ in range(3):
        pairs_report(0)
    assert Message.objects.filter(kind="secours_loyer.pairs_report").count() == 1


def test_the_page_is_the_auditors(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = path.cast
    url = reverse("secours_loyer:approval_pairs")
    assert "Aucun ordre" in cast.client(cast.auditor).get(url).content.decode()
    approved(path, NAMES[0], cast.manager, cast.signatory)
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-30T09:00+01:00")
    page = cast.client(cast.auditor).get(url).content.decode()
    assert f"{cast.manager.get_full_name()}" in page
    for user in (cast.manager, cast.signatory, cast.finance, cast.administrator):
        assert cast.client(user).get(url).status_code == 403
