"""Session limits, second factor, and the sentence shown when an action was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.urls import reverse

from actors.queries.second_factor import has_second_factor
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import METHODS, View, declared_rule
from reims_solidarite.kit.transitions import Refused

GetResponse = Callable[[HttpRequest], HttpResponseBase]
TOUCH_EVERY_SECONDS = 60


class Maintenance:
    """While `PORTAIL_MAINTENANCE` is set, every page but `/healthz` says so."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.MAINTENANCE or request.path == "/healthz":
            return self.get_response(request)
        response = HttpResponse(get_template("503.html").render(), status=503)
        response.headers["Retry-After"] = "600"
        return response


class Refusals:
    """A refusal that no form caught is still a sentence, never an error page; the address of a
    button, opened by itself, says so instead of a blank page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "GET" and isinstance(response, HttpResponseNotAllowed):
            response.content = get_template("405.html").render()
            response.headers["Content-Length"] = str(len(response.content))
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            return render(request, "refused.html", {"reason": error.message}, status=409)
        return None


class SessionAge:
    """Staff sessions end after 30 idle minutes; every session ends after 12 hours."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.get_response(request)
        instant = now().timestamp()
        session = request.session
        started = session.get("started", instant)
        seen = session.get("seen", instant)
        idle = request.user.is_staff and instant - seen > settings.STAFF_IDLE_SECONDS
        if idle or instant - started > settings.SESSION_ABSOLUTE_SECONDS:
            logout(request)
            if request.method == "POST":
                # As any form sent without a session: the rules give back what was typed.
                return self.get_response(request)
            return redirect_to_login(request.get_full_path())
        if "started" not in session or instant - seen > TOUCH_EVERY_SECONDS:
            session["started"] = started
            session["seen"] = instant
        return self.get_response(request)


class SecondFactor:
    """Without a second factor used in this very session, a colleague reads what everybody reads.

    The address does not count: a household is shown outside the admin too.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        user = request.user
        if request.method not in METHODS or not (user.is_authenticated and user.is_staff):
            return None
        match = request.resolver_match
        rule = declared_rule(view, match.view_name if match else "")
        if rule is not None and (rule.public or rule.own) and not _in_admin(request):
            return None
        if any(record["method"] == "mfa" for record in get_authentication_records(request, user)):
            return None
        if has_second_factor(user):
            return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"), "next")
        return redirect("mfa_index")


def _in_admin(request: HttpRequest) -> bool:
    return request.path.startswith("/admin/")
