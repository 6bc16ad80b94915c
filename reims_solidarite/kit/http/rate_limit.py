"""Counting what strangers send: one count for every process, kept in the shared cache."""

from __future__ import annotations

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest


def within_limit(request: HttpRequest, action: str, rates: str, *, key: str | None = None) -> bool:
    """Count one more `action`; False once a rate such as "20/h/ip,5/h/key" is spent."""
    usage = consume(request, app="reims_solidarite", action=action, config={action: rates}, key=key)
    return usage is not None
