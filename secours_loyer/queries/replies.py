"""The answer to an appeal, decided by the commission: its letter to write, then to post."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from secours_loyer.models import AgendaItem, Letter, RentRequest
from secours_loyer.queries.letter_event import EVENT


def _reviews() -> QuerySet[AgendaItem]:
    """Decided, with what the letter of each is written for."""
    rows = AgendaItem.objects.live().filter(appeal__isnull=False, decided_at__isnull=False)
    return rows.annotate(event=EVENT)


def _letter() -> QuerySet[Letter]:
    return Letter.objects.filter(request=OuterRef("request"), event=OuterRef("event"))


def unsent_replies() -> QuerySet[AgendaItem]:
    """Not written, or written and still in the house."""
    return _reviews().exclude(Exists(_letter().filter(posting__isnull=False)))


def unwritten_reply(request: RentRequest) -> AgendaItem | None:
    """The oldest answer of a request that nobody wrote yet."""
    rows = _reviews().filter(~Exists(_letter()), request=request)
    return rows.select_related("session", "appeal__decision").order_by("pk").first()
