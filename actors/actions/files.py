"""Keeping a private file: its kind is read from its content, never from what the browser says."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from actors.models import StoredFile, User
from reims_solidarite.kit.transitions import Refused

MAX_BYTES = 10 * 1024 * 1024
SIGNATURES = {
    b"%PDF-": ("application/pdf", "pdf"),
    b"\x89PNG\r\n\x1a\n": ("image/png", "png"),
    b"\xff\xd8\xff": ("image/jpeg", "jpg"),
}
# Active content has no place in a supporting document.
ACTIVE_PDF = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|OpenAction|AA|XFA)\b")
PRODUCED = {"application/pdf", "text/csv", "application/xml"}


def recognise(content: bytes) -> tuple[str, str]:
    """(media type, extension) by content; Refused with what to do instead."""
    if not content:
        raise Refused("Ce fichier est vide. Choisissez-en un autre.", field="file")
    if len(content) > MAX_BYTES:
        raise Refused(
            "Ce fichier dépasse 10 Mo. Réduisez-le, ou numérisez-le en gris.", field="file"
        )
    for signature, found in SIGNATURES.items():
        if content.startswith(signature):
            media_type, extension = found
            break
    else:
        raise Refused("Déposez un PDF, ou une photo JPEG ou PNG.", field="file")
    if media_type == "application/pdf":
        if b"%%EOF" not in content[-2048:]:
            raise Refused("Ce PDF est incomplet. Enregistrez-le de nouveau.", field="file")
        if ACTIVE_PDF.search(content):
            raise Refused(
                "Ce PDF contient un programme ou une pièce jointe. Imprimez-le en PDF, puis "
                "déposez le résultat.",
                field="file",
            )
    return media_type, extension


def clean_name(name: str, extension: str) -> str:
    """A name safe to show and to download under: letters, digits, spaces, dashes."""
    stem = re.sub(r"[^\w \-’'().]", " ", name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1])
    stem = re.sub(r"\s+", " ", stem.rsplit(".", 1)[0]).strip(" .") or "document"
    return f"{stem[:100]}.{extension}"


@transaction.atomic
def keep_upload(name: str, content: bytes, *, by: User | None, at: datetime) -> StoredFile:
    """Check an uploaded file by its content and keep it."""
    media_type, extension = recognise(content)
    return _keep(clean_name(name, extension), media_type, content, by=by, at=at)


@transaction.atomic
def keep_produced(
    name: str, media_type: str, content: bytes, *, by: User | None, at: datetime
) -> StoredFile:
    """Keep a document that the portal made itself."""
    if media_type not in PRODUCED:
        raise ValueError(f"the portal does not produce {media_type}")
    return _keep(name, media_type, content, by=by, at=at)


def _keep(
    name: str, media_type: str, content: bytes, *, by: User | None, at: datetime
) -> StoredFile:
    stored = StoredFile(
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        created_at=at,
        created_by=by,
    )
    stored.content.save("content", ContentFile(content), save=False)
    stored.save(force_insert=True)
    return stored
