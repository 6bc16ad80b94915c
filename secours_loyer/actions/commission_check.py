"""The papers of the commission and of the board against what they were made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.db.models import Count, Sum

from secours_loyer.models import BoardReport, CommissionSession, SessionMinutes
from secours_loyer.states import SessionState


def commission_faults() -> Iterator[str]:
    """One sentence for each paper at fault."""
    yield from _minutes()
    yield from _reports()


def _minutes() -> Iterator[str]:
    for minutes in SessionMinutes.objects.order_by("pk").iterator(chunk_size=50):
        if hashlib.sha256(bytes(minutes.content)).hexdigest() != minutes.sha256:
            yield f"{minutes.name} : son contenu n’est pas celui de l’empreinte."
    signed = CommissionSession.objects.filter(state=SessionState.SIGNED)
    for number in signed.filter(minutes=None).order_by("pk").values_list("number", flat=True):
        yield f"{number} : son procès-verbal n’est plus là."


def _reports() -> Iterator[str]:
    """The bytes are those of the digest; the decisions counted are those that it lists."""
    rows = BoardReport.objects.annotate(
        found=Count("lines"), cents=Sum("lines__decision__aid_cents")
    )
    for report in rows.order_by("pk").iterator(chunk_size=50):
        if hashlib.sha256(bytes(report.content)).hexdigest() != report.sha256:
            yield f"{report.name} : son contenu n’est pas celui de l’empreinte."
        if (report.found, report.cents or 0) != (report.decision_count, report.total_cents):
            yield f"{report.name} : ses décisions ne sont pas toutes là."
