"""The minutes of a session: who sat, what was decided file by file, without a name of household."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from actors.models import User
from reims_solidarite.kit.dates import PARIS, paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import french_date, french_time
from secours_loyer.letters.letterhead import paragraph
from secours_loyer.models import AgendaItem, CommissionSession, ItemOutcome
from secours_loyer.queries.derogation import above_of


def minutes_of(
    session: CommissionSession,
    items: Sequence[AgendaItem],
    *,
    signed_by: User | None,
    at: datetime,
) -> dict[str, Any]:
    """The data of `base/sheet.typ`. Files are named by their number alone.

    `signed_by`: None for the draft that is read before signing.
    """
    members = list(session.members.order_by("pk"))
    above = above_of(items)
    granted = sum(item.aid_cents for item in items)
    return {
        "title": f"Procès-verbal de la séance {session.number}",
        "context": (
            f"Commission du secours loyer du CCAS de Reims, {_hours(session)}, {session.place}"
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
            *(block for item in items for block in _told(item, above[item.pk])),
            {"kind": "heading", "text": "Signature"},
            paragraph(
                f"Signé le {french_date(paris_day(at))} par {signed_by.get_full_name()}, par son "
                "compte personnel du portail."
                if signed_by
                else "Projet : ni signé, ni gardé."
            ),
        ],
    }


def _hours(session: CommissionSession) -> str:
    """When it really opened and closed: the hour it was planned for may be another."""
    opened = (session.opened_at or session.held_at).astimezone(PARIS)
    told = f"le {french_date(opened.date())}, ouverte à {french_time(opened)}"
    if session.lifted_at is None:
        return told
    lifted = session.lifted_at.astimezone(PARIS)
    day = "" if lifted.date() == opened.date() else f"le {french_date(lifted.date())} "
    return f"{told}, levée {day}à {french_time(lifted)}"


def _line(item: AgendaItem) -> list[str]:
    decided = item.outcome not in (ItemOutcome.ADJOURNED, ItemOutcome.MAINTAINED)
    return [
        str(item.rank),
        item.request.number,
        item.get_outcome_display(),
        str(item.voters),
        item.decision.number if decided and hasattr(item, "decision") else "",
        format_cents(item.aid_cents) if item.aid_cents else "",
    ]


def _told(item: AgendaItem, above: str) -> list[dict[str, Any]]:
    aside = [r for r in item.recusals.all() if r.lifted_at is None]
    return [
        {"kind": "heading", "text": f"Dossier n° {item.rank}, {item.request.number}"},
        *([paragraph(f"Réexamen de la décision {item.appeal.decision.number}, sur recours.")]
          if item.appeal else []),
        paragraph(f"{item.get_outcome_display()}. Motif : {item.motive}"),
        *([paragraph(_shares(item))] if item.outcome == ItemOutcome.GRANTED else []),
        *([paragraph(above)] if above else []),
        *([_listed("Déportés, sortis pour ce dossier", [r.member.name for r in aside])]
          if aside else []),
    ]  # fmt: skip


def _shares(item: AgendaItem) -> str:
    """How the debt is covered, what nobody pays included: as the decision says once it is signed,
    and as it will say before."""
    request, decision = item.request, getattr(item, "decision", None)
    if decision is not None:
        plan, unfunded = decision.plan_cents, decision.unfunded_cents
    else:
        helped = request.cofunding_cents + request.down_payment_cents
        left = request.debt.certified_cents - item.aid_cents - helped
        plan = left if item.plan_cents is None else item.plan_cents
        unfunded = left - plan
    told = (
        ("Aide", item.aid_cents),
        ("Autres financements", request.cofunding_cents),
        ("Apport du ménage", request.down_payment_cents),
        ("Plan d’apurement", plan),
        ("Reste sans financement", unfunded),
    )
    parts = " ; ".join(f"{label} : {format_cents(cents)}" for label, cents in told)
    return f"Dette certifiée : {format_cents(request.debt.certified_cents)}. {parts}."


def _listed(label: str, names: Sequence[str]) -> dict[str, str]:
    return paragraph(f"{label} : {' ; '.join(names) or 'aucun'}.")
