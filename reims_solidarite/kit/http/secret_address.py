"""A page whose address is its key (registration, invitation, landlord's link)."""

from __future__ import annotations

from django.http import HttpResponse


def secret_address(response: HttpResponse) -> HttpResponse:
    """The address goes to no other site, stays in no cache and in no search engine.

    `strict-origin`, not `no-referrer`: under the latter a browser sends the page's own forms with
    « Origin: null », and they are refused as forged.
    """
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
