"""Reads a pain.001 file and adds it up again, sharing no code with the writer. Pure Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

_NS = "{urn:iso:std:iso:20022:tech:xsd:pain.001.001.09}"


@dataclass(frozen=True)
class ReadTransfer:
    reference: str
    payee: str
    iban: str
    cents: int
    label: str


@dataclass(frozen=True)
class ReadFile:
    reference: str
    payer_iban: str
    execute_on: date
    transfers: tuple[ReadTransfer, ...]

    @property
    def total_cents(self) -> int:
        return sum(transfer.cents for transfer in self.transfers)


def read_pain001(content: bytes) -> ReadFile:
    """ValueError when counts or control sums differ from the lines, or a reference is twice."""
    if b"<!DOCTYPE" in content:
        raise ValueError("a payment file declares no document type")
    root = ET.fromstring(content)  # noqa: S314 no document type, so no entity to expand
    header = _one(root, "CstmrCdtTrfInitn/GrpHdr")
    block = _one(root, "CstmrCdtTrfInitn/PmtInf")
    transfers = tuple(_transfer(line) for line in block.iterfind(f"{_NS}CdtTrfTxInf"))
    for part in (header, block):
        if int(_text(part, "NbOfTxs")) != len(transfers):
            raise ValueError("the number of transfers is not the one announced")
        if _cents(_text(part, "CtrlSum")) != sum(row.cents for row in transfers):
            raise ValueError("the control sum is not the sum of the transfers")
    if len({row.reference for row in transfers}) != len(transfers):
        raise ValueError("two transfers have the same reference")
    return ReadFile(
        reference=_text(header, "MsgId"),
        payer_iban=_text(block, "DbtrAcct/Id/IBAN"),
        execute_on=date.fromisoformat(_text(block, "ReqdExctnDt/Dt")),
        transfers=transfers,
    )


def _transfer(line: ET.Element) -> ReadTransfer:
    amount = _one(line, "Amt/InstdAmt")
    if amount.get("Ccy") != "EUR":
        raise ValueError("a transfer is not in euros")
    return ReadTransfer(
        reference=_text(line, "PmtId/EndToEndId"),
        payee=_text(line, "Cdtr/Nm"),
        iban=_text(line, "CdtrAcct/Id/IBAN"),
        cents=_cents(amount.text or ""),
        label=_text(line, "RmtInf/Ustrd"),
    )


def _one(parent: ET.Element, path: str) -> ET.Element:
    found = parent.findall("/".join(f"{_NS}{tag}" for tag in path.split("/")))
    if len(found) != 1:
        raise ValueError(f"{path} is expected once")
    return found[0]


def _text(parent: ET.Element, path: str) -> str:
    return _one(parent, path).text or ""


def _cents(text: str) -> int:
    euros, _, cents = text.partition(".")
    if len(cents) != 2 or not (euros + cents).isdecimal():
        raise ValueError("an amount has two decimals")
    return int(euros + cents)
