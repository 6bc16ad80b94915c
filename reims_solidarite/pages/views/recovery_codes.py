"""The recovery codes of one's second factor: read, and taken away as a file.

allauth's own views note in the database that the codes were seen, at the first GET. Reading writes
nothing here (`ReadOnlyGet`), and the note serves nobody: these codes may be read again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reims_solidarite.kit.http.isolation import attach

Shown = Callable[[HttpRequest, list[str]], HttpResponse]
proved = cast("Callable[[Shown], Shown]", reauthentication_required(app="allauth.mfa"))


def _codes_of(request: HttpRequest) -> list[str]:
    kept = Authenticator.objects.filter(
        user=request.user, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    if kept is None:
        raise Http404("no recovery code was made for this account")
    codes: list[str] = kept.wrap().get_unused_codes()
    return codes


@require_safe
@login_required
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The codes that still serve; the person proves who they are first."""
    return _shown(request, _codes_of(request))


@require_safe
@login_required
def recovery_codes_file(request: HttpRequest) -> HttpResponse:
    """The same codes as a text file."""
    return _downloaded(request, _codes_of(request))


@proved
def _shown(request: HttpRequest, codes: list[str]) -> HttpResponse:
    context: dict[str, Any] = {
        "unused_codes": codes,
        "total_count": app_settings.RECOVERY_CODE_COUNT,
        "can_view_codes": True,
        "can_download_codes": bool(codes),
        "can_generate_codes": True,
        "MFA_RECOVERY_CODES_SHOW_ONCE": False,
    }
    return render(request, "mfa/recovery_codes/index.html", context)


@proved
def _downloaded(request: HttpRequest, codes: list[str]) -> HttpResponse:
    response = render(
        request,
        "mfa/recovery_codes/download.txt",
        {"unused_codes": codes},
        content_type="text/plain; charset=utf-8",
    )
    attach(response, "codes-de-secours.txt")
    return response
