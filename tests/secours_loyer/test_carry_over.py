"""Year end: what was promised on last year's credits, and did not leave, is promised again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.models import JournalEntry
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import orders, returns
from secours_loyer.actions.carry_over import carry_over
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.failures import confirm_failure
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import PaymentOrder
from secours_loyer.queries.budget import years_for
from secours_loyer.queries.carry_over import carriable, promised_before
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
LATER = datetime(2027, 1, 4, 8, tzinfo=UTC)


def amounts(path: Path) -> dict[int, tuple[int, int]]:
    return {row.line.year: (row.committed, row.paid) for row in years_for(path.cast.finance)}


def test_promised_again_on_the_new_year_then_paid_there(path: Path) -> None:
    finance = path.cast.finance
    order = path.prepared()
    path.credits(100_000, 2027)
    assert list(carriable(2026)) == []
    assert list(carriable(2027)) == [order.award]
    assert carry_over([order.award], by=finance, at=LATER) == 1
    assert amounts(path) == {2026: (0, 0), 2027: (60_000, 0)}
    assert list(promised_before(2027)) == []
    order = orders.check_order(PaymentOrder.objects.get(), by=finance, at=LATER)
    assert order.budget_year == 2027
    assert list(faults()) == []
    assert JournalEntry.objects.filter(verb="carry_over").count() == 1


def test_what_left_stays_on_its_year(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    path.credits(100_000, 2027)
    assert order.award in promised_before(2027)
    assert order.award not in carriable(2027)
    with pytest.raises(Refused, match="ne peut plus être reportée"):
        carry_over([order.award], by=cast.finance, at=LATER)
    export_batch(path.closed(order), by=cast.finance, at=at)
    assert order.award not in carriable(2027)
    returns.mark_paid(order.end_to_end_id, by=cast.finance, at=at)
    assert list(promised_before(2027)) == []
    assert amounts(path) == {2026: (0, 60_000), 2027: (0, 0)}


def test_the_new_year_must_have_the_credits(path: Path) -> None:
    award, finance = path.granted().award, path.cast.finance
    with pytest.raises(Refused, match="Aucun crédit n’est ouvert pour 2027"):
        carry_over([award], by=finance, at=LATER)
    path.credits(59_999, 2027)
    with pytest.raises(Refused, match="crédits ouverts ne suffisent plus"):
        carry_over([award], by=finance, at=LATER)
    assert amounts(path)[2026] == (60_000, 0)
    with pytest.raises(Refused, match="gestionnaire des dépenses"):
        carry_over([award], by=path.cast.manager, at=LATER)


def test_an_order_of_the_new_year_asks_for_the_report_first(path: Path) -> None:
    finance = path.cast.finance
    order = path.prepared()
    path.credits(100_000, 2027)
    order = orders.change_order(
        order, account=order.account, amount_cents=order.amount_cents, by=finance, at=LATER
    )
    with pytest.raises(Refused, match="reportez-la"):
        orders.check_order(order, by=finance, at=LATER)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'controle'", by="order_on_committed_year"
    )
    carry_over([order.award], by=finance, at=LATER)
    assert orders.check_order(order, by=finance, at=LATER).state == "controle"


MOVE = """
    INSERT INTO secours_loyer_paymententry (at, amount, kind, award_id, by_id, budget_line_id,
        corrects_id)
    SELECT at, -amount, kind, award_id, by_id, budget_line_id, id
    FROM secours_loyer_paymententry WHERE kind = 'engage'
"""


def test_an_order_without_a_promise_on_its_year_goes_no_further(path: Path) -> None:
    """The promise taken back behind the portal's back, once the order was in a batch."""
    batch = path.closed()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MOVE)
        refused(
            "UPDATE secours_loyer_paymentorder SET state = 'emis'", by="order_on_committed_year"
        )
        with pytest.raises(Refused, match="reportez-la"):
            export_batch(batch, by=path.cast.finance, at=path.cast.at)
        transaction.set_rollback(True)


def test_what_is_mandated_in_the_new_year_weighs_on_it(path: Path) -> None:
    """Prepared in 2027 for an aid of 2026: carried over first, then paid on 2027 alone."""
    finance = path.cast.finance
    award = path.granted().award
    path.credits(60_000, 2027)
    order = orders.prepare_order(award, account=path.account(), by=finance, at=LATER)
    assert order.budget_year == 2027
    with pytest.raises(Refused, match="reportez-la"):
        orders.check_order(order, by=finance, at=LATER)
    carry_over([award], by=finance, at=LATER)
    assert orders.check_order(order, by=finance, at=LATER).state == "controle"
    assert amounts(path) == {2026: (0, 0), 2027: (60_000, 0)}


def test_an_aid_is_never_promised_twice(path: Path) -> None:
    path.granted()
    path.credits(1_000_000, 2027)
    again = (
        "INSERT INTO secours_loyer_paymententry (at, amount, kind, award_id, by_id,"
        " budget_line_id) SELECT at, {}, 'engage', award_id, by_id,"
        " (SELECT id FROM secours_loyer_budgetline WHERE year = {})"
        " FROM secours_loyer_paymententry"
    )
    refused(again.format(1, 2027), by="commitment_within_award")
    refused(again.format(60_000, 2026), by="commitment_within_award")


def test_a_replaced_decision_frees_the_year_that_carries_it(path: Path) -> None:
    decision, finance = path.granted(), path.cast.finance
    path.credits(100_000, 2027)
    carry_over([decision.award], by=finance, at=LATER)
    path.replaced(decision, 50_000)
    assert amounts(path) == {2026: (50_000, 0), 2027: (0, 0)}
    assert list(faults()) == []


def test_the_page_tells_and_carries(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.granted()
    ready = path.prepared(last="Suippe", reference="L-2")
    path.approved(last="Loire", reference="L-3")
    path.credits(1_000_000, 2027)
    monkeypatch.setenv("PORTAIL_CLOCK", "2027-01-04T09:00+01:00")
    client = path.cast.client(path.cast.finance)
    url = reverse("secours_loyer:carry_over")
    page = client.get(url).content.decode()
    assert "Reporter sur 2027" in page
    assert "Reprenez l’ordre" in page
    answer = client.post(url, {})
    assert "Choisissez au moins une aide" in answer.content.decode()
    assert client.post(url, {"awards": [ready.award.pk]}).status_code == 302
    assert amounts(path)[2027] == (60_000, 0)


def test_the_page_asks_as_many_queries_for_three_aids(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = path.cast.client(path.cast.finance)
    url = reverse("secours_loyer:carry_over")

    def counted(*homes: str) -> int:
        monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")
        for last in homes:
            path.prepared(last=last, reference=last)
        monkeypatch.setenv("PORTAIL_CLOCK", "2027-01-04T09:00+01:00")
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    assert counted("Vesle") == counted("Suippe", "Loire")


def paid_in_part(path: Path) -> PaymentOrder:
    """A first tranche of 200 € paid on 2026, of an aid of 600 €."""
    cast, at = path.cast, path.cast.at
    order = orders.prepare_order(
        path.granted().award, account=path.account(), amount_cents=20_000, channel="regie",
        by=cast.finance, at=at,
    )  # fmt: skip
    order = orders.check_order(order, by=cast.finance, at=at)
    for approver in (cast.manager, cast.signatory):
        order = path.approve(order, approver)
    export_batch(path.closed(order), by=cast.finance, at=at)
    return returns.mark_paid(order.end_to_end_id, by=cast.finance, at=at)


def test_what_is_left_of_an_aid_paid_in_part_is_carried_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finance = path.cast.finance
    first = paid_in_part(path)
    path.credits(40_000, 2027)
    rest = orders.prepare_order(
        first.award, account=path.account(), tranche=2, channel="regie", amount_cents=40_000,
        by=finance, at=LATER,
    )  # fmt: skip
    with pytest.raises(Refused, match="ce qu’il en reste à payer"):
        orders.check_order(rest, by=finance, at=LATER)
    monkeypatch.setenv("PORTAIL_CLOCK", "2027-01-04T09:00+01:00")
    client = path.cast.client(finance)
    url = reverse("secours_loyer:carry_over")
    assert "400,00" in client.get(url).text
    assert client.post(url, {"awards": [first.award_id]}).status_code == 302
    assert {row.line.year: row.committed for row in years_for(finance)}[2027] == 40_000
    assert list(promised_before(2027)) == []
    assert list(faults()) == []
    rest = orders.check_order(PaymentOrder.objects.get(pk=rest.pk), by=finance, at=LATER)
    assert (rest.state, rest.budget_year) == ("controle", 2027)


def test_the_new_year_pays_no_more_than_what_was_carried_over(path: Path) -> None:
    """The first tranche came back once the rest was carried over: it is carried over in turn."""
    finance = path.cast.finance
    first = paid_in_part(path)
    path.credits(60_000, 2027)
    carry_over([first.award], by=finance, at=LATER)
    returns.return_order(first.end_to_end_id, code="MS03", by=finance, at=LATER)
    confirm_failure(first, by=path.cast.manager, at=LATER)
    whole = orders.prepare_order(
        first.award, account=path.account(), tranche=2, channel="regie", amount_cents=60_000,
        by=finance, at=LATER,
    )  # fmt: skip
    with pytest.raises(Refused, match="reportez-la"):
        orders.check_order(whole, by=finance, at=LATER)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'controle' WHERE id = %s", whole.pk,
        by="order_on_committed_year",
    )  # fmt: skip
    carry_over([first.award], by=finance, at=LATER)
    assert amounts(path) == {2026: (0, 0), 2027: (60_000, 0)}
    assert orders.check_order(whole, by=finance, at=LATER).state == "controle"
    assert list(faults()) == []


def test_an_aid_is_promised_once_a_year(path: Path) -> None:
    first = paid_in_part(path)
    path.credits(100_000, 2027)
    carry_over([first.award], by=path.cast.finance, at=LATER)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MOVE + " AND amount = 40000")
        refused(
            "INSERT INTO secours_loyer_paymententry (at, amount, kind, award_id, by_id,"
            " budget_line_id) SELECT at, 1, 'engage', award_id, by_id, budget_line_id"
            " FROM secours_loyer_paymententry WHERE kind = 'engage' AND amount = 20000",
            by="commitment_once_a_year",
        )
        transaction.set_rollback(True)
