"""Nothing shown to a signed-in person may stay in a cache."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class NoStore:
    """`no-store` on every answer made for a signed-in user, and on everything with a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
        if signed_in or response.cookies:
            response.headers["Cache-Control"] = "no-store, private"
        return response
