"""Authenticated encryption of small secrets at rest, with the rotation of SECRET_KEY."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

# Stands where a secret was in a text that is kept: the reader sees that something was there.
REDACTED = "[lien-masqué]"


def _box() -> MultiFernet:
    """The first key seals; older ones still open."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    derived = (hashlib.sha256(f"kit.secrets:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])


def seal(text: str) -> str:
    """Encrypt; two calls give two texts."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypt; raises cryptography.fernet.InvalidToken on an altered text."""
    return _box().decrypt(sealed.encode()).decode()


def reseal(sealed: str) -> str:
    """The same secret under the first key of today."""
    return _box().rotate(sealed.encode()).decode()
