"""A form whose files are too heavy: what was typed is read, the files are weighed and dropped.

Without this the whole body is refused before anything is read, and every word typed is lost.
Nothing of such files reaches the memory or the disk.
"""

from __future__ import annotations

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

MEGA = 1024 * 1024
ONE_FILE = 10 * MEGA
"""Most bytes of one file."""
MOST_WEIGHED = 48 * MEGA
"""Beyond this nobody reads the body at all."""


class DroppedFile(UploadedFile):  # type: ignore[type-arg]
    """A file of a body that is too heavy: its name and its weight, nothing else."""

    def __init__(self, name: str, content_type: str, size: int) -> None:
        super().__init__(BytesIO(), name, content_type, size)


class Weighing(FileUploadHandler):
    """Counts the bytes of each file, keeps none."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> DroppedFile:
        return DroppedFile(self.file_name or "", self.content_type or "", file_size)


def megabytes(size: int) -> str:
    """« 13,5 Mo »."""
    whole, tenth = divmod(-(-size * 10 // MEGA), 10)
    return f"{whole},{tenth}\N{NO-BREAK SPACE}Mo" if tenth else f"{whole}\N{NO-BREAK SPACE}Mo"


def is_too_heavy(length: int) -> bool:
    """More than the portal takes in at once."""
    return length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def weigh_only(request: HttpRequest, length: int) -> bool:
    """Read this body without its files; False for one that no page of ours can have sent."""
    shown = settings.CSRF_COOKIE_NAME in request.COOKIES
    if length > MOST_WEIGHED or not shown or request.content_type != "multipart/form-data":
        return False
    request.upload_handlers = [Weighing(request)]
    return True
