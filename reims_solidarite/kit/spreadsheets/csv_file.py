"""CSV as French offices save it: `;`, comma or tab; UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
import re

from reims_solidarite.kit.spreadsheets.limits import Limits, Row, make_row
from reims_solidarite.kit.transitions import Refused

DELIMITERS = ";\t,"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# An accent or a quote encoded in UTF-8: nobody types « Ã© » in a Windows-1252 file.
_UTF8_PAIR = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x80-\xbf]")
_UNREADABLE = (
    "Ce fichier n’est pas un tableau lisible. Enregistrez-le au format XLSX ou CSV, puis réessayez."
)
_MIXED = (
    "Ce fichier mélange deux façons d’écrire les accents. "
    "Enregistrez-le de nouveau au format « CSV UTF-8 », puis réessayez."
)


def read_csv(content: bytes, limits: Limits) -> list[Row]:
    text = _decode(content)
    if _CONTROL.search(text):
        raise Refused(_UNREADABLE)
    hint = re.match(r"sep=([;,\t])\r?\n", text)
    delimiter = hint[1] if hint else _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, number = [], 0
    try:
        for number, cells in enumerate(reader, start=1):
            if (number > 1 or not hint) and (row := make_row(number, cells, limits)):
                rows.append(row)
    except csv.Error:
        raise Refused(
            f"Le fichier est mal formé après la ligne {number} : "
            "vérifiez les guillemets, puis réessayez."
        ) from None
    return rows


def _decode(content: bytes) -> str:
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if _UTF8_PAIR.search(content):
        raise Refused(_MIXED)
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise Refused(_UNREADABLE) from None


def _delimiter(text: str) -> str:
    """The candidate seen most outside quotes on the first filled line; `;` wins a tie."""
    first = next((line for line in text[:100_000].splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=outside.count)
