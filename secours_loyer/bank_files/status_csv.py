"""The accountant's answers, order by order, in a CSV file. Pure Python."""

from __future__ import annotations

import csv
from datetime import date

from reims_solidarite.kit.money import euros
from reims_solidarite.kit.transitions import Refused
from secours_loyer.bank_files.read_line import ReadLine, ReadReturn, Said, clean, read_day

MOST_BYTES = 4 * 1024 * 1024
MOST_LINES = 20_000
COLUMNS = ("reference", "montant", "statut", "motif", "date")
STATUSES = {
    Said.TAKEN.value: Said.TAKEN,
    Said.HELD.value: Said.HELD,
    Said.VISA_REFUSED.value: Said.VISA_REFUSED,
    Said.REJECTED.value: Said.REJECTED,
    Said.PAID.value: Said.PAID,
}


def read_status(content: bytes) -> ReadReturn:
    """Every line, or the number of the first one that cannot be read: nothing is half read."""
    if len(content) > MOST_BYTES or content.count(b"\n") > MOST_LINES:
        raise Refused("Ce fichier est trop gros. Envoyez-le en plusieurs parties.", field="file")
    rows = (_cells(number, text) for number, text in enumerate(_text(content).splitlines(), 1))
    head = [name.strip().lower() for name in next(rows, [])]
    if tuple(head) != COLUMNS:
        raise Refused(
            f"La première ligne doit être « {';'.join(COLUMNS)} ». Corrigez le fichier.",
            field="file",
        )
    lines = tuple(_line(number, row) for number, row in enumerate(rows, 2) if any(row))
    return ReadReturn("statut", "", lines)


def _cells(number: int, text: str) -> list[str]:
    """Of one line alone: two halves of a reference on two lines make no reference."""
    try:
        return next(csv.reader([text], delimiter=";", strict=True), [])
    except csv.Error as error:
        raise Refused(
            f"Ligne {number} : ce fichier CSV est abîmé, un guillemet reste ouvert ou une cellule "
            "va à la ligne. Écrivez chaque réponse sur une seule ligne.",
            field="file",
        ) from error


def _text(content: bytes) -> str:
    if b"\0" in content:
        raise Refused("Ce fichier n’est pas un texte CSV. Choisissez-en un autre.", field="file")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("Ce fichier n’est pas un texte CSV. Choisissez-en un autre.", field="file")


def _line(number: int, row: list[str]) -> ReadLine:
    if len(row) != len(COLUMNS):
        raise _wrong(number, f"elle doit avoir {len(COLUMNS)} colonnes")
    reference, amount, status, words, day = (cell.strip() for cell in row)
    if status not in STATUSES:
        raise _wrong(number, f"le statut doit être {', '.join(STATUSES)}")
    try:
        cents = euros(amount)
    except ValueError as error:
        raise _wrong(number, str(error)) from error
    if cents <= 0:
        raise _wrong(number, "le montant doit être supérieur à zéro")
    return ReadLine(
        said=STATUSES[status],
        reference=clean(reference),
        cents=cents,
        words=clean(words),
        day=_day(number, day),
    )


def _day(number: int, text: str) -> date | None:
    parts = text.split("/")
    day = read_day("-".join(reversed(parts)) if len(parts) == 3 else text)
    if text and day is None:
        raise _wrong(number, "la date s’écrit 31/12/2026")
    return day


def _wrong(number: int, why: str) -> Refused:
    return Refused(f"Ligne {number} : {why.rstrip('.')}. Corrigez le fichier.", field="file")
