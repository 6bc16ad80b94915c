"""The key of a registration: derived from its identifier, kept only as a digest.

It can be written again in a later e-mail without being stored, and survives the rotation of
SECRET_KEY as long as the old key is listed among the fallbacks.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import force_bytes

from assises.models import Registration

SIZE = 43


def _derived(uid: uuid.UUID, key: str | bytes) -> str:
    digest = hmac.new(force_bytes(key), b"assises.registration:" + uid.bytes, hashlib.sha256)
    return digest.hexdigest()[:SIZE]


def new_token(uid: uuid.UUID) -> str:
    """The key of a registration made now."""
    return _derived(uid, settings.SECRET_KEY)


def hashed(token: str) -> str:
    """What the database keeps."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(registration: Registration) -> str:
    """The key given to the person when they registered."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = _derived(registration.uid, key)
        if hashed(token) == registration.token_hash:
            return token
    raise LookupError("the key that made this link is gone")


def registration_of(token: str) -> Registration | None:
    """The registration that this link opens, with its edition."""
    return (
        Registration.objects.filter(token_hash=hashed(token))
        .select_related("edition", "organisation")
        .first()
    )


def manage_url(registration: Registration) -> str:
    """The absolute address of the person's own page."""
    path = reverse("assises:mine", args=[token_of(registration)])
    return f"{settings.WEBSITE_ADDRESS}{path}"
