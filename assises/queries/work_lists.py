"""What waits for the network's coordinators on the dashboard."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from actors import rules
from actors.models import User
from assises.models import Action, Edition, EditionState, Meeting, ReportState

MOST_ROWS = 8


def work_lists_for(user: User, *, on: date) -> list[dict[str, Any]]:
    """Actions without a bearer, late actions, reports to approve, the next edition."""
    if not rules.NETWORK.allows(user):
        return []
    return [_without_bearer(), _late(on), _reports(on), _editions(on)]


def _entry(title: str, rows: list[dict[str, Any]], empty: str, **more: Any) -> dict[str, Any]:
    return {
        "title": title,
        "help": more.get("help", ""),
        "rows": rows[:MOST_ROWS],
        "count": len(rows),
        "empty_text": empty,
        "action": more.get("action"),
    }


def _action_rows(actions: Iterable[Action], *, urgent: bool) -> list[dict[str, Any]]:
    return [
        {
            "label": f"{action.code} : {action.title}",
            "url": reverse("assises:staff_action", args=[action.code]),
            "detail": action.owner.name if action.owner else "sans organisation",
            "urgent": urgent,
        }
        for action in actions
    ]


def _without_bearer() -> dict[str, Any]:
    actions = Action.objects.without_bearer().select_related("owner")
    return _entry(
        "Actions sans porteur",
        _action_rows(actions, urgent=False),
        "Chaque action en cours a quelqu’un qui la porte.",
        help="Jamais confiées, ou l’agent a quitté l’organisation.",
        action={"label": "Toutes les actions", "url": reverse("admin:assises_action_changelist")},
    )


def _late(on: date) -> dict[str, Any]:
    actions = Action.objects.late(on).select_related("owner").order_by("due", "pk")
    return _entry(
        "Actions en retard", _action_rows(actions, urgent=True), "Aucune échéance n’est dépassée."
    )


def _reports(on: date) -> dict[str, Any]:
    waiting = (
        Meeting.objects.before(on)
        .filter(state="prevue")
        .exclude(report_state=ReportState.APPROVED)
        .select_related("group")
    )
    rows = [
        {
            "label": f"{meeting.group.name}, {meeting.day:%d/%m/%Y}",
            "url": reverse("assises:meeting_report", args=[meeting.pk]),
            "detail": meeting.get_report_state_display(),
            "urgent": False,
        }
        for meeting in waiting
    ]
    return _entry("Comptes rendus à écrire ou à approuver", rows, "Tout est approuvé.")


def _editions(on: date) -> dict[str, Any]:
    coming = Edition.objects.filter(date__gte=on).exclude(state=EditionState.CLOSED)
    rows = [
        {
            "label": f"{edition.name}, le {edition.date:%d/%m/%Y}",
            "url": reverse("assises:board", args=[edition.year]),
            "detail": edition.get_state_display(),
            "urgent": False,
        }
        for edition in coming.order_by("date", "pk")
    ]
    add = {"label": "Préparer une édition", "url": reverse("admin:assises_edition_add")}
    return _entry("Éditions à préparer", rows, "Aucune édition à venir.", action=add)
