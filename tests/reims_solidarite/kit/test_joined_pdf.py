"""Several tagged PDF made one: the words of each, on a sheet of its own, with its tags."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from reims_solidarite.kit.documents import render_pdf
from reims_solidarite.kit.joined_pdf import join_pdfs
from tests.reims_solidarite.kit.test_documents import AT, LETTER, SHEET, words

LONG = {**LETTER, "title": "Longue", "body": [{"kind": "paragraph", "text": "Encore."}] * 30}


def made() -> list[bytes]:
    letters = [render_pdf("base/letter.typ", data, at=AT) for data in (LETTER, LONG, LETTER)]
    return [*letters, render_pdf("base/sheet.typ", SHEET, at=AT)]


def joined(documents: list[bytes]) -> PdfReader:
    return PdfReader(io.BytesIO(join_pdfs(documents, title="Lettres <à> poster", at=AT)))


def elements(held: Any) -> list[Any]:
    """Every element under this one."""
    found = held.get_object()
    if not isinstance(found, dict) or "/S" not in found:
        return []
    kids = found.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    return [found, *(below for kid in kids for below in elements(kid))]


def tops(reader: PdfReader) -> list[Any]:
    root: Any = reader.trailer["/Root"]
    return list(root["/StructTreeRoot"]["/K"])


def test_each_document_starts_on_a_front_page_and_is_whole() -> None:
    documents = made()
    sizes = [len(PdfReader(io.BytesIO(one)).pages) for one in documents]
    assert {size % 2 for size in sizes} == {0, 1}
    reader, place = joined(documents), 0
    for one, size in zip(documents, sizes, strict=True):
        assert place % 2 == 0
        pages = reader.pages[place : place + size]
        assert "\n".join(page.extract_text() for page in pages) == "\n".join(
            page.extract_text() for page in PdfReader(io.BytesIO(one)).pages
        )
        last = place + size == len(reader.pages)
        if size % 2 and not last:
            assert reader.pages[place + size].extract_text() == ""
        place += size + (size % 2 and not last)
    assert place == len(reader.pages)


def test_the_tags_of_each_come_along_and_name_their_own_page() -> None:
    documents = made()
    reader = joined(documents)
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "fr-FR"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Lettres <à> poster"
    assert b"<pdfuaid:part>1<" in root["/Metadata"].get_data()
    for top, one in zip(tops(reader), documents, strict=True):
        (source,) = tops(PdfReader(io.BytesIO(one)))
        roles = [element["/S"] for element in elements(source)]
        assert [element["/S"] for element in elements(top)] == roles
        assert "/H1" in roles
    flat = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = dict(zip(flat[::2], flat[1::2], strict=True))
    tagged = [page for page in reader.pages if page.extract_text()]
    assert sorted(page["/StructParents"] for page in tagged) == sorted(parents)
    for page in tagged:
        owners = parents[page["/StructParents"]].get_object()
        assert all(owner.get_object().raw_get("/Pg") == page.indirect_reference for owner in owners)


def test_headings_of_tables_keep_their_cells() -> None:
    """Two documents name their first column alike: each cell finds its own heading."""
    reader = joined([render_pdf("base/letter.typ", LETTER, at=AT)] * 2)
    root: Any = reader.trailer["/Root"]
    flat = root["/StructTreeRoot"]["/IDTree"]["/Names"]
    names = list(flat[::2])
    assert len(names) == len(set(names)) == 4
    assert names == sorted(names)
    for top in tops(reader):
        found = elements(top)
        own = {element["/ID"] for element in found if "/ID" in element}
        told = {
            name
            for element in found
            for shape in element.get("/A", [])
            for name in shape.get_object().get("/Headers", [])
        }
        assert told == own


def test_the_same_documents_make_the_same_bytes_and_stay_as_they_were() -> None:
    documents = made()
    before = [bytes(one) for one in documents]
    first = join_pdfs(documents, title="Lettres", at=AT)
    assert first == join_pdfs(documents, title="Lettres", at=AT)
    assert documents == before
    assert "Œuvrard" in words(first)


def test_nothing_is_not_joined() -> None:
    with pytest.raises(ValueError, match="nothing"):
        join_pdfs([], title="Rien", at=AT)
