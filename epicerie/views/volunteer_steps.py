"""Buttons of a volunteer's record: each ends or removes one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from actors import rules
from actors.models import User
from actors.views.signed_in import SignedInRequest
from epicerie.actions.absences import end_absence
from epicerie.actions.availability import forget_answer
from epicerie.actions.companions import unpair
from epicerie.actions.volunteers import end_affiliation, end_skill
from epicerie.models import Absence, Affiliation, Companion, DatedAvailability, VolunteerSkill
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused


def _button(
    model: Any, act: Callable[[Any, User], object], said: str, section: str, whose: str
) -> Callable[..., HttpResponseBase]:
    """POST acts on the line, then goes back to its section of the record of `whose`."""

    @ruled(rules.GROCERY)
    @require_POST
    def press(request: SignedInRequest, pk: int) -> HttpResponse:
        visible = model.objects.visible_to(request.user).select_related(whose)
        line = get_object_or_404(visible, pk=pk)
        record = reverse("epicerie:volunteer", args=[getattr(line, whose).pk])
        try:
            act(line, request.user)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, said)
        return redirect(f"{record}#{section}")

    return press


# A skill ends today.
stop_skill = _button(
    VolunteerSkill,
    lambda line, by: end_skill(line, on=today(), by=by, at=now()),
    *("La compétence est terminée.", "competence", "volunteer"),
)
# The association no longer sends this person, from today.
stop_affiliation = _button(
    Affiliation,
    lambda line, by: end_affiliation(line, on=today(), by=by, at=now()),
    *("Le rattachement est terminé.", "association", "volunteer"),
)
# The usual week counts again for that half-day.
drop_answer = _button(
    DatedAvailability,
    lambda line, by: forget_answer(line, by=by, at=now()),
    *("L’exception est retirée.", "exception", "volunteer"),
)
# The person is back, or will not be away.
stop_absence = _button(
    Absence,
    lambda line, by: end_absence(line, by=by, at=now()),
    *("L’absence est terminée.", "absence", "volunteer"),
)
# The two are placed without regard to each other again; back to the first one's record.
drop_pair = _button(
    Companion,
    lambda line, by: unpair(line, by=by, at=now()),
    *("L’affinité est retirée.", "affinites", "first"),
)
