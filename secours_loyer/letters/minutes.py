"""The minutes of a session: who sat, what was decided file by file, without a name of household."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from actors.models import User
from reims_solidarite.kit.dates import PARIS, paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import french_date
from secours_loyer.letters.letterhead import paragraph
from secours_loyer.models import AgendaItem, CommissionSession, ItemOutcome


def minutes_of(
    session: CommissionSession, items: Sequence[AgendaItem], *, signed_by: User, at: datetime
) -> dict[str, Any]:
    """The data of `base/sheet.typ`. Files are named by their number alone."""
    held_at = session.held_at.astimezone(PARIS)
    members = list(session.members.order_by("pk"))
    granted = sum(item.aid_cents for item in items)
    return {
        "title": f"Procès-verbal de la séance {session.number}",
        "context": (
            f"Commission du secours loyer du CCAS de Reims, le {french_date(held_at.date())} à "
            f"{held_at:%H h %M}, {session.place}"
        ),
        "body": [
            {"kind": "heading", "text": "Membres"},
            _listed("Présents", [str(m) for m in members if m.present]),
            _listed("Absents", [str(m) for m in members if not m.present]),
            paragraph(f"Quorum : {session.quorum} membres, atteint pour chaque dossier."),
            {"kind": "heading", "text": "Dossiers"},
            {
                "kind": "table",
                "headings": ["N°", "Demande", "Résultat", "Ont siégé", "Décision", "Aide"],
                "align": ["right", "left", "left", "right", "left", "right"],
                "widths": [1, 3, 3, 2, 3, 3],
                "rows": [_line(item) for item in items],
                "total": ["", "Total", "", "", "", format_cents(granted)],
            },
            *(block for item in items for block in _told(item)),
            {"kind": "heading", "text": "Signature"},
            paragraph(
                f"Signé le {french_date(paris_day(at))} par {signed_by.get_full_name()}, par son "
                "compte personnel du portail."
            ),
        ],
    }


def _line(item: AgendaItem) -> list[str]:
    decided = item.outcome != ItemOutcome.ADJOURNED
    return [
        str(item.rank),
        item.request.number,
        item.get_outcome_display(),
        str(item.voters),
        item.decision.number if decided else "",
        format_cents(item.aid_cents) if item.aid_cents else "",
    ]


def _told(item: AgendaItem) -> list[dict[str, Any]]:
    aside = [r for r in item.recusals.all() if r.lifted_at is None]
    return [
        {"kind": "heading", "text": f"Dossier n° {item.rank}, {item.request.number}"},
        paragraph(f"{item.get_outcome_display()}. Motif : {item.motive}"),
        *([_listed("Déportés, sortis pour ce dossier", [r.member.name for r in aside])]
          if aside else []),
    ]  # fmt: skip


def _listed(label: str, names: Sequence[str]) -> dict[str, str]:
    return paragraph(f"{label} : {' ; '.join(names) or 'aucun'}.")
