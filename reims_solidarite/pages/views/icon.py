"""`/favicon.ico`: browsers ask for it beside files, which cannot name the icon themselves."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from actors import rules
from reims_solidarite.kit.http import ruled


@ruled(rules.PUBLIC)
@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """The same drawing as the one that pages name."""
    return HttpResponse(_drawing(), content_type="image/svg+xml")


@cache
def _drawing() -> bytes:
    return Path(str(finders.find("img/favicon.svg"))).read_bytes()
