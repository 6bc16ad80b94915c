"""One household, as its reader may see it; opening the page is written in the access log."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actors import rules
from actors.households.queries.situation import situation_of
from actors.households.views.frame import PARTNER, STAFF, Surface, note_shown
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.http import ruled


@ruled(rules.HOUSEHOLD_STAFF)
@require_safe
def detail(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """The staff's page."""
    return _show(request, uid, STAFF)


@ruled(rules.AGENT)
@require_safe
def partner_detail(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """The page of the association that accompanies the household."""
    return _show(request, uid, PARTNER)


def _show(request: SignedInRequest, uid: uuid.UUID, surface: Surface) -> HttpResponse:
    household = get_object_or_404(surface.households(request.user), uid=uid)
    situation = situation_of(household, request.user, on=today())
    note_shown(request, [household], situation.classes)
    staff = surface is STAFF
    context = surface.context(
        request,
        household.name,
        household=household,
        situation=situation,
        surface=surface,
        may={
            "write": staff and rules.FILE_WRITER.allows(request.user),
            "move": not staff or rules.FILE_WRITER.allows(request.user),
            "amounts": not staff or rules.HOUSEHOLD_AMOUNTS_WRITER.allows(request.user),
            "notes": staff and rules.SOCIAL_WORKER.allows(request.user),
            "end": frozenset(request.user.organisation_ids),
        },
    )
    return render(request, "households/detail.html", context)
