"""The accountant's file, and the words for the reasons of a return."""

from __future__ import annotations

from datetime import date

import pytest

from reims_solidarite.kit.transitions import Refused
from secours_loyer.bank_files.read import read_return
from secours_loyer.bank_files.read_line import ReadLine, Said
from secours_loyer.bank_files.reasons import BLOCKING, REASONS, known_reason
from tests.secours_loyer.camt_files import status_csv

ROW = "OP-2026-000001;600,00;{};Pièce illisible;25/11/2026"


def test_each_status_is_read() -> None:
    words = ("pris_en_charge", "en_instance", "rejete_visa", "rejete", "paye")
    read = read_return(status_csv(*(ROW.format(word) for word in words)))
    assert (read.kind, read.accounts) == ("statut", frozenset())
    assert [line.said.value for line in read.lines] == list(words)
    assert read.lines[2] == ReadLine(
        Said.VISA_REFUSED, "OP-2026-000001", 60_000, words="Pièce illisible",
        day=date(2026, 11, 25),
    )  # fmt: skip


def test_what_a_spreadsheet_of_windows_writes_is_read_too() -> None:
    content = status_csv(ROW.format("rejete_visa")).decode().encode("cp1252")
    assert read_return(content).lines[0].words == "Pièce illisible"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"reference;montant\r\nOP-1;5\r\n", "première ligne"),
        (status_csv("OP-1;600,00;paye"), "Ligne 2"),
        (status_csv(ROW.format("paye"), ROW.format("vu")), "Ligne 3"),
        (status_csv("OP-1;600.001;paye;;"), "Ligne 2"),
        (status_csv("OP-1;-5;paye;;"), "Ligne 2"),
        (status_csv("OP-1;5;paye;;45/11/2026"), "Ligne 2"),
        (status_csv("OP-1;5;paye;;01/01/0001"), "31/12/2026"),
        (status_csv("OP-1;5;paye;;2026-W47"), "31/12/2026"),
        (status_csv('OP-1;5;paye;"a'), "abîmé"),
        (status_csv('"OP-2026\n-000001";5;paye;;'), "Ligne 2 : .* va à la ligne"),
        (status_csv('"OP-2026\r\n-000001";5;paye;;'), "une seule ligne"),
        (status_csv('"OP-2026\u2028-000001";5;paye;;'), "une seule ligne"),
        (status_csv("OP-2026\u2028-000001;5;paye;;"), "Ligne 2"),
        (status_csv("OP-1;5;paye;\0;"), "texte"),
        (status_csv(*(["OP-1;5;paye;;"] * 20_001)), "trop gros"),
        (status_csv(), "aucun mouvement"),
    ],
)
def test_a_line_that_cannot_be_read_refuses_the_whole_file(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_return(content)


def test_a_refused_amount_is_told_with_one_full_stop() -> None:
    with pytest.raises(Refused) as refusal:
        read_return(status_csv("OP-1;beaucoup;paye;;"))
    assert refusal.value.message.endswith("1 234,56. Corrigez le fichier.")


def test_reasons_are_words() -> None:
    assert len(REASONS) > 60
    assert {code for code, words in REASONS.items() if not words.endswith(".")} == set()
    assert set(REASONS) >= BLOCKING
    assert known_reason("AC04") == "AC04"
    assert known_reason("ZZ99") == "AUTRE"
    # An order keeps « code : words » in its own column.
    assert max(len(f"{code} : {words}") for code, words in REASONS.items()) <= 200
