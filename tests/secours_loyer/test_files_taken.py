"""A file taken away may be at the bank: who took it is kept, and asked before a cancellation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from actors.actions.parameters import decide_parameter
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accounts, forwarding, orders, returns
from secours_loyer.actions.cancelling import cancel_batch
from secours_loyer.actions.downloads import note_download
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.replacing import replace_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.return_quarantine import dismiss_line, propose_dismissal
from secours_loyer.models import Batch, Channel, FileDownload, FileKind, OutgoingFile, PaymentOrder
from secours_loyer.payment_parameters import PAYMENTS_OPEN
from secours_loyer.queries.work_lists.money import money_waiting
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_forwarding import exported, handed_over, states
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
Turn = Callable[[Path], None]
WHY = "Mauvaise date de paiement."
SAID = "Détruit le jour même, remis à personne."


@pytest.fixture(autouse=True)
def _proved(settings: Any) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 10**10


def fetch(client: Client, batch: Batch, kind: str = FileKind.TRANSFERS) -> Any:
    return client.get(reverse("secours_loyer:outgoing_file", args=[batch.number, kind]))


def stop(path: Path) -> None:
    decide_parameter(
        PAYMENTS_OPEN.name, False, since=paris_day(path.cast.at), decision="essai",
        by=path.cast.manager, at=path.cast.at,
    )  # fmt: skip


def block(path: Path) -> None:
    account = PaymentOrder.objects.get().account
    accounts.block_account(account, reason="fraude", by=path.cast.manager, at=path.cast.at)


def downloaded(path: Path, batch: Batch, by: User, kind: str = FileKind.TRANSFERS) -> FileDownload:
    return note_download(batch.files.get(kind=kind), by=by, at=path.cast.at)


def test_who_took_which_file_is_kept_and_shown(path: Path) -> None:
    cast, batch = path.cast, exported(path)
    assert fetch(cast.client(cast.finance), batch).status_code == 200
    row = FileDownload.objects.get()
    assert (row.file.kind, row.by) == (FileKind.TRANSFERS, cast.finance)
    page = cast.client(cast.auditor).get(reverse("secours_loyer:batch", args=[batch.number]))
    assert "Téléchargements" in page.content.decode()
    assert str(cast.finance) in page.content.decode()
    refused("UPDATE secours_loyer_filedownload SET at = now()", by="download_append_only")
    refused("DELETE FROM secours_loyer_filedownload", by="download_append_only")


def test_who_took_a_file_is_sealed(path: Path) -> None:
    """Moving a download to somebody else, or to another day, is named; so is taking it away."""
    cast, batch = path.cast, exported(path)
    assert fetch(cast.client(cast.finance), batch).status_code == 200
    row = FileDownload.objects.get()
    assert list(faults()) == []
    connection.check_constraints()
    label = f"secours_loyer.filedownload {row.pk} : "
    for change, said in (
        ("UPDATE {} SET by_id = %s", "changé sans passer par le portail."),
        ("UPDATE {} SET at = at + interval '1 day' WHERE %s > 0", "changé sans passer par le"),
        ("DELETE FROM {} WHERE %s > 0", "effacé."),
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(change.format("secours_loyer_filedownload"), [cast.manager.pk])
            found = list(faults())
            transaction.set_rollback(True)
        assert any(fault.startswith(label + said) for fault in found), (change, found)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("outgoingfile", "content = 'x', sha256 = encode(sha256('x'), 'hex')"),
        ("batch", "total_cents = 5"),
    ],
)
def test_a_forged_file_is_not_handed_out(path: Path, table: str, change: str) -> None:
    """The page that reads says so and writes nothing."""
    cast, batch = path.cast, exported(path)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"UPDATE secours_loyer_{table} SET {change}")  # noqa: S608
        cursor.execute("SET LOCAL session_replication_role = origin")
    answer = fetch(cast.client(cast.finance), batch)
    assert answer.status_code == 409
    assert "hors du portail" in answer.content.decode()
    assert not FileDownload.objects.exists()


def test_cancelled_after_a_download_once_everyone_said_what_became_of_it(path: Path) -> None:
    cast, at, batch = path.cast, path.cast.at, exported(path)
    assert fetch(cast.client(cast.finance), batch).status_code == 200
    with pytest.raises(Refused, match="téléchargé par") as told:
        cancel_batch(batch, reason=WHY, by=cast.manager, at=at)
    assert str(cast.finance) in told.value.message
    with pytest.raises(Refused, match="demandez à chacun"):
        cancel_batch(batch, reason=WHY, confirmed="oui", by=cast.manager, at=at)
    batch = cancel_batch(batch, reason=WHY, confirmed=SAID, by=cast.manager, at=at)
    assert (batch.state, batch.cancel_confirmed) == ("annule", SAID)
    assert list(faults()) == []


def test_whoever_took_a_file_does_not_cancel(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    batch = exported(path)
    both = cast.person("cadre-et-depenses", "cadre", "depenses")
    downloaded(path, batch, both)
    with pytest.raises(Refused, match="un autre cadre"):
        cancel_batch(batch, reason=WHY, confirmed=SAID, by=both, at=at)
    page = reverse("secours_loyer:batch", args=[batch.number])
    assert "cancel_batch" not in cast.client(both).get(page).content.decode()


def test_the_walls_of_a_cancellation(path: Path) -> None:
    cast, batch = path.cast, exported(path)
    both = cast.person("cadre-et-depenses", "cadre", "depenses")
    downloaded(path, batch, both)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE secours_loyer_paymentorder SET state = 'annule_emis'")
    cancel = (
        "UPDATE secours_loyer_batch SET state = 'annule', cancelled_at = now(),"
        " cancelled_by_id = %s, cancel_reason = 'x', cancel_confirmed = %s"
    )
    refused(cancel, cast.manager.pk, "", by="batch_cancel_confirmed")
    refused(cancel, both.pk, SAID, by="batch_cancelled_by_no_downloader")
    refused(
        "UPDATE secours_loyer_batch SET cancel_confirmed = 'x'",
        by="batch_cancelled_frozen",
    )
    with connection.cursor() as cursor:  # a cancelled order has a cancelled batch
        cursor.execute(cancel, [cast.manager.pk, SAID])


def test_a_download_seen_by_nobody_stops_the_cancellation(path: Path) -> None:
    cast, batch = path.cast, exported(path)
    downloaded(path, batch, cast.finance)
    page = reverse("secours_loyer:batch", args=[batch.number])
    manager = cast.client(cast.manager)
    shown = manager.get(page)
    (form,) = (
        one["form"] for one in shown.context["offered"] if one["step"].name == "cancel_batch"
    )
    assert str(cast.finance) in form.fields["confirmed"].help_text
    sent = {
        "cancel_batch-reason": WHY,
        "cancel_batch-confirmed": SAID,
        "cancel_batch-seen": form.fields["seen"].initial,
    }
    downloaded(path, batch, cast.person("autre-depenses", "depenses"))
    late = manager.post(f"{page}cancel_batch/", sent)
    assert late.status_code == 422
    assert "les téléchargements" in late.content.decode()
    batch.refresh_from_db()
    assert batch.state == "exporte"


def test_the_files_of_a_cancelled_batch_are_read_by_the_auditor_alone(path: Path) -> None:
    cast, batch = path.cast, exported(path)
    auditor = cast.client(cast.auditor)
    assert fetch(auditor, batch).status_code == 404
    cancel_batch(batch, reason=WHY, by=cast.manager, at=cast.at)
    answer = fetch(cast.client(cast.finance), batch)
    assert answer.status_code == 409
    assert "ne se téléchargent plus" in answer.content.decode()
    assert fetch(auditor, batch).status_code == 200
    assert FileDownload.objects.get().by == cast.auditor
    refused(
        "INSERT INTO secours_loyer_filedownload (file_id, by_id, at)"
        " SELECT id, %s, now() FROM secours_loyer_outgoingfile LIMIT 1",
        cast.finance.pk,
        by="download_of_cancelled",
    )


def test_who_approves_what_replaces_it_reads_that_a_file_was_taken(path: Path) -> None:
    cast, at, batch = path.cast, path.cast.at, exported(path)
    downloaded(path, batch, cast.finance)
    cancel_batch(batch, reason=WHY, confirmed=SAID, by=cast.manager, at=at)
    first = batch.orders.get()
    second = replace_order(first, account=first.account, by=cast.finance, at=at)
    second = orders.check_order(second, by=cast.finance, at=at)
    day = f"{paris_day(at):%d/%m/%Y}"
    told = f"Remplace {first}, dont le fichier « Fichier de virements (pain.001) » a été téléchargé"
    wanted = (f"{told} le {day} par {cast.finance}.", WHY, SAID)
    page = reverse("secours_loyer:order", args=[second.uid])
    shown = cast.client(cast.signatory).get(page).content.decode()
    waiting = next(
        task for task in money_waiting(cast.signatory, at.date()) if "approuver" in task[1]
    )
    line = waiting[3](waiting[2].get())["detail"]
    for words in wanted:
        assert words in shown
        assert words in line


def test_who_approves_what_replaces_it_reads_who_said_it_failed(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    first = handed_over(path, exported(path)).orders.get()
    first = returns.reject_order(first.end_to_end_id, code="MS03", by=cast.finance, at=at)
    first = path.confirmed(first)
    second = replace_order(first, account=first.account, by=cast.finance, at=at)
    page = reverse("secours_loyer:order", args=[second.uid])
    shown = cast.client(cast.signatory).get(page).content.decode()
    day = f"{paris_day(at):%d/%m/%Y}"
    assert f"noté à la main le {day} par {cast.finance} (MS03" in shown
    assert f", confirmé le {day} par {cast.manager}" in shown


def test_who_approves_what_replaces_it_reads_which_file_said_it_failed(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    first = exported(path).orders.get()
    back = camt(Movement(first.end_to_end_id, sign="CRDT", reason="MS03"))
    import_returns(back, name="releve.xml", by=cast.finance, at=at)
    first.refresh_from_db()
    second = replace_order(first, account=first.account, by=cast.finance, at=at)
    page = reverse("secours_loyer:order", args=[second.uid])
    shown = cast.client(cast.signatory).get(page).content.decode()
    assert "lu dans le fichier « releve.xml »" in shown
    assert "à la main" not in shown


def test_who_approves_what_replaces_it_reads_that_a_debit_was_put_aside(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    first = handed_over(path, exported(path)).orders.get()
    first = returns.reject_order(first.end_to_end_id, code="MS03", by=cast.finance, at=at)
    (line,) = import_returns(
        camt(Movement(first.end_to_end_id)), by=cast.finance, at=at
    ).lines.all()
    propose_dismissal(line, reason="Erreur de la banque.", by=cast.manager, at=at)
    dismiss_line(line, reason="Erreur de la banque.", by=cast.finance, at=at)
    first = path.confirmed(first)
    second = replace_order(first, account=first.account, by=cast.finance, at=at)
    page = reverse("secours_loyer:order", args=[second.uid])
    shown = cast.client(cast.signatory).get(page).content.decode()
    day = f"{paris_day(at):%d/%m/%Y}"
    told = f"Un débit pour {first} a été écarté le {day} par {cast.finance}, sur "
    told += f"proposition de {cast.manager} (Erreur de la banque.)."
    assert told in shown


@pytest.mark.parametrize(("turn", "words"), [(stop, "sont arrêtés"), (block, "plus actif")])
def test_what_is_exported_is_not_handed_over_any_more(path: Path, turn: Turn, words: str) -> None:
    cast, at, batch = path.cast, path.cast.at, exported(path)
    turn(path)
    client, page = cast.client(cast.finance), reverse("secours_loyer:batch", args=[batch.number])
    answer = fetch(client, batch)
    assert answer.status_code == 409
    assert words in answer.content.decode()
    assert "annuler" in answer.content.decode()
    with pytest.raises(Refused, match=words):
        forwarding.forward_batch(batch, by=cast.finance, at=at)
    shown = client.get(page).content.decode()
    assert words in shown
    assert "forward_batch" not in shown
    assert "fichiers/pain001" not in shown
    assert not FileDownload.objects.exists()
    assert states(batch) == ["emis"]
    cancel_batch(batch, reason=WHY, by=cast.manager, at=at)
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("turn", "forward", "download"),
    [
        (stop, "batch_forwarded_while_open", "download_while_open"),
        (block, "batch_forwarded_account_active", "download_account_active"),
    ],
)
def test_the_walls_of_what_is_not_handed_over(
    path: Path, turn: Turn, forward: str, download: str
) -> None:
    at = path.cast.at
    exported(path)
    turn(path)
    refused(
        "UPDATE secours_loyer_batch SET state = 'transmis', forwarded_at = %s,"
        " forwarded_by_id = opened_by_id",
        at,
        by=forward,
    )
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'transmis'",
        by="order_forwarded_after_export",
    )
    refused(
        "INSERT INTO secours_loyer_filedownload (file_id, by_id, at)"
        " SELECT id, %s, %s FROM secours_loyer_outgoingfile LIMIT 1",
        path.cast.finance.pk,
        at,
        by=download,
    )


def test_the_walls_of_a_download(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    exported(path)
    insert = (
        "INSERT INTO secours_loyer_filedownload (file_id, by_id, at)"
        " SELECT id, %s, %s FROM secours_loyer_outgoingfile LIMIT 1"
    )
    refused(insert, cast.manager.pk, at, by="download_by_its_role")
    refused(insert, cast.finance.pk, "2026-01-05T10:00Z", by="download_after_export")
    assert OutgoingFile.objects.exists()


def test_what_the_bank_answered_is_noted_all_the_same(path: Path) -> None:
    """The file is at the bank: the account that it closed does not hold the note of the others."""
    cast, at = path.cast, path.cast.at
    batch = exported(path, Channel.REGIE, 2)
    first = batch.orders.get(line=1)
    back = camt(Movement(first.end_to_end_id, sign="CRDT", reason="AC04"))
    import_returns(back, by=cast.finance, at=at)
    assert fetch(cast.client(cast.finance), batch).status_code == 200
    forwarding.forward_batch(batch, by=cast.finance, at=at)
    assert states(batch) == ["rejete", "transmis"]
