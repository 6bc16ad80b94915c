"""Bank statements (camt.053) and notices (camt.054), versions .02 to .08. Pure Python.

An entry is read as one line for each transfer it details. Matching looks at the EndToEndId alone,
so names and accounts of third parties are not even read; the wording of the transfer and the
bank's own reference are kept for whoever looks at a line that matches nothing. Amounts are exact
cents or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

from reims_solidarite.kit.transitions import Refused
from secours_loyer.bank_files.hardened import BROKEN, check_xml
from secours_loyer.bank_files.read_line import (
    LONGEST_WORDING,
    ReadLine,
    ReadReturn,
    Said,
    clean,
    exact_cents,
    read_day,
)

_TAG = re.compile(r"\{urn:iso:std:iso:20022:tech:xsd:(camt\.05[34])\.001\.(0[2-8])\}(\w+)")
KINDS = {"camt.053": "camt053", "camt.054": "camt054"}
BLOCKS = {"camt.053": "Stmt", "camt.054": "Ntfctn"}
NONE_GIVEN = {"NOTPROVIDED", "NOTAVAILABLE", "NONREF", ""}
UNKNOWN = (
    "Ce fichier n’est ni un relevé (camt.053) ni un avis (camt.054), versions 02 à 08. Vérifiez "
    "le fichier choisi."
)


def read_camt(content: bytes) -> ReadReturn:
    """Every booked line of the file, in its order; Refused when the file cannot be trusted."""
    check_xml(content)
    events = ET.iterparse(BytesIO(content), events=("start", "end"))  # noqa: S314 checked above
    try:
        return _read(iter(events))
    except ET.ParseError as error:
        raise Refused(BROKEN, field="file") from error


def _read(events: Iterator[tuple[str, Any]]) -> ReadReturn:
    _, root = next(events)
    found = _TAG.fullmatch(root.tag)
    if found is None or found[3] != "Document":
        raise Refused(UNKNOWN, field="file")
    name, space = found[1], root.tag.removesuffix("Document")
    lines: list[ReadLine] = []
    accounts: set[str] = set()
    message, inside = "", False
    for event, element in events:
        tag = element.tag.removeprefix(space)
        if event == "start":
            inside = inside or tag == BLOCKS[name]
            continue
        if tag == "Ntry":
            # An entry of no statement is of no account that we know.
            accounts.update(() if inside else ("",))
            lines.extend(_entry(_Node(element, space)))
            element.clear()
        elif tag == "GrpHdr":
            message = clean(_Node(element, space).text("MsgId"))
        elif tag == BLOCKS[name]:
            inside = False
            found_in = _Node(element, space).all("Acct")
            accounts.update(clean(one.text("Id/IBAN")) for one in found_in)
            accounts.update(() if found_in else ("",))
            element.clear()
    return ReadReturn(KINDS[name], message, tuple(lines), frozenset(accounts))


class _Node:
    """An element, asked by the short names of the standard."""

    def __init__(self, element: ET.Element, space: str) -> None:
        self.element, self.space = element, space

    def all(self, path: str) -> list[_Node]:
        full = "/".join(f"{self.space}{tag}" for tag in path.split("/"))
        return [_Node(one, self.space) for one in self.element.findall(full)]

    def text(self, *paths: str) -> str:
        """The first of these that holds a text."""
        for path in paths:
            for node in self.all(path):
                if written := (node.element.text or "").strip():
                    return written
        return ""

    def amount(self, *paths: str) -> tuple[int | None, str] | None:
        for path in paths:
            for node in self.all(path):
                return exact_cents(node.element.text), clean(node.element.get("Ccy"))[:3]
        return None


def _entry(entry: _Node) -> list[ReadLine]:
    if entry.text("Sts", "Sts/Cd") != "BOOK":
        return []
    details = entry.all("NtryDtls/TxDtls")
    whole = entry.amount("Amt") or (None, "")
    if len(details) <= 1:
        one = details[0] if details else None
        given = one.amount("Amt", "AmtDtls/TxAmt/Amt") if one else None
        # One transfer in the entry: both amounts say the same, or neither is trusted.
        same = given is None or given == whole
        return [_line(entry, one, whole if same else (None, whole[1]))]
    given_each = [
        one.amount("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt") or (None, "")
        for one in details
    ]
    exact = sum(cents or 0 for cents, _ in given_each) == whole[0]
    return [
        _line(entry, one, given if exact else (None, given[1]))
        for one, given in zip(details, given_each, strict=True)
    ]


def _line(entry: _Node, one: _Node | None, given: tuple[int | None, str]) -> ReadLine:
    reference = clean(one.text("Refs/EndToEndId")) if one else ""
    code = clean(one.text("RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry")) if one else ""
    sign = (one.text("CdtDbtInd") if one else "") or entry.text("CdtDbtInd")
    back = bool(one and one.all("RtrInf")) or entry.text("RvslInd") in ("true", "1")
    said = Said.PAID if sign == "DBIT" else Said.BACK if back else Said.RECEIVED
    return ReadLine(
        said=said,
        reference="" if reference in NONE_GIVEN else reference,
        cents=given[0],
        currency=given[1] or "?",
        code=code[:35],
        words=clean(one.text("RtrInf/AddtlInf")) if one else "",
        day=read_day(entry.text("BookgDt/Dt", "BookgDt/DtTm")),
        text=clean(_wording(entry, one), LONGEST_WORDING),
        bank_reference=clean(
            (one.text("Refs/AcctSvcrRef") if one else "") or entry.text("AcctSvcrRef", "NtryRef")
        ),
    )


def _wording(entry: _Node, one: _Node | None) -> str:
    """What whoever paid wrote, or what the bank says of the entry."""
    said = one.text("RmtInf/Ustrd", "RmtInf/Strd/CdtrRefInf/Ref", "AddtlTxInf") if one else ""
    return said or entry.text("AddtlNtryInf")
