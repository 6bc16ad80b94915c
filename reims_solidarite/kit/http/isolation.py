"""No other site shows what we answer, and a file never runs in the portal's origin."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.http import content_disposition_header


def attach(response: HttpResponseBase, name: str) -> None:
    """Make it a download under that name, accents included (RFC 6266)."""
    header = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = str(header)


class Isolation:
    """`Cross-Origin-Resource-Policy` everywhere; downloads are sandboxed.

    Outermost: files served beside the pages (styles, scripts, images) are answers too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if response.headers.get("Content-Disposition", "").startswith("attachment"):
            response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
            response.headers["X-Content-Type-Options"] = "nosniff"
        return response
