"""What a task page of the admin needs around it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse


def task_frame(
    request: HttpRequest, title: str, *crumbs: tuple[str, str], lead: str = ""
) -> dict[str, Any]:
    """Menu, breadcrumbs (label, URL name of the admin or address) and title."""
    return {
        **admin.site.each_context(request),
        "title": title,
        "lead": lead,
        "crumbs": [
            {"label": label, "url": url if url.startswith("/") else reverse(url)}
            for label, url in crumbs
        ],
    }
