"""Naming the step that an address takes."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import template
from django.urls import Resolver404, resolve

register = template.Library()


@register.simple_tag
def step_at(address: str | None) -> str:
    """The label of the step that this address of a page of steps takes, or nothing."""
    try:
        found = resolve(urlsplit(address or "").path)
    except Resolver404:
        return ""
    steps = getattr(getattr(found.func, "view_class", None), "steps", ())
    wanted = found.kwargs.get("step")
    return next((step.label for step in steps if step.name == wanted), "")
