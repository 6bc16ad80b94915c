"""The accountant's files: golden copies, and another reader that adds up the same."""

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reims_solidarite.kit.transitions import Refused
from secours_loyer.exports import bordereau, nominative_list, package, pes
from secours_loyer.exports.accountant_reader import read_bordereau, read_package
from secours_loyer.exports.pes_reader import read_pes
from tests.secours_loyer.exports.accountant import BORDEREAU, DRAFT, ORDERS
from tests.secours_loyer.exports.batches import BATCH, LIST

GOLDEN = Path(__file__).parent / "golden"
AT = datetime(2026, 11, 23, tzinfo=UTC)


def a_package(**changed: bytes) -> bytes:
    """The package of the golden batch; a file may be changed by its ending."""
    files = {
        "LOT-bordereau.csv": bordereau.bordereau_csv(BORDEREAU),
        "LOT-liste.csv": nominative_list.list_csv(LIST),
    }
    files |= {f"decisions/{number}-{order.reference}.pdf": b"%PDF-" for order, number in ORDERS}
    files |= {name: content for name in files for end, content in changed.items() if end in name}
    return package.package_zip(list(files.items()))


def test_the_golden_bordereau():
    content = bordereau.bordereau_csv(BORDEREAU)
    assert content == (GOLDEN / "bordereau.csv").read_bytes()
    batches, lines = read_bordereau(content)
    assert batches == {"LOT-2026-0001"}
    assert [(line.reference, line.iban, line.cents, line.label) for line in lines] == [
        (row.reference, row.iban, row.cents, row.label) for row in BATCH.transfers
    ]
    assert sum(line.cents for line in lines) == BATCH.total_cents == BORDEREAU.total_cents


def test_the_golden_draft_of_pes():
    content = pes.encode_pes(DRAFT)
    assert content == (GOLDEN / "pes.xml").read_bytes()
    read = read_pes(content)
    assert read.total_cents == BATCH.total_cents
    assert [(row.piece, row.reference, row.iban, row.cents) for row in read.pieces] == [
        (rank, row.reference, row.iban, row.cents)
        for rank, row in enumerate(BATCH.transfers, start=1)
    ]


def test_the_printed_bordereau_is_the_same_bytes_twice():
    first, second = (bordereau.bordereau_pdf(BORDEREAU, at=AT) for _ in range(2))
    assert first == second
    assert a_package() == a_package()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b'MtHT V="600.01"', b'MtHT V="600.02"', "sum of the pieces"),
        (b'NbrPce V="2"', b'NbrPce V="3"', "number of pieces"),
        (b'IdPce V="2"', b'IdPce V="1"', "same number"),
        (b'InfoDematerialisee V="0"', b'InfoDematerialisee V="1"', "InfoDematerialisee"),
        (b"NON CERTIFIE", b"CERTIFIE", "a draft says"),
        (b"<CpteBancaire>", b"<CpteBancaire><LibBanc/>", "their order"),
        (b'MtHT V="600.01"', b'MtHT V="600,01"', "MtHT"),
        (b"<EnTetePES>", b"<Signature/><EnTetePES>", "not signed"),
        (b'TypFic V="PESALR2"', b'TypFic V="PESALR1"', "TypFic"),
        (b"ISO-8859-1", b"UTF-8", "ISO-8859-1"),
        (b"<n:PES", b'<!DOCTYPE a [<!ENTITY b "c">]><n:PES', "document type"),
    ],
)
def test_the_reader_of_pes_sees_every_change(old, new, message):
    content = (GOLDEN / "pes.xml").read_bytes()
    assert old in content
    with pytest.raises(ValueError, match=message):
        read_pes(content.replace(old, new))


def test_the_package_agrees_with_itself():
    read = read_package(a_package())
    assert read.reference == "LOT-2026-0001"
    assert read.total_cents == 60_010
    for name, content in read.files.items():
        if name != package.DIGESTS:
            digest = hashlib.sha256(content).hexdigest()
            assert f"{digest}  {name}" in read.files[package.DIGESTS].decode()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"600,01", b"600,02", "nominative list"),
        (b"DPT-2026-000002", b"DPT-2026-000009", "one signed decision"),
        (b"ORD-2026-0002", b"ORD-2026-0001", "same reference"),
        (b"LOT-2026-0001;2;", b"LOT-2026-0009;2;", "one batch"),
        (b"LOT-2026-0001;2;", b"LOT-2026-0001;3;", "numbered from one"),
        (b"600,01", b"600,1", "two decimals"),
    ],
)
def test_the_reader_of_the_package_sees_every_change(old, new, message):
    content = bordereau.bordereau_csv(BORDEREAU)
    assert old in content
    with pytest.raises(ValueError, match=message):
        read_package(a_package(**{"-bordereau.csv": content.replace(old, new)}))


def test_a_file_changed_in_the_archive_is_seen():
    out = io.BytesIO(a_package())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("decisions/autre.pdf", b"x")
    with pytest.raises(ValueError, match="digests"):
        read_package(out.getvalue())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"account": ""}, "imputation"),
        ({"payment_decision": ""}, "pas signée"),
        ({"cents": 0}, "montant"),
        ({"cents": 1.5}, "montant"),
    ],
)
def test_lines_that_the_accountant_would_reject(change, message):
    with pytest.raises(Refused, match=message):
        replace(BORDEREAU.lines[0], **change)


def test_pieces_that_have_no_number():
    with pytest.raises(Refused, match="numéro de pièce"):
        replace(DRAFT.lines[0], piece=0)
    with pytest.raises(Refused, match="montant"):
        replace(DRAFT.lines[0], cents=-1)
