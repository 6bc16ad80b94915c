"""The day from which silence is a refusal, and how long it waits for papers that were asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from reims_solidarite.kit.dates import add_months, paris_day
from reims_solidarite.kit.templatetags.french import french_date
from secours_loyer.models import RentRequest
from secours_loyer.states import RequestState

MONTHS = 2
SUSPENDED = (
    "le délai est suspendu : il reprend quand la dernière pièce demandée est là, ou dispensée"
)
# Papers are awaited here alone: an opinion is not given before the last one is settled.
AWAITING = (RequestState.FILED, RequestState.INCOMPLETE, RequestState.STUDIED)


def answer_day(filed_on: date) -> date:
    """Two months after the request was received (CRPA L231-4)."""
    return add_months(filed_on, MONTHS)


def answer_day_of(request: RentRequest) -> date | None:
    """The day of this request, later by the days that it waited for papers (CRPA L114-5).

    None while nothing runs: it is not filed, or the papers asked in time are awaited now.
    """
    if request.filed_at is None or suspended(request):
        return None
    return _without_wait(request.filed_at, request)


def due_words(request: RentRequest) -> str:
    """The day, or that the delay stands still, or since when it is over."""
    until = answer_day_of(request)
    if until is None:
        return SUSPENDED
    if asked_too_late(request):
        return (
            f"le délai est passé depuis le {french_date(until)} : les pièces demandées ensuite "
            "ne le prolongent pas"
        )
    return f"le {french_date(until)}"


def waits(request: RentRequest) -> bool:
    """Papers were asked, and the last of them is not there."""
    if request.asked_at is None:
        return False
    return request.completed_at is None or request.completed_at < request.asked_at


def suspended(request: RentRequest) -> bool:
    """Papers are awaited that were asked before the answer was due; later, silence has answered."""
    return request.state in AWAITING and waits(request) and not asked_too_late(request)


def suspended_words(request: RentRequest) -> str:
    """Since when the delay stands still, as a sentence; nothing while it runs."""
    if request.asked_at is None or not suspended(request):
        return ""
    since = french_date(paris_day(request.asked_at))
    return (
        f"Réponse due au ménage : délai suspendu depuis le {since}. Il reprend quand la dernière "
        "pièce demandée est là, ou dispensée."
    )


def days_awaited(request: RentRequest, *, on: date) -> int:
    """Whole days since the papers were asked; 0 when they were asked once the answer was due."""
    if request.asked_at is None or asked_too_late(request):
        return 0
    return max(0, (on - paris_day(request.asked_at)).days)


def asked_too_late(request: RentRequest) -> bool:
    """Papers were asked once the answer was already due: nothing stood still."""
    if request.asked_at is None or request.filed_at is None:
        return False
    return paris_day(request.asked_at) > _without_wait(request.filed_at, request)


def _without_wait(filed_at: datetime, request: RentRequest) -> date:
    return answer_day(paris_day(filed_at)) + timedelta(days=request.waited_days)


def runs_since(filed_on: date, waited_days: int) -> date:
    """The day from which the delay would have run to be where it is, had nothing stopped it."""
    return filed_on + timedelta(days=waited_days)
