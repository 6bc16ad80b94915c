"""Which reader a file is for, by its content alone."""

from __future__ import annotations

from reims_solidarite.kit.transitions import Refused
from secours_loyer.bank_files.camt import read_camt
from secours_loyer.bank_files.read_line import ReadReturn
from secours_loyer.bank_files.status_csv import read_status

XML_STARTS = (b"<", b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
BOM = b"\xef\xbb\xbf"
MOST_LINES = 20_000
PDF = (
    "Ce fichier est un PDF : le portail n’y lit rien. Téléchargez chez la banque le relevé au "
    "format camt.053 (ou l’avis camt.054, un fichier .xml), ou chez le comptable le fichier .csv."
)


def read_return(content: bytes) -> ReadReturn:
    """The lines of a statement, a notice or an accountant's file; Refused in French otherwise."""
    if not content.strip():
        raise Refused("Ce fichier est vide. Choisissez-en un autre.", field="file")
    if content.lstrip().startswith(b"%PDF"):
        raise Refused(PDF, field="file")
    xml = content.removeprefix(BOM).lstrip().startswith(XML_STARTS)
    read = read_camt(content) if xml else read_status(content)
    if not read.lines:
        raise Refused("Ce fichier ne contient aucun mouvement comptabilisé.", field="file")
    if len(read.lines) > MOST_LINES:
        raise Refused("Ce fichier est trop gros. Envoyez-le en plusieurs parties.", field="file")
    return read
