"""Statements and notices as a bank writes them, for the tests."""

from __future__ import annotations

from dataclasses import dataclass

from tests.secours_loyer.path import PAYER


@dataclass(frozen=True)
class Movement:
    """One booked entry. `reason`: an ISO code, for a payment that came back."""

    reference: str
    euros: str = "600.00"
    sign: str = "DBIT"
    reason: str = ""
    day: str = "2026-11-23"
    currency: str = "EUR"
    status: str = "BOOK"
    text: str = ""
    bank: str = ""


def entry(one: Movement, version: str = "02") -> str:
    status = f"<Cd>{one.status}</Cd>" if version >= "08" else one.status
    back = f"<RtrInf><Rsn><Cd>{one.reason}</Cd></Rsn></RtrInf>" if one.reason else ""
    amount = f'<Amt Ccy="{one.currency}">{one.euros}</Amt>'
    each = f"<AmtDtls><TxAmt>{amount}</TxAmt></AmtDtls>" if version < "04" else amount
    ours = f"<EndToEndId>{one.reference}</EndToEndId>" if one.reference else ""
    banks = f"<AcctSvcrRef>{one.bank}</AcctSvcrRef>" if one.bank else ""
    refs = f"<Refs>{banks}{ours}</Refs>" if ours or banks else ""
    text = f"<RmtInf><Ustrd>{one.text}</Ustrd></RmtInf>" if one.text else ""
    return (
        f"<Ntry>{amount}<CdtDbtInd>{one.sign}</CdtDbtInd><Sts>{status}</Sts>"
        f"<BookgDt><Dt>{one.day}</Dt></BookgDt><NtryDtls><TxDtls>{refs}{each}{text}{back}</TxDtls>"
        "</NtryDtls></Ntry>"
    )


def camt(
    *movements: Movement,
    message: str = "RELEVE-1",
    kind: str = "053",
    version: str = "02",
    iban: str = PAYER["iban"],
    prolog: str = "",
) -> bytes:
    """A whole file; another `message` makes another file of the same movements."""
    root, block = ("BkToCstmrStmt", "Stmt") if kind == "053" else (
        "BkToCstmrDbtCdtNtfctn", "Ntfctn",
    )  # fmt: skip
    body = "".join(entry(one, version) for one in movements)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.{version}">'
        f"<{root}><GrpHdr><MsgId>{message}</MsgId></GrpHdr><{block}><Id>1</Id>"
        f"<Acct><Id><IBAN>{iban}</IBAN></Id></Acct>{body}</{block}></{root}></Document>"
    ).encode()


def status_csv(*rows: str) -> bytes:
    return ("reference;montant;statut;motif;date\r\n" + "\r\n".join(rows) + "\r\n").encode()
