"""The lines of `components/data_table.html`: hundreds of cells, drawn without a template each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString

from reims_solidarite.kit.drawings import draw

register = template.Library()


@register.simple_tag
def table_lines(
    columns: Sequence[Mapping[str, Any]], rows: Iterable[Sequence[Mapping[str, Any]]]
) -> SafeString:
    """The first cell of a line is its heading; a cell with a tone is a badge."""
    labels = [escaped(column["label"]) for column in columns]
    lines = []
    for first, *others in rows:
        cells = [
            f'<td role="cell" data-label="{label}"{_numeric(cell)}>{_content(cell)}</td>'
            for label, cell in zip(labels[1:], others, strict=True)
        ]
        heading = f'<th role="rowheader" scope="row">{_link(first)}</th>'
        lines.append(f'<tr role="row">{heading}{"".join(cells)}</tr>')
    return SafeString("\n".join(lines))  # every part of it was escaped above


def _numeric(cell: Mapping[str, Any]) -> str:
    return ' class="numeric"' if cell.get("numeric") else ""


def _content(cell: Mapping[str, Any]) -> str:
    if tone := cell.get("tone"):
        return draw("components/badge.html", ("text", "tone"), (str(cell["text"]), str(tone)))
    return _link(cell)


def _link(cell: Mapping[str, Any]) -> str:
    text = escaped(cell["text"])
    return f'<a href="{escaped(cell["url"])}">{text}</a>' if cell.get("url") else text
