"""The pages of the returns: import after a fresh proof, the result, the quarantine at two."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from zeal import zeal_ignore

from actors.models import SensitiveRead
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import seal
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.return_import import import_returns
from secours_loyer.models import PaymentOrder, ReturnFile, ReturnLine
from secours_loyer.states import OrderState, ReturnState
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_journey_by_pages import browser, take
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
IMPORT = "secours_loyer:import_returns"


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


def upload(client: Client, content: bytes) -> tuple[int, str]:
    sent = {"file": SimpleUploadedFile("releve <b>.xml", content)}
    with zeal_ignore():  # each line acts in a transaction of its own, and so asks its own queries
        answer = client.post(reverse(IMPORT), sent, follow=True)
    return answer.status_code, answer.content.decode()


def page_of(line: ReturnLine) -> str:
    return reverse("secours_loyer:return_line", args=[line.uid])


def test_imported_then_settled_by_another_person(path: Path) -> None:
    batch = path.closed()
    export_batch(batch, by=path.cast.finance, at=path.cast.at)
    order = PaymentOrder.objects.get(batch=batch)
    finance, manager = browser(path, path.cast.finance), browser(path, path.cast.manager)
    content = camt(Movement("NOTPROVIDED"), Movement("FRAIS", "12.50"))
    status, text = upload(finance, content)
    assert status == 200
    assert "2\xa0lignes" in text
    assert "déjà été importé" not in text
    assert "Aucun ordre ne porte cette référence." in text
    assert ReturnFile.objects.get().name == "releve b.xml"
    # The same file again: the same page, nothing more.
    _, again = upload(finance, content)
    assert "Ce fichier a déjà été importé le 23/11/2026." in again
    assert ReturnFile.objects.count() == 1
    unnamed, charges = ReturnFile.objects.get().lines.order_by("rank")
    board = finance.get(reverse("secours_loyer:board")).content.decode()
    assert "Retours à traiter" in board
    assert page_of(charges) in board
    take(manager, page_of(unnamed), "propose_order", reference=order.end_to_end_id)
    assert "settle_line" not in manager.get(page_of(unnamed)).content.decode()
    take(finance, page_of(unnamed), "settle_line")
    take(finance, page_of(charges), "dismiss_line", reason="Frais de tenue de compte.")
    order.refresh_from_db()
    assert order.state == OrderState.RECONCILED
    shown = finance.get(reverse("secours_loyer:order", args=[order.uid])).content.decode()
    assert "Payé et rapproché" in shown
    assert SensitiveRead.objects.filter(route="secours_loyer:return_line").exists()


def test_a_file_made_to_harm_is_told_in_its_form(path: Path) -> None:
    finance = browser(path, path.cast.finance)
    hostile = camt(Movement("&x;"), prolog='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///x">]>')
    status, text = upload(finance, hostile)
    assert status == 422
    assert "instructions interdites" in text
    assert not ReturnFile.objects.exists()


def test_without_a_fresh_proof_nothing_is_imported(path: Path) -> None:
    path.cast.finance.set_password("demonstration-reims-51")
    path.cast.finance.save()
    stale = browser(path, path.cast.finance, fresh=False)
    assert stale.get(reverse(IMPORT)).status_code == 302
    upload(stale, camt(Movement("OP-0")))
    assert not ReturnFile.objects.exists()
    assert browser(path, path.cast.manager).get(reverse(IMPORT)).status_code == 403


def test_an_import_cut_short_is_finished_by_its_button(path: Path) -> None:
    path.payer()
    file = import_returns(camt(Movement("OP-0")), by=path.cast.finance, at=path.cast.at)
    page = reverse("secours_loyer:return_file", args=[file.uid])
    finance = browser(path, path.cast.finance)
    assert "Finir l’import" not in finance.get(page).content.decode()
    connection.check_constraints()
    with connection.cursor() as cursor:  # as a killed process leaves it
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE secours_loyer_returnline SET state = 'lue', problem = ''")
        cursor.execute("SET LOCAL session_replication_role = origin")
    seal(*file.lines.all(), at=path.cast.at)
    assert "Finir l’import" in finance.get(page).content.decode()
    take(finance, page, "finish_import")
    assert file.lines.get().state == ReturnState.QUARANTINED


def test_the_file_is_downloaded_as_it_came_by_expenses_alone(path: Path) -> None:
    order = path.approved()
    export_batch(path.closed(order), by=path.cast.finance, at=path.cast.at)
    content = camt(Movement(order.end_to_end_id))
    file = import_returns(content, name="releve", by=path.cast.finance, at=path.cast.at)
    address = reverse("secours_loyer:received_file", args=[file.uid])
    page = reverse("secours_loyer:return_file", args=[file.uid])
    finance, manager = browser(path, path.cast.finance), browser(path, path.cast.manager)
    assert address in finance.get(page).content.decode()
    answer = finance.get(address)
    assert (answer.content, answer["Content-Type"]) == (content, "application/xml")
    assert 'filename="releve.xml"' in answer["Content-Disposition"]
    read = SensitiveRead.objects.filter(route="secours_loyer:received_file")
    assert [one.household for one in read] == [order.award.decision.request.household.uid]
    assert address not in manager.get(page).content.decode()
    assert manager.get(address).status_code == 403
    path.cast.finance.set_password("demonstration-reims-51")
    path.cast.finance.save()
    assert browser(path, path.cast.finance, fresh=False).get(address).status_code == 302


def test_as_many_queries_for_one_line_as_for_three(path: Path) -> None:
    path.payer()
    finance = browser(path, path.cast.finance)

    def queries(name: str, *args: object) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert finance.get(reverse(f"secours_loyer:{name}", args=args)).status_code == 200
        return len(captured)

    def counted(*references: str) -> list[int]:
        content = camt(*(Movement(name) for name in references))
        file = import_returns(content, by=path.cast.finance, at=path.cast.at)
        queries("returns")
        return [queries("returns"), queries("return_file", file.uid), queries("import_returns")]

    first = counted("A")
    assert counted("B", "C", "D") == first
    assert max(first) <= 25


def test_whoever_looks_at_a_line_reads_what_the_bank_wrote(path: Path) -> None:
    path.payer()
    wording, bank = "VIR LOYER SUIPPE 2026-07", "BNK-00042"
    content = camt(Movement("", text=wording, bank=bank), Movement("", sign="CRDT", euros="12.00"))
    file = import_returns(content, by=path.cast.finance, at=path.cast.at)
    debit, credit = file.lines.order_by("rank")
    assert (debit.text, debit.bank_reference) == (wording, bank)
    finance = browser(path, path.cast.finance)
    shown = finance.get(reverse("secours_loyer:return_line", args=[debit.uid])).text
    for told in (wording, bank, ", débit", "Débit rapproché d’aucun ordre"):
        assert told in shown
    assert "<dd>Payé</dd>" not in shown
    shown = finance.get(reverse("secours_loyer:return_line", args=[credit.uid])).text
    assert ", crédit" in shown
    assert "Texte du mouvement" not in shown
    found = finance.get(reverse("secours_loyer:returns"), {"q": bank}).text
    assert str(debit.uid) in found
    assert str(credit.uid) not in found
    refused("UPDATE secours_loyer_returnline SET text = 'x'", by="return_line_frozen")
    refused("UPDATE secours_loyer_returnline SET bank_reference = 'x'", by="return_line_frozen")


def test_a_pdf_is_named_and_what_to_import(path: Path) -> None:
    with pytest.raises(Refused, match=r"est un PDF.*camt\.053"):
        import_returns(b"%PDF-1.7\n%", by=path.cast.finance, at=path.cast.at)
