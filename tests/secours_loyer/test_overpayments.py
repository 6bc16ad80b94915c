"""A sum paid in excess: found by one person, claimed by another, recovered, each cent entered."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import overpayments, returns
from secours_loyer.actions.closing import close_request
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.notifying import notify
from secours_loyer.actions.return_import import import_returns
from secours_loyer.models import (
    EntryKind,
    Letter,
    LetterKind,
    Overpayment,
    PaymentEntry,
    PaymentOrder,
    Recovery,
    ReturnLine,
)
from secours_loyer.states import OverpaymentState, ReturnState
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_journey_by_pages import browser, take
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
FOUND = "UPDATE secours_loyer_overpayment SET "


def paid(path: Path) -> PaymentOrder:
    order = path.approved()
    export_batch(path.closed(order), by=path.cast.finance, at=path.cast.at)
    return returns.mark_paid(order.end_to_end_id, by=path.cast.finance, at=path.cast.at)


def recorded(path: Path, cents: int = 20_000) -> Overpayment:
    return overpayments.record_overpayment(
        PaymentOrder.objects.first() or paid(path),
        cents=cents,
        cause="autre_fonds",
        words="Le FSL a payé août.",
        by=path.cast.finance,
        at=path.cast.at,
    )


def claimed(path: Path, cents: int = 20_000) -> Overpayment:
    found = recorded(path, cents)
    return overpayments.claim_overpayment(
        found, title="T-2026-41", by=path.cast.signatory, at=path.cast.at
    )


def test_found_claimed_and_recovered_in_two_times(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    found = claimed(path)
    assert (found.number, found.state) == ("TP-2026-0001", OverpaymentState.CLAIMED)
    letter = Letter.objects.get(kind=LetterKind.OVERPAID)
    assert letter.event == found.number
    found = overpayments.note_recovery(found, cents=5_000, by=finance, at=at)
    assert found.state == OverpaymentState.CLAIMED
    assert overpayments.left_of(found) == 15_000
    with pytest.raises(Refused, match="150,00"):
        overpayments.note_recovery(found, cents=15_001, by=finance, at=at)
    found = overpayments.note_recovery(found, cents=15_000, by=finance, at=at)
    assert found.state == OverpaymentState.RECOVERED
    assert PaymentEntry.objects.filter(kind=EntryKind.RECOVERED).balance() == 20_000
    assert PaymentEntry.objects.filter(kind=EntryKind.PAID).balance() == 60_000
    assert list(faults()) == []


def test_a_sum_of_the_statement_is_its_return_once(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    found = claimed(path)
    content = camt(Movement("REMB", "200.00", sign="CRDT", day="2026-11-23"))
    (line,) = import_returns(content, by=finance, at=at).lines.all()
    assert line.state == ReturnState.QUARANTINED
    found = overpayments.note_recovery(found, line=line, by=finance, at=at)
    assert found.state == OverpaymentState.RECOVERED
    line.refresh_from_db()
    assert line.state == ReturnState.DISMISSED
    assert found.number in line.reason
    assert list(faults()) == []


def test_a_line_or_an_amount_never_both(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    found = claimed(path)
    content = camt(Movement("REMB", "200.00", sign="CRDT", day="2026-11-23"))
    (line,) = import_returns(content, by=cast.finance, at=at).lines.all()
    for given in ({"cents": 50}, {"received_on": paris_day(at)}):
        with pytest.raises(Refused, match="pas les deux"):
            overpayments.note_recovery(found, line=line, **given, by=cast.finance, at=at)
    assert not found.recoveries.exists()
    line.refresh_from_db()
    assert line.state == "quarantaine"


def test_two_people_and_the_right_ones(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = paid(path)
    with pytest.raises(Refused, match="dépenses"):
        overpayments.record_overpayment(
            order, cents=1, cause="autre", words="x", by=cast.manager, at=at
        )
    found = recorded(path)
    with pytest.raises(Refused, match="rôle"):
        overpayments.claim_overpayment(found, title="T", by=cast.manager, at=at)
    with pytest.raises(Refused, match="autre personne"):
        overpayments.claim_overpayment(found, title="T", by=cast.finance, at=at)
    with pytest.raises(Refused, match="titre"):
        overpayments.claim_overpayment(found, title=" ", by=cast.signatory, at=at)
    with pytest.raises(Refused, match="pas réclamé"):
        overpayments.note_recovery(found, cents=1, by=cast.finance, at=at)
    with pytest.raises(Refused, match="pourquoi"):
        overpayments.drop_overpayment(found, reason="", by=cast.signatory, at=at)
    dropped = overpayments.drop_overpayment(found, reason="Erreur.", by=cast.signatory, at=at)
    assert dropped.state == OverpaymentState.DROPPED
    assert list(faults()) == []


def test_never_more_than_what_was_paid(path: Path) -> None:
    paid(path)
    recorded(path, 40_000)
    with pytest.raises(Refused, match="dépasse ce qui a été payé"):
        recorded(path, 20_001)
    recorded(path, 20_000)


def test_an_order_that_is_not_paid_was_not_overpaid(path: Path) -> None:
    order = path.approved()
    with pytest.raises(Refused, match="pas payé"):
        overpayments.record_overpayment(
            order, cents=1, cause="autre", words="x", by=path.cast.finance, at=path.cast.at
        )


def test_a_file_is_not_closed_while_money_is_owed_back(path: Path) -> None:
    order, cast, at = paid(path), path.cast, path.cast.at
    request = notify(order.award.decision.request, by=cast.secretary, at=at)
    found = recorded(path)
    with pytest.raises(Refused, match="trop-perçu"):
        close_request(request, by=cast.case_worker, at=at)
    overpayments.drop_overpayment(found, reason="Remise.", by=cast.signatory, at=at)
    path.unplanned(request)
    close_request(request, by=cast.case_worker, at=at)


def test_the_walls(path: Path) -> None:
    found, signatory = recorded(path), path.cast.signatory.pk
    finance = path.cast.finance.pk
    refused(FOUND + "cents = 1", by="overpayment_frozen")
    refused("DELETE FROM secours_loyer_overpayment", by="overpayment_kept")
    refused(FOUND + "state = 'recouvre'", by="overpayment_recovered_whole")
    refused(FOUND + "state = 'reclame'", by="overpayment_claimed_whole")
    claim = FOUND + "state = 'reclame', title = 'T', claimed_at = now(), claimed_by_id = %s"
    refused(claim, finance, by="overpayment_two_people")
    refused(FOUND + "title = 'T'", by="overpayment_claim_frozen")
    refused(FOUND + "state = 'abandonne'", by="overpayment_dropped_whole")
    refused(FOUND + "reason = 'x'", by="overpayment_end_frozen")
    drop = FOUND + "state = 'abandonne', reason = 'x', dropped_at = now(), dropped_by_id = %s"
    refused(drop, finance, by="overpayment_two_people")
    came = (
        "INSERT INTO secours_loyer_recovery (overpayment_id, cents, received_on, line_id, by_id,"
        " at) VALUES (%s, %s, now(), %s, %s, now())"
    )
    refused(came, found.pk, 1, None, finance, by="recovery_of_claim")
    copy = (
        "INSERT INTO secours_loyer_overpayment (uid, number, order_id, cents, cause, words, state,"
        " recorded_by_id, recorded_at, title, reason) SELECT gen_random_uuid(), 'TP-2', order_id,"
        " %s, %s, words, 'constate', recorded_by_id, recorded_at, '', '' FROM"
        " secours_loyer_overpayment"
    )
    refused(copy, 40_001, "autre", by="overpayment_within_order")
    refused(copy, 0, "autre", by="overpayment_cents_positive")
    refused(copy, 1, "autre_chose", by="overpayment_cause_known")
    overpayments.claim_overpayment(found, title="T", by=path.cast.signatory, at=path.cast.at)
    refused(FOUND + "state = 'recouvre'", by="overpayment_recovered_whole")
    refused(FOUND + "state = 'constate'", by="overpayment_states")
    refused(FOUND + "claimed_by_id = %s", signatory + 1, by="overpayment_claim_frozen")
    refused(came, found.pk, 20_001, None, finance, by="recovery_within_claim")
    content = camt(Movement("REMB", "200.00", sign="CRDT"))
    (line,) = import_returns(content, by=path.cast.finance, at=path.cast.at).lines.all()
    refused(came, found.pk, 100, line.pk, finance, by="recovery_of_its_line")
    refused(came, found.pk, 20_000, line.pk, finance, by="recovery_of_its_line")
    overpayments.note_recovery(found, cents=100, by=path.cast.finance, at=path.cast.at)
    refused("UPDATE secours_loyer_recovery SET cents = 1", by="recovery_append_only")


def test_a_recovery_behind_the_back_is_named(path: Path) -> None:
    found, finance, at = claimed(path), path.cast.finance, path.cast.at
    overpayments.note_recovery(found, cents=100, by=finance, at=at)
    Recovery.objects.create(overpayment=found, cents=50, received_on=at.date(), by=finance, at=at)
    told = list(faults())
    assert any("ne font pas ce que le bailleur a rendu" in line for line in told)
    assert any("secours_loyer.recovery" in line for line in told)


def test_by_the_pages(path: Path) -> None:
    order = paid(path)
    finance, signatory = browser(path, path.cast.finance), browser(path, path.cast.signatory)
    page = reverse("secours_loyer:order", args=[order.uid])
    take(finance, page, "record_overpayment", cents="200,00", cause="bail_termine", words="Parti.")
    found = Overpayment.objects.get()
    own = reverse("secours_loyer:overpayment", args=[found.uid])
    assert own in finance.get(page).content.decode()
    assert own in signatory.get(reverse("secours_loyer:board")).content.decode()
    assert "claim_overpayment" not in finance.get(own).content.decode()
    take(signatory, own, "claim_overpayment", title="T-41")
    content = camt(Movement("REMB", "200.00", sign="CRDT", day="2026-11-23"))
    import_returns(content, by=path.cast.finance, at=path.cast.at)
    shown = finance.get(own).content.decode()
    assert "23/11/2026, 200,00" in shown
    empty = finance.post(f"{own}note_recovery/", {})
    assert "choisissez une ligne de retour" in empty.content.decode()
    take(finance, own, "note_recovery", line=ReturnLine.objects.get().pk)
    assert "Recouvré" in finance.get(own).content.decode()
    listed = finance.get(reverse("secours_loyer:overpayments"))
    assert found.number in listed.content.decode()


def test_as_many_queries_for_one_as_for_three(path: Path) -> None:
    finance = browser(path, path.cast.finance)
    paid(path)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert finance.get(reverse("secours_loyer:overpayments")).status_code == 200
        return len(captured)

    recorded(path, 100)
    queries()
    first = queries()
    recorded(path, 100)
    recorded(path, 100)
    assert queries() == first
