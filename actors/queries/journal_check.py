"""Re-computing the journal's chain in SQL, and naming the first row that was touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from actors.journal_heads import Head
from actors.models.journal import CANONICAL

FIRST = "repeat('0', 64)"
# The whole chain in one pass; the database's row order is the seals' own position.
BROKEN_LINK = f"""
    SELECT position, entry_id, found, previous = before AS linked, digest = again AS untouched
    FROM (
        SELECT seal.position, seal.entry_id, seal.previous, seal.digest, entry.id AS found,
            coalesce(lag(seal.digest) OVER (ORDER BY seal.position), {FIRST}) AS before,
            encode(sha256(convert_to(
                seal.previous || '|' || {CANONICAL.format(row="entry")}, 'UTF8')), 'hex') AS again
        FROM actors_journalseal seal LEFT JOIN actors_journalentry entry ON entry.id = seal.entry_id
    ) chain
    WHERE found IS NULL OR previous <> before OR digest <> again
    ORDER BY position LIMIT 1
"""  # noqa: S608 - made of constants
UNSEALED = """
    SELECT min(entry.id) FROM actors_journalentry entry
    LEFT JOIN actors_journalseal seal ON seal.entry_id = entry.id
    WHERE seal.entry_id IS NULL
"""
HEAD = "SELECT position, digest FROM actors_journalseal ORDER BY position DESC LIMIT 1"


@dataclass(frozen=True)
class JournalCheck:
    """The outcome: `problem` is one French sentence that names the row, or empty."""

    entries: int
    position: int
    digest: str
    problem: str


def check_journal(*, known: Sequence[Head] = ()) -> JournalCheck:
    """Check every entry. `known` are heads kept earlier, off this machine: the chain must still
    hold them, which is the only way to see that its last rows were cut, or all of it written anew.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        # One snapshot: rows sealed while we read would look unsealed.
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT count(*) FROM actors_journalentry")
        (entries,) = cursor.fetchone()
        cursor.execute(HEAD)
        position, digest = cursor.fetchone() or (0, "")
        problem = _problem(cursor) or _missing(cursor, known)
        return JournalCheck(entries, position, digest, problem)


def _problem(cursor: CursorWrapper) -> str:
    execute, fetchone = cursor.execute, cursor.fetchone
    execute(BROKEN_LINK)
    if broken := fetchone():
        position, entry, found, linked, untouched = broken
        if found is None:
            return f"L’acte n° {entry} (sceau {position}) a été supprimé."
        if not linked:
            return f"Un ou plusieurs sceaux manquent juste avant l’acte n° {entry}."
        if not untouched:
            return f"L’acte n° {entry} (sceau {position}) a été modifié après son enregistrement."
    execute(UNSEALED)
    (unsealed,) = fetchone()
    if unsealed is not None:
        return f"L’acte n° {unsealed} n’a pas de sceau : il a été ajouté hors du portail."
    return ""


def _missing(cursor: CursorWrapper, known: Sequence[Head]) -> str:
    for head in sorted(known, key=lambda head: head.position):
        cursor.execute("SELECT digest FROM actors_journalseal WHERE position = %s", [head.position])
        found = cursor.fetchone()
        noted = f"Le sceau {head.position}, noté le {head.at}"
        if found is None:
            return f"{noted}, n’est plus dans le journal : des actes ont disparu."
        if found[0] != head.digest:
            return f"{noted}, n’est plus le même : le journal a été réécrit."
    return ""
