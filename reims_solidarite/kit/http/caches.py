"""Nothing shown to a signed-in person may stay in a cache."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class NoStore:
    """`no-store` on every answer made for a signed-in user, and on everything with a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Asked before and after: signing out ends with nobody, signing in begins with nobody.
        before = self._signed_in(request)
        response = self.get_response(request)
        if before or self._signed_in(request) or response.cookies:
            response.headers["Cache-Control"] = "no-store, private"
        return response

    @staticmethod
    def _signed_in(request: HttpRequest) -> bool:
        return getattr(request, "user", None) is not None and request.user.is_authenticated
