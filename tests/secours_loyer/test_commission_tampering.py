"""`verify_ledgers` and `verify_journal` name what was changed behind a session or a report."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from actors.models import JournalEntry
from actors.queries.journal_check import check_journal
from secours_loyer.actions import entries, sessions
from secours_loyer.actions.board import plan_board, report_to_board
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import MoneySeal
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission import urgent

pytestmark = pytest.mark.django_db

FORGED = "UPDATE {} SET content = 'x', sha256 = encode(sha256('x'), 'hex')"
ATTACKS = (
    ("commissionsession", "UPDATE {} SET place = 'Ailleurs'", "commissionsession"),
    ("commissionsession", "UPDATE {} SET quorum = 1", "commissionsession"),
    ("commissionsession", "UPDATE {} SET state = 'levee'", "n’est pas celui du journal"),
    ("sessionmember", "UPDATE {} SET present = NOT present", "sessionmember"),
    ("sessionmember", "UPDATE {} SET name = name || ' x'", "sessionmember"),
    ("agendaitem", "UPDATE {} SET outcome = 'refus', aid_cents = 0", "agendaitem"),
    ("agendaitem", "UPDATE {} SET motive = 'Un autre motif'", "agendaitem"),
    ("agendaitem", "UPDATE {} SET voters = 9", "agendaitem"),
    ("recusal", "UPDATE {} SET reason = 'Rien'", "recusal"),
    ("recusal", "DELETE FROM {}", "effacé"),
    ("sessionminutes", FORGED, "sessionminutes"),
    (
        "sessionminutes",
        "ALTER TABLE {0} DROP CONSTRAINT minutes_digest; UPDATE {0} SET content = 'x'",
        "proces-verbal-com-2026-001.pdf : son contenu n’est pas celui de l’empreinte",
    ),
    ("sessionminutes", "DELETE FROM {}", "son procès-verbal n’est plus là"),
    ("boardmeeting", "UPDATE {} SET held_on = '2026-12-24'", "boardmeeting"),
    ("boardreport", FORGED, "boardreport"),
    (
        "boardreport",
        "ALTER TABLE {0} DROP CONSTRAINT board_report_digest; UPDATE {0} SET content = 'x'",
        "decisions-urgentes-2026-12-01.pdf : son contenu n’est pas celui de l’empreinte",
    ),
    ("boardreport", "UPDATE {} SET total_cents = 1", "boardreport"),
    ("boardreportline", "DELETE FROM {}", "ses décisions ne sont pas toutes là"),
    (
        "boardreportline",
        "UPDATE {} SET decision_id = (SELECT max(id) FROM secours_loyer_decision)",
        "boardreportline",
    ),
)


@pytest.fixture
def held(path: Path) -> Path:
    """A signed session with a member who stepped aside, and a report told to the board."""
    cast, at = path.cast, path.cast.at
    urgent(path, path.validated(last="Marne", reference="L-3"), 40_000)
    report_to_board(plan_board(held_on=date(2026, 12, 1), by=cast.secretary, at=at), at=at)
    session = path.open_session(path.validated(), members=4)
    item = session.items.get()
    member = session.members.first()
    entries.recuse(item, member=member, reason="Cousin", by=cast.secretary, at=at)
    path.entered(item)
    path.signed(sessions.lift_session(session, by=cast.secretary, at=at))
    connection.check_constraints()
    return path


def test_each_attack_is_named(held: Path) -> None:
    assert list(faults()) == []
    for table, sql, named in ATTACKS:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql.format(f"secours_loyer_{table}"))
            found = list(faults())
            assert any(named in fault for fault in found), (sql, found)
            with pytest.raises(CommandError):
                call_command("verify_ledgers", stdout=StringIO())
            transaction.set_rollback(True)
    assert list(faults()) == []


def test_a_session_put_back_with_its_older_seal_is_named(path: Path) -> None:
    lifted = path.lifted(path.validated())
    before = MoneySeal.objects.order_by("-pk").values_list("pk", flat=True)[0]
    sessions.reopen_session(lifted, by=path.cast.secretary, at=path.cast.at)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE secours_loyer_commissionsession SET state = 'levee'")
        cursor.execute("DELETE FROM secours_loyer_moneyseal WHERE id > %s", [before])
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert any("journal" in fault for fault in faults())


@pytest.mark.parametrize("verb", ["sign_minutes", "record_outcome", "recuse", "report_to_board"])
def test_the_journal_names_the_act_that_was_touched(held: Path, verb: str) -> None:
    entry = JournalEntry.objects.get(verb=verb)
    assert check_journal().problem == ""
    for sql in (
        "UPDATE actors_journalentry SET actor_id = NULL, at = now() WHERE id = %s",
        "DELETE FROM actors_journalentry WHERE id = %s",
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql, [entry.pk])
            assert str(entry.pk) in check_journal().problem, sql
            transaction.set_rollback(True)
