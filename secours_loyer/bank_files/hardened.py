"""One pass of the bare parser over an XML file, before anything is built from it."""

from __future__ import annotations

from pyexpat import ExpatError
from typing import NoReturn
from xml.parsers import expat

from reims_solidarite.kit.transitions import Refused

MOST_BYTES = 32 * 1024 * 1024
MOST_ELEMENTS = 1_000_000
DEEPEST = 40
BROKEN = "Ce fichier est incomplet ou abîmé. Téléchargez-le de nouveau sur le site de la banque."
FORBIDDEN = "Ce fichier contient des instructions interdites. Il n’a pas été ouvert."
TOO_LARGE = "Ce fichier est trop gros pour un relevé. Demandez à la banque un relevé par jour."


def check_xml(content: bytes) -> None:
    """Refused unless it is XML of a bearable size, without document type nor entity."""
    if len(content) > MOST_BYTES:
        raise Refused(TOO_LARGE, field="file")
    counter = _Counter()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _forbidden
    parser.EntityDeclHandler = _forbidden
    parser.ProcessingInstructionHandler = _forbidden
    parser.StartElementHandler = counter.start
    parser.EndElementHandler = counter.end
    try:
        parser.Parse(content, True)  # noqa: FBT003 positional-only
    except (ExpatError, LookupError, UnicodeError, ValueError) as error:
        raise Refused(BROKEN, field="file") from error


def _forbidden(*_declaration: object) -> NoReturn:
    raise Refused(FORBIDDEN, field="file")


class _Counter:
    def __init__(self) -> None:
        self.elements = self.depth = 0

    def start(self, _name: str, _attributes: object) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > MOST_ELEMENTS or self.depth > DEEPEST:
            raise Refused(TOO_LARGE, field="file")

    def end(self, _name: str) -> None:
        self.depth -= 1
