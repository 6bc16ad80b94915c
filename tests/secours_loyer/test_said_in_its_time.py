"""What a landlord or a household says is said once, and on a day on which it can be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import contests, landlord_links
from secours_loyer.models import DebtContest, InstalmentFact, LandlordReport
from secours_loyer.queries.landlord_links import new_token
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


def test_a_dispute_that_reads_the_same_is_written_once(path: Path) -> None:
    link = landlord_links.open_link(path.filed(), by=path.cast.case_worker, at=path.cast.at)
    for why in ("Non", "non", "No\u200bn", "  NON ", "Ｎon"):
        landlord_links.report(link, kind="contestee", why=why, at=path.cast.at)
    assert LandlordReport.objects.count() == 1


def test_an_instalment_not_due_is_not_said_paid(path: Path) -> None:
    cast = path.cast
    plan = path.running_plan()
    link = landlord_links.open_link(plan.request, by=cast.case_worker, at=cast.at)
    row = plan.instalments.latest("due_on")
    address = reverse("secours_loyer:landlord_file", args=[new_token(link.uid)])
    given = {"geste": "payee", "echeance": str(row.pk)}
    shown = cast.client().post(address, given, follow=True).text
    assert f"attendue le {row.due_on:%d/%m/%Y}" in shown
    for kind, cents in (("payee", None), ("partielle", 100), ("manquee", None)):
        with pytest.raises(Refused, match="attendue le"):
            landlord_links.report(link, kind=kind, instalment=row, cents=cents, at=cast.at)
    assert not InstalmentFact.objects.exists()
    refused(
        "INSERT INTO secours_loyer_instalmentfact (instalment_id, kind, cents, link_id, at)"
        " VALUES (%s, 'confirmee', %s, %s, %s)",
        *(row.pk, row.cents, link.pk, cast.at),
        by="fact_said_once_due",
    )


def test_a_household_contests_no_debt_before_it_is_known(path: Path) -> None:
    cast = path.cast
    request = path.filed()
    first = min(request.debt.statement_on, date(2026, 11, 23))
    early = first - timedelta(days=1)
    said = {"part": "montant", "words": "Juillet est payé.", "by": cast.reception, "at": cast.at}
    for day in (date(1900, 1, 1), early):
        with pytest.raises(Refused, match=f"depuis le {first:%d/%m/%Y}"):
            contests.note_contest(request, said_on=day, **said)
    refused(
        "INSERT INTO secours_loyer_debtcontest"
        " (request_id, part, said_on, words, noted_by_id, noted_at, answer)"
        " VALUES (%s, 'montant', %s, 'x', %s, %s, '')",
        *(request.pk, early, cast.reception.pk, cast.at),
        by="contest_said_after_statement",
    )
    contests.note_contest(request, said_on=first, **said)
    assert DebtContest.objects.count() == 1
