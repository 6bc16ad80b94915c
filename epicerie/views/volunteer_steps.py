"""Buttons of a volunteer's record: each ends or removes one line."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.absences import end_absence
from epicerie.actions.availability import forget_answer
from epicerie.actions.companions import unpair
from epicerie.actions.volunteers import end_affiliation, end_skill
from epicerie.models import Absence, Affiliation, Companion, DatedAvailability, VolunteerSkill
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused


def _do(
    request: SignedInRequest, act: Callable[[], object], said: str, volunteer: int, section: str
) -> HttpResponseRedirect:
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, said)
    return redirect(f"{reverse('epicerie:volunteer', args=[volunteer])}#{section}")


@ruled(rules.GROCERY)
@require_POST
def stop_skill(request: SignedInRequest, pk: int) -> HttpResponse:
    """A skill ends today."""
    skill = get_object_or_404(VolunteerSkill.objects.visible_to(request.user), pk=pk)
    return _do(
        request,
        lambda: end_skill(skill, on=today(), by=request.user, at=now()),
        "La compétence est terminée.",
        skill.volunteer_id,
        "competence",
    )


@ruled(rules.GROCERY)
@require_POST
def stop_affiliation(request: SignedInRequest, pk: int) -> HttpResponse:
    """The association no longer sends this person, from today."""
    sent = get_object_or_404(Affiliation.objects.visible_to(request.user), pk=pk)
    return _do(
        request,
        lambda: end_affiliation(sent, on=today(), by=request.user, at=now()),
        "Le rattachement est terminé.",
        sent.volunteer_id,
        "association",
    )


@ruled(rules.GROCERY)
@require_POST
def drop_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The usual week counts again for that half-day."""
    answer = get_object_or_404(
        DatedAvailability.objects.visible_to(request.user).select_related("volunteer"), pk=pk
    )
    return _do(
        request,
        lambda: forget_answer(answer, by=request.user, at=now()),
        "L’exception est retirée.",
        answer.volunteer_id,
        "exception",
    )


@ruled(rules.GROCERY)
@require_POST
def stop_absence(request: SignedInRequest, pk: int) -> HttpResponse:
    """The person is back, or will not be away."""
    absence = get_object_or_404(
        Absence.objects.visible_to(request.user).select_related("volunteer"), pk=pk
    )
    return _do(
        request,
        lambda: end_absence(absence, by=request.user, at=now()),
        "L’absence est terminée.",
        absence.volunteer_id,
        "absence",
    )


@ruled(rules.GROCERY)
@require_POST
def drop_pair(request: SignedInRequest, pk: int) -> HttpResponse:
    """The two are placed without regard to each other again; back to the first one's record."""
    pair = get_object_or_404(
        Companion.objects.visible_to(request.user).select_related("first"), pk=pk
    )
    return _do(
        request,
        lambda: unpair(pair, by=request.user, at=now()),
        "L’affinité est retirée.",
        pair.first_id,
        "affinites",
    )
