"""The e-mails that the journeys' portal has sent, read from their files."""

from __future__ import annotations

import email
import re
import time
from email import policy
from pathlib import Path

CODE = re.compile(r"\b([A-Z0-9]{4}-[A-Z0-9]{4})\b")
LINK = re.compile(r"https?://[^/\s]+(/\S+)")
PATIENCE = 20


def mails_to(folder: Path, address: str) -> list[str]:
    """The texts sent to that address, newest first."""
    texts = []
    for file in sorted(folder.glob("*.eml"), reverse=True):
        message = email.message_from_bytes(file.read_bytes(), policy=policy.default)
        if message["To"] == address:
            texts.append(message.get_body(("plain",)).get_content())
    return texts


def wait_for_mail(folder: Path, address: str, pattern: re.Pattern[str], *, after: int = 0) -> str:
    """What the pattern finds in the newest mail that holds it, the first `after` left out."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        texts = mails_to(folder, address)
        for text in texts[: len(texts) - after]:
            if found := pattern.search(text):
                return found.group(1)
        time.sleep(0.05)
    raise AssertionError(f"no mail for {address} holds {pattern.pattern}")
