"""What surrounds the pages of the grocery: the volunteer's menu, the admin's frame."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse


def volunteer_nav(*, on_till: bool = False) -> list[dict[str, str]]:
    """The menu under the thumb; the till only during an own shift there."""
    entries = [
        {"url": reverse("epicerie:my_shifts"), "label": "Créneaux", "icon": "calendar"},
        {"url": reverse("epicerie:calendar_address"), "label": "Agenda", "icon": "clock"},
        {"url": reverse("help"), "label": "Aide", "icon": "help"},
    ]
    if on_till:
        entries.insert(1, {"url": reverse("epicerie:my_till"), "label": "Caisse", "icon": "basket"})
    return entries


def task_context(
    request: HttpRequest, title: str, *crumbs: tuple[str, str], lead: str = ""
) -> dict[str, Any]:
    """The admin's frame of a task page; `crumbs` are (label, url)."""
    return {
        **admin.site.each_context(request),
        "title": title,
        "lead": lead,
        "crumbs": [{"label": label, "url": url} for label, url in crumbs],
    }
