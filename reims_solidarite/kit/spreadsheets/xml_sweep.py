"""One fast pass over each XML part of a workbook, before any library builds objects from it.

Refuses document types (the way to external files and to entities that multiply), cells far from
the others (the library would fill the gap), and parts that would take minutes to load.
"""

from __future__ import annotations

from pyexpat import ExpatError
from xml.parsers import expat

from reims_solidarite.kit.spreadsheets.limits import Limits
from reims_solidarite.kit.transitions import Refused

MOST_ELEMENTS = 1_500_000
MOST_SHARED_TEXTS = 200_000
MOST_STYLES = 20_000
_STYLES = frozenset({"xf", "font", "fill", "border", "numFmt", "cellStyle", "dxf", "definedName"})
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<", b" ", b"\t", b"\r", b"\n")
_TOO_RICH = (
    "Ce fichier Excel est trop lourd à ouvrir. "
    "Copiez les données, sans la mise en forme, dans un nouveau fichier."
)


def sweep(part: bytes, limits: Limits) -> None:
    """Refused when this part is hostile. A part that is not XML, or stops being it, is left."""
    if not part.startswith(_XML_STARTS):
        return
    counter = _Counter(limits)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = counter.doctype
    parser.StartElementHandler = counter.element
    try:
        parser.Parse(part, True)  # noqa: FBT003 positional-only
    except (ExpatError, LookupError, UnicodeError):
        # The library stops at the same place and its error is refused as a broken file.
        return


class _Counter:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.elements = self.styles = self.texts = self.cells_of_row = 0

    def doctype(self, *declaration: object) -> None:
        raise Refused("Ce fichier contient des instructions interdites. Il n’a pas été ouvert.")

    def element(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        local = name.rpartition(":")[2]
        if local == "c":
            self._cell(attributes.get("r", ""))
        elif local == "row":
            self.cells_of_row = 0
            self._row(attributes.get("r", ""))
        elif local == "si":
            self.texts += 1
        elif local in _STYLES:
            self.styles += 1
        if (
            self.elements > MOST_ELEMENTS
            or self.texts > MOST_SHARED_TEXTS
            or self.styles > MOST_STYLES
        ):
            raise Refused(_TOO_RICH)

    def _row(self, number: str) -> None:
        if number.isdecimal() and int(number[:9]) > self.limits.rows:
            raise Refused(
                f"Ce fichier utilise une ligne au-delà de {self.limits.rows_in_words}. "
                "Supprimez les lignes vides de la fin, ou partagez-le en plusieurs fichiers."
            )

    def _cell(self, reference: str) -> None:
        self.cells_of_row += 1
        letters = reference.rstrip("0123456789")
        column = 0
        for letter in letters[:4].upper():
            column = column * 26 + ord(letter) - 64
        if max(column, self.cells_of_row) > self.limits.columns:
            raise Refused(
                f"Ce fichier utilise plus de {self.limits.columns} colonnes. "
                "Gardez les colonnes utiles."
            )
        self._row(reference[len(letters) :])
