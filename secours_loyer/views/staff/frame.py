"""What a task page of the rent aid needs around it, and the access log it keeps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.urls import reverse

from actors.actions.reading import note_reading
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from secours_loyer.models import RentRequest

SUNDAY = 7
SHOWN, EXPORT = "agent du secours loyer", "export du secours loyer"


def task_frame(
    request: SignedInRequest, title: str, *crumbs: tuple[str, str], lead: str = ""
) -> dict[str, Any]:
    """Menu, breadcrumbs (label, address) and title."""
    home = {"label": "Secours loyer", "url": reverse("secours_loyer:board")}
    return {
        **admin.site.each_context(request),
        "title": title,
        "lead": lead,
        "crumbs": [home, *({"label": label, "url": url} for label, url in crumbs)],
    }


def warn_sunday(request: SignedInRequest, day: date) -> None:
    """A session or a board on a Sunday may be a slip of the pen: it is kept, and said."""
    if day.isoweekday() == SUNDAY:
        told = f"Le {day:%d/%m/%Y} est un dimanche. Si c’est une erreur, changez le jour."
        messages.warning(request, told)


def note_shown(
    request: SignedInRequest,
    files: Iterable[RentRequest],
    classes: Iterable[str],
    *,
    reason: str | None = None,
) -> None:
    """Write in the access log whose file is about to be shown, or taken away."""
    match = request.resolver_match
    note_reading(
        [file.household.uid for file in files],
        by=request.user,
        at=now(),
        classes=classes,
        route=match.view_name if match else "",
        reason=reason or SHOWN,
    )
