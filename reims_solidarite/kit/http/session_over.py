"""A form sent without a session: what was typed is given back to who typed it, and kept nowhere.

Sending people to the sign-in page would lose it: the page of the form is not stored by the browser,
and the token of the form dies with the session.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Never printed back: the form's token, and whatever proves who somebody is.
SECRETS = ("csrfmiddlewaretoken", "code", "password", "oldpassword", "password1", "password2")


def session_over(request: HttpRequest) -> HttpResponse:
    """401, with the typed fields to copy and the names of the files to choose again."""
    typed = [
        value
        for name, values in request.POST.lists()
        if name not in SECRETS
        for value in values
        if value.strip()
    ]
    files = [file.name for _name, found in request.FILES.lists() for file in found]
    response = render(
        request, "session_over.html", {"typed": "\n".join(typed), "files": files}, status=401
    )
    response.headers["WWW-Authenticate"] = "Session"  # RFC 9110, 15.5.2: a 401 names a scheme.
    response.headers["Cache-Control"] = "no-store, private"
    return response
