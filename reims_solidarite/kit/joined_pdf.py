"""Several tagged PDF made one: each keeps its tags, on sheets of its own for a printer.

The documents are only read, one at a time; what is written is not kept in memory, so that a list of
four hundred pages costs little more than one of its parts. Pages alone would leave the structure
behind, and a screen reader would find an untagged file: the trees are joined under one root.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from operator import itemgetter
from typing import Any
from xml.sax.saxutils import escape

from pypdf import PdfReader
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

from reims_solidarite.kit.written_pdf import WrittenPdf, pdf_dict, pdf_list

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


_REFERENCE = re.compile(rb"(?<![\d.])(\d+) 0 R\b")
_NAME = re.compile(rb"\((\w+)\)")
_HEADERS = re.compile(rb"/Headers\[((?:\(\w+\))+)\]")


def join_pdfs(
    documents: Iterable[bytes], *, title: str, at: datetime, on_sheets: bool = True
) -> bytes:
    """One PDF of all, in that order. `on_sheets`: a document of an odd number of pages is followed
    by a blank back, so that nobody's letter is printed behind somebody else's."""
    joined = _Joined()
    for content in documents:
        if on_sheets:
            joined.turn_over()
        joined.take(content)
    if not joined.pages:
        raise ValueError("there is nothing to join")
    return joined.close(title, at)


class _Joined:
    """The file that is written: its pages, and its tree under one root, renumbered."""

    def __init__(self) -> None:
        self.out = WrittenPdf()
        self.over, self.tree = self.out.reserve(), self.out.reserve()
        self.pages, self.kids = ArrayObject(), ArrayObject()
        self.parents, self.names = ArrayObject(), ArrayObject()
        self.roles = DictionaryObject()
        self.firsts: list[tuple[str, IndirectObject]] = []
        self.size: Any = None
        self.next = 0

    def turn_over(self) -> None:
        """A blank back behind an odd page: the next document starts on a front."""
        if len(self.pages) % 2:
            blank = {"/Type": NameObject("/Page"), "/Parent": self.over, "/MediaBox": self.size}
            self.pages.append(self.out.add(pdf_dict({**blank, "/Resources": DictionaryObject()})))

    def take(self, content: bytes) -> None:
        """The pages of one document, and its tree, whose tops hang from the root of all."""
        reader, number = PdfReader(io.BytesIO(content)), len(self.firsts) + 1
        copy = _Copy(self.out, number, content, reader)
        source: Any = reader.root_object["/StructTreeRoot"]
        copy.known(reader.root_object.raw_get("/StructTreeRoot"), self.tree)
        pages: list[Any] = list(reader.pages)
        self.size = pages[-1]["/MediaBox"]
        own = [copy.ref(page.indirect_reference) for page in pages]
        for page, made in zip(pages, own, strict=True):
            page.pop("/Parent", None)
            taken = copy.turned(page)
            taken[NameObject("/Parent")] = self.over
            # What ties a page to its tags.
            tie = NumberObject(self.next + page["/StructParents"])
            taken[NameObject("/StructParents")] = tie
            self.out.write(made, taken)
            copy.written(page.indirect_reference)
        self.kids.extend(map(copy.turned, _listed(source.raw_get("/K"))))
        self.roles.update(copy.turned(source.get("/RoleMap", DictionaryObject())))
        for key, parent in _pairs(source["/ParentTree"]["/Nums"]):
            self.parents.extend([NumberObject(self.next + int(key)), copy.turned(parent)])
        for name, element in _pairs(source.get("/IDTree", {}).get("/Names", [])):
            self.names.extend([_named(name, number), copy.turned(element)])
        copy.finish()
        self.next += int(source["/ParentTreeNextKey"])
        told = reader.metadata.title if reader.metadata else None
        self.firsts.append((told or f"Document {number}", own[0]))
        self.pages.extend(own)

    def close(self, title: str, at: datetime) -> bytes:
        """What is said of the whole, once every document is there."""
        count = NumberObject(len(self.pages))
        over: dict[str, PdfObject] = {
            "/Type": NameObject("/Pages"),
            "/Kids": self.pages,
            "/Count": count,
        }
        self.out.write(self.over, pdf_dict(over))
        names = sorted(_pairs(self.names), key=itemgetter(0))
        tree: dict[str, PdfObject] = {
            "/Type": NameObject("/StructTreeRoot"),
            "/K": self.kids,
            "/RoleMap": self.roles,
            "/ParentTree": pdf_dict({"/Nums": self.parents}),
            "/ParentTreeNextKey": NumberObject(self.next),
            "/IDTree": pdf_dict({"/Names": ArrayObject(chain.from_iterable(names))}),
        }
        self.out.write(self.tree, pdf_dict(tree))
        told = DecodedStreamObject()
        said = _XMP.format(title=escape(title), at=at.isoformat(timespec="seconds"))
        told.set_data(said.encode())
        told.update(pdf_dict({"/Type": NameObject("/Metadata"), "/Subtype": NameObject("/XML")}))
        root: dict[str, PdfObject] = {
            "/Type": NameObject("/Catalog"),
            "/Pages": self.over,
            "/StructTreeRoot": self.tree,
            "/MarkInfo": pdf_dict({"/Marked": BooleanObject(value=True)}),
            "/Lang": TextStringObject("fr-FR"),
            "/ViewerPreferences": pdf_dict({"/DisplayDocTitle": BooleanObject(value=True)}),
            "/Metadata": self.out.add(told),
            "/Outlines": self._outlines(),
        }
        info = self.out.add(pdf_dict({"/Title": TextStringObject(title)}))
        return self.out.close(root=self.out.add(pdf_dict(root)), info=info)

    def _outlines(self) -> IndirectObject:
        """One line a document, at its first page."""
        own, lines = self.out.reserve(), [self.out.reserve() for _ in self.firsts]
        for place, (told, page) in enumerate(self.firsts):
            line: dict[str, PdfObject] = {
                "/Title": TextStringObject(told),
                "/Parent": own,
                "/Dest": pdf_list(page, NameObject("/Fit")),
            }
            if place:
                line["/Prev"] = lines[place - 1]
            if place + 1 < len(lines):
                line["/Next"] = lines[place + 1]
            self.out.write(lines[place], pdf_dict(line))
        count = NumberObject(len(lines))
        held = {"/Type": NameObject("/Outlines"), "/First": lines[0], "/Last": lines[-1]}
        self.out.write(own, pdf_dict({**held, "/Count": count}))
        return own


class _Copy:
    """The objects of one document, numbered anew and written as they are met."""

    def __init__(self, out: WrittenPdf, number: int, content: bytes, reader: PdfReader) -> None:
        self.out, self.number, self.content, self.reader = out, number, content, reader
        self.numbers: dict[int, IndirectObject] = {}
        self.waiting: dict[int, IndirectObject] = {}

    def known(self, old: Any, new: IndirectObject) -> None:
        """Written by somebody else."""
        self.numbers[old.idnum] = new

    def written(self, old: Any) -> None:
        del self.waiting[old.idnum]

    def ref(self, old: Any) -> IndirectObject:
        """The new number of an object, which is written before the document is finished."""
        if old.idnum not in self.numbers:
            self.numbers[old.idnum] = self.waiting[old.idnum] = self.out.reserve()
        return self.numbers[old.idnum]

    def turned(self, value: Any) -> Any:
        """The same value with the numbers and the names of the joined file."""
        if isinstance(value, IndirectObject):
            return self.ref(value)
        if isinstance(value, DictionaryObject):
            self._rename(value)
            for key, held in list(value.items()):
                value[key] = self.turned(held)
        elif isinstance(value, ArrayObject):
            value[:] = [self.turned(held) for held in value]
        return value

    def _rename(self, element: DictionaryObject) -> None:
        """Names of table headings are unique in one document only."""
        if "/S" in element and "/ID" in element:
            element[NameObject("/ID")] = _named(element["/ID"], self.number)
        if "/Headers" in element:
            told = (_named(name, self.number) for name in _listed(element["/Headers"]))
            element[NameObject("/Headers")] = ArrayObject(told)

    def finish(self) -> None:
        """Write what was named, and what that names in its turn."""
        while self.waiting:
            old, new = self.waiting.popitem()
            plain = self._plain(old)
            if plain is None:
                held: Any = self.reader.get_object(IndirectObject(old, 0, self.reader))
                plain = self.turned(held)
            self.out.write(new, plain)

    def _plain(self, old: int) -> bytes | None:
        """A tag as it is written in the document, without reading what it says: there are ten for
        each line of a list. Nothing, for what holds bytes, texts or names of its own."""
        place = self.reader.xref.get(0, {}).get(old)
        head = b"%d 0 obj" % old
        if place is None or not self.content.startswith(head, place):
            return None
        end = self.content.find(b"endobj", place)
        said = self.content[place + len(head) : end].strip()
        bare = _HEADERS.sub(b"", said)
        if b"stream" in bare or b"(" in bare or b"/ID" in bare:
            return None
        return _REFERENCE.sub(self._reference, _HEADERS.sub(self._headers, said))

    def _reference(self, found: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % self.ref(IndirectObject(int(found[1]), 0, None)).idnum

    def _headers(self, found: re.Match[bytes]) -> bytes:
        names = _NAME.sub(rb"(%06d-\1)" % self.number, found[1])
        return b"/Headers[" + names + b"]"


def _named(name: object, number: int) -> TextStringObject:
    return TextStringObject(f"{number:06d}-{name}")


def _listed(value: Any) -> list[Any]:
    found = value.get_object()
    return list(found) if isinstance(found, ArrayObject) else [value]


def _pairs(flat: Sequence[Any]) -> list[tuple[Any, Any]]:
    return list(zip(flat[::2], flat[1::2], strict=True))
