import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from reims_solidarite.kit.dates import Period
from reims_solidarite.kit.money import euros
from reims_solidarite.kit.spreadsheets import read_records, read_rows
from reims_solidarite.kit.transitions import Refused
from secours_loyer.exports import nominative_list
from tests.secours_loyer.exports.batches import BATCH, LIST

GOLDEN = Path(__file__).parent / "golden" / "nominative_list.csv"


def test_the_golden_list():
    assert nominative_list.list_csv(LIST) == GOLDEN.read_bytes()


def test_the_list_adds_up_to_the_batch():
    records = read_records(nominative_list.list_csv(LIST), required=nominative_list.HEADINGS)
    assert sum(euros(row.values["Montant (euros)"]) for row in records) == BATCH.total_cents
    assert [row.values["Ordre"] for row in records] == [row.reference for row in BATCH.transfers]


def test_the_workbook_holds_the_same_lines():
    rows = read_rows(nominative_list.list_xlsx(LIST))
    assert rows[0].cells == nominative_list.HEADINGS
    assert rows[1].cells[-1] == "600.01"
    assert rows[1].cells[3:5] == ("2026-07-01", "2026-09-30")


def test_the_printed_list():
    pdf = nominative_list.list_pdf(LIST, at=datetime(2026, 11, 23, tzinfo=UTC))
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text().replace("\u202f", " ")
    for expected in ("Élodie Essai", "600,10 €", "D-2026-12", "30/09/2026", "2 ordres"):
        assert expected in text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"months": Period(LIST.lines[0].months.start)}, "fin de la période"),
        ({"decision": " "}, "numéro de décision"),
        ({"cents": 0}, "montant"),
        ({"cents": 1.5}, "montant"),
    ],
)
def test_lines_the_accountant_would_reject(change, message):
    with pytest.raises(Refused, match=message):
        replace(LIST.lines[0], **change)


def test_an_empty_list_is_refused():
    with pytest.raises(Refused, match="vide"):
        replace(LIST, lines=())
