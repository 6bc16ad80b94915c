"""A digest that SQL alone cannot forge: its key is not in the database. With its rotation."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator

from django.conf import settings


def keyed_digest(text: bytes, *, purpose: str) -> str:
    """Under the key of today; a digest of one purpose says nothing for another."""
    return _mac(next(_keys(purpose)), text)


def answers_to(text: bytes, digest: str, *, purpose: str) -> bool:
    """Is it the digest of this text, under the key of today or an older one?"""
    return any(hmac.compare_digest(_mac(key, text), digest) for key in _keys(purpose))


def _keys(purpose: str) -> Iterator[bytes]:
    for key in map(str, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)):
        yield hashlib.sha256(f"{purpose}:{key}".encode()).digest()


def _mac(key: bytes, text: bytes) -> str:
    return hmac.new(key, text, hashlib.sha256).hexdigest()
