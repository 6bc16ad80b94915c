"""Reads a draft of PES back and holds it to the shape of the format, sharing no code with the
writer. Pure Python: the order and the length of each part, the counts, the sum."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_ROOT = "{http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/aller}PES_Aller"
# Each part in its order, and what its value looks like.
_SHAPES: dict[str, tuple[tuple[str, str], ...]] = {
    "Parametres": (("Version", r"\d"), ("TypFic", "PESALR2"), ("NomFic", r"BROUILLON-.{1,90}")),
    "EnTetePES": (
        ("DteStr", r"\d{4}-\d{2}-\d{2}"),
        ("IdPost", r"\d{6,7}"),
        ("IdColl", r"\d{14}"),
        ("CodCol", r"\d{2,3}"),
        ("CodBud", r"\w{1,10}"),
    ),
    "EnTeteDepense": (("IdVer", "2"), ("InfoDematerialisee", "0")),
    "BlocBordereau": (
        ("Exer", r"\d{4}"),
        ("IdBord", r"[1-9]\d{0,6}"),
        ("DteBordEm", r"\d{4}-\d{2}-\d{2}"),
        ("TypBord", r"0[1-3]"),
        ("NbrPce", r"[1-9]\d{0,4}"),
        ("MtBordHT", r"\d{1,12}\.\d{2}"),
    ),
    "InfoPce": (
        ("IdPce", r"[1-9]\d{0,7}"),
        ("TypPce", r"\d{2}"),
        ("NatPce", r"\d{2}"),
        ("Obj", r".{1,100}"),
    ),
    "InfoLignePce": (
        ("IdLigne", r"[1-9]\d{0,5}"),
        ("Nature", r"\w{1,10}"),
        ("LibVir1", r".{1,32}"),
        ("LibVir2", r".{1,32}"),
        ("ModRegl", r"\d{2}"),
        ("TVAIntraCom", r"[01]"),
        ("MtHT", r"\d{1,12}\.\d{2}"),
    ),
    "InfoTiers": (("CatTiers", r"\d{2}"), ("NatJur", r"\d{2}"), ("Nom", r".{1,38}")),
    "CpteBancaire": (
        ("BIC", r"[A-Z0-9]{8,11}|"),
        ("IBAN", r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}"),
        ("TitCpte", r".{1,32}"),
    ),
}


@dataclass(frozen=True)
class ReadPiece:
    piece: int
    reference: str
    iban: str
    account: str
    cents: int


@dataclass(frozen=True)
class ReadPes:
    year: int
    pieces: tuple[ReadPiece, ...]

    @property
    def total_cents(self) -> int:
        return sum(piece.cents for piece in self.pieces)


def read_pes(content: bytes) -> ReadPes:
    """ValueError when the shape, a count or the sum is not the format's."""
    if b"<!DOCTYPE" in content or b"NON CERTIFIE" not in content:
        raise ValueError("a draft says that it is one, and declares no document type")
    if not content.startswith(b"<?xml version='1.0' encoding='ISO-8859-1'?>"):
        raise ValueError("the format is written in ISO-8859-1")
    root = ET.fromstring(content)  # noqa: S314 no document type, so no entity to expand
    _shaped(root)
    bordereau = _only(root, "PES_DepenseAller/Bordereau")
    pieces = tuple(_piece(element) for element in bordereau.findall("Piece"))
    block = _only(bordereau, "BlocBordereau")
    if int(_value(block, "NbrPce")) != len(pieces):
        raise ValueError("the number of pieces is not the one announced")
    if _cents(_value(block, "MtBordHT")) != sum(piece.cents for piece in pieces):
        raise ValueError("the total is not the sum of the pieces")
    if len({piece.piece for piece in pieces}) != len(pieces):
        raise ValueError("two pieces have the same number")
    return ReadPes(int(_value(block, "Exer")), pieces)


def _shaped(root: ET.Element) -> None:
    if root.tag != _ROOT:
        raise ValueError("not a PES of spending")
    if any("Signature" in element.tag for element in root.iter()):
        raise ValueError("a draft is not signed")
    for name, shape in _SHAPES.items():
        found = list(root.iter(name))
        if not found:
            raise ValueError(f"{name} is missing")
        for part in found:
            _held(name, part, shape)


def _held(name: str, part: ET.Element, shape: tuple[tuple[str, str], ...]) -> None:
    if [child.tag for child in part] != [tag for tag, _ in shape]:
        raise ValueError(f"{name} does not hold its parts in their order")
    for child, (tag, pattern) in zip(part, shape, strict=True):
        if list(child.attrib) != ["V"] or not re.fullmatch(pattern, child.attrib["V"], re.ASCII):
            raise ValueError(f"{name}/{tag} is not what the format takes")


def _piece(element: ET.Element) -> ReadPiece:
    lines = element.findall("LigneDePiece")
    if len(lines) != 1:
        raise ValueError("a piece has one line")
    spent = _only(lines[0], "BlocLignePiece/InfoLignePce")
    return ReadPiece(
        piece=int(_value(element, "BlocPiece/InfoPce/IdPce")),
        reference=_value(spent, "LibVir1"),
        iban=_value(lines[0], "Tiers/CpteBancaire/IBAN"),
        account=_value(spent, "Nature"),
        cents=_cents(_value(spent, "MtHT")),
    )


def _only(parent: ET.Element, path: str) -> ET.Element:
    found = parent.findall(path)
    if len(found) != 1:
        raise ValueError(f"{path} is expected once")
    return found[0]


def _value(parent: ET.Element, path: str) -> str:
    return _only(parent, path).attrib["V"]


def _cents(text: str) -> int:
    euros, _, cents = text.partition(".")
    return int(euros + cents)
