"""A sheet whose table has thousands of lines, drawn part by part: a whole one takes 1.4 GB.

First each part is laid out, which says where its pages end: a part is then cut where a page is
full, so that the pages follow each other as in one document and know how many they are. Then each
is drawn, and the parts are joined with their tags.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pypdf import PdfReader

from reims_solidarite.kit.documents import forget_layouts, places_of_rows, render_pdf
from reims_solidarite.kit.joined_pdf import join_pdfs

MOST_LINES = 250
_MOST_TURNS = 3
SHEET = "base/sheet.typ"
Row = Sequence[str]


@dataclass
class _Part:
    """The lines `first` to `end`, excluded, and the pages that they take."""

    first: int
    end: int
    pages: int


def render_list(data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF of `base/sheet.typ` whose body is one table, however long, and what comes after it.

    Its title, its context and its heading row stand as on a shorter one, and its total at the end.
    """
    table = data["body"][0]
    if len(table["rows"]) <= MOST_LINES:
        return render_pdf(SHEET, data, at=at)
    parts = list(_cut(data, table["rows"]))
    for _ in range(_MOST_TURNS):
        drawn = list(_drawn(data, parts, at=at))
        pages = [len(PdfReader(io.BytesIO(one)).pages) for one in drawn]
        if pages == [part.pages for part in parts]:
            return join_pdfs(drawn, title=data["title"], at=at, on_sheets=False)
        # A sign without a font was drawn wider or narrower than it was laid out.
        for part, count in zip(parts, pages, strict=True):
            part.pages = count
    raise RuntimeError("the pages of a long list do not come to rest")


def _cut(data: Mapping[str, Any], rows: Sequence[Row]) -> Iterator[_Part]:
    """Parts of whole pages, but for the last."""
    first, before = 0, 0
    while first < len(rows):
        end = min(first + MOST_LINES, len(rows))
        asked = {**_said(data, first, end, before), "placed": True}
        places, last = places_of_rows(SHEET, asked)
        forget_layouts()
        if end < len(rows) and last > 1:
            end = first + sum(page < last for page in places)
            last -= 1
        yield _Part(first, end, last)
        first, before = end, before + last


def _drawn(data: Mapping[str, Any], parts: Sequence[_Part], *, at: datetime) -> Iterator[bytes]:
    before, pages = 0, sum(part.pages for part in parts)
    for part in parts:
        said = _said(data, part.first, part.end, before)
        yield render_pdf(SHEET, {**said, "pages": pages}, at=at)
        forget_layouts()
        before += part.pages


def _said(data: Mapping[str, Any], first: int, end: int, before: int) -> dict[str, Any]:
    """What one part prints."""
    table, *after = data["body"]
    part: dict[str, Any] = {**table, "rows": table["rows"][first:end], "whole": True}
    if end < len(table["rows"]):
        part.pop("total", None)
        after = []
    return {
        "footer": data["title"],
        **data,
        "part": f"{data['title']}, lignes {first + 1} à {end}",
        "pages_before": before,
        "body": [part, *after],
    }
