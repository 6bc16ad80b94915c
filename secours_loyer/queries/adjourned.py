"""Why the commission put its decision off, while the file has not come back to a session."""

from __future__ import annotations

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.templatetags.french import french_date
from secours_loyer.models import AgendaItem, ItemOutcome, LetterKind, RentRequest
from secours_loyer.queries.letter_event import letter_event
from secours_loyer.states import RequestState

SINCE = (
    *(RequestState.ADJOURNED, RequestState.STUDIED, RequestState.INCOMPLETE, RequestState.FILED),
    *(RequestState.OPINION, RequestState.VALIDATED),
)


def adjourned_words(request: RentRequest, *, told_only: bool = False) -> str:
    """In a sentence, or nothing; `told_only`, once its letter to the household is written."""
    item = _last(request)
    if item is None:
        return ""
    event = letter_event(item)
    if told_only and not request.letters.filter(kind=LetterKind.ADJOURNED, event=event).exists():
        return ""
    held_on = french_date(paris_day(item.session.held_at))
    return f"Le {held_on}, la commission a reporté sa décision. Pourquoi : {item.motive}"


def _last(request: RentRequest) -> AgendaItem | None:
    """The last session that the file came before, if it was put off there."""
    if request.state not in SINCE:
        return None
    items = request.agenda_items.filter(left_at=None, appeal=None).select_related("session")
    item = items.order_by("-pk").first()
    put_off = item is not None and item.outcome == ItemOutcome.ADJOURNED and item.decided_at
    return item if put_off else None
