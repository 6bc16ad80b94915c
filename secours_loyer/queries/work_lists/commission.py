"""What waits for the commission: requests to register, sessions, minutes, letters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from actors import rules
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.templatetags.french import instant
from secours_loyer.models import CommissionSession, RentRequest
from secours_loyer.queries.replies import unsent_replies
from secours_loyer.queries.work_lists.task import Task
from secours_loyer.states import RequestState, SessionState


def commission_waiting(
    user: User, on: date, line: Callable[[RentRequest], dict[str, Any]]
) -> tuple[Task, ...]:
    """Each role its own; `line` says a request."""
    rows = RentRequest.objects.visible_to(user).with_people().order_by("filed_at", "pk")
    ready = rows.filter(state=RequestState.VALIDATED)
    reply = Exists(unsent_replies().filter(request=OuterRef("pk")))
    new = Q(state__in=[RequestState.GRANTED, RequestState.REFUSED])
    decided = rows.annotate(reply=reply).filter(new | Q(reply=True))
    adjourned = rows.filter(state=RequestState.ADJOURNED, instructor=user)
    sessions = (
        CommissionSession.objects.visible_to(user)
        .annotate(files=Count("items", filter=Q(items__left_at=None)))
        .order_by("held_at", "pk")
    )
    coming = sessions.filter(state__in=[SessionState.PREPARED, SessionState.OPEN])
    lifted = sessions.filter(state=SessionState.LIFTED)

    def session(row: Any) -> dict[str, Any]:
        return _session(row, on)

    def told(row: Any) -> dict[str, Any]:
        reply = {"detail": "réponse au recours à écrire, à imprimer et à poster", "urgent": True}
        return {**line(row), **reply} if row.reply else line(row)

    return (
        (rules.SECRETARY, "Demandes à inscrire à une séance", ready, line),
        (rules.SECRETARY, "Séances à préparer ou à tenir", coming, session),
        (rules.SIGNATORY, "Procès-verbaux à signer", lifted, session),
        (rules.SECRETARY, "Décisions à envoyer", decided, told),
        (rules.SOCIAL_WORKER, "Demandes ajournées, étude à reprendre", adjourned, line),
    )


def _session(row: Any, on: date) -> dict[str, Any]:
    files = f"{row.files} dossier{'s' if row.files > 1 else ''}"
    return {
        "label": f"{row.number} – {files}",
        "url": reverse("secours_loyer:session", args=[row.number]),
        "detail": f"le {instant(row.held_at)}, {row.get_state_display().lower()}",
        "urgent": paris_day(row.held_at) <= on,
    }
