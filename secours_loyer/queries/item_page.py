"""What the page of one file of a session tells: its sheet, who sits, where it is in the agenda."""

from __future__ import annotations

from typing import Any

from secours_loyer.models import AgendaItem, ItemOutcome
from secours_loyer.queries.session_page import OUTCOME_TONES
from secours_loyer.queries.sheet import sheets_of


def item_page(item: AgendaItem) -> dict[str, Any]:
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
        "sitting": sitting,
        "quorate": len(sitting) >= session.quorum,
    }
