"""`/menages/<uid>/`: one household in every programme; opening it is written in the access log."""

from __future__ import annotations

import uuid
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actors.actions.reading import note_reading
from actors.households.models import Household
from actors.models import User
from actors.rules import AGENT, HOUSEHOLD_STAFF
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.http import ruled
from reims_solidarite.pages.queries.one_household import cards_for, field_classes


@ruled(HOUSEHOLD_STAFF | AGENT)
@require_safe
def one_household(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A household that is not yours to see does not exist (404)."""
    user = cast("User", request.user)
    at = now()
    household = get_object_or_404(Household.objects.visible_to(user), uid=uid)
    cards = cards_for(household, user, on=paris_day(at))
    note_reading(
        [household.uid],
        by=user,
        at=at,
        classes=field_classes(cards),
        route="one_household",
        reason="agent du CCAS" if user.is_staff else "organisation qui accompagne le ménage",
    )
    return render(request, "pages/one_household.html", {"household": household, "cards": cards})
