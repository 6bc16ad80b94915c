"""A draft of the accountant's own format: PES V2, « dépense aller ». Pure Python.

Never signed and never claimed as certified: the newest public schema is that of July 2015. It says
so in its name and in a remark, carries `InfoDematerialisee` 0 (a signature would then be refused),
and is there so that the finance software need not be typed into again. Texts longer than the format
allows are cut: the bordereau carries them whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from reims_solidarite.kit.money import plain_cents
from reims_solidarite.kit.transitions import Refused

OUTER = "http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/aller"
WARNING = (
    " BROUILLON NON CERTIFIE, NON SIGNE : a verifier et a completer dans le logiciel de gestion"
    " financiere avant tout envoi. "
)
ORDINARY, RUNNING, TRANSFER = "01", "01", "03"
_MONTHS = re.compile(r".*?([0-9]{2}/[0-9]{4})")
LONGEST_NAME, LONGEST_LABEL, LONGEST_HOLDER = 38, 32, 32


@dataclass(frozen=True)
class PesBudget:
    """Who the accountant is and which budget is meant, as the accountant numbers them."""

    post: str
    siret: str
    collectivity: str
    budget: str


@dataclass(frozen=True)
class PesLine:
    """One *mandat* of one line."""

    piece: int
    reference: str
    subject: str
    account: str
    payee: str
    private: bool
    iban: str
    bic: str
    label: str
    cents: int

    def __post_init__(self) -> None:
        if type(self.cents) is not int or self.cents <= 0:
            raise Refused(f"Le montant de l’ordre {self.reference} n’est pas possible.")
        if not 0 < self.piece <= 99_999_999:
            raise Refused(f"L’ordre {self.reference} n’a pas de numéro de pièce.")


@dataclass(frozen=True)
class PesDraft:
    """One *bordereau* of one budget year."""

    reference: str
    number: int
    year: int
    issued_on: date
    budget: PesBudget
    lines: tuple[PesLine, ...]

    @property
    def total_cents(self) -> int:
        return sum(line.cents for line in self.lines)


def encode_pes(draft: PesDraft) -> bytes:
    """ISO-8859-1, values in the attribute `V`, the order of the schema."""
    root = ET.Element("n:PES_Aller", {"xmlns:n": OUTER})
    root.append(ET.Comment(WARNING))
    envelope = ET.SubElement(root, "Enveloppe")
    parameters = ET.SubElement(envelope, "Parametres")
    _values(parameters, Version="2", TypFic="PESALR2", NomFic=f"BROUILLON-{draft.reference}")
    _values(ET.SubElement(envelope, "Emetteur"), Sigle="BROUILLON", Adresse="CCAS-REIMS")
    _values(ET.SubElement(envelope, "Recepteur"), Sigle="HELIOS", Adresse="HELIOS")
    budget = draft.budget
    _values(
        ET.SubElement(root, "EnTetePES"),
        DteStr=draft.issued_on.isoformat(),
        IdPost=budget.post,
        IdColl=budget.siret,
        CodCol=budget.collectivity,
        CodBud=budget.budget,
    )
    spending = ET.SubElement(root, "PES_DepenseAller")
    _values(ET.SubElement(spending, "EnTeteDepense"), IdVer="2", InfoDematerialisee="0")
    bordereau = ET.SubElement(spending, "Bordereau")
    _values(
        ET.SubElement(bordereau, "BlocBordereau"),
        Exer=str(draft.year),
        IdBord=str(draft.number),
        DteBordEm=draft.issued_on.isoformat(),
        TypBord=ORDINARY,
        NbrPce=str(len(draft.lines)),
        MtBordHT=_amount(draft.total_cents),
    )
    for line in draft.lines:
        _piece(bordereau, line)
    ET.indent(root, space=" ")
    xml: bytes = ET.tostring(root, encoding="ISO-8859-1", xml_declaration=True)
    return xml + b"\n"


def short_label(label: str) -> str:
    """Whole words of the label of a transfer, from the months on when it is too long: who pays is
    on the transfer, and half a month would be read as another."""
    if len(label) > LONGEST_LABEL:
        label = _MONTHS.sub(r"\1", label, count=1)
    if len(label) <= LONGEST_LABEL:
        return label
    return label[: LONGEST_LABEL + 1].rpartition(" ")[0] or label[:LONGEST_LABEL]


def _piece(bordereau: ET.Element, line: PesLine) -> None:
    piece = ET.SubElement(bordereau, "Piece")
    _values(
        ET.SubElement(ET.SubElement(piece, "BlocPiece"), "InfoPce"),
        IdPce=str(line.piece),
        TypPce=ORDINARY,
        NatPce=RUNNING,
        Obj=line.subject[:100],
    )
    spent = ET.SubElement(piece, "LigneDePiece")
    _values(
        ET.SubElement(ET.SubElement(spent, "BlocLignePiece"), "InfoLignePce"),
        IdLigne="1",
        Nature=line.account,
        LibVir1=line.reference[:LONGEST_LABEL],
        LibVir2=short_label(line.label),
        ModRegl=TRANSFER,
        TVAIntraCom="0",
        MtHT=_amount(line.cents),
    )
    payee = ET.SubElement(spent, "Tiers")
    category, law = ("01", "01") if line.private else ("50", "03")
    _values(
        ET.SubElement(payee, "InfoTiers"),
        CatTiers=category,
        NatJur=law,
        Nom=line.payee[:LONGEST_NAME],
    )
    _values(
        ET.SubElement(payee, "CpteBancaire"),
        BIC=line.bic,
        IBAN=line.iban,
        TitCpte=line.payee[:LONGEST_HOLDER],
    )


def _values(parent: ET.Element, **values: str) -> None:
    for tag, text in values.items():
        ET.SubElement(parent, tag, {"V": text})


def _amount(cents: int) -> str:
    return plain_cents(cents, decimal=".")
