"""`/admin/observatoire/`: needs by district and month, small counts hidden."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors.rules import STAFF
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.http import ruled
from reims_solidarite.pages.queries.observatory import indicators


@ruled(STAFF)
@require_safe
def observatory(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "pages/observatory.html",
        {
            **admin.site.each_context(request),
            "title": "Observatoire des besoins",
            "indicators": indicators(today()),
        },
    )
