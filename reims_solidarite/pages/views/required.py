"""Pages that the law requires: accessibility, personal data, legal notice."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors.rules import PUBLIC
from reims_solidarite.kit.http import ruled


@ruled(PUBLIC)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """« Non conforme » until an audit of the legal sample says otherwise (RGAA 4.1.2)."""
    return render(request, "pages/accessibility.html")


@ruled(PUBLIC)
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


@ruled(PUBLIC)
@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/legal.html")
