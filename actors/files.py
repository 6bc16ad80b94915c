"""Serving a private file once its owner's page has checked the right to read it."""

from __future__ import annotations

from django.http import FileResponse

from actors.models import StoredFile


def download(stored: StoredFile) -> FileResponse:
    """Always a download, never rendered in the portal's origin."""
    response = FileResponse(
        stored.content.open("rb"),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.media_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "no-store, private"
    return response
