"""The day sheet as a PDF: names, posts, a column to sign; usable when the network is down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from epicerie.models import OpeningDay
from epicerie.queries.planning import PostOfDay
from reims_solidarite.kit.documents import render_pdf
from reims_solidarite.kit.templatetags.french import french_date, french_time, phone


def day_sheet_pdf(opening: OpeningDay, posts: Sequence[PostOfDay], *, at: datetime) -> bytes:
    """One table: a line for each place, held or empty."""
    rows: list[list[str]] = []
    for post in posts:
        name = str(post.need.post)
        rows += [
            [name, str(held.volunteer), phone(held.volunteer.user.phone), "", ""]
            for held in post.held
        ]
        rows += [[name, "(place libre)", "", "", ""] for _ in post.empty_places]
    data = {
        "title": f"Feuille du jour – {french_date(opening.day)}",
        "context": f"Épicerie sociale, de {french_time(opening.starts)} à "
        f"{french_time(opening.ends)}. Imprimée le {french_date(at)}.",
        "landscape": True,
        "body": [
            {
                "kind": "table",
                "headings": ["Poste", "Nom", "Téléphone", "Arrivée", "Signature"],
                "widths": [2, 3, 2, 1, 3],
                "rows": rows,
            }
        ],
    }
    return render_pdf("base/sheet.typ", data, at=at)
