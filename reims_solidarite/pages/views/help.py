"""`/aide/`: the user guide."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors.rules import PUBLIC
from reims_solidarite.kit.http import ruled
from reims_solidarite.pages.guide import guide_pages, pages_by_reader


@ruled(PUBLIC)
@require_safe
def help_index(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "pages/help_index.html",
        {"pages": guide_pages().values(), "readers": pages_by_reader()},
    )


@ruled(PUBLIC)
@require_safe
def help_page(request: HttpRequest, slug: str) -> HttpResponse:
    page = guide_pages().get(slug)
    if page is None:
        raise Http404
    return render(request, "pages/help_page.html", {"page": page})
