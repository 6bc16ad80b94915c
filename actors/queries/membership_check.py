"""Who acts for which organisation, against the chained journal: what changed behind the portal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from actors.models import JournalEntry, Membership

JOINED, LEFT, CLOSED = ("add_member", "reopen_member"), "end_membership", "close_account"


def membership_faults() -> Iterator[str]:
    """One sentence for each membership that the journal tells otherwise: rights rest on it, and so
    does who stands apart from what their organisation is paid."""
    joined, left = _last(*JOINED), _last(LEFT)
    closed = _last(CLOSED, of="actors.user")
    label = Membership._meta.label_lower
    rows = Membership.objects.order_by("pk").values_list("pk", "user", "joined_at", "ended_at")
    for pk, user, since, until in rows.iterator():
        began = joined.pop(pk, None)
        ends = {end for end in (left.get(pk), closed.get(user)) if end and began and end >= began}
        if began is None:
            yield f"{label} {pk} : écrit sans passer par le portail."
        elif since != began or until != min(ends, default=None):
            yield f"{label} {pk} : changé sans passer par le portail."
    for pk in sorted(joined):
        yield f"{label} {pk} : effacé."


def _last(*verbs: str, of: str = "actors.membership") -> dict[int, datetime]:
    """By key of row: the instant of the last of these acts."""
    acts = JournalEntry.objects.filter(object_type=of, verb__in=verbs).order_by("pk")
    return {int(key): at for key, at in acts.values_list("object_id", "at").iterator()}
