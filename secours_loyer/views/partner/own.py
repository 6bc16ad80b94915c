"""The requests that a partner's association filed: finding one, and noting that it was read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.shortcuts import get_object_or_404

from actors.actions.reading import note_reading
from actors.households.models import Household
from actors.models import User
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from secours_loyer.models import RentRequest

REASON = "organisation qui a déposé la demande"


def own_request_of(request: SignedInRequest, uid: Any) -> RentRequest:
    """A request of the person's associations; anybody else's does not exist."""
    own = [m.organisation_id for m in request.user.memberships if m.role != "bailleur"]
    rows = RentRequest.objects.visible_to(request.user).filter(organisation__in=own)
    return get_object_or_404(rows.with_people(), uid=uid)


def accompanies(file: RentRequest, user: User) -> bool:
    """One of the person's associations accompanies the household of this request today."""
    own = Household.objects.visible_to(user).accompanied_by(user)
    return own.filter(pk=file.household_id).exists()


def note_own(
    request: SignedInRequest, file: RentRequest, route: str, classes: Iterable[str]
) -> None:
    """The reading, in the access log."""
    note_reading(
        [file.household.uid],
        by=request.user,
        at=now(),
        classes=list(classes),
        route=f"secours_loyer:{route}",
        reason=REASON,
    )
