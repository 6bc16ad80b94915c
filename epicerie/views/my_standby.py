"""« Je peux dépanner » : the standby list of an opening."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.standby import join_standby, leave_standby
from epicerie.models import OpeningDay, Volunteer
from epicerie.views.volunteer_page import volunteer_page
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled


@ruled(rules.VOLUNTEER)
@require_POST
@volunteer_page
def join(request: SignedInRequest, volunteer: Volunteer, pk: int) -> HttpResponse:
    """The person would come if somebody is missing."""
    opening = get_object_or_404(OpeningDay, pk=pk)
    join_standby(opening, volunteer=volunteer, by=request.user, at=now())
    messages.success(
        request, _("Merci : vous serez prévenu parmi les premiers s’il manque quelqu’un.")
    )
    return redirect("epicerie:my_shifts")


@ruled(rules.VOLUNTEER)
@require_POST
@volunteer_page
def leave(request: SignedInRequest, volunteer: Volunteer, pk: int) -> HttpResponse:
    """The person no longer waits for a call."""
    opening = get_object_or_404(OpeningDay, pk=pk)
    leave_standby(opening, volunteer=volunteer, by=request.user, at=now())
    messages.success(request, _("C’est noté : vous n’êtes plus sur la liste de ce jour."))
    return redirect("epicerie:my_shifts")
