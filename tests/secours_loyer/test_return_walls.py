"""The walls of what came back, broken by raw SQL: the database refuses."""

from __future__ import annotations

import pytest
from django.db import connection

from secours_loyer.actions.export import export_batch
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.return_quarantine import dismiss_line
from secours_loyer.models import PaymentOrder, ReturnFile, ReturnLine
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
LINE = "UPDATE secours_loyer_returnline SET "


def waiting(path: Path, *movements: Movement) -> list[ReturnLine]:
    path.payer()
    file = import_returns(camt(*movements), by=path.cast.finance, at=path.cast.at)
    return list(file.lines.order_by("rank"))


def test_a_file_is_kept_once_and_for_ever(path: Path) -> None:
    waiting(path, Movement("OP-0"))
    refused("UPDATE secours_loyer_returnfile SET name = 'x'", by="return_file_append_only")
    refused("DELETE FROM secours_loyer_returnfile", by="return_file_append_only")
    copy = (
        "INSERT INTO secours_loyer_returnfile (uid, kind, name, message, content, sha256,"
        " line_count, received_at, received_by_id) SELECT gen_random_uuid(), {kind}, name,"
        " message, {content}, {sha}, line_count, received_at, received_by_id"
        " FROM secours_loyer_returnfile"
    )
    refused(copy.format(kind="kind", content="content", sha="sha256"), by="sha256")
    refused(copy.format(kind="kind", content="'x'", sha="sha256"), by="return_file_digest")
    other = "encode(sha256('x'), 'hex')"
    refused(copy.format(kind="'pdf'", content="'x'", sha=other), by="return_file_kind_known")


def test_what_was_read_never_changes(path: Path) -> None:
    waiting(path, Movement("OP-0"))
    for change in ("reference = 'OP-1'", "amount_cents = 5", "event = 'retour'", "rank = 9"):
        refused(LINE + change, by="return_line_frozen")
    refused("DELETE FROM secours_loyer_returnline", by="return_line_kept")
    connection.check_constraints()
    refused("TRUNCATE secours_loyer_returnline CASCADE", by="Cannot truncate")
    copy = (
        "INSERT INTO secours_loyer_returnline (uid, file_id, rank, source, event, reference,"
        " amount_cents, currency, code, words, state, problem, reason) SELECT gen_random_uuid(),"
        " file_id, {rank}, {source}, event, reference, {cents}, currency, code, words, {state},"
        " '', '' FROM secours_loyer_returnline"
    )
    good = {"rank": "2", "source": "source", "cents": "5", "state": "'lue'"}
    ours = copy.replace("event, reference, {cents}", "event, 'op 2026 000001', {cents}")
    refused(ours.format(**good), by="return_line_reference_ours")
    refused(copy.format(**{**good, "rank": "1"}), by="return_line_once")
    refused(copy.format(**{**good, "source": "'statut'"}), by="return_line_of_its_file")
    refused(copy.format(**{**good, "cents": "0"}), by="return_line_amount")
    refused(copy.format(**{**good, "state": "'ecartee'"}), by="return_line_states")


def test_no_line_is_attached_to_another_reference_or_amount(path: Path) -> None:
    batch = path.closed()
    export_batch(batch, by=path.cast.finance, at=path.cast.at)
    order = PaymentOrder.objects.get(batch=batch)
    other = path.approved(last="Suippe", reference="L-2")
    finance, manager = path.cast.finance.pk, path.cast.manager.pk
    unknown, wrong = waiting(path, Movement("OP-0"), Movement(order.end_to_end_id, "600.01"))
    settle = (
        LINE + "state = 'reglee', order_id = %s, proposed_by_id = %s, proposed_at = now(),"
        " resolved_by_id = %s, resolved_at = now() WHERE id = %s"
    )
    refused(settle, order.pk, manager, finance, wrong.pk, by="return_line_of_this_order")
    refused(settle, other.pk, manager, finance, unknown.pk, by="return_line_of_this_order")
    refused(settle, order.pk, finance, finance, unknown.pk, by="return_line_two_people")
    match = LINE + "state = 'rapprochee', problem = '', order_id = %s WHERE id = %s"
    refused(match, order.pk, unknown.pk, by="return_line_of_this_order")
    refused(LINE + "state = 'lue', problem = ''", by="return_line_states")
    refused(LINE + "state = 'ecartee', reason = 'x'", by="return_line_resolved_whole")
    refused(
        LINE + "state = 'ecartee', resolved_by_id = %s, resolved_at = now()",
        finance, by="return_line_dismissed_why",
    )  # fmt: skip
    refused(LINE + "proposed_by_id = %s", finance, by="return_line_proposed_whole")
    refused(LINE + "problem = ''", by="return_line_by_state")
    refused(LINE + "state = 'perdue'", by="return_line_states")


def test_what_is_resolved_stays_so(path: Path) -> None:
    (line,) = waiting(path, Movement("OP-0"))
    dismiss_line(line, reason="Frais de tenue de compte.", by=path.cast.finance, at=path.cast.at)
    refused(LINE + "reason = 'autre'", by="return_line_done_frozen")
    refused(LINE + "state = 'quarantaine'", by="return_line_states")


def test_a_movement_is_attached_once(path: Path) -> None:
    """The wall itself, below the check of the action: two files of one kind, one movement."""
    batch = path.closed()
    export_batch(batch, by=path.cast.finance, at=path.cast.at)
    order = PaymentOrder.objects.get(batch=batch)
    waiting(path, Movement(order.end_to_end_id))
    again = camt(Movement(order.end_to_end_id), message="RELEVE-2")
    import_returns(again, by=path.cast.finance, at=path.cast.at)
    (twice,) = ReturnFile.objects.get(message="RELEVE-2").lines.all()
    refused(
        LINE + "state = 'reglee', order_id = %s, proposed_by_id = %s, proposed_at = now(),"
        " resolved_by_id = %s, resolved_at = now() WHERE id = %s",
        order.pk, path.cast.manager.pk, path.cast.finance.pk, twice.pk,
        by="return_line_said_once",
    )  # fmt: skip
