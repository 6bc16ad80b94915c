"""The door for incoming files: told apart by their content, never by their name."""

from __future__ import annotations

from reims_solidarite.kit.spreadsheets.csv_file import read_csv
from reims_solidarite.kit.spreadsheets.limits import MIB, Limits, Row
from reims_solidarite.kit.spreadsheets.xlsx_file import read_xlsx
from reims_solidarite.kit.transitions import Refused

__all__ = ["Limits", "Row", "read_rows"]

_OLD_EXCEL_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"


def read_rows(content: bytes, limits: Limits | None = None) -> list[Row]:
    """The non-blank rows of a CSV or XLSX file, as text. Refused in French otherwise."""
    limits = limits or Limits()
    if len(content) > limits.file_bytes:
        raise Refused(
            f"Le fichier dépasse {limits.file_bytes // MIB} Mo. Partagez-le en plusieurs fichiers."
        )
    if content.startswith(_OLD_EXCEL_OR_ENCRYPTED):
        raise Refused(
            "Ce fichier est dans un ancien format ou protégé par un mot de passe. "
            "Enregistrez-le au format XLSX, sans mot de passe."
        )
    rows = read_xlsx(content, limits) if content.startswith(b"PK") else read_csv(content, limits)
    if not rows:
        raise Refused("Le fichier est vide. Choisissez un fichier qui contient des lignes.")
    return rows
