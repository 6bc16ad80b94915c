"""The sheets that the members of the commission read: one file a page, nobody named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.templatetags.french import french_date
from secours_loyer.letters.letterhead import paragraph
from secours_loyer.models import CommissionSession
from secours_loyer.queries.sheet import Sheet


def sheets_paper(
    session: CommissionSession, sheets: Sequence[Sheet], *, by: User, at: datetime
) -> dict[str, Any]:
    """The data of `base/sheet.typ`; each page says who printed it and that it is confidential."""
    held_on = french_date(paris_day(session.held_at))
    told = f"Fiche n° {sheets[0].rank}" if len(sheets) == 1 else "Fiches"
    return {
        "title": f"{told} de la séance {session.number}",
        "context": f"Commission du secours loyer, le {held_on}. Dossiers sans nom.",
        "footer": (
            f"CONFIDENTIEL. Imprimé par {by.get_full_name()} le {paris_day(at):%d/%m/%Y}. À rendre "
            "ou à détruire après la séance."
        ),
        "body": [block for sheet in sheets for block in _blocks(sheet)],
    }


def _blocks(sheet: Sheet) -> list[dict[str, Any]]:
    return [
        {"kind": "heading", "text": f"Dossier n° {sheet.rank}, {sheet.number}"},
        {
            "kind": "table",
            "headings": ["Ce qu’il faut savoir", ""],
            "widths": [2, 3],
            "rows": [[label, value] for label, value in sheet.lines],
        },
        {"kind": "list", "items": list(sheet.readings)},
        paragraph(f"Situation : {sheet.situation}"),
        *([paragraph(f"Avis : {sheet.opinion}")] if sheet.opinion else []),
    ]
