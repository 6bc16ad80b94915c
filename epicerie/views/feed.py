"""The personal calendar: its secret address, and the calendar itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.volunteers import renew_feed
from epicerie.exports.shift_calendar import shift_calendar
from epicerie.models import Volunteer
from epicerie.queries.feed import feed_shifts, volunteer_of_feed
from epicerie.views.volunteer_page import volunteer_answer, volunteer_page
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.secrets import unseal


@ruled(rules.PUBLIC)
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The address is the key: calendars cannot sign in. It shows days and posts, no name."""
    volunteer = volunteer_of_feed(token)
    if volunteer is None:
        return HttpResponse(
            "Cette adresse d’agenda n’existe plus. Prenez la nouvelle dans « Mon agenda ».",
            status=404,
            content_type="text/plain; charset=utf-8",
        )
    at = now()
    with override(volunteer.language):
        content = shift_calendar(feed_shifts(volunteer, at=at), at=at)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="mes-creneaux.ics"'
    response.headers["Cache-Control"] = "no-store, private"
    return response


@ruled(rules.VOLUNTEER)
@require_http_methods(["GET", "HEAD", "POST"])
@volunteer_page
def calendar_address(request: SignedInRequest, volunteer: Volunteer) -> HttpResponse:
    """Shows the address; POST replaces it."""
    if request.method == "POST":
        renew_feed(volunteer, by=request.user, at=now())
        messages.success(request, _("Votre adresse est nouvelle : l’ancienne ne marche plus."))
        return redirect("epicerie:calendar_address")
    path = reverse("epicerie:feed", args=[unseal(volunteer.feed_sealed)])
    address = request.build_absolute_uri(path)
    webcal = f"webcal:{address.partition(':')[2]}"
    return volunteer_answer(request, "calendar_address", address=address, webcal=webcal)
