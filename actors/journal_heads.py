"""A head of the journal's chain, as it is kept off the machine: one signed line of text.

The signature tells a copying mistake from a tampered journal. It does not protect from somebody who
holds the server's key: what protects from them is that the line is kept where they do not write.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.signing import BadSignature, Signer


@dataclass(frozen=True)
class Head:
    """The last seal at an instant: everything before it is held by its digest."""

    at: str
    entries: int
    position: int
    digest: str

    def line(self) -> str:
        return _signer().sign(json.dumps(asdict(self), separators=(",", ":"), sort_keys=True))


def head_at(at: datetime, *, entries: int, position: int, digest: str) -> Head:
    """The head of a journal that was just checked."""
    return Head(at.isoformat(timespec="seconds"), entries, position, digest)


def read_heads(lines: Iterable[str]) -> list[Head]:
    """Every head of a file, whatever stands around it (a whole e-mail, for instance).

    Raises ValueError (French) when there is none, or when one is not as it was signed.
    """
    found = [_read(text) for text in map(str.strip, lines) if text.startswith("{")]
    if not found:
        raise ValueError("Ce fichier ne contient aucune tête de journal.")
    return found


def _read(text: str) -> Head:
    try:
        return Head(**json.loads(_signer().unsign(text)))
    except (BadSignature, TypeError, ValueError) as error:
        raise ValueError(
            "Une tête de journal de ce fichier a été altérée : reprenez celle reçue par courriel."
        ) from error


def _signer() -> Signer:
    return Signer(salt="actors.journal_heads")
