"""A list drawn in parts is the list drawn at once: its lines, its pages, its tags."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import pytest
from pypdf import PdfReader

from reims_solidarite.kit import long_list
from reims_solidarite.kit.documents import render_pdf
from reims_solidarite.kit.long_list import SHEET, render_list
from reims_solidarite.kit.money import format_cents
from tests.reims_solidarite.kit.test_documents import AT
from tests.reims_solidarite.kit.test_joined_pdf import elements, tops

COUNT = 130
# Some names take two lines, so that pages do not all hold as many.
ROWS = [[f"N{n:04d} {'de la Longue Épreuve ' * (n % 7 // 3)}", str(n)] for n in range(COUNT)]
TABLE: dict[str, Any] = {
    "kind": "table",
    "headings": ["Nom", "Montant"],
    "rows": ROWS,
    "align": ["left", "right"],
    "whole": True,
}
TOTAL = [f"{COUNT} ordres", format_cents(1_234_567)]
LIST: dict[str, Any] = {
    "title": "Liste nominative",
    "context": "CCAS d’essai",
    "body": [{**TABLE, "total": TOTAL}, {"kind": "paragraph", "text": "Signature :"}],
}


@pytest.fixture(autouse=True)
def _short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_list, "MOST_LINES", 50)


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def roles(pdf: bytes) -> Counter[str]:
    every = [one for top in tops(PdfReader(io.BytesIO(pdf))) for one in elements(top)]
    return Counter(str(one["/S"]) for one in every)


def test_its_pages_are_those_of_the_list_drawn_at_once() -> None:
    pages = pages_of(render_list(LIST, at=AT))
    assert pages == pages_of(render_pdf(SHEET, LIST, at=AT))
    assert len(pages) >= 4
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} sur {len(pages)}" in page
        assert set(TABLE["headings"]) <= set(page.split())


def test_every_line_once_and_the_total_at_the_end() -> None:
    pages = pages_of(render_list(LIST, at=AT))
    text = "\n".join(pages)
    assert [text.count(f"N{n:04d} ") for n in range(COUNT)] == [1] * COUNT
    assert [TOTAL[0] in page for page in pages] == [False] * (len(pages) - 1) + [True]
    assert TOTAL[1] in pages[-1]
    assert "Signature" in pages[-1]
    assert text.count("CCAS d’essai") == 1


def test_its_tags_are_those_of_the_list_and_a_heading_row_for_each_part() -> None:
    joined, whole = roles(render_list(LIST, at=AT)), roles(render_pdf(SHEET, LIST, at=AT))
    parts = joined["/Table"]
    assert parts > 2
    assert joined["/TD"] == whole["/TD"] == 2 * COUNT + 2
    assert joined["/TR"] == whole["/TR"] + parts - 1
    assert joined["/TH"] == 2 * parts
    assert joined["/H1"] == 1


def test_its_parts_are_found_from_the_outline() -> None:
    reader = PdfReader(io.BytesIO(render_list(LIST, at=AT)))
    lines: list[Any] = reader.outline
    assert lines[0].title.startswith("Liste nominative, lignes 1 à ")
    assert lines[-1].title.endswith(f" à {COUNT}")
    assert reader.metadata is not None
    assert reader.metadata.title == "Liste nominative"
    ends = [int(line.title.rpartition(" ")[2]) for line in lines]
    starts = [int(line.title.split()[-3]) for line in lines]
    assert starts == [1, *(end + 1 for end in ends[:-1])]


def test_the_same_list_makes_the_same_bytes() -> None:
    assert render_list(LIST, at=AT) == render_list(LIST, at=AT)


def test_a_sign_without_a_font_prints_as_a_hole() -> None:
    rows = [[f"{name} 你好", amount] for name, amount in ROWS]
    pdf = render_list({**LIST, "body": [{**TABLE, "rows": rows}]}, at=AT)
    text = "\n".join(pages_of(pdf))
    assert text.count("□□") == COUNT
    assert "你" not in text


def test_a_list_of_one_part_is_drawn_as_any_sheet() -> None:
    short = {**LIST, "body": [{**TABLE, "rows": ROWS[:50], "total": TOTAL}]}
    assert render_list(short, at=AT) == render_pdf(SHEET, short, at=AT)


def test_lines_of_one_page_are_a_part() -> None:
    """A part that does not fill a page is not cut any shorter."""
    few = {**LIST, "body": [{**TABLE, "rows": ROWS[:7], "total": TOTAL}]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_list, "MOST_LINES", 3)
        assert "\n".join(pages_of(render_list(few, at=AT))).count("N000") == 7
