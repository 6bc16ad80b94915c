"""What the files that came back hold, and how much waits for people."""

from __future__ import annotations

import hashlib

from django.db.models import Count, QuerySet

from secours_loyer.models import Event, PaymentOrder, ReturnFile, ReturnLine
from secours_loyer.models.return_line import MOVEMENTS
from secours_loyer.states import ATTACHED, ReturnState


def counts_of(file: ReturnFile) -> list[tuple[str, int]]:
    """How many lines are in each state, in the order of the states."""
    found = dict(file.lines.order_by().values_list("state").annotate(Count("pk")))
    return [(str(s.label), found[s.value]) for s in ReturnState if found.get(s.value)]


def file_of(content: bytes) -> ReturnFile | None:
    """The file of these very bytes, when it came already."""
    return ReturnFile.objects.filter(sha256=hashlib.sha256(content).hexdigest()).first()


def orders_of(file: ReturnFile) -> QuerySet[PaymentOrder]:
    """The orders that a file is about, with their households."""
    rows = PaymentOrder.objects.filter(return_lines__file=file).distinct()
    return rows.select_related("award__decision__request__household")


def quarantined() -> QuerySet[ReturnLine]:
    """The lines that wait for people, oldest first."""
    rows = ReturnLine.objects.filter(state=ReturnState.QUARANTINED)
    return rows.select_related("file", "proposed_by").order_by("booked_on", "pk")


def direction_of(line: ReturnLine) -> str:
    """« Débit » or « Crédit », for a movement of the account."""
    if line.source not in MOVEMENTS:
        return ""
    return "Débit" if line.event == Event.PAID else "Crédit"


def answer_of(line: ReturnLine) -> str:
    """What it says of one of our orders; a debit that matches none pays none of them."""
    if line.event == Event.PAID and line.source in MOVEMENTS and line.state not in ATTACHED:
        return "Débit rapproché d’aucun ordre"
    return str(line.get_event_display())
