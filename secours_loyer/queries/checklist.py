"""The checklist as pages show it."""

from __future__ import annotations

from typing import Any

from secours_loyer.models import PieceState, RentRequest
from secours_loyer.queries.words import TONES


def checklist_lines(request: RentRequest) -> list[dict[str, Any]]:
    """Each paper with its state, why, and the tone of its badge; one query."""
    return [
        {
            "label": str(line),
            "code": line.state,
            "state": line.get_state_display(),
            "reason": line.reason,
            "missing": line.state in (PieceState.WAITED, PieceState.REFUSED),
            "tone": TONES[line.state],
        }
        for line in request.checklist.all()
    ]
