"""Pieces of pages made of plain values alone: drawn once, then kept by the process.

What a drawing shows is decided by its template, the values it is given and the language of the
page, and all of them are its key: a piece can be neither stale nor somebody else's. Only values
that can never change are taken; a model instance, whose fields may, is refused. Keep what concerns
one person out of it: what is drawn stays in the worker's memory for a while.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import NoneType

from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST_KEPT = 600
PLAIN = frozenset(
    {str, SafeString, int, bool, float, Decimal, NoneType, date, datetime, time, timedelta}
)


class NotPlain(TypeError):
    """A value that may change after the drawing was made."""


class _NoToken:
    """A form drawn once would carry one visitor's token to all the others."""

    def __bool__(self) -> bool:
        raise NotPlain("a drawing holds no form that sends: its token is one visitor's own")


def draw(template: str, names: tuple[str, ...], values: tuple[Hashable, ...]) -> SafeString:
    """The template drawn with these values and nothing else of the page."""
    return _draw(template, names, values, kinds(values), get_language())


def kinds(values: Iterable[object]) -> tuple[object, ...]:
    """The types of the values, because `1 == True` and `"<b>" == SafeString("<b>")`."""
    return tuple([_kind(value) for value in values])


def _kind(value: object) -> object:
    kind = type(value)
    if kind in PLAIN or issubclass(kind, Enum):
        return kind
    if issubclass(kind, tuple):
        return (kind, *[_kind(part) for part in value])  # type: ignore[attr-defined]
    raise NotPlain(f"{kind.__name__} may change: a drawing takes plain values and tuples of them")


@lru_cache(maxsize=MOST_KEPT)
def _draw(
    template: str,
    names: tuple[str, ...],
    values: tuple[Hashable, ...],
    _kinds: tuple[object, ...],
    _language: str | None,
) -> SafeString:
    context = {"csrf_token": _NoToken(), **dict(zip(names, values, strict=True))}
    drawn = get_template(template).template.render(Context(context))  # type: ignore[attr-defined]
    return SafeString(drawn)
