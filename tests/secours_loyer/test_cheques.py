"""The urgent cheque: as approved as any payment, in a register, paid when the landlord signed."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from pypdf import PdfReader

from actors.actions.parameters import decide_parameter
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accounts, cheques, forwarding, orders, returns
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.return_quarantine import dismiss_line, propose_order
from secours_loyer.models import (
    FILES_OF,
    Batch,
    Channel,
    Cheque,
    FileKind,
    Letter,
    PaymentOrder,
    Problem,
    ReturnLine,
)
from secours_loyer.payment_parameters import PAYMENTS_OPEN
from secours_loyer.queries.work_lists import work_lists_for
from secours_loyer.states import ReturnState
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db


def exported(path: Path) -> Batch:
    batch = path.closed(channel=Channel.CHEQUE)
    return export_batch(batch, by=path.cast.finance, at=path.cast.at)


def issued(path: Path, number: str = "1234567") -> PaymentOrder:
    exported(path)
    day = paris_day(path.cast.at)
    return cheques.issue_cheque(
        PaymentOrder.objects.get(), number=number, issued_on=day, by=path.cast.finance,
        at=path.cast.at,
    )  # fmt: skip


def test_exported_written_acquitted_paid(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    batch = exported(path)
    kept = {file.kind: bytes(file.content) for file in batch.files.all()}
    assert set(kept) == set(FILES_OF[Channel.CHEQUE])
    pages = PdfReader(io.BytesIO(kept[FileKind.CHEQUE_ORDERS])).pages
    printed = " ".join(page.extract_text() for page in pages).replace("\u202f", " ")
    order = batch.orders.get()
    for words in (order.end_to_end_id, "600,00", "HABITAT D'ESSAI", "Pour acquit"):
        assert words in printed, words
    order = cheques.issue_cheque(
        order, number="1234567", issued_on=paris_day(at), by=finance, at=at
    )
    assert order.state == "transmis"
    order = cheques.acquit_cheque(
        order, received_by="Mme Essai, gérante", received_on=paris_day(at), by=finance, at=at
    )
    batch.refresh_from_db()
    assert (order.state, batch.state) == ("paye", "acquitte")
    assert Letter.objects.filter(kind__startswith="paye").count() == 2
    assert list(faults()) == []


def test_a_cheque_is_paid_by_the_signature_of_the_landlord_alone(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    order = issued(path)
    with pytest.raises(Refused, match="notez l’acquit"):
        returns.mark_paid(order.end_to_end_id, by=finance, at=at)
    with pytest.raises(Refused, match="pris en charge : notez son acquit"):
        forwarding.take_charge(Batch.objects.get(), [order], by=finance, at=at)
    day = paris_day(at)
    for name, on, message in (
        (" ", day, "qui a signé"),
        ("Mme Essai", day + timedelta(days=1), "pas encore venu"),
        ("Mme Essai", day - timedelta(days=1), "pas avant la date du chèque"),
    ):
        with pytest.raises(Refused, match=message):
            cheques.acquit_cheque(order, received_by=name, received_on=on, by=finance, at=at)
    assert not Letter.objects.filter(kind__startswith="paye").exists()


def test_what_is_refused_before_the_cheque(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved(channel=Channel.CHEQUE)
    asked = {"number": "1234567", "issued_on": paris_day(at), "at": at}
    with pytest.raises(Refused, match="Exportez le lot"):
        cheques.issue_cheque(order, by=cast.finance, **asked)
    with pytest.raises(Refused, match="gestionnaire des dépenses"):
        cheques.issue_cheque(order, by=cast.manager, **asked)
    batch = path.closed(order, channel=Channel.CHEQUE)
    batch = export_batch(batch, by=cast.finance, at=at)
    with pytest.raises(Refused, match="chaque chèque sur la page"):
        forwarding.forward_batch(batch, by=cast.finance, at=at)
    order = PaymentOrder.objects.get()
    with pytest.raises(Refused, match="Notez d’abord le chèque"):
        cheques.acquit_cheque(
            order, received_by="x", received_on=paris_day(at), by=cast.finance, at=at
        )
    for number, day, message in (
        ("123", paris_day(at), "sept chiffres"),
        ("1234567", paris_day(at) + timedelta(days=1), "daté d’avance"),
    ):
        with pytest.raises(Refused, match=message):
            cheques.issue_cheque(order, number=number, issued_on=day, by=cast.finance, at=at)


def test_the_walls_hold_by_themselves(path: Path) -> None:
    exported(path)
    order = "UPDATE secours_loyer_paymentorder SET state = '{}'"
    refused(order.format("transmis"), by="order_cheque_written")
    refused(order.format("paye"), by="order_cheque_acquitted")
    write = (
        "INSERT INTO secours_loyer_cheque (order_id, number, issued_on, issued_by_id, issued_at,"
        " received_by, stopped_how) SELECT id, {}, '2026-11-23', prepared_by_id, now(), '', ''"
        " FROM secours_loyer_paymentorder"
    )
    refused(write.format("'12345'"), by="cheque_number_shape")
    day = paris_day(path.cast.at)
    cheques.issue_cheque(
        PaymentOrder.objects.get(), number="1234567", issued_on=day, by=path.cast.finance,
        at=path.cast.at,
    )  # fmt: skip
    refused(order.format("pris_en_charge"), by="order_cheque_not_taken")
    refused(write.format("'7654321'"), by="cheque_of_sent_order")
    refused("UPDATE secours_loyer_cheque SET number = '7654321'", by="cheque_frozen")
    refused("DELETE FROM secours_loyer_cheque", by="cheque_kept")
    refused("UPDATE secours_loyer_cheque SET received_by = 'x'", by="cheque_received_whole")
    receive = (
        "UPDATE secours_loyer_cheque SET received_by = 'x', received_on = '{}',"
        " noted_by_id = issued_by_id, noted_at = now()"
    )
    refused(receive.format("2026-11-22"), by="cheque_received_whole")
    cheques.acquit_cheque(
        PaymentOrder.objects.get(), received_by="x", received_on=day, by=path.cast.finance,
        at=path.cast.at,
    )  # fmt: skip
    refused(receive.format("2026-11-24"), by="cheque_received_frozen")


def stop(path: Path) -> None:
    """The kill switch."""
    decide_parameter(
        PAYMENTS_OPEN.name, False, since=paris_day(path.cast.at), decision="arrêt",
        by=path.cast.manager, at=path.cast.at,
    )  # fmt: skip


WRITE = (
    "INSERT INTO secours_loyer_cheque (order_id, number, issued_on, issued_by_id, issued_at,"
    " received_by, stopped_how) SELECT id, '1234567', '2026-11-23', prepared_by_id, %s, '', ''"
    " FROM secours_loyer_paymentorder"
)


def test_no_cheque_while_payments_are_stopped(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    exported(path)
    stop(path)
    with pytest.raises(Refused, match="paiements sont arrêtés"):
        cheques.issue_cheque(
            PaymentOrder.objects.get(), number="1234567", issued_on=paris_day(at), by=finance, at=at
        )
    refused(WRITE, at, by="cheque_while_open")
    assert PaymentOrder.objects.get().state == "emis"


def test_no_batch_leaves_while_payments_are_stopped(path: Path) -> None:
    batch = path.closed(channel=Channel.CHEQUE)
    stop(path)
    with pytest.raises(Refused, match="paiements sont arrêtés"):
        export_batch(batch, by=path.cast.finance, at=path.cast.at)
    refused(
        "UPDATE secours_loyer_batch SET state = 'exporte', exported_at = %s,"
        " exported_by_id = opened_by_id, day_before_cents = 0, day_ceiling_cents = 20000000",
        path.cast.at,
        by="batch_while_open",
    )


def test_no_cheque_on_a_blocked_account(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    exported(path)
    order = PaymentOrder.objects.select_related("account").get()
    accounts.block_account(order.account, reason="Courrier douteux", by=cast.manager, at=at)
    order = PaymentOrder.objects.get()
    with pytest.raises(Refused, match="n’est plus actif"):
        cheques.issue_cheque(
            order, number="1234567", issued_on=paris_day(at), by=cast.finance, at=at
        )
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [at])
    refused("UPDATE secours_loyer_paymentorder SET state = 'transmis'", by="order_payee_trusted")
    assert PaymentOrder.objects.get().state == "emis"


def test_a_cheque_is_not_older_than_its_export(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    exported(path)
    before = paris_day(at) - timedelta(days=1)
    with pytest.raises(Refused, match="avant l’export"):
        cheques.issue_cheque(
            PaymentOrder.objects.get(), number="1234567", issued_on=before, by=finance, at=at
        )
    refused(WRITE.replace("2026-11-23", "2026-11-22"), at, by="cheque_after_export")


def test_a_number_is_in_the_register_once(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    issued(path)
    other = path.approved(last="Suippe", reference="L-2", channel=Channel.CHEQUE)
    batch = path.closed(other, channel=Channel.CHEQUE)
    export_batch(batch, by=finance, at=at)
    with pytest.raises(Refused, match="déjà dans le registre"):
        cheques.issue_cheque(other, number="1234567", issued_on=paris_day(at), by=finance, at=at)


def test_a_lost_cheque_makes_another_order(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    order = issued(path)
    with pytest.raises(Refused, match="n’est pas rejeté par la banque"):
        returns.reject_order(order.end_to_end_id, code="MS03", by=finance, at=at)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'rejete', failed_by_id = %s",
        finance.pk,
        by="order_cheque_by_its_steps",
    )
    day = paris_day(at)
    for how, on, message in (
        ("", day, "Dites ce que"),
        ("non_ecrit", day, "Le chèque 1234567 est écrit"),
        ("rendu", day + timedelta(days=1), "pas encore venu"),
        ("rendu", day - timedelta(days=1), "pas avant sa date"),
    ):
        with pytest.raises(Refused, match=message):
            cheques.stop_cheque(order, how=how, stopped_on=on, by=finance, at=at)
    with pytest.raises(Refused, match="gestionnaire des dépenses"):
        cheques.stop_cheque(order, how="rendu", stopped_on=day, by=path.cast.manager, at=at)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'cheque_annule', failed_by_id = %s",
        finance.pk,
        by="order_cheque_stopped_first",
    )
    order = cheques.stop_cheque(order, how="opposition", stopped_on=day, by=finance, at=at)
    assert (order.state, order.failed_by) == ("cheque_annule", finance)
    assert order.reason.startswith("Chèque 1234567 : Chèque perdu ou volé")
    refused("UPDATE secours_loyer_cheque SET stopped_how = 'rendu'", by="cheque_stopped_frozen")
    with pytest.raises(Refused, match="n’attend pas d’acquit"):
        cheques.acquit_cheque(order, received_by="x", received_on=day, by=finance, at=at)
    with pytest.raises(Refused, match="sur la seule parole"):
        orders.prepare_order(
            order.award, account=order.account, channel=Channel.CHEQUE, by=finance, at=at
        )
    lost = path.confirmed(PaymentOrder.objects.get())
    again = orders.prepare_order(
        lost.award, account=lost.account, channel=Channel.CHEQUE, replaces=lost, by=finance, at=at
    )
    assert again.amount_cents == lost.amount_cents
    assert list(faults()) == []


def test_the_pages_offer_it(path: Path) -> None:
    finance = path.cast.finance
    batch = exported(path)
    waiting = {row["title"]: row["count"] for row in work_lists_for(finance, on=date(2026, 11, 23))}
    assert waiting["Chèques à remettre et à faire acquitter"] == 1
    assert waiting["Lots exportés à transmettre"] == 0
    client = path.cast.client(finance)
    page = client.get(reverse("secours_loyer:batch", args=[batch.number])).content.decode()
    assert "Chèques à remettre" in page
    assert "Noter la transmission" not in page
    order = PaymentOrder.objects.get()
    url = reverse("secours_loyer:order", args=[order.uid])
    page = client.get(url).content.decode()
    assert "Noter le chèque" in page
    assert "Noter payé" not in page
    sent = {"issue_cheque-number": "12", "issue_cheque-issued_on": "2026-11-23"}
    answer = client.post(f"{url}issue_cheque/", sent)
    assert answer.status_code == 422
    assert "sept chiffres" in answer.content.decode()
    sent["issue_cheque-number"] = "0000123"
    assert client.post(f"{url}issue_cheque/", sent).status_code == 302
    assert "acquit attendu" in client.get(url).content.decode()
    sent = {"acquit_cheque-received_by": "M. Essai", "acquit_cheque-received_on": "2026-11-23"}
    assert client.post(f"{url}acquit_cheque/", sent).status_code == 302
    assert "par M. Essai" in client.get(url).content.decode()
    assert Cheque.objects.get().noted_by == finance
    connection.check_constraints()


def test_an_order_without_its_cheque_ends_too(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    order = exported(path).orders.get()
    day = paris_day(at)
    with pytest.raises(Refused, match="Aucun chèque n’est noté"):
        cheques.stop_cheque(order, how="rendu", stopped_on=day, by=finance, at=at)
    page = reverse("secours_loyer:order", args=[order.uid])
    client = path.cast.client(finance)
    assert "Le chèque n’a pas été écrit" in client.get(page).text
    assert "reject_order" not in client.get(page).text
    assert "un chèque annulé ne se rétablit pas" in client.get(page).text
    sent = {"stop_cheque-how": "non_ecrit", "stop_cheque-stopped_on": f"{day}"}
    unsure = client.post(f"{page}stop_cheque/", sent)
    assert unsure.status_code == 422
    assert "Dans le doute, n’annulez pas" in unsure.text
    assert PaymentOrder.objects.get().state == "emis"
    assert (
        client.post(f"{page}stop_cheque/", {**sent, "stop_cheque-final": "on"}).status_code == 302
    )
    assert PaymentOrder.objects.get().state == "cheque_annule"
    assert Batch.objects.get().state == "acquitte"
    assert "Pourquoi le chèque est annulé" in client.get(page).text
    other = path.cast.client(path.cast.manager).get(page).text
    assert "Un chèque annulé ne se rétablit pas" in other
    assert "ou dit que c’est une erreur" not in other
    assert list(faults()) == []


def test_a_written_cheque_is_named_before_it_is_stopped(path: Path) -> None:
    """What is ticked says which cheque, and of how much."""
    order = issued(path)
    page = reverse("secours_loyer:order", args=[order.uid])
    shown = path.cast.client(path.cast.finance).get(page).text
    assert "le bailleur ne sera pas payé par le chèque 1234567 de" in shown


def test_a_transfer_is_no_cheque(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    order = export_batch(path.closed(), by=finance, at=at).orders.get()
    with pytest.raises(Refused, match="ne se paie pas par chèque"):
        cheques.stop_cheque(order, how="rendu", stopped_on=paris_day(at), by=finance, at=at)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'cheque_annule', failed_by_id = %s",
        finance.pk,
        by="order_stops_a_cheque",
    )


@pytest.mark.parametrize("debited", [False, True])
def test_a_sum_that_comes_back_on_an_acquitted_cheque_waits_for_people(
    path: Path, *, debited: bool
) -> None:
    """The landlord signed for it: the bank alone does not undo that."""
    finance, at = path.cast.finance, path.cast.at
    order = cheques.acquit_cheque(
        issued(path), received_by="Mme Essai", received_on=paris_day(at), by=finance, at=at
    )
    if debited:
        import_returns(camt(Movement(order.end_to_end_id)), by=finance, at=at)
        assert ReturnLine.objects.get().state == ReturnState.MATCHED
    back = camt(Movement(order.end_to_end_id, sign="CRDT", reason="AC04"))
    import_returns(back, by=finance, at=at)
    line = ReturnLine.objects.latest("pk")
    assert (line.state, line.problem) == (ReturnState.QUARANTINED, Problem.CHEQUE)
    order.refresh_from_db()
    assert order.state == ("rapproche" if debited else "paye")
    page = path.cast.client(finance).get(reverse("secours_loyer:return_line", args=[line.uid])).text
    assert "Une somme revient sur un chèque acquitté" in page
    with pytest.raises(Refused, match="Notez le retour sur l’ordre"):
        propose_order(line, reference=order.end_to_end_id, by=finance, at=at)
    noted = returns.return_order(order.end_to_end_id, code="AC04", by=finance, at=at)
    assert path.confirmed(noted).state == "retourne"
    dismiss_line(line, reason="Chèque rejeté, retour noté sur l’ordre.", by=finance, at=at)
    assert list(faults()) == []
