"""What all pages of a volunteer share: the record, the language, the menu, refusals in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from actors.views.signed_in import SignedInRequest
from epicerie.models import Language, Volunteer
from epicerie.queries.own import own_record
from reims_solidarite.kit.transitions import Refused

P = ParamSpec("P")
LANGUAGES = tuple((str(code), str(label)) for code, label in Language.choices)


def volunteer_nav(*, on_till: bool = False) -> list[dict[str, str]]:
    """The menu under the thumb; the till only during an own shift there."""
    entries = [
        {"url": reverse("epicerie:my_shifts"), "label": _("Créneaux"), "icon": "calendar"},
        {"url": reverse("epicerie:my_days"), "label": _("Mes jours"), "icon": "check"},
        {"url": reverse("epicerie:my_hours"), "label": _("Heures"), "icon": "clock"},
        {"url": reverse("epicerie:calendar_address"), "label": _("Agenda"), "icon": "list"},
    ]
    if on_till:
        till = {"url": reverse("epicerie:my_till"), "label": _("Caisse"), "icon": "basket"}
        entries.insert(1, till)
    return entries


def volunteer_answer(
    request: SignedInRequest, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the volunteers' space, with its menu and the switch of languages."""
    nav = volunteer_nav(on_till=bool(context.get("duty")))
    full = {**context, "volunteer_nav": nav, "languages": LANGUAGES}
    return render(request, f"epicerie/volunteer/{template}.html", full, status=status)


def volunteer_page(
    view: Callable[Concatenate[SignedInRequest, Volunteer, P], HttpResponse],
) -> Callable[Concatenate[SignedInRequest, P], HttpResponse]:
    """The view gets the signed-in person's own record, and speaks their language.

    A refusal becomes a page with its reason; somebody without a record gets 404.
    """

    @wraps(view)
    def page(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        volunteer = get_object_or_404(own_record(request.user))
        with override(volunteer.language):
            try:
                return view(request, volunteer, *args, **kwargs)
            except Refused as refusal:
                return volunteer_answer(request, "refused", 409, reason=refusal.message)

    return page
