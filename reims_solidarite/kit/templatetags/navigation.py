"""Links that know whether they lead to the page being read, and the icons beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def nav_link(
    context: template.Context, url: str, label: str, *, icon: str = "", exact: bool = False
) -> SafeString:
    """`<a>` with `aria-current`: "page" on the page itself, "true" on a page below it.

    `exact` is for an address that is the beginning of its neighbours' (`/assises/` and
    `/assises/groupes/`). A menu that is drawn once has no request: it is told its `path`.
    """
    request = context.get("request")
    path: str = request.path if request else context.get("path") or ""
    if path == url:
        current = format_html(' aria-current="{}"', "page")
    elif not exact and len(url) > 1 and path.startswith(url):
        current = format_html(' aria-current="{}"', "true")
    else:
        current = SafeString()
    return format_html(
        '<a href="{}"{}>{}<span>{}</span></a>', url, current, draw(icon) if icon else "", label
    )


@register.simple_tag
def lit_entry(apps: Iterable[Mapping[str, Any]], path: str) -> str:
    """The one address of the staff's menu that holds this page: the longest that begins it."""
    urls = (str(row.get("admin_url") or "") for app in apps for row in app["models"])
    return max((url for url in urls if url and path.startswith(url)), key=len, default="")


@register.simple_tag
def elided_pages(number: int, last: int) -> list[int | None]:
    """First, near and last page numbers, None where some are left out: never a loop over all."""
    near = range(max(number - 1, 1), min(number + 1, last) + 1)
    shown = sorted({1, last, *near})
    numbers: list[int | None] = [shown[0]]
    for before, after in pairwise(shown):
        if after > before + 1:
            numbers.append(None)
        numbers.append(after)
    return numbers


@register.simple_tag(name="icon")
@lru_cache(maxsize=500)
def draw(name: str, css: str = "icon") -> SafeString:
    """One drawing of the sprite; always decorative, the words beside it carry the meaning."""
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css,
        static("img/icons.svg"),
        name,
    )
