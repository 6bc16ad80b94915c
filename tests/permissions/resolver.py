"""Every address of the portal, read from Django's own resolver, admin included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """`pattern` as the resolver spells it, from the root; `name` with its namespace."""

    pattern: str
    name: str
    parameters: dict[str, str]
    view: Any

    def __hash__(self) -> int:
        return hash(self.pattern)


def addresses() -> list[Address]:
    return list(_walk(get_resolver().url_patterns, "", "", {}))


def _walk(
    patterns: list[URLPattern | URLResolver], prefix: str, space: str, outer: dict[str, str]
) -> Iterator[Address]:
    for one in patterns:
        pattern = prefix + str(one.pattern)
        found = {name: type(kind).__name__ for name, kind in one.pattern.converters.items()}
        if isinstance(one, URLResolver):
            inner = space + (f"{one.namespace}:" if one.namespace else "")
            yield from _walk(one.url_patterns, pattern, inner, {**outer, **found})
        else:
            groups = getattr(getattr(one.pattern, "regex", None), "groupindex", {})
            parameters = {**dict.fromkeys(groups, "StringConverter"), **outer, **found}
            name = f"{space}{one.name}" if one.name else ""
            yield Address(pattern, name, parameters, one.callback)
