"""Who a step of a file is for, beside its role."""

from __future__ import annotations

from actors.models import User
from secours_loyer.models import RentRequest


def is_instructor(file: RentRequest, user: User) -> bool:
    """The file is theirs."""
    return file.instructor_id == user.pk


def not_instructor(file: RentRequest, user: User) -> bool:
    """The file is somebody else’s."""
    return file.instructor_id != user.pk


def took_part(file: RentRequest, user: User) -> bool:
    """They study it, or filed it: somebody else decides."""
    return user.pk in (file.instructor_id, file.filed_by_id)
