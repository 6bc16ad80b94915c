"""What waits for each role of the rent aid: no name here, dashboards are not journaled by line."""

from __future__ import annotations

from datetime import date
from typing import Any

from actors.models import User
from secours_loyer.queries.work_lists.alerts import alerts_waiting
from secours_loyer.queries.work_lists.drafts import drafts_of
from secours_loyer.queries.work_lists.landlords import landlords_waiting
from secours_loyer.queries.work_lists.lease import leases_waiting
from secours_loyer.queries.work_lists.money import money_waiting
from secours_loyer.queries.work_lists.plans import plans_waiting
from secours_loyer.queries.work_lists.requests import requests_waiting
from secours_loyer.queries.work_lists.task import listed


def work_lists_for(user: User, *, on: date) -> list[dict[str, Any]]:
    """One list a task, one query each, whatever the number of rows."""
    tasks = (
        *requests_waiting(user, on),
        *landlords_waiting(user),
        *leases_waiting(user, on),
        *money_waiting(user, on),
        *plans_waiting(user, on),
    )
    # An alert leads; a list of alerts that is empty, as on most days, would be noise.
    alerts = [
        listed(title, rows, line)
        for rule, title, rows, line in alerts_waiting(on)
        if rule.allows(user)
    ]
    lists = [listed(title, rows, line) for rule, title, rows, line in tasks if rule.allows(user)]
    return [*(one for one in alerts if one["count"]), *drafts_of(user), *lists]
