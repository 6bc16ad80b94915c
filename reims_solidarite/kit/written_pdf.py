"""A PDF written object by object: of what is written, only the place is remembered."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def pdf_dict(values: Mapping[str, PdfObject]) -> DictionaryObject:
    """The dictionary of these names."""
    return DictionaryObject({NameObject(key): value for key, value in values.items()})


def pdf_list(*values: PdfObject) -> ArrayObject:
    """The array of these."""
    return ArrayObject(values)


class WrittenPdf:
    """Objects are numbered when they are first named, and written in any order."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._out.write(HEAD)
        self._places: list[int] = []

    def reserve(self) -> IndirectObject:
        """The reference of an object to be written later."""
        self._places.append(0)
        return IndirectObject(len(self._places), 0, None)

    def write(self, own: IndirectObject, value: PdfObject | bytes) -> None:
        """This object, once; bytes are written as they are."""
        if self._places[own.idnum - 1]:
            raise ValueError(f"object {own.idnum} is written twice")
        self._places[own.idnum - 1] = self._out.tell()
        self._out.write(b"%d 0 obj\n" % own.idnum)
        if isinstance(value, bytes):
            self._out.write(value)
        else:
            value.write_to_stream(self._out)
        self._out.write(b"\nendobj\n")

    def add(self, value: PdfObject) -> IndirectObject:
        """An object that nothing named before."""
        own = self.reserve()
        self.write(own, value)
        return own

    def close(self, *, root: IndirectObject, info: IndirectObject) -> bytes:
        """The table of objects and the end; what was reserved was written."""
        if not all(self._places):
            raise ValueError("an object is named and never written")
        mark = hashlib.sha256(self._out.getbuffer()).hexdigest()[:32]
        start, size = self._out.tell(), len(self._places) + 1
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        for place in self._places:
            self._out.write(b"%010d 00000 n \n" % place)
        self._out.write(
            f"trailer\n<</Size {size}/Root {root.idnum} 0 R/Info {info.idnum} 0 R"
            f"/ID[<{mark}><{mark}>]>>\nstartxref\n{start}\n%%EOF\n".encode()
        )
        return self._out.getvalue()
