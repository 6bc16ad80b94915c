"""What waits for each role of the rent aid: no name here, dashboards are not journaled by line."""

from __future__ import annotations

from datetime import date
from typing import Any

from actors.models import User
from secours_loyer.queries.work_lists.alerts import alerts_waiting
from secours_loyer.queries.work_lists.appeals import appeals_waiting
from secours_loyer.queries.work_lists.contests import contests_waiting
from secours_loyer.queries.work_lists.drafts import drafts_of
from secours_loyer.queries.work_lists.landlords import landlords_waiting
from secours_loyer.queries.work_lists.lease import leases_waiting
from secours_loyer.queries.work_lists.letters import letters_waiting
from secours_loyer.queries.work_lists.money import money_waiting
from secours_loyer.queries.work_lists.papers import papers_waiting
from secours_loyer.queries.work_lists.phones import phones_waiting
from secours_loyer.queries.work_lists.plans import plans_waiting
from secours_loyer.queries.work_lists.requests import TO_COMPLETE, requests_waiting
from secours_loyer.queries.work_lists.task import Task, listed, name_of
from secours_loyer.queries.work_lists.urgent import urgent_waiting


def all_tasks(user: User, on: date) -> tuple[Task, ...]:
    """Every task, whoever holds its role; an alert leads."""
    return (
        *alerts_waiting(on),
        *urgent_waiting(user, on),
        *requests_waiting(user, on),
        *papers_waiting(user),
        *phones_waiting(user),
        *appeals_waiting(user, on),
        *letters_waiting(user, on),
        *landlords_waiting(user),
        *contests_waiting(user),
        *leases_waiting(user, on),
        *money_waiting(user, on),
        *plans_waiting(user, on),
    )


def tasks_of(user: User, on: date) -> list[Task]:
    """The tasks of the roles that this person holds."""
    return [task for task in all_tasks(user, on) if task[0].allows(user)]


def lists_named(user: User, name: str, *, on: date) -> list[Task]:
    """The lists of this name in an address, whoever holds their role; of two, the last reads
    more."""
    return [task for task in all_tasks(user, on) if name_of(task[1]) == name]


def work_lists_for(user: User, *, on: date) -> list[dict[str, Any]]:
    """One list a task, one query each, whatever the number of rows."""
    # A list of alerts, or of what is sent back, that is empty, as on most days, would be noise.
    silent = {TO_COMPLETE, *(title for _, title, _, _ in alerts_waiting(on))}
    lists = [listed(title, rows, line) for _, title, rows, line in tasks_of(user, on)]
    alerts = [one for one in lists if one["title"] in silent and one["count"]]
    return [*alerts, *drafts_of(user), *(one for one in lists if one["title"] not in silent)]
