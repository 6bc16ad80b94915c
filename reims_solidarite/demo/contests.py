"""The demo's contested debts: a household, then a landlord, says that a month is paid."""

from __future__ import annotations

from datetime import datetime

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions.contests import note_contest
from secours_loyer.actions.landlord_links import open_link, report
from secours_loyer.models import ContestedPart, RentRequest, ReportKind


def contest(request: RentRequest, by: User, at: datetime) -> None:
    """Said at the desk, the instructor has not answered yet."""
    note_contest(
        request,
        part=ContestedPart.AMOUNT,
        said_on=paris_day(at),
        words="Exemple : le premier mois est payé, la quittance est chez le ménage.",
        by=by,
        at=at,
    )


def landlord_disputes(request: RentRequest, by: User, at: datetime) -> None:
    """Said through the landlord's link, with what they count."""
    report(
        open_link(request, by=by, at=at),
        kind=ReportKind.DISPUTED,
        why="Exemple : le premier mois a été payé par virement le lendemain du décompte.",
        cents=max(1, request.debt.certified_cents - 10_000),
        at=at,
    )
