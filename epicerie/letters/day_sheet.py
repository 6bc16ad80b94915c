"""The day sheet as a PDF: names, posts, columns to sign; usable when the network is down."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from epicerie.queries.day_sheet import DaySheet
from epicerie.states import OpeningState
from reims_solidarite.kit.documents import render_pdf
from reims_solidarite.kit.templatetags.french import french_date, french_time, phone

HEADINGS = ["Poste", "Nom", "Arrivée", "Départ", "Signature"]


def day_sheet_pdf(sheet: DaySheet, *, at: datetime) -> bytes:
    """One table: a line for each place, held or empty, then blank lines; then whom to ring."""
    opening = sheet.opening
    rows: list[list[str]] = []
    for post in sheet.posts:
        name = str(post.need.post)
        rows += [[name, str(held.volunteer), "", "", ""] for held in post.held]
        rows += [[name, "(place libre)", "", "", ""] for _ in post.empty_places]
    rows += [["Venu sans place", "", "", "", ""] for _ in sheet.walk_in_lines]
    context = [
        f"{opening.site}, de {french_time(opening.starts)} à {french_time(opening.ends)}.",
        f"Imprimée le {french_date(at)}.",
    ]
    number = phone(sheet.on_duty) if sheet.on_duty else "…" * 12
    context.insert(1, f"Coordination : {number}.")
    if opening.state == OpeningState.CANCELLED:
        context.insert(0, f"JOUR ANNULÉ : {opening.cancel_reason}.")
    body: list[dict[str, Any]] = [
        {"kind": "table", "headings": HEADINGS, "widths": [3, 4, 2, 2, 4], "rows": rows}
    ]
    if sheet.standby:
        body += [
            {"kind": "heading", "text": "Suppléants à appeler s’il manque quelqu’un"},
            {
                "kind": "list",
                "items": [
                    f"{name} : {phone(number)}" if number else name
                    for name, number in sheet.standby
                ],
            },
        ]
    body.append(
        {
            "kind": "paragraph",
            "text": "La feuille en ligne reste la référence : recopiez-y les présences, puis "
            "signez-la.",
        }
    )
    data = {
        "title": f"Feuille du jour – {french_date(opening.day)}",
        "context": " ".join(context),
        "landscape": True,
        "body": body,
    }
    return render_pdf("base/sheet.typ", data, at=at)
