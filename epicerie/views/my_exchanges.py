"""Exchanging a place: offering it, answering an offer, withdrawing one."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors import rules
from actors.parameters import value
from actors.views.signed_in import SignedInRequest
from epicerie.actions.exchanges import (
    accept_exchange,
    decline_exchange,
    offer_exchange,
    withdraw_exchange,
)
from epicerie.forms.exchange import EVERYONE, ExchangeForm
from epicerie.models import OpeningDay, Volunteer
from epicerie.parameters import HORIZON_DAYS
from epicerie.queries.exchanges import exchange_for, place_in_return
from epicerie.queries.my_standby import standby_days
from epicerie.queries.own import own_places
from epicerie.queries.partners import colleague, possible_partners
from epicerie.states import ExchangeState, PlaceState
from epicerie.views.volunteer_page import volunteer_answer, volunteer_page
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused

MOST_NAMES = 40


@ruled(rules.VOLUNTEER)
@require_http_methods(["GET", "HEAD", "POST"])
@volunteer_page
def offer(request: SignedInRequest, volunteer: Volunteer, pk: int) -> HttpResponse:
    """To whom, and for which day in return; one form. `nom` narrows a long list of names."""
    shift = get_object_or_404(own_places(volunteer), pk=pk)
    at = now()
    typed = request.GET.get("nom", "")[:40]
    people = possible_partners(shift, at=at, typed=typed)
    until = at + timedelta(days=value(HORIZON_DAYS.name, on=paris_day(at)))
    days = standby_days(volunteer.pk, at=at, until=until)
    form = ExchangeForm(request.POST or None, people=people, days=[day.pk for day in days])
    status, reason = 200, ""
    if request.method == "POST":
        status, reason = 409, _("Choisissez à qui proposer votre place.")
        if form.is_valid():
            try:
                asked = colleague(form.asked) if form.asked else None
                wanted = OpeningDay.objects.get(pk=form.wanted_day) if form.wanted_day else None
                offer_exchange(shift, asked=asked, wanted=wanted, by=request.user, at=at)
            except Refused as refusal:
                reason = refusal.message
            else:
                messages.success(
                    request,
                    _("C’est proposé. Votre place reste la vôtre tant que personne n’a dit oui."),
                )
                return redirect("epicerie:my_shifts")
    possible = shift.state == PlaceState.ACTIVE and shift.period.lower > at
    return volunteer_answer(
        request, "exchange_offer", status, shift=shift, possible=possible, reason=reason,
        people=list(people.items())[:MOST_NAMES], too_many=len(people) > MOST_NAMES,
        typed=typed, days=days, everyone=EVERYONE,
    )  # fmt: skip


@ruled(rules.VOLUNTEER)
@require_safe
@volunteer_page
def exchange(request: SignedInRequest, volunteer: Volunteer, pk: int) -> HttpResponse:
    """What is offered, what is asked in return, and one button for each answer."""
    shown = get_object_or_404(exchange_for(volunteer, pk))
    at = now()
    place = shown.offered
    ended = place.state != PlaceState.ACTIVE or place.period.lower <= at
    return volunteer_answer(
        request, "exchange", exchange=shown, mine=place.volunteer_id == volunteer.pk,
        named=shown.asked_id is not None, returned=place_in_return(shown, volunteer),
        live=shown.state == ExchangeState.OPEN and not ended,
    )  # fmt: skip


@ruled(rules.VOLUNTEER)
@require_POST
@volunteer_page
def accept(request: SignedInRequest, volunteer: Volunteer, pk: int) -> HttpResponse:
    """The first who accepts has it."""
    offered = get_object_or_404(exchange_for(volunteer, pk))
    accept_exchange(offered, volunteer=volunteer, by=request.user, at=now())
    messages.success(request, _("C’est échangé. Un e-mail vous le confirme à tous les deux."))
    return redirect("epicerie:my_shifts")


@ruled(rules.VOLUNTEER)
@require_POST
@volunteer_page
def decline(request: SignedInRequest, volunteer: Volunteer, pk: int) -> HttpResponse:
    """The other person is told, without a reason."""
    offered = get_object_or_404(exchange_for(volunteer, pk))
    decline_exchange(offered, volunteer=volunteer, by=request.user, at=now())
    messages.success(request, _("C’est noté : vous ne prenez pas cette place."))
    return redirect("epicerie:my_shifts")


@ruled(rules.VOLUNTEER)
@require_POST
@volunteer_page
def withdraw(request: SignedInRequest, volunteer: Volunteer, pk: int) -> HttpResponse:
    """The holder keeps the place."""
    offered = get_object_or_404(exchange_for(volunteer, pk))
    withdraw_exchange(offered, by=request.user, at=now())
    messages.success(request, _("Votre offre est retirée : vous gardez votre place."))
    return redirect("epicerie:my_shifts")
