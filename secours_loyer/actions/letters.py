"""Writing a letter and keeping it exactly as it was sent."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from actors.actions.files import keep_produced
from actors.actions.journal import record, record_many
from actors.models import StoredFile, User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.documents import render_pdf
from secours_loyer.actions.doors import seal
from secours_loyer.letters.adjournment import adjournment_letter
from secours_loyer.letters.appeal import (
    adjourned_review_letter,
    appeal_letter,
    confirmed_letter,
    dropped_letter,
)
from secours_loyer.letters.came_back import household_told_back, landlord_told_back
from secours_loyer.letters.closing import closing_letter
from secours_loyer.letters.decision import decision_letter
from secours_loyer.letters.filed import filed_letter, missing_letter
from secours_loyer.letters.overpaid import overpayment_letter
from secours_loyer.letters.payment import household_notice, landlord_notice
from secours_loyer.letters.statement import statement_letter
from secours_loyer.models import (
    AgendaItem,
    Appeal,
    Decision,
    Letter,
    LetterKind,
    Overpayment,
    PaymentOrder,
    RentRequest,
)
from secours_loyer.queries.letter_event import letter_event

TEMPLATE = "base/letter.typ"


def keep_filed_letter(request: RentRequest, *, by: User, at: datetime) -> Letter:
    """The acknowledgement, once."""
    data = filed_letter(request, at=at)
    return keep_letter(request, LetterKind.FILED, request.number, data, by=by, at=at)


def keep_missing_letter(request: RentRequest, message: str, *, by: User, at: datetime) -> Letter:
    """What is missing, once each time that the request is sent back."""
    event = f"{request.number}-{at:%Y%m%d%H%M%S}"
    data = missing_letter(request, message, at=at)
    return keep_letter(request, LetterKind.MISSING, event, data, by=by, at=at)


def keep_statement_letter(request: RentRequest, *, by: User, at: datetime) -> Letter:
    """The landlord is asked for a statement, once a day at most."""
    event = f"{request.number}-{paris_day(at):%Y%m%d}"
    data = statement_letter(request, at=at)
    return keep_letter(request, LetterKind.STATEMENT, event, data, by=by, at=at)


def keep_decision_letter(decision: Decision, *, by: User, at: datetime) -> Letter:
    """The letter of a decision, once."""
    data = decision_letter(decision)
    return keep_letter(decision.request, LetterKind.DECISION, decision.number, data, by=by, at=at)


def keep_adjournment_letter(item: AgendaItem, *, by: User, at: datetime) -> Letter:
    """The letter of an adjournment, once."""
    event = letter_event(item)
    written = adjournment_letter if item.appeal_id is None else adjourned_review_letter
    data = written(item, at=at)
    return keep_letter(item.request, LetterKind.ADJOURNED, event, data, by=by, at=at)


def keep_appeal_letter(appeal: Appeal, *, by: User, at: datetime) -> Letter:
    """The acknowledgement of an appeal, once."""
    request, event = appeal.decision.request, f"{appeal.decision.number}-{appeal.pk}"
    return keep_letter(request, LetterKind.APPEAL, event, appeal_letter(appeal), by=by, at=at)


def keep_dropped_appeal_letter(appeal: Appeal, *, by: User, at: datetime) -> Letter:
    """The household is told that its appeal is closed, and why; once."""
    request, event = appeal.decision.request, f"{appeal.decision.number}-{appeal.pk}"
    data = dropped_letter(appeal, at=at)
    return keep_letter(request, LetterKind.APPEAL_DROPPED, event, data, by=by, at=at)


def keep_confirmed_letter(item: AgendaItem, *, by: User, at: datetime) -> Letter:
    """The answer to an appeal that changes nothing, once."""
    event, data = letter_event(item), confirmed_letter(item, at=at)
    return keep_letter(item.request, LetterKind.CONFIRMED, event, data, by=by, at=at)


def keep_closing_letter(request: RentRequest, *, by: User, at: datetime) -> Letter:
    """The last letter of a file, once each time that it is closed."""
    before = request.letters.filter(kind=LetterKind.CLOSED).count()
    event = f"{request.number}-{before + 1}" if before else request.number
    data = closing_letter(request, at=at)
    return keep_letter(request, LetterKind.CLOSED, event, data, by=by, at=at)


def keep_payment_notices(orders: Sequence[PaymentOrder], *, by: User, at: datetime) -> None:
    """Both notices of each order, only once the money is known to have arrived."""
    notices = (
        (LetterKind.PAID_HOUSEHOLD, household_notice),
        (LetterKind.PAID_LANDLORD, landlord_notice),
    )
    kept = [
        Letter(
            request=order.award.decision.request,
            kind=kind,
            event=order.end_to_end_id,
            file=_printed(kind, order.end_to_end_id, write(order, at=at), by=by, at=at),
            at=at,
        )
        for order in orders
        for kind, write in notices
    ]
    seal(*Letter.objects.bulk_create(kept), at=at)
    record_many("write_letter", kept, by=by, at=at, household_of=_household)


def keep_return_letters(order: PaymentOrder, *, by: User, at: datetime) -> None:
    """The money came back: both are told that the notice they keep is no longer true."""
    request = order.award.decision.request
    for kind, write in (
        (LetterKind.BACK_HOUSEHOLD, household_told_back),
        (LetterKind.BACK_LANDLORD, landlord_told_back),
    ):
        keep_letter(request, kind, order.end_to_end_id, write(order, at=at), by=by, at=at)


def keep_overpayment_letter(found: Overpayment, *, by: User, at: datetime) -> Letter:
    """The claim that a landlord receives, once."""
    request = found.order.award.decision.request
    data = overpayment_letter(found, at=at)
    return keep_letter(request, LetterKind.OVERPAID, found.number, data, by=by, at=at)


def keep_letter(
    request: RentRequest,
    kind: LetterKind,
    event: str,
    data: dict[str, object],
    *,
    by: User,
    at: datetime,
) -> Letter:
    """Print the letter that one event causes and keep it as sent; refused the second time."""
    file = _printed(kind, event, data, by=by, at=at)
    kept = Letter.objects.create(request=request, kind=kind, event=event, file=file, at=at)
    seal(kept, at=at)
    record("write_letter", kept, by=by, at=at, household=_household(kept), kind=kind.value)
    return kept


def _household(letter: Letter) -> uuid.UUID:
    return letter.request.household.uid


def _printed(
    kind: LetterKind, event: str, data: dict[str, object], *, by: User, at: datetime
) -> StoredFile:
    pdf = render_pdf(TEMPLATE, data, at=at)
    name = f"{kind.value.replace('_', '-')}-{event}.pdf".lower()
    return keep_produced(name, "application/pdf", pdf, by=by, at=at)
