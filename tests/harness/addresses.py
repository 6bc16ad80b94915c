"""Every address of the portal, from the resolver itself: a page added tomorrow is in the list."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern, RoutePattern

# Nobody's row: pages that need one answer 404, which is an answer like another.
NOBODY = {
    "IntConverter": 999_999_999,
    "SlugConverter": "personne",
    "StringConverter": "personne",
    "PathConverter": "999999999",
    "UUIDConverter": uuid.UUID(int=7),
}


def _leaves(
    resolver: URLResolver, names: tuple[str, ...] = (), held: dict[str, Any] | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    own = dict(held or {})
    for entry in resolver.url_patterns:
        found = {**own, **_arguments(entry.pattern)}
        if isinstance(entry, URLResolver):
            inner = (*names, entry.namespace) if entry.namespace else names
            yield from _leaves(entry, inner, found)
        elif isinstance(entry, URLPattern) and entry.name:
            yield ":".join((*names, entry.name)), found


def _arguments(pattern: Any) -> dict[str, Any]:
    if isinstance(pattern, RoutePattern):
        return {name: NOBODY[type(made).__name__] for name, made in pattern.converters.items()}
    if isinstance(pattern, RegexPattern):
        # The admin's pages of an app, or allauth's key of a reset link.
        return dict.fromkeys(pattern.regex.groupindex, "actors")
    return {}


def addresses() -> dict[str, str]:
    """Name of the route -> one address of it."""
    found = {name: reverse(name, kwargs=held) for name, held in _leaves(get_resolver())}
    assert len(found) > 200, len(found)
    return found
