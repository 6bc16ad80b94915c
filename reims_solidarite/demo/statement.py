"""An invented bank statement (camt.053), as a bank would write it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.etree import ElementTree as ET

from reims_solidarite.kit.money import plain_cents

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"


def statement(iban: str, debits: Iterable[tuple[str, int]], *, on: date) -> bytes:
    """One booked debit for each (reference, cents)."""
    document = ET.Element("Document", xmlns=NAMESPACE)
    body = ET.SubElement(document, "BkToCstmrStmt")
    _put(body, "GrpHdr/MsgId", f"RELEVE-{on:%Y%m%d}")
    block = ET.SubElement(body, "Stmt")
    _put(block, "Id", f"RELEVE-{on:%Y%m%d}-1")
    _put(block, "Acct/Id/IBAN", iban)
    for reference, cents in debits:
        line = ET.SubElement(block, "Ntry")
        _put(line, "Amt", plain_cents(cents, decimal=".")).set("Ccy", "EUR")
        _put(line, "CdtDbtInd", "DBIT")
        _put(line, "Sts/Cd", "BOOK")
        _put(line, "BookgDt/Dt", on.isoformat())
        _put(line, "NtryDtls/TxDtls/Refs/EndToEndId", reference)
    content: bytes = ET.tostring(document, encoding="UTF-8", xml_declaration=True)
    return content


def _put(parent: ET.Element, path: str, text: str) -> ET.Element:
    for tag in path.split("/"):
        parent = ET.SubElement(parent, tag)
    parent.text = text
    return parent
