import time

import pytest

from reims_solidarite.kit.spreadsheets import Limits, Row, read_rows
from reims_solidarite.kit.transitions import Refused
from tests.reims_solidarite.kit.spreadsheets.hostile import CELL, MAIN, PARTS, sheet, workbook

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{("&a" + (str(n - 1) if n else "") + ";") * 10}">' for n in range(9))
    + "]>"
)
XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
INLINE = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'


def test_the_harmless_twin_is_read():
    assert read_rows(workbook()) == [Row(1, ("bonjour",))]


HOSTILE = {
    "bomb": {"xl/worksheets/sheet1.xml": sheet(CELL + " " * 60_000_000)},
    "bomb under the size cap": {"xl/worksheets/sheet1.xml": sheet("<row/>" * 8_000_000)},
    "shared texts": {
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">' + "<si><t/></si>" * 3_000_000 + "</sst>"
    },
    "styles": {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs>' + "<xf/>" * 900_000},
    "far cell": {
        "xl/worksheets/sheet1.xml": sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    },
    "far cell alone": {
        "xl/worksheets/sheet1.xml": sheet('<row><c r="A1048576"><v>1</v></c></row>')
    },
    "wide cell": {"xl/worksheets/sheet1.xml": sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')},
    "many rows without numbers": {
        "xl/worksheets/sheet1.xml": sheet("<row><c><v>1</v></c></row>" * 20_001)
    },
    "a million columns": {"xl/worksheets/sheet1.xml": sheet("<row>" + "<c/>" * 10**6 + "</row>")},
    "external entity": {"xl/worksheets/sheet1.xml": sheet(INLINE.format("&e;"), XXE)},
    "external entity, UTF-16": {
        "xl/worksheets/sheet1.xml": sheet(INLINE.format("&e;"), XXE).encode("utf-16")
    },
    "billion laughs": {"xl/worksheets/sheet1.xml": sheet(INLINE.format("&a8;"), LAUGHS)},
    "laughs in relations": {"xl/_rels/workbook.xml.rels": LAUGHS + "<x>&a8;</x>"},
    "macros": {"xl/vbaProject.bin": b"\x00"},
    "macro type": {
        "[Content_Types].xml": PARTS["[Content_Types].xml"].replace("sheet.main", "macroEnabled")
    },
    "name that climbs": {"../../etc/cron.d/x": "x"},
    "absolute name": {"/etc/cron.d/x": "x"},
    "many entries": {f"xl/media/{n}.png": b"" for n in range(201)},
    "broken sheet": {"xl/worksheets/sheet1.xml": "<worksheet"},
    "no sheet": {"xl/workbook.xml": f'<workbook xmlns="{MAIN}"><sheets/></workbook>'},
    "long cell": {"xl/worksheets/sheet1.xml": sheet(INLINE.format("a" * 5_001))},
    "row number that is no number": {
        "xl/worksheets/sheet1.xml": sheet('<row r="²"><c r="²²"><v>1</v></c></row>')
    },
}


REASONS = {
    "bomb": "50 Mo une fois ouvert",
    "bomb under the size cap": "trop lourd",
    "shared texts": "trop lourd",
    "styles": "trop lourd",
    "far cell": "au-delà de",
    "far cell alone": "au-delà de",
    "wide cell": "plus de 100 colonnes",
    "many rows without numbers": "dépasse 20\u202f000 lignes",
    "a million columns": "plus de 100 colonnes",
    "external entity": "instructions interdites",
    "external entity, UTF-16": "instructions interdites",
    "billion laughs": "instructions interdites",
    "laughs in relations": "instructions interdites",
    "macros": "macros",
    "macro type": "macros",
    "name that climbs": "abîmé",
    "absolute name": "abîmé",
    "many entries": "trop d’éléments",
    "broken sheet": "abîmé",
    "no sheet": "aucune feuille",
    "long cell": "trop longue",
    "row number that is no number": "plus de 100 colonnes",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_workbooks_are_refused_quickly(name):
    content = workbook(HOSTILE[name])
    start = time.process_time()
    with pytest.raises(Refused, match=REASONS[name]):
        read_rows(content)
    assert time.process_time() - start < 2


def test_not_a_workbook():
    for content in (b"PK\x03\x04 not a zip", workbook()[:200], b"\xd0\xcf\x11\xe0" + b"\0" * 600):
        with pytest.raises(Refused):
            read_rows(content)


def test_a_lying_size_is_caught():
    content = bytearray(workbook({"xl/worksheets/sheet1.xml": sheet(CELL + " " * 10_000)}))
    real = len(sheet(CELL + " " * 10_000)).to_bytes(4, "little")
    assert content.count(real) >= 2
    with pytest.raises(Refused):
        read_rows(bytes(content.replace(real, (100).to_bytes(4, "little"))))


def test_row_numbers_are_those_of_the_sheet():
    rows = '<row r="2"><c r="A2"><v>5</v></c></row><row r="9"><c r="B9"><v>6.10</v></c></row>'
    content = workbook({"xl/worksheets/sheet1.xml": sheet(rows)})
    assert read_rows(content) == [Row(2, ("5",)), Row(9, ("", "6.1"))]


def test_a_false_dimension_is_ignored():
    content = workbook(
        {
            "xl/worksheets/sheet1.xml": sheet(CELL).replace(
                "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'
            )
        }
    )
    assert read_rows(content) == [Row(1, ("bonjour",))]


def test_limits_can_be_narrowed():
    with pytest.raises(Refused, match="Mo"):
        read_rows(workbook(), Limits(file_bytes=100))
