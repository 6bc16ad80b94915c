"""What the letter about a file of a session is written for: each event has one letter."""

from __future__ import annotations

from functools import reduce

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Cast, Concat

from secours_loyer.models import AgendaItem, ItemOutcome

# The letter tells the session, not a decision.
WITHOUT_DECISION = (ItemOutcome.ADJOURNED, ItemOutcome.MAINTAINED)
_SESSION, _RANK = "session__number", "rank"
_BY_SESSION = Concat(_SESSION, Value("-"), Cast(_RANK, CharField()), output_field=CharField())
# The same as `event_of`, for items read together.
EVENT = Case(When(outcome__in=WITHOUT_DECISION, then=_BY_SESSION), default=F("decision__number"))


def letter_event(item: AgendaItem) -> str:
    """Of an adjournment, or a decision maintained."""
    return "-".join(str(reduce(getattr, path.split("__"), item)) for path in (_SESSION, _RANK))


def event_of(item: AgendaItem) -> str:
    """Of any item that was decided."""
    if item.outcome in WITHOUT_DECISION:
        return letter_event(item)
    return item.decision.number
