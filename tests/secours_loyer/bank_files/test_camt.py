"""Reading statements and notices: every version, exact cents, and files made to harm."""

from __future__ import annotations

from datetime import date

import pytest

from reims_solidarite.kit.transitions import Refused
from secours_loyer.bank_files.read import read_return
from secours_loyer.bank_files.read_line import ReadLine, Said, exact_cents
from tests.secours_loyer.camt_files import Movement, camt, entry
from tests.secours_loyer.path import PAYER

DAY = "2026-11-25"
PAID = Movement("OP-2026-000001", "600.01", day=DAY)


@pytest.mark.parametrize("version", ["02", "03", "04", "05", "06", "07", "08"])
@pytest.mark.parametrize("kind", ["053", "054"])
def test_every_version_says_the_same(kind: str, version: str) -> None:
    back = Movement("OP-2026-000002", "12", "CRDT", "AC04", DAY)
    read = read_return(camt(PAID, back, kind=kind, version=version))
    assert (read.kind, read.message) == (f"camt{kind}", "RELEVE-1")
    assert read.accounts == {PAYER["iban"]}
    assert read.lines == (
        ReadLine(Said.PAID, "OP-2026-000001", 60_001, day=date(2026, 11, 25)),
        ReadLine(Said.BACK, "OP-2026-000002", 1_200, code="AC04", day=date(2026, 11, 25)),
    )


def test_what_is_not_booked_is_not_read_and_what_is_received_is_not_a_return() -> None:
    pending = Movement("OP-1", status="PDNG")
    received = Movement("OP-2", sign="CRDT")
    (line,) = read_return(camt(pending, received)).lines
    assert (line.said, line.reference) == (Said.RECEIVED, "OP-2")


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("600", 60_000), ("600.1", 60_010), ("600.10", 60_010), ("0.01", 1), ("600.100", 60_010),
        ("600.001", None), ("0", None), ("-1.00", None), ("1e3", None), ("NaN", None),
        ("Infinity", None), ("6 00", None), ("600,10", None), ("", None), ("٦٠٠", None),
        ("999999999.99", 99_999_999_999), ("1000000000.00", None), ("9" * 40, None),
    ],
)  # fmt: skip
def test_amounts_are_exact_or_nothing(text: str, cents: int | None) -> None:
    assert exact_cents(text) == cents


def test_a_grouped_entry_whose_details_do_not_add_up_gives_no_amount() -> None:
    def grouped(total: str) -> tuple[ReadLine, ...]:
        one = (
            "<TxDtls><Refs><EndToEndId>OP-{n}</EndToEndId></Refs><AmtDtls><TxAmt>"
            '<Amt Ccy="EUR">10.00</Amt></TxAmt></AmtDtls></TxDtls>'
        )
        whole = entry(PAID)
        head = whole[: whole.index("<TxDtls>")].replace("600.01", total, 1)
        body = "".join(one.format(n=n) for n in (1, 2)) + "</NtryDtls></Ntry>"
        return read_return(camt().replace(b"</Stmt>", f"{head}{body}</Stmt>".encode())).lines

    assert [line.cents for line in grouped("20.00")] == [1_000, 1_000]
    assert [line.reference for line in grouped("20.00")] == ["OP-1", "OP-2"]
    assert [line.cents for line in grouped("20.01")] == [None, None]


def test_two_amounts_of_one_movement_that_differ_give_none() -> None:
    whole = camt(PAID).replace(b"600.01", b"700.00", 1)
    (line,) = read_return(whole).lines
    assert line.cents is None


def test_a_long_reference_never_becomes_a_known_one() -> None:
    (line,) = read_return(camt(Movement("OP-2026-000001" + "0" * 100))).lines
    assert len(line.reference) == 70
    assert line.reference.endswith("…")


BILLION = (
    '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
HOSTILE = {
    "entities that multiply": camt(Movement("&c;"), prolog=BILLION),
    "an external entity": camt(
        Movement("&x;"), prolog='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    ),
    "an external document type": camt(PAID, prolog='<!DOCTYPE d SYSTEM "http://127.0.0.1/x">'),
    "the same, in UTF-16": camt(PAID, prolog="<!DOCTYPE d>")
    .decode()
    .replace("UTF-8", "UTF-16")
    .encode("utf-16"),
    "a processing instruction": camt(PAID, prolog="<?xml-stylesheet href='x'?>"),
    "a depth without end": camt().replace(b"</Stmt>", b"<a>" * 5000 + b"</a>" * 5000 + b"</Stmt>"),
    "cut short": camt(PAID)[:-30],
    "another schema": camt(PAID).replace(b"camt.053", b"pain.001"),
    "a version not known": camt(PAID).replace(b"001.02", b"001.01"),
    "no namespace": b"<Document><BkToCstmrStmt/></Document>",
    "an unknown encoding": b'<?xml version="1.0" encoding="ebcdic-x"?><Document/>',
    "no movement": camt(),
    "nothing": b"  \n",
    "zeros": b"\0" * 100,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "too many bytes": b"<" + b" " * (32 * 1024 * 1024),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_made_to_harm_is_refused_in_french(what: str) -> None:
    with pytest.raises(Refused) as caught:
        read_return(HOSTILE[what])
    assert caught.value.message.endswith(".")
    assert caught.value.field == "file"


def test_the_good_file_is_the_control_of_the_hostile_ones() -> None:
    assert len(read_return(camt(PAID)).lines) == 1
    assert len(read_return(b"\xef\xbb\xbf" + camt(PAID)).lines) == 1
