"""Everything that somebody must not miss on a day; a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actors.parameters import values
from secours_loyer.alert_parameters import ALERTS
from secours_loyer.queries.alerts.appeals import silent_appeals
from secours_loyer.queries.alerts.due import Due
from secours_loyer.queries.alerts.files import ending_retention, plans_to_review, silent_requests
from secours_loyer.queries.alerts.leases import last_days, truce
from secours_loyer.queries.alerts.money import blocked_accounts, old_awards, stuck_orders

SOURCES = (
    *(last_days, truce, silent_requests, old_awards, stuck_orders, blocked_accounts),
    *(silent_appeals, plans_to_review, ending_retention),
)


def due_on(on: date) -> Iterator[Due]:
    """Each fact, by the parameters of that day."""
    rules = values(*(key.name for key in ALERTS), on=on)
    for source in SOURCES:
        yield from source(on, rules)
