"""Serving a private file once its owner's page has checked the right to read it."""

from __future__ import annotations

from django.http import FileResponse

from actors.models import StoredFile


def download(stored: StoredFile) -> FileResponse:
    """Always a download: `kit.http.Isolation` keeps it out of the portal's origin."""
    response = FileResponse(
        stored.content.open("rb"),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.media_type,
    )
    response.headers["Cache-Control"] = "no-store, private"
    return response
