"""Several tagged PDF made one, for a printer: each starts on a front page and keeps its tags.

pypdf copies pages and leaves the structure behind, so that a screen reader would find an untagged
file: the trees are joined here, under one root. The documents themselves are only read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from operator import itemgetter
from typing import Any
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

# What a reader is told of the whole: its title, its language, that it is accessible (PDF/UA-1).
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>fr-FR</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{at}</xmp:CreateDate><pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


def join_pdfs(documents: Sequence[bytes], *, title: str, at: datetime) -> bytes:
    """One PDF of all, in that order; a document of an odd number of pages is followed by a blank
    back, so that nobody's letter is printed behind somebody else's."""
    if not documents:
        raise ValueError("there is nothing to join")
    writer = PdfWriter()
    tree = _Tree(writer)
    for number, content in enumerate(documents, start=1):
        reader = PdfReader(io.BytesIO(content))
        first = len(writer.pages)
        for page in reader.pages:
            writer.add_page(page)
        tree.graft(reader, writer.pages[first:], number)
        told = reader.metadata.title if reader.metadata else None
        writer.add_outline_item(title=told or f"Document {number}", page_number=first)
        if len(reader.pages) % 2 and number < len(documents):
            writer.add_blank_page()
    _describe(writer, tree.root(), title, at)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _describe(writer: PdfWriter, tree: IndirectObject, title: str, at: datetime) -> None:
    told = DecodedStreamObject()
    told.set_data(_XMP.format(title=escape(title), at=at.isoformat(timespec="seconds")).encode())
    told.update(_dict({"/Type": NameObject("/Metadata"), "/Subtype": NameObject("/XML")}))
    writer.metadata = {"/Title": title}
    writer.root_object.update(
        _dict(
            {
                "/StructTreeRoot": tree,
                "/MarkInfo": _dict({"/Marked": BooleanObject(value=True)}),
                "/Lang": TextStringObject("fr-FR"),
                "/ViewerPreferences": _dict({"/DisplayDocTitle": BooleanObject(value=True)}),
                "/Metadata": _added(writer, told),
            }
        )
    )


class _Tree:
    """The structure of the joined file: one root, its parents and its names renumbered."""

    def __init__(self, writer: PdfWriter) -> None:
        self.writer = writer
        self.kids, self.parents, self.names = ArrayObject(), ArrayObject(), ArrayObject()
        self.roles = DictionaryObject()
        self.held = DictionaryObject()
        self.own = _added(writer, self.held)
        self.next = 0

    def graft(self, reader: PdfReader, pages: Sequence[Any], number: int) -> None:
        """Take over the tree of one document, whose pages are already copied."""
        source: Any = reader.root_object["/StructTreeRoot"]
        copied: Any = source.clone(self.writer)
        for top in _listed(copied["/K"]):
            for element in _walk(top):
                _rename(element, number)
            top.get_object()[NameObject("/P")] = self.own
            self.kids.append(top)
        self.roles.update(copied.get("/RoleMap", {}))
        for key, parent in _pairs(copied["/ParentTree"]["/Nums"]):
            self.parents.extend([NumberObject(self.next + int(key)), parent])
        for name, element in _pairs(copied.get("/IDTree", {}).get("/Names", [])):
            self.names.extend([_named(name, number), element])
        # pypdf leaves out of a page where its tags are: that is what ties the two.
        sources: list[Any] = list(reader.pages)
        for page, made in zip(sources, pages, strict=True):
            made[NameObject("/StructParents")] = NumberObject(self.next + page["/StructParents"])
        self.next += int(copied["/ParentTreeNextKey"])

    def root(self) -> IndirectObject:
        """The root of all, once every document is there."""
        names = sorted(_pairs(self.names), key=itemgetter(0))
        self.held.update(
            _dict(
                {
                    "/Type": NameObject("/StructTreeRoot"),
                    "/K": self.kids,
                    "/RoleMap": self.roles,
                    "/ParentTree": _dict({"/Nums": self.parents}),
                    "/ParentTreeNextKey": NumberObject(self.next),
                    "/IDTree": _dict({"/Names": ArrayObject(chain.from_iterable(names))}),
                }
            )
        )
        return self.own


def _rename(element: Any, number: int) -> None:
    """Names of table headings are unique in one document only."""
    if "/ID" in element:
        element[NameObject("/ID")] = _named(element["/ID"], number)
    for shape in _listed(element.get("/A", ArrayObject())):
        held = shape.get_object()
        if "/Headers" in held:
            told = (_named(name, number) for name in held["/Headers"])
            held[NameObject("/Headers")] = ArrayObject(told)


def _walk(top: Any) -> Iterator[Any]:
    element = top.get_object()
    if not isinstance(element, DictionaryObject) or "/S" not in element:
        return
    yield element
    for kid in _listed(element.get("/K", ArrayObject())):
        yield from _walk(kid)


def _named(name: object, number: int) -> TextStringObject:
    return TextStringObject(f"{number:06d}-{name}")


def _listed(value: Any) -> list[Any]:
    found = value.get_object()
    return list(found) if isinstance(found, ArrayObject) else [value]


def _pairs(flat: Sequence[Any]) -> list[tuple[Any, Any]]:
    return list(zip(flat[::2], flat[1::2], strict=True))


def _dict(values: dict[str, PdfObject]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): value for key, value in values.items()})


def _added(writer: PdfWriter, value: PdfObject) -> IndirectObject:
    return writer._add_object(value)  # noqa: SLF001 - pypdf has no public door for it
