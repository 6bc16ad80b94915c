"""Finding an invitation by the secret of its link."""

from __future__ import annotations

import hashlib
from datetime import datetime

from actors.models import Invitation


def digest(token: str) -> str:
    """What the database keeps of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def readable_invitation(token: str, *, at: datetime) -> Invitation | None:
    """The invitation of that link while it can be accepted, with its organisation."""
    return (
        Invitation.objects.live(at)
        .filter(token_digest=digest(token))
        .select_related("organisation", "invited_by")
        .first()
    )
