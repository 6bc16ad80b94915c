"""CSV for French spreadsheet programs, and XLSX. No written cell is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from reims_solidarite.kit.dates import PARIS
from reims_solidarite.kit.spreadsheets.cells import CellValue, clean, is_dangerous

_FORMATS = {Decimal: "#,##0.00", datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy"}


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> bytes:
    """UTF-8 with its mark and `;`: what a French spreadsheet program opens without a question."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_csv_text(name) for name in headings])
    writer.writerows([_csv_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _csv_text(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, datetime):
        return f"{_wall_clock(value):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = clean(str(value))
    return f"'{text}" if isinstance(value, str) and is_dangerous(text) else text


def write_xlsx(
    headings: Sequence[str], rows: Iterable[Sequence[CellValue]], *, title: str = "Feuille 1"
) -> bytes:
    """One sheet with a bold, frozen heading row; amounts and dates stay numbers."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("".join(c for c in clean(title) if c not in "[]:*?/\\")[:31])
    sheet.freeze_panes = "A2"
    bold = [_cell(sheet, name) for name in headings]
    for cell in bold:
        cell.font = Font(bold=True)
    sheet.append(bold)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: CellValue) -> Any:
    if isinstance(value, str):
        text = clean(value)
        cell = WriteOnlyCell(sheet, value=None)
        cell.value = text
        # The type is forced to text, else « =1+1 » becomes a formula and « #REF! » an error;
        # the quote prefix keeps it text when somebody edits the cell.
        cell.data_type = "s"
        if is_dangerous(text):
            cell.quotePrefix = True
        return cell
    cell = WriteOnlyCell(sheet, value=_wall_clock(value) if isinstance(value, datetime) else value)
    if number_format := _FORMATS.get(type(value)):
        cell.number_format = number_format
    return cell


def _wall_clock(instant: datetime) -> datetime:
    """Spreadsheets know no time zone: write the hour of Paris."""
    return instant.astimezone(PARIS).replace(tzinfo=None) if instant.tzinfo else instant
