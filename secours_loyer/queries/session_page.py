"""What the page of a session tells: who sits, the files, what was entered, what is signed."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from actors import rules
from actors.models import User
from secours_loyer.models import (
    AgendaItem,
    CommissionSession,
    ItemOutcome,
    LandlordReport,
    Letter,
    SessionMinutes,
)
from secours_loyer.queries.derogation import above_of
from secours_loyer.queries.landlord_statement import last_statements, statement_words
from secours_loyer.queries.other_funds import fund_words, funds_of
from secours_loyer.queries.posting import IN_THE_HOUSE, letters_of_items
from secours_loyer.queries.same_months import SameMonths, same_months_of
from secours_loyer.queries.words import TONES

OUTCOME_TONES = {
    ItemOutcome.GRANTED: "success",
    ItemOutcome.REFUSED: "danger",
    ItemOutcome.ADJOURNED: "warning",
    ItemOutcome.MAINTAINED: "neutral",
}


def session_page(session: CommissionSession, user: User) -> dict[str, Any]:
    """A constant number of queries."""
    items = list(
        AgendaItem.objects.filter(session=session)
        .live()
        .select_related("session", "request__household", "request__debt", "decision", "appeal")
        .prefetch_related("recusals__member")
        .order_by("rank")
    )
    members = list(session.members.order_by("pk"))
    letters = Letter.objects.filter(letters_of_items(items)).aggregate(
        written=Count("pk"), waiting=Count("pk", filter=IN_THE_HOUSE)
    )
    said = last_statements(item.request_id for item in items)
    above = above_of(items)
    funds = funds_of(item.request_id for item in items)
    alike = same_months_of(item.request_id for item in items)
    return {
        "session": session,
        "tone": TONES[session.state],
        "members": members,
        "present": sum(member.present for member in members),
        "items": [
            {
                **_line(item, said.get(item.request_id), alike.get(item.request_id, [])),
                "above": above[item.pk],
                "funds": fund_words(funds.get(item.request_id, [])),
            }
            for item in items
        ],
        "left": sum(item.outcome == "" for item in items),
        "total": sum(item.aid_cents for item in items),
        "minutes": SessionMinutes.objects.filter(session=session).defer("content").first(),
        "letters": letters,
        "may_read_sheets": rules.COMMISSION_READER.allows(user),
    }


def _line(item: AgendaItem, said: LandlordReport | None, alike: list[SameMonths]) -> dict[str, Any]:
    return {
        "row": item,
        "tone": OUTCOME_TONES.get(ItemOutcome(item.outcome), "neutral") if item.outcome else "",
        "aside": [row.member.name for row in item.recusals.all() if row.lifted_at is None],
        "decision": getattr(item, "decision", None),
        "statement": statement_words(item.request, said),
        "alike": [one.words for one in alike if one.probable],
    }
