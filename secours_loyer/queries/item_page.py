"""What the page of one file of a session tells: its sheet, who sits, where it is in the agenda."""

from __future__ import annotations

from datetime import date
from typing import Any

from secours_loyer.models import AgendaItem, ItemOutcome, SessionMember
from secours_loyer.queries.derogation import above_words
from secours_loyer.queries.session_page import OUTCOME_TONES
from secours_loyer.queries.sheet import sheets_of
from secours_loyer.queries.ties import apart_among, shared_names


def item_page(item: AgendaItem, *, on: date) -> dict[str, Any]:
    """A constant number of queries."""
    session = item.session
    ranks = list(
        AgendaItem.objects.filter(session=session)
        .live()
        .order_by("rank")
        .values_list("rank", flat=True)
    )
    place = ranks.index(item.rank)
    aside = list(item.recusals.filter(lifted_at=None).select_related("member"))
    gone = {row.member_id for row in aside}
    present = [member for member in session.members.order_by("pk") if member.present]
    sitting = [member for member in present if member.pk not in gone]
    return {
        "item": item,
        "session": session,
        "sheet": sheets_of([item])[0],
        "tone": OUTCOME_TONES.get(ItemOutcome(item.outcome), "") if item.outcome else "",
        "position": place + 1,
        "count": len(ranks),
        "before": ranks[place - 1] if place else None,
        "following": ranks[place + 1] if place + 1 < len(ranks) else None,
        "aside": aside,
        "apart": _apart(item, sitting, on=on),
        "sitting": sitting,
        "above": above_words(
            item.request.assessments.first(), item.aid_cents or item.request.proposed_cents
        ),
        "quorate": len(sitting) >= session.quorum,
    }


def _apart(item: AgendaItem, sitting: list[SessionMember], *, on: date) -> list[str]:
    """Who declared a tie and sits, or bears a name of the file: a question, before the entry."""
    people = [item.request.instructor_id, *(member.user_id for member in sitting)]
    tied = set(apart_among(item.request, people).values_list("pk", flat=True))
    declared = [
        f"{member.name} a déclaré un lien avec ce dossier, ou appartient au bailleur : notez son "
        "déport."
        for member in sitting
        if member.user_id in tied
    ]
    if item.request.instructor_id in tied:
        declared.append("L’instructeur a déclaré un lien avec ce dossier : ajournez-le.")
    alike = shared_names(item.request, [member.name for member in sitting], on=on)
    return [
        *declared,
        *(f"{name} porte un nom de ce dossier. S’il y a un lien, notez son déport."
          for name in alike),
    ]  # fmt: skip
