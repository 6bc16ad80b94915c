"""`/favicon.ico`: browsers ask for it beside files, which cannot name the icon themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from actors import rules
from reims_solidarite.kit.http import ruled


@ruled(rules.PUBLIC)
@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Where the icon is."""
    return redirect(static("img/favicon.svg"))
