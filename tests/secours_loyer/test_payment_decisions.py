"""The accountant pays the landlord on a signed decision for each order, in a frozen package."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from actors.models import JournalEntry, SensitiveRead
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accounts, batches, orders
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.payment_decisions import sign_payments
from secours_loyer.actions.ties import declare_tie
from secours_loyer.exports.accountant_reader import read_package
from secours_loyer.exports.pes_reader import read_pes
from secours_loyer.models import FILES_OF, Batch, Channel, FileKind, PaymentDecision, PaymentOrder
from secours_loyer.queries.payment_decisions import digest_of_lines
from secours_loyer.queries.work_lists import work_lists_for
from secours_loyer.states import BatchState
from tests.secours_loyer.path import IBAN, Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
HOMES = ("Vesle", "Suippe", "Loire")


def closed(path: Path, count: int = 1) -> Batch:
    approved = [
        path.approved(last=last, reference=f"L-{n}", channel=Channel.MANDAT)
        for n, last in enumerate(HOMES[:count])
    ]
    return path.closed(*approved, channel=Channel.MANDAT)


def text_of(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    text = " ".join(page.extract_text() for page in pages)
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


def test_signed_then_exported_as_one_package(path: Path) -> None:
    batch = closed(path, 3)
    assert path.sign_payments(batch) == 3
    batch = export_batch(batch, by=path.cast.finance, at=path.cast.at)
    assert batch.state == BatchState.EXPORTED
    kept = {file.kind: bytes(file.content) for file in batch.files.all()}
    assert set(kept) == set(FILES_OF[Channel.MANDAT])
    package = read_package(kept[FileKind.PACKAGE])
    lines = list(batch.orders.order_by("line"))
    assert package.reference == batch.number
    assert package.total_cents == batch.total_cents == 180_000
    draft = read_pes(kept[FileKind.PES])
    assert [(piece.reference, piece.cents) for piece in draft.pieces] == [
        (order.end_to_end_id, 60_000) for order in batch.orders.order_by("line")
    ]
    assert [(line.reference, line.iban, line.cents) for line in package.lines] == [
        (order.end_to_end_id, IBAN, 60_000) for order in lines
    ]
    for kind in (FileKind.BORDEREAU_PDF, FileKind.LIST_PDF, FileKind.LIST_CSV):
        name = batch.files.get(kind=kind).name
        assert package.files[name] == kept[kind]
    for signed in PaymentDecision.objects.all():
        assert package.files[f"decisions/{signed.name}"] == bytes(signed.content)
    printed = text_of(kept[FileKind.BORDEREAU_PDF])
    assert "1 800,00 €" in printed
    assert "Vesle" not in printed
    assert list(faults()) == []


def test_what_the_decision_says(path: Path) -> None:
    batch = closed(path)
    path.sign_payments(batch)
    signed = PaymentDecision.objects.get()
    said = text_of(bytes(signed.content))
    order = signed.order
    for words in (
        signed.number,
        order.end_to_end_id,
        order.award.decision.number,
        "600,00 €",
        "HABITAT D'ESSAI",
        "2606",
        "article 65888 du budget 2026",
        "12 rue de l’Essai",
        path.cast.signatory.get_full_name(),
    ):
        assert words in said, words
    assert IBAN not in said.replace(" ", "")
    assert signed.number.startswith("DPT-2026-")
    assert JournalEntry.objects.filter(verb="sign_payment").count() == 1


def test_nothing_goes_to_the_accountant_unsigned(path: Path) -> None:
    batch = closed(path)
    with pytest.raises(Refused, match="n’est pas signée"):
        export_batch(batch, by=path.cast.finance, at=path.cast.at)
    refused("UPDATE secours_loyer_paymentorder SET state = 'emis'", by="order_third_party_decided")
    assert not batch.files.exists()


def test_a_transfer_of_the_regie_asks_for_no_decision(path: Path) -> None:
    batch = path.closed()
    with pytest.raises(Refused, match="plus de décision"):
        path.sign_payments(batch)


def test_who_signs_and_what_they_read(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    batch = closed(path)
    digest = digest_of_lines(batch)
    for other in (cast.manager, cast.finance, cast.secretary):
        with pytest.raises(Refused, match="signée par le signataire"):
            sign_payments(batch, digest=digest, by=other, at=at)
    with pytest.raises(Refused, match="changé depuis"):
        sign_payments(batch, digest="0" * 64, by=cast.signatory, at=at)
    batches.reopen_batch(batch, by=cast.finance, at=at)
    with pytest.raises(Refused, match="n’est pas clos"):
        sign_payments(batch, digest=digest, by=cast.signatory, at=at)
    assert not PaymentDecision.objects.exists()


def test_taken_back_the_order_needs_another_decision(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    batch = closed(path)
    path.sign_payments(batch)
    batches.reopen_batch(batch, by=finance, at=at)
    order = batches.take_out_of_batch(PaymentOrder.objects.get(), by=finance, at=at)
    order = orders.rework_order(order, by=finance, at=at)
    order = orders.change_order(
        order, account=order.account, amount_cents=50_000, by=finance, at=at
    )
    order = orders.check_order(order, by=finance, at=at)
    for approver in (path.cast.manager, path.cast.signatory):
        order = path.approve(order, approver)
    again = path.closed(order, channel=Channel.MANDAT)
    with pytest.raises(Refused, match="n’est pas signée"):
        export_batch(again, by=finance, at=at)
    assert path.sign_payments(again) == 1
    exported = export_batch(again, by=finance, at=at)
    package = read_package(bytes(exported.files.get(kind=FileKind.PACKAGE).content))
    assert package.total_cents == 50_000


COPY = (
    "INSERT INTO secours_loyer_paymentdecision (order_id, round, digest, number, name, content,"
    " sha256, signed_by_id, signed_at) SELECT order_id, {round}, {digest}, 'X', name, {content},"
    " sha256, {by}, now() FROM secours_loyer_paymentdecision"
)
SAME = {"round": "round", "digest": "digest", "content": "content", "by": "signed_by_id"}


def test_the_walls_hold_by_themselves(path: Path) -> None:
    batch = closed(path)
    path.sign_payments(batch)
    refused(COPY.format(**SAME), by="payment_decision_once")
    content = {"content": "'x'::bytea"}
    refused(COPY.format(**SAME | content), by="payment_decision_digest")
    refused(COPY.format(**SAME | {"digest": "'0'"}), by="payment_decision_of_this_content")
    refused(COPY.format(**SAME | {"round": "2"}), by="payment_decision_of_this_content")
    for concerned in (path.cast.case_worker, path.cast.reception, path.cast.finance):
        refused(COPY.format(**SAME | {"by": concerned.pk}), by="payment_decision_apart")
    table = "secours_loyer_paymentdecision"
    refused(f"UPDATE {table} SET name = 'x'", by="payment_decision_append_only")  # noqa: S608
    refused(f"DELETE FROM {table}", by="payment_decision_append_only")  # noqa: S608
    export_batch(batch, by=path.cast.finance, at=path.cast.at)
    refused(COPY.format(**SAME), by="payment_decision_of_approved")


def test_whoever_lifted_the_alert_of_the_account_does_not_sign(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    other = cast.person("autre-signataire", "signataire", "cadre")
    stranger = path.landlord("Autre bailleur d’essai")
    accounts.enter_account(stranger, iban=IBAN, holder="AUTRE", by=cast.reception, at=at)
    accounts.activate_account(
        path.account(), reason="Deux filiales du même groupe.", by=other, at=at
    )
    batch = closed(path)
    with pytest.raises(Refused, match="signature refusée"):
        sign_payments(batch, digest=digest_of_lines(batch), by=other, at=at)
    path.sign_payments(batch)
    refused(COPY.format(**SAME | {"by": other.pk}), by="payment_decision_apart")


def test_an_export_without_all_its_files_does_not_count(path: Path) -> None:
    batch = path.ready(path.approved(channel=Channel.MANDAT), channel=Channel.MANDAT)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE secours_loyer_paymentorder SET state = 'emis', piece = 1")
        for kind in ("liste-csv", "liste-pdf", "bordereau-csv", "bordereau-pdf", "pes", "x"):
            cursor.execute(
                "INSERT INTO secours_loyer_outgoingfile (batch_id, kind, name, media_type,"
                " content, sha256, created_at) VALUES (%s, %s, 'x', 'x', 'x'::bytea,"
                " encode(sha256('x'), 'hex'), now())",
                [batch.pk, kind],
            )
    refused(
        "UPDATE secours_loyer_batch SET state = 'exporte', exported_at = now(),"
        " exported_by_id = opened_by_id, day_before_cents = 0, day_ceiling_cents = 20000000",
        by="batch_files_kept_first",
    )


def test_the_signatory_finds_signs_and_the_pages_say_it(path: Path, settings: Any) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 10**10
    cast = path.cast
    batch = closed(path)
    on = cast.at.date()
    waiting = {task["title"]: task["count"] for task in work_lists_for(cast.signatory, on=on)}
    assert waiting["Décisions de paiement à signer"] == 1
    waiting = {task["title"]: task["count"] for task in work_lists_for(cast.finance, on=on)}
    assert waiting["Lots à exporter"] == 0
    client = cast.client(cast.signatory)
    url = reverse("secours_loyer:batch", args=[batch.number])
    page = client.get(url).content.decode()
    assert "À signer" in page
    paper = reverse("secours_loyer:payment_decision", args=[PaymentOrder.objects.get().uid])
    assert client.get(paper).status_code == 404
    sent = {"sign_payments-digest": digest_of_lines(batch)}
    assert client.post(f"{url}sign_payments/", sent).status_code == 302
    signed = PaymentDecision.objects.get()
    assert signed.number in client.get(url).content.decode()
    answer = client.get(paper)
    assert answer.content == bytes(signed.content)
    assert SensitiveRead.objects.filter(route="secours_loyer:payment_decision").count() == 1
    order = reverse("secours_loyer:order", args=[signed.order.uid])
    assert signed.number in client.get(order).content.decode()


def test_the_page_of_a_batch_asks_as_many_queries_for_three_orders(path: Path) -> None:
    client = path.cast.client(path.cast.signatory)

    def counted(batch: Batch) -> int:
        url = reverse("secours_loyer:batch", args=[batch.number])
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    one = closed(path)
    first = counted(one)
    three = [
        path.approved(last=f"Nom{n}", reference=f"N-{n}", channel=Channel.MANDAT) for n in range(3)
    ]
    assert counted(path.closed(*three, channel=Channel.MANDAT)) == first


def test_a_signatory_with_a_tie_leaves_it_to_another(path: Path) -> None:
    cast = path.cast
    batch = closed(path)
    path.sign_payments(batch)
    request = PaymentOrder.objects.get().award.decision.request
    declare_tie(request, reason="Ma cousine.", by=cast.manager, at=cast.at)
    refused(COPY.format(**SAME | {"by": cast.manager.pk}), by="payment_decision_tied")


def test_a_tie_declared_since_the_approval_stops_the_signature(path: Path) -> None:
    cast = path.cast
    batch = closed(path)
    request = PaymentOrder.objects.get().award.decision.request
    declare_tie(request, reason="Ma cousine.", by=cast.signatory, at=cast.at)
    with pytest.raises(Refused, match="un lien"):
        path.sign_payments(batch)
    assert not PaymentDecision.objects.exists()
