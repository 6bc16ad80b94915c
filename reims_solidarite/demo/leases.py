"""What happens to the demo's leases: one on its way to eviction, one whose home was sold."""

from __future__ import annotations

from datetime import datetime, timedelta

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions.procedure import note_act
from secours_loyer.actions.tenancy_events import note_event
from secours_loyer.models import ActDelay, ActKind, LeaseEvent, RentRequest, Signaller

# Days before the story, the delay that the paper prints, who told the CCAPEX.
ACTS = (
    (95, ActKind.SIGNAL, "", Signaller.LANDLORD.value),
    (85, ActKind.PAY, ActDelay.TWO_MONTHS.value, ""),
    (38, ActKind.PAY, ActDelay.UNKNOWN.value, ""),
    (30, ActKind.SUMMONS, "", ""),
    (-30, ActKind.HEARING, "", ""),
)


def threaten(request: RentRequest, *, by: User, at: datetime) -> None:
    """A summons was served: the hearing comes. The second order to pay was not read yet."""
    for days, kind, delay, signaller in ACTS:
        day = paris_day(at) - timedelta(days=days)
        note_act(request, kind=kind, served_on=day, delay=delay, signaller=signaller, by=by, at=at)


def sell(request: RentRequest, *, by: User, at: datetime) -> None:
    """The aid is granted, and the home was sold: a manager has to say who is owed the debt."""
    note_event(
        request,
        kind=LeaseEvent.SOLD,
        happened_on=paris_day(at) - timedelta(days=3),
        detail="Appel du bailleur, démonstration.",
        by=by,
        at=at,
    )
