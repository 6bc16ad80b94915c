"""What surrounds the task pages of the grocery in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


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
