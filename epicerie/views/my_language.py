"""The switch of languages at the foot of each page of a volunteer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.language import choose_language
from epicerie.models import Volunteer
from epicerie.views.volunteer_page import volunteer_page
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled


@ruled(rules.VOLUNTEER)
@require_POST
@volunteer_page
def my_language(request: SignedInRequest, volunteer: Volunteer) -> HttpResponse:
    """Kept for good; the page that was being read comes back in it."""
    language = request.POST.get("language", "")
    choose_language(volunteer, language, by=request.user, at=now())
    home = reverse("epicerie:my_shifts")
    back = request.POST.get("back", "")
    ours = back.startswith(home) and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if ours else home)
