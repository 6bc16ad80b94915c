"""What the home page tells: the next opening day, the next edition, the size of the network."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from actors.models import Organisation


def home_facts(at: datetime) -> dict[str, Any]:
    """Four queries whatever the size of the network."""
    return {"organisation_count": Organisation.objects.published().count()}
