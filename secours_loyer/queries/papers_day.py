"""By which day the papers that were asked are to be sent (CRPA L114-5: the administration says)."""

from __future__ import annotations

from datetime import date, timedelta

from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.templatetags.french import french_date
from secours_loyer.intake_parameters import PAPERS_DAYS
from secours_loyer.models import LetterKind, RentRequest
from secours_loyer.queries.answer_day import AWAITING, waits


def papers_day(asked_on: date) -> date:
    """The last day, by the delay in force when they are asked."""
    return asked_on + timedelta(days=int(value(PAPERS_DAYS.name, on=asked_on)))


def papers_day_of(request: RentRequest) -> date | None:
    """The day of the last letter that asked, while a paper is awaited; None when nothing is."""
    if request.state not in AWAITING or not waits(request):
        return None
    asked = request.letters.filter(kind=LetterKind.MISSING).order_by("-at").first()
    return papers_day(paris_day(asked.at)) if asked else None


def asked_words(request: RentRequest) -> str:
    """What the CCAS asks and by when; nothing when it asks nothing."""
    if not request.missing:
        return ""
    until = papers_day_of(request)
    day = f" À envoyer avant le {french_date(until)} inclus." if until else ""
    return f"{request.missing.rstrip('. ')}.{day}"
