"""The demo's letters on paper: most are posted, those of the session are printed and leave in part,
the last ones wait for the printer."""

from __future__ import annotations

from datetime import datetime

from actors.models import User
from secours_loyer.actions.posting import post_letters, print_letters
from secours_loyer.models import Letter, LetterKind

OF_A_SESSION = (LetterKind.DECISION, LetterKind.ADJOURNED, LetterKind.CONFIRMED)
LAST = 4


def send_letters(*, by: User, at: datetime) -> None:
    """By the secretary, once everything is told."""
    rows = Letter.objects.select_related("file", "request__household", "request__tenancy__landlord")
    told = list(rows.filter(kind__in=OF_A_SESSION).order_by("pk"))
    others = list(rows.exclude(kind__in=OF_A_SESSION).order_by("pk"))[:-LAST]
    if told:
        print_letters(told, by=by, at=at)
    if leaving := [*told[: len(told) // 2], *others]:
        post_letters(leaving, by=by, at=at)
