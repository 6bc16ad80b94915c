"""XLSX: measured and swept before the spreadsheet library sees it, then read as a stream."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date, datetime, time

import openpyxl

from reims_solidarite.kit.spreadsheets.limits import MIB, Limits, Row, make_row
from reims_solidarite.kit.spreadsheets.xml_sweep import sweep
from reims_solidarite.kit.transitions import Refused

_BROKEN = (
    "Ce fichier Excel est abîmé ou n’en est pas un. Enregistrez-le de nouveau, puis réessayez."
)
_MACROS = "Ce fichier contient des macros. Enregistrez-le au format XLSX, sans macro."
_ENCRYPTED = 0x1


def read_xlsx(content: bytes, limits: Limits) -> list[Row]:
    """The rows of the first sheet, as text."""
    _inspect(content, limits)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
    except Exception as error:  # the library raises anything on a broken file
        raise Refused(_BROKEN) from error
    try:
        if not book.worksheets:
            raise Refused("Ce fichier ne contient aucune feuille. Choisissez un autre fichier.")
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # the declared size may lie; rows are counted as they come
        rows = []
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            if row := make_row(number, [_text(value) for value in values], limits):
                rows.append(row)
    except Refused:
        raise
    except Exception as error:
        raise Refused(_BROKEN) from error
    finally:
        book.close()
    return rows


def _inspect(content: bytes, limits: Limits) -> None:
    """Refuse bombs, macros and XML tricks from the archive itself, one entry in memory at a time.

    The declared sizes can be trusted once summed: `zipfile` stops reading at the declared size.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > limits.zip_entries:
                raise Refused(
                    "Ce fichier Excel contient trop d’éléments. "
                    "Copiez les données dans un nouveau fichier."
                )
            if sum(entry.file_size for entry in entries) > limits.unzipped_bytes:
                raise Refused(
                    f"Ce fichier dépasse {limits.unzipped_bytes // MIB} Mo une fois ouvert. "
                    "Partagez-le en plusieurs fichiers."
                )
            for entry in entries:
                if entry.filename.startswith(("/", "\\")) or ".." in entry.filename:
                    raise Refused(_BROKEN)
                if "vbaproject" in entry.filename.lower():
                    raise Refused(_MACROS)
                if entry.flag_bits & _ENCRYPTED:
                    raise Refused("Ce fichier est protégé par un mot de passe. Retirez-le.")
                part = archive.read(entry)
                if b"macroEnabled" in part and entry.filename == "[Content_Types].xml":
                    raise Refused(_MACROS)
                sweep(part, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        raise Refused(_BROKEN) from None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float):
        return f"{value:.15g}"  # what the spreadsheet shows: 0.3, not 0.30000000000000004
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
