"""The request of a page that only signed-in people open."""

from __future__ import annotations

from django.http import HttpRequest

from actors.models import User


class SignedInRequest(HttpRequest):
    """Says to the type checker what the page's rule has already made sure of."""

    user: User
