import time

import pytest

from reims_solidarite.kit.spreadsheets import Row, read_records, read_rows
from reims_solidarite.kit.transitions import Refused

TEXT = "Nom;Ville\r\nÉlodie;Reims\r\n"
EXPECTED = [Row(1, ("Nom", "Ville")), Row(2, ("Élodie", "Reims"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_delimiters(encoding, delimiter):
    assert read_rows(TEXT.replace(";", delimiter).encode(encoding)) == EXPECTED


def test_the_hint_line_of_spreadsheets():
    assert read_rows(b"sep=,\r\na;b,c\r\n") == [Row(2, ("a;b", "c"))]


def test_quotes_blank_lines_and_line_breaks_in_cells():
    content = b'a;b\n\n;;\n"un; deux";"trois\nquatre"\n'
    assert read_rows(content) == [Row(1, ("a", "b")), Row(4, ("un; deux", "trois\nquatre"))]


HOSTILE = {
    "a million columns": b"a;" * 10**6,
    "lone quote": b'a;b\n"un;deux\n' + b"c;d\n" * 50,
    "lone quote in a large file": b'a;b\n"un;deux\n' + b"c;d\n" * 100_000,
    "text after a quote": b'"a"b;c\n',
    "NUL": b"a;b\n1\x00;2\n",
    "escape": b"a;b\n\x1b[2J;2\n",
    "mixed encodings": "é;à\n".encode() + "é;à\n".encode("cp1252"),
    "UTF-16 without its mark": "Nom;Ville\n".encode("utf-16-le"),
    "cut UTF-16": "Nom".encode("utf-16")[:-1],
    "unused byte of Windows-1252": b"a;\x81\n",
    "many rows": b"a;b\n" * 20_001,
    "long cell": b"a;" + b"x" * 5_001,
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x01",
    "empty": b"",
    "blank": b"\n ; \n\n",
    "too large": b"a;b\n" * 3_000_000,
}


REASONS = {
    "a million columns": "dépasse 100 colonnes",
    "lone quote": "guillemets",
    "lone quote in a large file": "guillemets",
    "text after a quote": "guillemets",
    "NUL": "pas un tableau lisible",
    "escape": "pas un tableau lisible",
    "mixed encodings": "mélange deux façons",
    "UTF-16 without its mark": "pas un tableau lisible",
    "cut UTF-16": "pas un tableau lisible",
    "unused byte of Windows-1252": "pas un tableau lisible",
    "many rows": "dépasse 20\u202f000 lignes",
    "long cell": "trop longue",
    "PDF": "pas un tableau lisible",
    "empty": "vide",
    "blank": "vide",
    "too large": "dépasse 10 Mo",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_quickly(name):
    start = time.process_time()
    with pytest.raises(Refused, match=REASONS[name]):
        read_rows(HOSTILE[name])
    assert time.process_time() - start < 2


def test_records_follow_the_headings():
    first, second = read_records("Nom;Ville\nÉlodie;Reims\n\nAli\n".encode(), required=["Nom"])
    assert (first.number, first.values) == (2, {"Nom": "Élodie", "Ville": "Reims"})
    assert (second.number, second.values) == (4, {"Nom": "Ali", "Ville": ""})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Ville\nReims\n", "Il manque la colonne « Nom »"),
        ("Nom;Nom\na;b\n", "présente deux fois"),
        ("Nom;Ville\na;b;c\n", "La ligne 2 a plus de cases"),
    ],
)
def test_headings_are_checked(content, message):
    with pytest.raises(Refused, match=message):
        read_records(content.encode(), required=["Nom"])
