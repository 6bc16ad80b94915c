"""Letters, lists and sheets as tagged PDF/UA-1, through typst.

A template never contains user text: data travel as JSON in `sys.inputs`, so typst markup typed by
somebody prints as it was typed. Fonts and files come from the project only, never from the machine.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import segno
import typst

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
MISSING = "□"
_MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
# They turn the reading direction: a name could hide another name on paper.
_DIRECTION_TRICKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MOST_RETRIES = 40
_KEPT_LAYOUTS = 10
# Scripts that the bundled fonts draw but for some signs; of any other, one hole tells of them all.
_DRAWN_IN_PART = frozenset(
    {"LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "GEORGIAN", "ARMENIAN", "COMBINING"}
)
# What is surely drawn: Latin with its accents, Greek, Cyrillic, punctuation, the euro.
_SURELY_DRAWN = re.compile(r"[\u0020-\u024f\u0386-\u045f\u2010-\u2026\u202f\u20ac\u2212\n\t□]")


def render_pdf(template: Path | str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF of `templates/<template>` with `data` (JSON values; `title` is mandatory).

    `at` is written as the creation date: the same data at the same instant give the same bytes.
    A character that no bundled font can draw (emoji, Chinese) prints as « □ »: PDF/UA forbids
    silent holes, and a letter must not fail because of one name.
    """
    source = _source(template)
    if at.tzinfo is None:
        raise ValueError("an instant without a time zone would depend on the machine")
    title = data.get("title")
    if not isinstance(title, str) or not title.strip():
        raise ValueError("a PDF without a title is not accessible: give data['title']")
    printable = _map_text(dict(data), _without_controls)
    for _ in range(_MOST_RETRIES):
        try:
            return _compile(source, printable, at)
        except typst.TypstError as error:
            holes = frozenset("".join(_MISSING_GLYPH.findall(str(error))))
            if not holes:
                raise
            printable = _map_text(printable, partial(_replace, holes=holes))
    return _compile(source, _map_text(printable, _surely_drawn), at)


def places_of_rows(template: Path | str, data: Mapping[str, Any]) -> tuple[list[int], int]:
    """Of a document laid out and not drawn: the page of each row of its tables, and how many pages
    there are. `data["placed"]` asks the template for it."""
    found = typst.query(
        input=str(_source(template)),
        selector="<places>",
        field="value",
        one=True,
        root=str(TEMPLATES),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_map_text(dict(data), _without_controls))},
    )
    told = json.loads(found)
    return told["rows"], told["pages"]


def forget_layouts() -> None:
    """Typst keeps what it laid out for its next ten documents: those of a long list add up."""
    nothing = typst.Compiler(
        str(TEMPLATES / "base/empty.typ"), root=str(TEMPLATES), ignore_system_fonts=True
    )
    for _ in range(_KEPT_LAYOUTS + 1):
        nothing.compile(format="svg")


def qr_svg(text: str) -> str:
    """A QR code as SVG text, to pass in `data` and draw with `image(bytes(data.qr))`."""
    out = io.BytesIO()
    segno.make(text, micro=False, error="m").save(out, kind="svg", border=2, scale=4)
    return out.getvalue().decode()


def _source(template: Path | str) -> Path:
    source = (TEMPLATES / template).resolve()
    if not source.is_relative_to(TEMPLATES) or source.suffix != ".typ":
        raise ValueError(f"{template} is not a typst template of the project")
    return source


def _compile(source: Path, data: object, at: datetime) -> bytes:
    pdf = typst.compile(
        input=str(source),
        root=str(TEMPLATES),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst did not return one document")
    return pdf


def _map_text(value: object, change: Callable[[str], str]) -> object:
    """The same JSON value with every text changed; keys belong to the templates and stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _map_text(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_map_text(item, change) for item in value]
    return value


def _without_controls(text: str) -> str:
    return "".join(
        character
        for character in text
        if character in "\n\t"
        or (
            character not in _DIRECTION_TRICKS
            and unicodedata.category(character) not in ("Cc", "Cs", "Cn")
        )
    )


def _replace(text: str, *, holes: frozenset[str]) -> str:
    """Typst names one hole at a time: the other signs of a script without a font go with it."""
    scripts = frozenset(map(_script, holes)) - _DRAWN_IN_PART
    return "".join(
        MISSING if character in holes or (_script(character) in scripts) else character
        for character in text
    )


def _script(character: str) -> str:
    """The first word of its name: « CJK », « HANGUL », « LATIN »."""
    return unicodedata.name(character, "").partition(" ")[0]


def _surely_drawn(text: str) -> str:
    return "".join(one if _SURELY_DRAWN.fullmatch(one) else MISSING for one in text)
