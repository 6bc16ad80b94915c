"""The chain's head leaves the machine once a day, and tells later what was cut or rewritten."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection

from actors.actions.journal import record
from actors.actions.journal_head import export_head
from actors.jobs import deliver_message
from actors.models import JournalEntry, Message
from actors.queries.journal_check import check_journal
from tests.actors.journal.test_chain import sealed
from tests.cast import Cast

pytestmark = pytest.mark.django_db
KEEPER = "rssi@ville.example"


@pytest.fixture
def chain(cast: Cast, at: datetime, settings) -> list[JournalEntry]:
    settings.JOURNAL_HEAD_ADDRESS = KEEPER
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "journal_heads": memory}
    rows = [record("essai", cast.finance, by=cast.finance, at=at, number=n) for n in range(5)]
    sealed()
    return rows


@pytest.fixture
def kept(chain: list[JournalEntry], at: datetime, tmp_path: Path) -> Path:
    """The file of the day, copied to another machine."""
    export_head(at=at)
    file = tmp_path / "tete.txt"
    file.write_bytes(storages["journal_heads"].open("2026-11-23.txt").read())
    return file


def tamper(*statements: str, last: int = 0) -> None:
    """As the owner of the tables, with the walls down; `%(last)s` is the act to touch."""
    sealed()
    with connection.cursor() as cursor:
        for table in ("actors_journalentry", "actors_journalseal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement, {"last": last})
        sealed()
        for table in ("actors_journalentry", "actors_journalseal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def refused(kept: Path, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_journal", "--head", str(kept))
    assert stopped.value.code == 1
    return capsys.readouterr().err


def test_a_journal_that_only_grew_keeps_its_heads(
    chain: list[JournalEntry], kept: Path, cast: Cast, at: datetime, capsys
) -> None:
    record("essai", cast.finance, by=cast.finance, at=at, number=6)
    sealed()
    call_command("verify_journal", "--head", str(kept))
    assert "actes vérifiés" in capsys.readouterr().out


def test_the_head_is_sent_to_whoever_keeps_it(
    kept: Path, at: datetime, tmp_path: Path, capsys, mailoutbox
) -> None:
    message = Message.objects.get(kind="actors.journal_head")
    assert message.address == KEEPER
    deliver_message(str(message.pk))
    received = tmp_path / "courriel.txt"
    received.write_text(mailoutbox[0].body)
    call_command("verify_journal", "--head", str(received), "--head", str(kept))
    assert "actes vérifiés" in capsys.readouterr().out


def test_once_a_day(kept: Path, at: datetime) -> None:
    export_head(at=at + timedelta(hours=3))
    assert Message.objects.filter(kind="actors.journal_head").count() == 1
    assert storages["journal_heads"].listdir("")[1] == ["2026-11-23.txt"]
    export_head(at=at + timedelta(days=1))
    assert Message.objects.filter(kind="actors.journal_head").count() == 2


def test_a_chain_cut_at_its_end_is_seen(chain: list[JournalEntry], kept: Path, capsys) -> None:
    tamper(
        "DELETE FROM actors_journalseal WHERE entry_id = %(last)s",
        "DELETE FROM actors_journalentry WHERE id = %(last)s",
        last=chain[-1].pk,
    )
    assert check_journal().problem == "", "without the head, nothing shows"
    assert "ont disparu" in refused(kept, capsys)


def test_a_chain_rewritten_whole_is_seen(chain: list[JournalEntry], kept: Path, capsys) -> None:
    """Somebody changes one act, and has the trigger's own code seal everything anew."""
    tamper(
        "CREATE TEMPORARY TABLE copied AS SELECT * FROM actors_journalentry",
        "UPDATE copied SET verb = 'rien' WHERE id = %(last)s",
        "SELECT setval('actors_journalseal_position_seq', min(position), false)"
        " FROM actors_journalseal",
        "DELETE FROM actors_journalseal",
        "DELETE FROM actors_journalentry",
        last=chain[2].pk,
    )
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO actors_journalentry SELECT * FROM copied ORDER BY id")
    sealed()
    assert check_journal().problem == "", "without the head, nothing shows"
    assert "réécrit" in refused(kept, capsys)


def test_a_journal_that_does_not_hold_is_told_not_vouched_for(
    chain: list[JournalEntry], at: datetime
) -> None:
    tamper("UPDATE actors_journalentry SET verb = 'autre' WHERE id = %(last)s", last=chain[2].pk)
    export_head(at=at)
    message = Message.objects.get(kind="actors.journal_head")
    assert "ne tient plus" in message.subject
    assert f"n° {chain[2].pk} " in message.text
    assert not storages["journal_heads"].exists("2026-11-23.txt")


@pytest.mark.parametrize("change", [("digest", "digesu"), (":1,", ":2,")])
def test_an_altered_head_is_not_believed(kept: Path, change: tuple[str, str]) -> None:
    text = kept.read_text()
    kept.write_text(text.replace(*change) if change[0] in text else text.replace("1", "2", 1))
    with pytest.raises(CommandError, match="altérée"):
        call_command("verify_journal", "--head", str(kept))


def test_a_file_without_a_head_is_said(tmp_path: Path) -> None:
    (tmp_path / "vide.txt").write_text("Bonjour\n")
    with pytest.raises(CommandError, match="aucune tête"):
        call_command("verify_journal", "--head", str(tmp_path / "vide.txt"))
