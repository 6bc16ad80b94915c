"""Approvals and who gave them, read against the chained journal: the act is its author's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from actors.models import JournalEntry
from secours_loyer.models import Approval, PaymentOrder

SAID_BY = {1: "approve_first", 2: "approve_second"}


def unsaid_approvals(approvals: Iterable[Approval]) -> Iterator[Approval]:
    """Those that no act of their own author gave, in their turn: one query."""
    given = list(approvals)
    acts = JournalEntry.objects.filter(
        object_type=PaymentOrder._meta.label_lower,
        object_id__in={str(approval.order_id) for approval in given},
        verb__in=SAID_BY.values(),
    ).order_by()
    said: defaultdict[tuple[str, str, int | None], set[str | None]] = defaultdict(set)
    for order, verb, actor, rows in acts.values_list(
        "object_id", "verb", "actor", "details__rows"
    ).iterator(chunk_size=2000):
        said[order, verb, actor].add(rows)
    for approval in given:
        own = said[str(approval.order_id), SAID_BY[approval.rank], approval.approver_id]
        # An act of before the rows were named says the order, the turn and the author only.
        if not own & {None, f"approval={approval.pk}"}:
            yield approval
