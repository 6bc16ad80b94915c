"""A bar chart as inline SVG, and always the same figures in a table beside it.

The drawing is for the eye only (`aria-hidden`): a screen reader gets the table instead.
Everything is an attribute of SVG, because the content security policy refuses inline style.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

LINE, BAR, TOP = 46, 18, 4
WIDTH, VALUE_SPACE = 600, 110
NOT_SHOWN = "non montré"

Figures = tuple[tuple[str, int | None], ...]


class Bar(NamedTuple):
    label: str
    text: str
    hidden: bool
    length: int
    label_y: int
    bar_y: int
    value_x: int
    value_y: int


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
    bars = [_bar(position, name, value, highest) for position, (name, value) in enumerate(figures)]
    return {
        "title": title,
        "label": label,
        "measure": measure,
        "bars": bars,
        "width": WIDTH,
        "height": TOP + LINE * len(bars),
        "thickness": BAR,
        "some_hidden": any(bar.hidden for bar in bars),
    }


def _bar(position: int, name: str, value: int | None, highest: int) -> Bar:
    top = TOP + position * LINE
    length = round((value or 0) * (WIDTH - VALUE_SPACE) / highest) if highest else 0
    return Bar(
        label=name,
        text=NOT_SHOWN if value is None else f"{value:,}".replace(",", "\u202f"),
        hidden=value is None,
        length=12 if value is None else max(length, 2 if value else 0),
        label_y=top + 14,
        bar_y=top + 20,
        value_x=(12 if value is None else length) + 10,
        value_y=top + 34,
    )
