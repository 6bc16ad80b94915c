import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reims_solidarite.kit.spreadsheets import euros_cell, read_rows, write_csv, write_xlsx

DANGEROUS = [
    "=1+1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1+1",
    "\u200b=1",
    "＝1",
    "|x",
    "=cmd|' /C calc'!A0",
    "-1-1",
    "+33-1",
    "%0A=1",
    "-",
    "=",
    "+A1",
]
USABLE = [
    "-12,50",
    "+33 6 12 34 56 78",
    "-1 234,56",
    "0612345678",
    "Jean-Marc",
    "a=b",
    "1+1",
    "l’été",
    "",
    "50 %",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_neutralises_formulas(text):
    written = write_csv(["colonne"], [[text]]).decode("utf-8-sig").split("\r\n", 1)[1]
    assert written.lstrip('"').startswith("'")


@pytest.mark.parametrize("text", USABLE)
def test_csv_leaves_numbers_and_phones_alone(text):
    written = write_csv(["colonne", "x"], [[text, "x"]]).decode("utf-8-sig")
    assert written == f"colonne;x\r\n{text};x\r\n"


def test_headings_are_neutralised_too():
    assert b"'=1+1" in write_csv(["=1+1"], [])
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(["=1+1"], []))).active
    assert sheet["A1"].data_type == "s"


def test_csv_types():
    row = [12, Decimal("-1234.50"), date(2026, 1, 2), datetime(2026, 7, 1, 22, 0, tzinfo=UTC), None]
    assert write_csv(["a", "b", "c", "d", "e"], [row]).decode("utf-8-sig").splitlines()[1] == (
        "12;-1234,50;02/01/2026;02/07/2026 00:00;"
    )
    assert write_csv([], []).startswith(b"\xef\xbb\xbf")


def test_xlsx_has_no_formula():
    texts = [*DANGEROUS, *USABLE, "#REF!"]
    content = write_xlsx(["colonne"], [[text] for text in texts], title="Liste [1/2]")
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert len(cells) == len(texts)
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert cells[0].value == "=1+1"
    assert cells[0].quotePrefix
    assert not cells[len(DANGEROUS)].quotePrefix
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_xlsx_keeps_numbers_and_dates():
    instant = datetime(2026, 7, 1, 22, 0, tzinfo=UTC)
    content = write_xlsx(["a", "b", "c", "d"], [[euros_cell(123456), 7, date(2026, 1, 2), instant]])
    row = next(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2))
    assert [str(cell.value) for cell in row] == [
        "1234.56",
        "7",
        "2026-01-02 00:00:00",
        "2026-07-02 00:00:00",
    ]
    assert read_rows(content)[1].cells == ("1234.56", "7", "2026-01-02", "2026-07-02")


def test_forbidden_characters_are_dropped():
    assert read_rows(write_xlsx(["a\x00b"], [["c\ud800d\x1f"]]))[1].cells == ("cd",)
    assert b"\x00" not in write_csv(["a\x00b"], [["\ud800"]])


LETTERS = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"])
CELLS = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=4))
def test_what_is_written_is_read_back(rows):
    headings = ["Première", "Seconde"]
    for content in (write_csv(headings, rows), write_xlsx(headings, rows)):
        read = [row.cells for row in read_rows(content)]
        assert read[0] == tuple(headings)
        assert [tuple(c.removeprefix("'") for c in row) for row in read[1:]] == [
            tuple(c.removeprefix("'") for c in row) for row in rows
        ]
