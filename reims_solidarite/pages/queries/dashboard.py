"""What waits for each role, gathered from every app for the staff dashboard."""

from __future__ import annotations

from datetime import date
from typing import Any

from actors.households.queries import work_lists as households
from actors.models import User
from actors.queries import account_work_lists as accounts
from actors.queries import audit_work_lists as audit
from actors.queries import work_lists as actors
from assises.queries import work_lists as assises
from epicerie.queries import work_lists as epicerie
from secours_loyer.queries import work_lists as secours_loyer

# Money and people who wait for it come first.
APPS = (secours_loyer, epicerie, households, actors, accounts, audit, assises)


def work_lists_for(user: User, *, on: date) -> list[dict[str, Any]]:
    """The work lists of every role that `user` holds; those with rows first."""
    lists = [entry for app in APPS for entry in app.work_lists_for(user, on=on)]
    return sorted(lists, key=lambda entry: not entry["count"])


def dashboard_for(user: User, *, on: date) -> dict[str, Any]:
    """Context of the dashboard: work lists, and how much waits in all."""
    lists = work_lists_for(user, on=on)
    waiting = sum(entry["count"] for entry in lists)
    return {"work_lists": lists, "stats": [{"label": "à faire", "value": waiting}]}
