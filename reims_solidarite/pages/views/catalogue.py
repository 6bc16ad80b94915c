"""`/admin/composants/`: every component of the pages in its states."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors.rules import STAFF
from reims_solidarite.kit.http import ruled
from reims_solidarite.pages.catalogue import catalogue_context


@ruled(STAFF)
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    return render(request, "components/catalogue.html", catalogue_context())
