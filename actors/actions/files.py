"""Keeping a private file: its kind is read from its content, never from what the browser says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Sum

from actors.models import StoredFile, User
from actors.queries.file_seal import file_seal
from reims_solidarite.kit.heavy_files import ONE_FILE
from reims_solidarite.kit.images import PNG_MARK, picture_of_jpeg, picture_of_png
from reims_solidarite.kit.pdf_sweep import sound_pdf
from reims_solidarite.kit.transitions import Refused

MAX_BYTES = ONE_FILE
# What one person may deposit in a day: enough for twenty whole files.
DAILY_BYTES = 200 * 1024 * 1024
KINDS: tuple[tuple[bytes, str, str, Callable[[bytes], bytes]], ...] = (
    (b"%PDF-", "application/pdf", "pdf", sound_pdf),
    (PNG_MARK, "image/png", "png", picture_of_png),
    (b"\xff\xd8\xff", "image/jpeg", "jpg", picture_of_jpeg),
)
PRODUCED = {"application/pdf", "text/csv", "application/xml"}


def recognise(content: bytes) -> tuple[str, str, bytes]:
    """(media type, extension, what is kept of it) by content; Refused with what to do instead."""
    if not content:
        raise Refused("Ce fichier est vide. Choisissez-en un autre.", field="file")
    if len(content) > MAX_BYTES:
        raise Refused(
            "Ce fichier dépasse 10 Mo. Réduisez-le, ou numérisez-le en gris.", field="file"
        )
    for signature, media_type, extension, sound in KINDS:
        if content.startswith(signature):
            try:
                return media_type, extension, sound(content)
            except ValueError as error:
                raise Refused(str(error), field="file") from error
    raise Refused("Déposez un PDF, ou une photo JPEG ou PNG.", field="file")


def clean_name(name: str, extension: str) -> str:
    """A name safe to show and to download under: letters, digits, spaces, dashes."""
    stem = re.sub(r"[^\w \-’'().]", " ", name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1])
    stem = re.sub(r"\s+", " ", stem.rsplit(".", 1)[0]).strip(" .") or "document"
    return f"{stem[:100]}.{extension}"


@transaction.atomic
def keep_upload(name: str, content: bytes, *, by: User | None, at: datetime) -> StoredFile:
    """Check an uploaded file by its content and keep it."""
    media_type, extension, sound = recognise(content)
    if by is not None:
        recent = StoredFile.objects.filter(created_by=by, created_at__gt=at - timedelta(days=1))
        used: int = recent.aggregate(total=Sum("size"))["total"] or 0
        if used + len(sound) > DAILY_BYTES:
            raise Refused("Vous avez déposé beaucoup de fichiers : revenez demain.", field="file")
    return _keep(clean_name(name, extension), media_type, sound, by=by, at=at)


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
    stored.seal = file_seal(stored)
    stored.save(force_insert=True)
    return stored
