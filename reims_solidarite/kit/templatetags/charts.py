"""A bar chart, each bar an inline SVG, and always the same figures in a table beside it.

The drawing is for the eye only (`aria-hidden`): a screen reader gets the table instead.
The length of a bar is an attribute of SVG, because the content security policy refuses inline
style; the words are text of the page, which wraps and keeps its size on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

WHOLE, SLIVER = 100, 2  # hundredths of the width
NOT_SHOWN = "non montré"

Figures = tuple[tuple[str, int | None], ...]


class Bar(NamedTuple):
    label: str
    text: str
    hidden: bool
    length: int


@register.simple_tag
def bar_chart(
    title: str, rows: Iterable[tuple[str, int | None]], label: str, measure: str
) -> SafeString:
    """Draw `rows` (name, figure); a figure of None is one too small to be shown."""
    return _draw(title, tuple([(name, figure) for name, figure in rows]), label, measure)


@lru_cache(maxsize=100)
def _draw(title: str, rows: Figures, label: str, measure: str) -> SafeString:
    """The same figures under the same words are drawn once a process."""
    return render_to_string("components/bar_chart.html", chart_of(title, rows, label, measure))


def chart_of(title: str, figures: Figures, label: str, measure: str) -> dict[str, object]:
    """What the template places on the page."""
    highest = max((value for _, value in figures if value), default=0)
    bars = [_bar(name, value, highest) for name, value in figures]
    return {
        "title": title,
        "label": label,
        "measure": measure,
        "bars": bars,
        "some_hidden": any(bar.hidden for bar in bars),
    }


def _bar(name: str, value: int | None, highest: int) -> Bar:
    length = round((value or 0) * WHOLE / highest) if highest else 0
    return Bar(
        label=name,
        text=NOT_SHOWN if value is None else f"{value:,}".replace(",", "\u202f"),
        hidden=value is None,
        length=SLIVER if value is None else max(length, SLIVER if value else 0),
    )
