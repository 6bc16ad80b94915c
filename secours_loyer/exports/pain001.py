"""The SEPA credit transfer file, pain.001.001.09. Pure Python.

Own writer on `xml.etree`, not sepaxml's: that one draws random message ids on a local clock,
truncates and transliterates names without saying so, and accepts a wrong IBAN. A payment file must
be the same bytes twice and carry exactly what was approved. Its bundled schema is used to validate,
then an independent reader adds everything up again before a byte leaves.

No postal address is written: optional between French accounts, and an unstructured one is refused
by banks since November 2026.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from functools import cache
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree as ET

from reims_solidarite.kit.money import plain_cents
from secours_loyer.exports.orders import Transfer, TransferBatch
from secours_loyer.exports.reader import ReadTransfer, read_pain001

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"


class FileMismatchError(Exception):
    """The written file does not say what the batch says: a defect, never a user's mistake."""


def encode_pain001(batch: TransferBatch) -> bytes:
    """The file of a frozen batch: schema-valid, read back and equal to the batch."""
    document = ET.Element("Document", xmlns=NAMESPACE)
    initiation = ET.SubElement(document, "CstmrCdtTrfInitn")
    _header(initiation, batch)
    _payment_block(initiation, batch)
    ET.indent(document, space=" ")
    xml: bytes = ET.tostring(document, encoding="UTF-8", xml_declaration=True)
    content = xml + b"\n"
    _verify(content, batch)
    return content


def _header(initiation: ET.Element, batch: TransferBatch) -> None:
    header = ET.SubElement(initiation, "GrpHdr")
    _put(header, "MsgId", batch.reference)
    _put(header, "CreDtTm", f"{batch.frozen_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    _put(header, "NbOfTxs", str(len(batch.transfers)))
    _put(header, "CtrlSum", _amount(batch.total_cents))
    _put(header, "InitgPty/Nm", batch.payer.name)


def _payment_block(initiation: ET.Element, batch: TransferBatch) -> None:
    block = ET.SubElement(initiation, "PmtInf")
    _put(block, "PmtInfId", f"{batch.reference}-1")
    _put(block, "PmtMtd", "TRF")
    # One line per transfer on the bank statement: each order is reconciled on its own.
    _put(block, "BtchBookg", "false")
    _put(block, "NbOfTxs", str(len(batch.transfers)))
    _put(block, "CtrlSum", _amount(batch.total_cents))
    _put(block, "PmtTpInf/SvcLvl/Cd", "SEPA")
    _put(block, "ReqdExctnDt/Dt", batch.execute_on.isoformat())
    _put(block, "Dbtr/Nm", batch.payer.name)
    _put(block, "DbtrAcct/Id/IBAN", batch.payer.iban)
    _put(block, "DbtrAgt/FinInstnId/BICFI", batch.payer.bic)
    _put(block, "ChrgBr", "SLEV")
    for transfer in batch.transfers:
        _transfer(block, transfer)


def _transfer(block: ET.Element, transfer: Transfer) -> None:
    line = ET.SubElement(block, "CdtTrfTxInf")
    _put(line, "PmtId/EndToEndId", transfer.reference)
    _put(line, "Amt/InstdAmt", _amount(transfer.cents)).set("Ccy", "EUR")
    if transfer.bic:
        _put(line, "CdtrAgt/FinInstnId/BICFI", transfer.bic)
    _put(line, "Cdtr/Nm", transfer.payee)
    _put(line, "CdtrAcct/Id/IBAN", transfer.iban)
    _put(line, "RmtInf/Ustrd", transfer.label)


def _put(parent: ET.Element, path: str, text: str) -> ET.Element:
    for tag in path.split("/"):
        parent = ET.SubElement(parent, tag)
    parent.text = text
    return parent


def _amount(cents: int) -> str:
    return plain_cents(cents, decimal=".")


@cache
def _schema() -> Any:
    import xmlschema  # here: half a second to load, for the few processes that encode

    path = files("sepaxml") / "schemas" / "pain.001.001.09.xsd"
    return xmlschema.XMLSchema(path.read_text(encoding="utf-8"))


def schema_errors(content: bytes) -> Iterator[str]:
    """What the official schema reproaches; positions only, because the values are accounts."""
    for error in _schema().iter_errors(content.decode()):
        yield f"{error.path}: {type(error.validator).__name__}"


def _verify(content: bytes, batch: TransferBatch) -> None:
    if error := next(schema_errors(content), None):
        raise FileMismatchError(f"the file breaks its schema at {error}")
    read = read_pain001(content)
    expected = tuple(
        ReadTransfer(row.reference, row.payee, row.iban, row.cents, row.label)
        for row in batch.transfers
    )
    if (read.reference, read.payer_iban, read.execute_on, read.transfers) != (
        batch.reference,
        batch.payer.iban,
        batch.execute_on,
        expected,
    ):
        raise FileMismatchError("the file read back differs from the batch")
