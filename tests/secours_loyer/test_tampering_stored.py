"""`verify_ledgers` names a stored file changed behind the portal, and a download taken away."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse

from actors.models import StoredFile
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions.downloads import BY_COMMAND, BY_PAGE, hand_out
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import FileDownload, FileKind, Letter
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_forwarding import exported

pytestmark = pytest.mark.django_db
CHANGED, WRITTEN = "changé sans passer par le portail.", "écrit sans passer par le portail."
OTHER = b"%PDF-1.7 other words"


def behind(sql: str, *values: Any) -> list[str]:
    """What is named once this is done with the triggers off; everything is put back."""
    connection.check_constraints()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, list(values))
        found = list(faults())
        transaction.set_rollback(True)
    return found


@pytest.fixture
def stored(path: Path) -> StoredFile:
    path.filed()
    assert list(faults()) == []
    return Letter.objects.order_by("pk")[0].file


@pytest.mark.parametrize(
    "change",
    [
        "name = 'autre.pdf'",
        "media_type = 'text/csv'",
        "size = size + 1",
        "sha256 = encode(sha256('x'), 'hex')",
        "created_at = created_at + interval '1 second'",
        "created_by_id = (SELECT min(id) FROM actors_user WHERE id <> t.created_by_id)",
        "content = (SELECT f.content FROM actors_storedfile f WHERE f.id <> t.id LIMIT 1)",
        "seal = repeat('0', 64)",
    ],
)
def test_a_stored_file_whose_row_changed_is_named(stored: StoredFile, change: str) -> None:
    sql = f"UPDATE actors_storedfile t SET {change} WHERE id = %s"  # noqa: S608
    assert behind(sql, stored.pk) == [f"actors.storedfile {stored.pk} : {CHANGED}"]


def test_the_seal_of_another_file_does_not_answer(stored: StoredFile) -> None:
    """Its whole row is copied over this one: the letter would say what another says."""
    other = StoredFile.objects.exclude(pk=stored.pk)[0]
    columns = "name, media_type, size, sha256, content, created_at, created_by_id, seal"
    found = behind(
        f"UPDATE actors_storedfile SET ({columns}) = (SELECT {columns} FROM actors_storedfile"  # noqa: S608
        " WHERE id = %s) WHERE id = %s",
        other.pk,
        stored.pk,
    )
    assert found == [f"actors.storedfile {stored.pk} : {CHANGED}"]


def test_a_stored_file_written_or_taken_away_is_named(stored: StoredFile) -> None:
    found = behind("UPDATE actors_storedfile SET seal = '' WHERE id = %s", stored.pk)
    assert found == [f"actors.storedfile {stored.pk} : {WRITTEN}"]
    found = behind("DELETE FROM actors_storedfile WHERE id = %s", stored.pk)
    assert f"actors.storedfile {stored.pk} : effacé." in found


def test_other_bytes_are_named_with_or_without_their_digest(stored: StoredFile) -> None:
    storage, name = stored.content.storage, str(stored.content.name)
    kept = stored.content.read()
    storage.delete(name)
    said = f"actors.storedfile {stored.pk} : "
    assert list(faults()) == [f"{said}son contenu n’est plus là."]
    assert storage.save(name, ContentFile(OTHER)) == name
    assert list(faults()) == [f"{said}son contenu n’est pas celui qui a été gardé."]
    digest = "UPDATE actors_storedfile SET sha256 = encode(sha256(%s), 'hex'), size = %s"
    found = behind(f"{digest} WHERE id = %s", OTHER, len(OTHER), stored.pk)
    assert found == [f"{said}{CHANGED}"]
    storage.delete(name)
    storage.save(name, ContentFile(kept))
    assert list(faults()) == []


def test_files_are_sealed_anew_after_a_change_of_key(stored: StoredFile, settings: Any) -> None:
    old = str(settings.SECRET_KEY)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "la nouvelle clé", [old]
    call_command("reseal_secrets")
    settings.SECRET_KEY_FALLBACKS = []
    assert list(faults()) == []
    settings.SECRET_KEY = "une clé perdue"
    assert f"actors.storedfile {stored.pk} : {CHANGED}" in list(faults())


def test_a_forged_file_is_not_sealed_anew(
    stored: StoredFile, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with connection.cursor() as cursor:
        connection.check_constraints()
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE actors_storedfile SET name = 'x.pdf' WHERE id = %s", [stored.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = (
        "la nouvelle clé",
        [str(settings.SECRET_KEY)],
    )
    with pytest.raises(SystemExit):
        call_command("reseal_secrets")
    assert "actors_storedfile" in capsys.readouterr().out
    assert list(faults()) == [f"actors.storedfile {stored.pk} : {CHANGED}"]


@pytest.mark.parametrize("route", [BY_PAGE, BY_COMMAND])
def test_a_download_gone_with_its_seal_is_named(path: Path, settings: Any, route: str) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 10**10
    cast, batch = path.cast, exported(path)
    if route == BY_PAGE:
        address = reverse("secours_loyer:outgoing_file", args=[batch.number, FileKind.TRANSFERS])
        assert cast.client(cast.finance).get(address).status_code == 200
    else:
        file = batch.files.get(kind=FileKind.TRANSFERS)
        hand_out(file, by=cast.finance, at=cast.at, route=route)
    assert list(faults()) == []
    taken = FileDownload.objects.get()
    found = behind(
        "WITH gone AS (DELETE FROM secours_loyer_filedownload RETURNING id)"
        " DELETE FROM secours_loyer_moneyseal"
        " WHERE object_type = 'secours_loyer.filedownload' AND object_id IN (SELECT id FROM gone)"
    )
    day = f"{paris_day(taken.at):%d/%m/%Y}"
    told = f"Compte {cast.finance.pk} : le téléchargement d’un fichier de paiement du {day}"
    assert found == [f"{told} n’est plus là."]
