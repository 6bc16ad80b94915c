"""The attendance sheet of a workshop, as a tagged PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assises.models import Registration, Session
from reims_solidarite.kit.documents import render_pdf
from reims_solidarite.kit.templatetags.french import french_date, french_time

BLANK_LINES = 8
NOTICE = (
    "Ces données servent au CCAS de Reims à prouver la tenue de l’atelier ; elles sont gardées un "
    "an. Vos droits : page « Données personnelles » du portail."
)


def attendance_sheet(session: Session, people: Sequence[Registration], *, at: datetime) -> bytes:
    """One line per person with a seat, then numbered blank lines."""
    edition = session.edition
    rows = [
        [str(n), f"{p.last_name} {p.first_name}", p.organisation_label, p.function, ""]
        for n, p in enumerate(people, start=1)
    ]
    blank = range(len(rows) + 1, len(rows) + 1 + BLANK_LINES)
    where = ", ".join(filter(None, [session.room, edition.place]))
    hours = f"{french_time(session.starts_at)} à {french_time(session.ends_at)}"
    context = [
        str(edition),
        f"{french_date(edition.date)}, {hours}",
        where,
        f"Organisé par : {edition.organisers}" if edition.organisers else "",
    ]
    data = {
        "title": f"Feuille de présence : {session.title}",
        "context": "\n".join(filter(None, context)),
        "landscape": True,
        "footer": NOTICE,
        "body": [
            {
                "kind": "table",
                "headings": ["N°", "Nom et prénom", "Organisation", "Fonction", "Signature"],
                "widths": [1, 5, 5, 4, 5],
                "rows": [*rows, *([str(n), "", "", "", ""] for n in blank)],
            }
        ],
    }
    return render_pdf("base/sheet.typ", data, at=at)
