"""The second factor's six digits, as a phone shows them (RFC 6238)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

STEP = 30
ENOUGH = 5  # seconds: a code that is about to change is let go by, as people do


def digits_at(secret: str, step: int) -> str:
    """The code of one step of thirty seconds."""
    mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    start = mac[-1] & 15
    number = struct.unpack(">I", mac[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def digits_now(secret: str) -> str:
    left = STEP - time.time() % STEP
    if left < ENOUGH:
        time.sleep(left)
    return digits_at(secret, int(time.time() // STEP))
