"""Committed and paid never exceed the open credits: not by a page, nor SQL, nor two signers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reims_solidarite.kit.keyed_digest import keyed_digest
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import delegation, returns
from secours_loyer.actions.budget import open_credits
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import (
    Award,
    BudgetCredit,
    BudgetLine,
    Decision,
    EntryKind,
    PaymentEntry,
    RentRequest,
)
from secours_loyer.queries import seal
from secours_loyer.queries.budget import years_for
from tests.races.barrier import run_at_once
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db


def sign(path: Path, request: RentRequest, cents: int = 60_000) -> Decision:
    return delegation.decide_urgently(
        request,
        motive="Situation passagère.",
        urgency="L’audience est demain.",
        aid_cents=cents,
        by=path.cast.signatory,
        at=path.cast.at,
    )


def leave(path: Path, cents: int) -> None:
    """Take credits back until this much is open."""
    opened = sum(BudgetCredit.objects.values_list("cents", flat=True))
    path.credits(cents - opened)


def test_what_is_open_committed_paid_and_left(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    leave(path, 100_000)
    order = path.approved(aid_cents=60_000)
    (year,) = years_for(cast.finance)
    assert (year.opened, year.committed, year.paid, year.left) == (100_000, 60_000, 0, 40_000)
    export_batch(path.closed(order), by=cast.finance, at=at)
    returns.mark_paid(order.end_to_end_id, by=cast.finance, at=at)
    (year,) = years_for(cast.finance)
    assert (year.opened, year.committed, year.paid, year.left) == (100_000, 0, 60_000, 40_000)
    back = returns.return_order(order.end_to_end_id, code="MS03", by=cast.finance, at=at)
    (year,) = years_for(cast.finance)
    assert (year.committed, year.paid, year.left) == (0, 60_000, 40_000)
    path.confirmed(back)
    (year,) = years_for(cast.finance)
    assert (year.committed, year.paid, year.left) == (60_000, 0, 40_000)
    assert years_for(cast.case_worker) == []
    assert list(faults()) == []


def test_a_decision_beyond_the_credits_is_not_signed(path: Path) -> None:
    leave(path, 59_999)
    request = path.validated()
    with pytest.raises(Refused, match="crédits ouverts ne suffisent plus"):
        sign(path, request)
    assert not Decision.objects.exists()
    leave(path, 60_000)
    assert sign(path, request).aid_cents == 60_000


def test_replacing_a_decision_frees_what_it_committed(path: Path) -> None:
    leave(path, 60_000)
    first = path.granted()
    again = path.replaced(first, 50_000)
    (year,) = years_for(path.cast.finance)
    assert (year.committed, year.left) == (50_000, 10_000)
    assert again.award.amount_cents == 50_000


def test_no_credit_no_decision(path: Path) -> None:
    request = path.validated()
    with pytest.raises(Refused, match=r"Aucun crédit n’est ouvert pour 2027"):
        delegation.decide_urgently(
            request,
            motive="Trop tôt.",
            urgency="L’audience est demain.",
            aid_cents=100,
            by=path.cast.signatory,
            at=datetime(2027, 1, 4, 8, tzinfo=UTC),
        )


def test_the_walls_count_for_themselves(path: Path) -> None:
    leave(path, 100_000)
    path.granted()
    entry = (
        "INSERT INTO secours_loyer_paymententry (at, amount, kind, award_id, by_id,"
        " budget_line_id, corrects_id) SELECT at, {}, 'engage', award_id, by_id, {}, {}"
        " FROM secours_loyer_paymententry"
    )
    line = "budget_line_id"
    refused(entry.format(40_001, line, "NULL"), by="commitment_within_credits")
    refused(entry.format(1, "NULL", "NULL"), by="commitment_on_a_line")
    refused(entry.format(-60_000, "NULL", "id"), by="commitment_corrected_in_place")
    credit = (
        "INSERT INTO secours_loyer_budgetcredit (line_id, cents, deliberation, by_id, at)"
        " SELECT line_id, {}, {}, by_id, at FROM secours_loyer_budgetcredit LIMIT 1"
    )
    refused(credit.format(-40_001, "'x'"), by="credits_cover_commitments")
    refused(credit.format(0, "'x'"), by="budget_credit_not_zero")
    refused(credit.format(1, "''"), by="budget_credit_not_zero")
    refused("UPDATE secours_loyer_budgetcredit SET cents = 1", by="budget_credit_append_only")
    refused("UPDATE secours_loyer_budgetline SET year = 2027", by="budget_line_append_only")
    with pytest.raises(Refused, match="moins que le disponible"):
        path.credits(-40_001)


def test_who_opens_credits_and_how(path: Path) -> None:
    cast = path.cast
    asked = {"year": 2026, "cents": 100, "deliberation": "x", "at": cast.at}
    with pytest.raises(Refused, match="gestionnaire des dépenses"):
        open_credits(account="65888", by=cast.manager, **asked)
    with pytest.raises(Refused, match="déjà ouvert sur l’imputation 65888"):
        open_credits(account="6562", by=cast.finance, **asked)
    client = cast.client(cast.finance)
    typed = {
        "year": "2027", "account": "65888", "way": "open", "cents": "1 500,00",
        "deliberation": "2026-80 du 20 novembre",
    }  # fmt: skip
    address = reverse("secours_loyer:open_credits")
    assert client.post(address, typed | {"way": "back"}).status_code == 200
    assert not BudgetLine.objects.filter(year=2027).exists()
    assert client.post(address, typed).status_code == 302
    assert client.post(address, typed | {"way": "back", "cents": "500"}).status_code == 302
    page = client.get(reverse("secours_loyer:budget")).content.decode()
    assert "1\u202f000,00" in page.replace("\u00a0", "\u202f")


def test_the_budget_page_asks_as_many_queries_for_three_years(path: Path) -> None:
    finance = path.cast.finance
    years_for(finance)  # what somebody may do is read once
    with CaptureQueriesContext(connection) as one:
        years_for(finance)
    for year in (2027, 2028):
        path.credits(1_000, year)
    with CaptureQueriesContext(connection) as three:
        assert len(years_for(finance)) == 3
    assert len(one) == len(three) == 3


def test_a_row_sealed_before_a_column_came_still_agrees(path: Path) -> None:
    """The digest is the one that the row had when the column did not exist."""
    row = path.prepared()
    parts = [row._meta.label_lower]
    for field in row._meta.concrete_fields:
        if field.attname not in seal.LATER["secours_loyer.paymentorder"]:
            text = seal._text(getattr(row, field.attname))
            parts.append(f"{field.attname}={len(text)}:{text}")
    parts.append(f"sealed={seal._text(path.cast.at)}")
    before = keyed_digest("|".join(parts).encode(), purpose=seal.PURPOSE)
    assert seal.matches(row, before, path.cast.at)
    row.channel = "mandat"
    assert not seal.matches(row, before, path.cast.at)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_signers_at_once_share_the_same_credits(path: Path) -> None:
    leave(path, 100_000)
    asked = [path.validated(last=last, reference=last) for last in ("Vesle", "Suippe", "Loire")]
    found = run_at_once(3, lambda number: sign(path, asked[number]))
    signed = [one for one in found if isinstance(one, Decision)]
    turned = [one for one in found if isinstance(one, Refused)]
    assert (len(signed), len(turned)) == (1, 2), found
    assert all("crédits ouverts" in one.message for one in turned)
    assert Award.objects.count() == 1
    assert PaymentEntry.objects.filter(kind=EntryKind.COMMITTED).balance() == 60_000
