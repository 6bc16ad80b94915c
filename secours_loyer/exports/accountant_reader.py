"""Reads the accountant's package back and adds it up again, sharing no code with its writers."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from dataclasses import dataclass

DIGESTS = "empreintes-sha256.txt"
# Spreadsheets are told with an apostrophe that a text is no formula.
_RUN = "=+-@|%"


@dataclass(frozen=True)
class ReadLine:
    """One payment, as the finance software would take it in."""

    reference: str
    payee: str
    iban: str
    cents: int
    label: str
    payment_decision: str


@dataclass(frozen=True)
class ReadPackage:
    """What the archive holds: the lines of its bordereau, its files by name."""

    reference: str
    lines: tuple[ReadLine, ...]
    files: dict[str, bytes]

    @property
    def total_cents(self) -> int:
        return sum(line.cents for line in self.lines)


def read_package(content: bytes) -> ReadPackage:
    """ValueError when a digest, a list, a decision or a sum does not agree with the bordereau."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if archive.testzip() is not None:
            raise ValueError("a file of the package is damaged")
        files = {name: archive.read(name) for name in archive.namelist()}
    _digests(files)
    batches, lines = read_bordereau(_only(files, "-bordereau.csv"))
    if len(batches) != 1:
        raise ValueError("the bordereau is of one batch")
    listed = _rows(_only(files, "-liste.csv"))
    by_list = [(row["Ordre"], _cents(row["Montant (euros)"])) for row in listed]
    if by_list != [(line.reference, line.cents) for line in lines]:
        raise ValueError("the nominative list is not the bordereau's")
    wanted = {f"decisions/{line.payment_decision}-{line.reference}.pdf" for line in lines}
    if {name for name in files if name.startswith("decisions/")} != wanted:
        raise ValueError("each payment has one signed decision")
    return ReadPackage(batches.pop(), lines, files)


def read_bordereau(content: bytes) -> tuple[set[str], tuple[ReadLine, ...]]:
    """The batches it names, and its lines; ValueError when a reference is twice or a rank jumps."""
    rows = _rows(content)
    if [row["Ligne"] for row in rows] != [str(rank) for rank in range(1, len(rows) + 1)]:
        raise ValueError("the lines are numbered from one")
    lines = tuple(
        ReadLine(
            row["Ordre"],
            _text(row["Tiers"]),
            row["IBAN"],
            _cents(row["Montant (euros)"]),
            _text(row["Libellé"]),
            row["Décision de paiement à un tiers"],
        )
        for row in rows
    )
    if len({line.reference for line in lines}) != len(lines):
        raise ValueError("two lines have the same reference")
    return {row["Lot"] for row in rows}, lines


def _digests(files: dict[str, bytes]) -> None:
    said: dict[str, str] = {}
    for line in files.get(DIGESTS, b"").decode().splitlines():
        digest, name = line.split("  ", 1)
        said[name] = digest
    held = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name != DIGESTS
    }
    if said != held:
        raise ValueError("the digests are not those of the files")


def _only(files: dict[str, bytes], ending: str) -> bytes:
    (content,) = [content for name, content in files.items() if name.endswith(ending)]
    return content


def _rows(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";", strict=True))


def _text(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _RUN else cell


def _cents(text: str) -> int:
    euros, _, cents = text.partition(",")
    if len(cents) != 2 or not (euros + cents).isdecimal():
        raise ValueError("an amount has two decimals")
    return int(euros + cents)
