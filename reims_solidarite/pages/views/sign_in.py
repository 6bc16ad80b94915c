"""The sign-in page: allauth's, and drawn once a process for whoever arrives with nothing at all."""

from __future__ import annotations

from functools import cache

from allauth.account.forms import LoginForm
from allauth.account.views import login
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from reims_solidarite.pages.context import menu_path

TOKEN = "the-visitors-own-token"  # noqa: S105 - a place to fill, never sent
MESSAGES = "messages"  # the cookie of Django's messages


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """No session, no message, no address to come back to: only the token differs."""
    arrives_bare = not (request.GET or request.session.session_key or request.COOKIES.get(MESSAGES))
    if request.method != "GET" or not arrives_bare:
        return login(request)
    response = HttpResponse(get_token(request).join(_pieces()))
    add_never_cache_headers(response)
    return response


@cache
def _pieces() -> tuple[str, ...]:
    """The page on both sides of each token; drawn without a request, so of nobody."""
    context = {
        "form": LoginForm(),
        "redirect_field": "",
        "user": AnonymousUser(),
        "nav": (),
        "nav_path": menu_path(reverse(settings.LOGIN_URL)),
        "messages": (),
        "csrf_token": TOKEN,
    }
    return tuple(render_to_string("account/login.html", context).split(TOKEN))
