"""What other funds grant, and the debt month by month: exact, and closed by the decision."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import filing, instruction
from secours_loyer.actions.arrears import months_of, note_arrears, usually_due
from secours_loyer.actions.cofunding import note_cofunding
from secours_loyer.actions.pieces import replace_statement
from secours_loyer.models import Cofunding, Fund, FundAnswer, RentRequest
from tests.secours_loyer.path import PDF, Path
from tests.secours_loyer.test_journey_by_pages import browser
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
JULY, AUGUST, SEPTEMBER = (date(2026, month, 1) for month in (7, 8, 9))
MONTHS = {JULY: (45_000, 15_000), AUGUST: (45_000, 10_000), SEPTEMBER: (45_000, 10_000)}


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


def fund(path: Path, request: RentRequest, answer: str, cents: int, which: str = Fund.FSL) -> None:
    note_cofunding(
        request,
        fund=which,
        answer=answer,
        amount_cents=cents,
        by=path.cast.case_worker,
        at=path.cast.at,
    )


def broken(text: str, *values: object) -> None:
    """The statement, with its deferred walls, is refused."""
    with pytest.raises(DatabaseError):
        _run(text, values)


def _run(text: str, values: tuple[object, ...]) -> None:
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute(text, values)
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_request_counts_what_is_granted_only(path: Path) -> None:
    request = path.studied()
    fund(path, request, FundAnswer.ASKED, 40_000)
    fund(path, request, FundAnswer.GRANTED, 10_000, Fund.CAF)
    request.refresh_from_db()
    assert request.cofunding_cents == 10_000
    fund(path, request, FundAnswer.GRANTED, 30_000)
    fund(path, request, FundAnswer.REFUSED, 5_000, Fund.CAF)
    request.refresh_from_db()
    assert request.cofunding_cents == 30_000
    assert request.cofundings.count() == 2


def test_funds_never_pay_more_than_the_debt(path: Path) -> None:
    request = path.studied(cents=100_000, down_payment_cents=5_000)
    with pytest.raises(Refused, match="dépasseraient la dette"):
        fund(path, request, FundAnswer.GRANTED, 95_001)
    assert not Cofunding.objects.exists()
    with pytest.raises(Refused, match="Indiquez le montant"):
        fund(path, request, FundAnswer.GRANTED, 0)


def test_sql_cannot_count_another_amount(path: Path) -> None:
    request = path.studied()
    fund(path, request, FundAnswer.GRANTED, 10_000)
    broken("UPDATE secours_loyer_cofunding SET amount_cents = 20000")
    broken("UPDATE secours_loyer_rentrequest SET cofunding_cents = 0")
    broken("UPDATE secours_loyer_cofunding SET state = 'refusee'")


def test_after_the_decision_funds_and_months_stay(path: Path) -> None:
    request = path.granted().request
    with pytest.raises(Refused, match="La décision est prise"):
        fund(path, request, FundAnswer.ASKED, 10_000)
    with pytest.raises(Refused, match="La décision est prise"):
        note_arrears(request, MONTHS, by=path.cast.case_worker, at=path.cast.at)
    broken(
        "INSERT INTO secours_loyer_cofunding"
        " (request_id, fund, state, amount_cents, noted_by_id, noted_at)"
        " VALUES (%s, 'fsl', 'demandee', 1, %s, now())",
        request.pk,
        path.cast.manager.pk,
    )
    broken(
        "INSERT INTO secours_loyer_arrearsmonth (debt_id, month, due_cents, paid_cents)"
        " VALUES (%s, '2026-07-01', 100000, 0)",
        request.debt_id,
    )


def test_months_make_the_certified_debt_exactly(path: Path) -> None:
    request, who = path.studied(cents=100_000), {"by": path.cast.case_worker, "at": path.cast.at}
    assert months_of(request.debt) == [JULY, AUGUST, SEPTEMBER]
    with pytest.raises(Refused, match="corrigez l’un ou l’autre"):
        note_arrears(request, {**MONTHS, JULY: (45_000, 15_001)}, **who)
    with pytest.raises(Refused, match="07/2026"):
        note_arrears(request, {**MONTHS, JULY: (45_000, 45_001)}, **who)
    note_arrears(request, MONTHS, **who)
    note_arrears(request, MONTHS, **who)
    assert [row.left_cents for row in request.debt.arrears.all()] == [30_000, 35_000, 35_000]


def test_sql_cannot_leave_months_beside_the_debt(path: Path) -> None:
    request = path.studied(cents=100_000)
    note_arrears(request, MONTHS, by=path.cast.case_worker, at=path.cast.at)
    broken("UPDATE secours_loyer_arrearsmonth SET paid_cents = paid_cents + 1")
    broken("DELETE FROM secours_loyer_arrearsmonth WHERE month = '2026-07-01'")
    broken("UPDATE secours_loyer_arrearsmonth SET month = '2026-12-01' WHERE month = '2026-07-01'")
    broken("UPDATE secours_loyer_arrearsmonth SET paid_cents = due_cents + 1")
    broken("UPDATE secours_loyer_arrearsmonth SET month = '2026-07-02' WHERE month = '2026-07-01'")
    broken("UPDATE secours_loyer_debt SET certified_cents = 99999")


def test_another_certified_amount_asks_for_the_detail_again(path: Path) -> None:
    request = path.studied(cents=100_000)
    who = {"by": path.cast.case_worker, "at": path.cast.at}
    note_arrears(request, MONTHS, **who)
    asked = instruction.ask_missing(request, missing="Un décompte à jour.", **who)
    with pytest.raises(Refused, match="joignez le nouveau décompte"):
        filing.complete_request(asked, summary="", certified_cents=90_000, **who)
    refused("UPDATE secours_loyer_debt SET certified_cents = 90000", by="debt_amount_of_statement")
    replace_statement(asked, filing.Upload("nouveau.pdf", PDF), **who)
    filing.complete_request(asked, summary="", certified_cents=90_000, **who)
    request.debt.refresh_from_db()
    assert (request.debt.certified_cents, request.debt.statement_unread) == (90_000, False)
    assert not request.debt.arrears.exists()


def test_the_month_is_prefilled_with_what_the_tenant_owes(path: Path) -> None:
    tenancy = path.studied().tenancy
    assert usually_due(tenancy) == 45_000
    tenancy.aid_paid_to_landlord = True
    assert usually_due(tenancy) == 25_000


def test_by_the_pages(path: Path) -> None:
    request = path.studied(cents=100_000)
    worker = browser(path, path.cast.case_worker)
    page = reverse("secours_loyer:file", args=[request.uid])
    typed = {}
    for month, (due, paid) in MONTHS.items():
        typed[f"note_arrears-due_{month:%Y_%m}"] = f"{due // 100}"
        typed[f"note_arrears-paid_{month:%Y_%m}"] = f"{paid // 100}"
    wrong = worker.post(f"{page}note_arrears/", {**typed, "note_arrears-paid_2026_07": "999"})
    assert wrong.status_code == 422
    assert worker.post(f"{page}note_arrears/", typed).status_code == 302
    note = {
        "note_cofunding-fund": "fsl",
        "note_cofunding-answer": "accordee",
        "note_cofunding-amount_cents": "100",
    }
    assert worker.post(f"{page}note_cofunding/", note).status_code == 302
    shown = worker.get(page).content.decode()
    assert "Juillet 2026" in shown
    assert "Fonds de solidarité logement" in shown
