"""CSV and XLSX, both ways: hostile or broken files are refused, no written cell is a formula."""

from reims_solidarite.kit.spreadsheets.cells import CellValue, euros_cell
from reims_solidarite.kit.spreadsheets.reading import Limits, Row, read_rows
from reims_solidarite.kit.spreadsheets.records import Record, read_records
from reims_solidarite.kit.spreadsheets.writing import write_csv, write_xlsx

__all__ = [
    "CellValue",
    "Limits",
    "Record",
    "Row",
    "euros_cell",
    "read_records",
    "read_rows",
    "write_csv",
    "write_xlsx",
]
