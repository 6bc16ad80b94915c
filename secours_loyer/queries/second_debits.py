"""A debit that is not the one of a payment which came back. The same as
`models.second_debit_sql`."""

from __future__ import annotations

from reims_solidarite.kit.dates import paris_day
from secours_loyer.models import EntryKind, Event, PaymentOrder, ReturnLine
from secours_loyer.models.return_line import MOVEMENTS
from secours_loyer.states import ATTACHED, OrderState


def is_second(line: ReturnLine, order: PaymentOrder) -> bool:
    """Booked the day on which the payment came back, or later; or after somebody noted « payé » by
    hand, which no file shows."""
    day = line.booked_on
    if line.event != Event.PAID or line.source not in MOVEMENTS or day is None:
        return False
    if order.state != OrderState.RETURNED:
        return False
    said = list(order.return_lines.filter(state__in=ATTACHED).values_list("event", "booked_on"))
    noted = {
        amount > 0: paris_day(at)
        for amount, at in order.entries.filter(kind=EntryKind.PAID)
        .order_by("pk")
        .values_list("amount", "at")
    }
    booked = [back for event, back in said if event == Event.BACK and back is not None]
    back = min(booked) if booked else noted.get(False)
    if back is not None and day >= back:
        return True
    by_hand = all(event != Event.PAID for event, _ in said)
    return by_hand and True in noted and day > noted[True]
