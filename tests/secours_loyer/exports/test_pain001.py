from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reims_solidarite.kit.transitions import Refused
from secours_loyer.exports import pain001
from secours_loyer.exports.orders import Transfer
from secours_loyer.exports.reader import read_pain001
from tests.secours_loyer.exports.batches import BATCH, ONE, PAYER

GOLDEN = Path(__file__).parent / "golden" / "pain001.xml"


def test_the_golden_file():
    assert pain001.encode_pain001(BATCH) == GOLDEN.read_bytes()


def test_the_same_batch_gives_the_same_bytes():
    assert pain001.encode_pain001(BATCH) == pain001.encode_pain001(replace(BATCH))


def test_another_reader_adds_up_the_same():
    read = read_pain001(GOLDEN.read_bytes())
    assert read.total_cents == 60_010
    assert [row.cents for row in read.transfers] == [60_001, 9]
    assert read.reference == "LOT-2026-0001"


def test_no_postal_address_and_no_name_beyond_what_was_approved():
    content = GOLDEN.read_bytes()
    assert b"PstlAdr" not in content
    assert b"NOTPROVIDED" not in content


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"600.01", b"600.02", "control sum"),
        (b"<NbOfTxs>2<", b"<NbOfTxs>3<", "number of transfers"),
        (b"ORD-2026-0002", b"ORD-2026-0001", "same reference"),
        (b'Ccy="EUR"', b'Ccy="USD"', "not in euros"),
        (b"600.10", b"600.1", "two decimals"),
        (b"<Document", b'<!DOCTYPE a [<!ENTITY b "c">]><Document', "document type"),
        (b"<ReqdExctnDt>", b"<ReqdExctnDt><Dt>2026-01-01</Dt>", "expected once"),
    ],
)
def test_the_reader_sees_every_change(old, new, message):
    assert old in GOLDEN.read_bytes()
    with pytest.raises(ValueError, match=message):
        read_pain001(GOLDEN.read_bytes().replace(old, new))


def test_the_schema_is_really_asked():
    broken = GOLDEN.read_bytes().replace(b"TRF", b"XYZ")
    assert list(pain001.schema_errors(broken))
    assert not list(pain001.schema_errors(GOLDEN.read_bytes()))


def test_the_schema_errors_never_show_an_account():
    broken = GOLDEN.read_bytes().replace(b"FR7630006000011234567890189", b"FR76300060000112345!")
    errors = " ".join(pain001.schema_errors(broken))
    assert errors
    assert "FR763000" not in errors


def test_a_file_that_differs_from_its_batch_never_leaves(monkeypatch):
    monkeypatch.setattr(pain001, "_amount", lambda _cents: "1.00")
    with pytest.raises((pain001.FileMismatchError, ValueError)):
        pain001.encode_pain001(BATCH)


CHANGES = {
    "accent": {"payee": "Société d'essai"},
    "empty payee": {"payee": ""},
    "payee of 71": {"payee": "A" * 71},
    "label of 141": {"label": "A" * 141},
    "double space": {"label": "a  b"},
    "outer space": {"label": " a"},
    "line break": {"label": "a\nb"},
    "leading slash": {"label": "/a"},
    "double slash": {"label": "a//b"},
    "markup": {"label": "<b>"},
    "emoji": {"label": "loyer 😀"},
    "NUL": {"label": "a\x00"},
    "wrong IBAN": {"iban": "FR00000"},
    "wrong RIB key": {"iban": "FR4930006000011234567890190"},
    "IBAN with spaces": {"iban": "FR76 3000 6000 0112 3456 7890 189"},
    "lower-case IBAN": {"iban": "fr7630006000011234567890189"},
    "wrong BIC": {"bic": "ABC"},
    "zero": {"cents": 0},
    "negative": {"cents": -1},
    "float": {"cents": 1.0},
    "boolean": {"cents": True},
    "too large": {"cents": 100_000_000_000},
    "empty reference": {"reference": ""},
    "reference of 36": {"reference": "A" * 36},
    "reference with accent": {"reference": "ORDRÉ"},
}


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_is_truncated_or_changed_silently(name):
    with pytest.raises(Refused, match=r"(?s)^[A-ZÀÉ].*\.$"):
        replace(ONE, **CHANGES[name])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"transfers": ()}, "vide"),
        ({"transfers": (ONE, ONE)}, "deux fois"),
        ({"transfers": (replace(ONE, iban=PAYER.iban),)}, "payeur lui-même"),
        ({"execute_on": date(2026, 11, 22)}, "passée"),
        ({"reference": "A" * 34}, "33"),
    ],
)
def test_batches_that_cannot_leave(change, message):
    with pytest.raises(Refused, match=message):
        replace(BATCH, **change)


LABELS = st.from_regex(
    r"[A-Za-z0-9?:().,'+]([A-Za-z0-9 ?:().,'+-]{0,60}[A-Za-z0-9])?", fullmatch=True
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 99_999_999_999), LABELS.map(lambda text: " ".join(text.split()))),
        min_size=1,
        max_size=6,
    )
)
def test_every_batch_is_valid_and_exact(rows):
    transfers = tuple(
        Transfer(f"O-{index}", "Bailleur", ONE.iban, cents, label)
        for index, (cents, label) in enumerate(rows)
    )
    batch = replace(BATCH, transfers=transfers)
    assert read_pain001(pain001.encode_pain001(batch)).total_cents == batch.total_cents
