"""What the board hears of the decisions that could not wait: number, amount, why; no name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import french_date
from secours_loyer.letters.letterhead import paragraph
from secours_loyer.models import BoardMeeting, Decision
from secours_loyer.queries.derogation import above_words, computed_for


def board_report(
    meeting: BoardMeeting, decisions: Sequence[Decision], *, at: datetime
) -> dict[str, Any]:
    """The data of `base/sheet.typ`; an empty report says so."""
    told = french_date(meeting.held_on)
    body: list[dict[str, Any]] = [
        paragraph(
            "Le président ou son délégué a accordé en urgence les aides suivantes, par délégation "
            "du conseil d’administration, depuis le dernier compte rendu."
        )
        if decisions
        else paragraph("Aucune aide n’a été accordée en urgence depuis le dernier compte rendu.")
    ]
    if decisions:
        body.append(
            {
                "kind": "table",
                "headings": ["Décision", "Demande", "Signée le", "Par", "Urgence", "Aide"],
                "align": ["left", "left", "left", "left", "left", "right"],
                "widths": [3, 4, 3, 4, 6, 3],
                "rows": [_line(row) for row in decisions],
                "total": [
                    *("Total", "", "", "", ""),
                    format_cents(sum(row.aid_cents for row in decisions)),
                ],
            }
        )
    return {
        "title": f"Décisions prises par délégation, conseil du {told}",
        "context": f"Secours loyer du CCAS de Reims. Établi le {french_date(paris_day(at))}.",
        "landscape": True,
        "body": body,
    }


def _line(row: Decision) -> list[str]:
    replaced = f" (remplace {row.replaces.number})" if row.replaces else ""
    return [
        f"{row.number}{replaced}",
        row.request.number,
        f"{paris_day(row.decided_at):%d/%m/%Y}",
        row.signed_by.get_full_name(),
        _why(row),
        format_cents(row.aid_cents),
    ]


def _why(row: Decision) -> str:
    """Why it could not wait, and that it is more than was computed."""
    above = above_words(computed_for(row), row.aid_cents)
    return f"{row.urgency} {above}" if above else row.urgency
