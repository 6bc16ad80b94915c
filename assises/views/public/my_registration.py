"""The page behind the link of an e-mail: change workshop or cancel. Opening it does nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View
from django.views.decorators.http import require_POST

from actors import rules
from assises.actions.registration import cancel_registration
from assises.actions.seats import choose_workshop, leave_workshop
from assises.models import Registration
from assises.queries.links import registration_of
from assises.queries.own_day import own_slots
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled, secret_address
from reims_solidarite.kit.transitions import Refused


def _found(token: str) -> Registration:
    registration = registration_of(token)
    if registration is None:
        raise Http404
    return registration


class MyRegistration(View):
    """GET shows; POST takes, swaps or leaves one workshop."""

    rule = rules.PUBLIC

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.show(_found(token), token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        registration = _found(token)
        wanted = request.POST.get("atelier", "")
        workshops = registration.edition.sessions.workshops()
        session = get_object_or_404(workshops, pk=wanted if wanted.isdecimal() else 0)
        step = request.POST.get("geste")
        try:
            if step == "laisser":
                leave_workshop(registration, session, by=None, at=now())
                messages.success(request, f"Vous avez laissé « {session.title} ».")
            else:
                waits = step == "attendre"
                seat = choose_workshop(registration, session, or_wait=waits, by=None, at=now())
                messages.success(request, f"{seat.get_state_display()} : « {session.title} ».")
        except Refused as refusal:
            return self.show(registration, token, refusal=refusal.message)
        return redirect("assises:mine", token=token)

    def show(self, registration: Registration, token: str, refusal: str = "") -> HttpResponse:
        context: dict[str, Any] = {
            "registration": registration,
            "edition": registration.edition,
            "token": token,
            "refusal": refusal,
            **own_slots(registration, at=now()),
        }
        status = 409 if refusal else 200
        page = render(self.request, "assises/public/my_registration.html", context, status=status)
        return secret_address(page)


@require_POST
@ruled(rules.PUBLIC)
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Cancel the whole day."""
    registration = _found(token)
    try:
        cancel_registration(registration, by=None, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Votre inscription est annulée. Un e-mail le confirme.")
    return redirect("assises:mine", token=token)
