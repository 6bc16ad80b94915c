"""Registering: one form, one action; the answer is the same whoever is registered already."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View
from django.views.decorators.http import require_safe

from actors import rules
from assises.actions.registration import register
from assises.forms.registration import RegistrationForm
from assises.models import Edition
from assises.queries.day import day_is_full
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.http.rate_limit import within_limit
from reims_solidarite.kit.transitions import Refused

# An office shares one address on the internet: generous per address, tight per mailbox.
LIMITS = "60/h/ip,6/h/key"


class Register(View):
    """GET shows the form, POST registers."""

    rule = rules.PUBLIC

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.edition = get_object_or_404(Edition.objects.public(), year=kwargs["year"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        return self.show(RegistrationForm(self.edition))

    def post(self, request: HttpRequest, year: int) -> HttpResponse:
        form = RegistrationForm(self.edition, request.POST)
        if not form.is_valid():
            return self.show(form)
        mailbox = form.cleaned_data["email"].lower()
        if not within_limit(request, "register", LIMITS, key=mailbox):
            return render(request, "429.html", status=429)
        try:
            register(self.edition, form.attendee(), form.wishes(), by=None, at=now())
        except Refused as refusal:
            # Read the places again, so that the page tells the truth beside the refusal.
            form = RegistrationForm(self.edition, request.POST)
            form.is_valid()
            form.add_error(None, refusal.message)
            return self.show(form)
        return redirect("assises:registration_sent", year=year)

    def show(self, form: RegistrationForm) -> HttpResponse:
        context = {
            "edition": self.edition,
            "form": form,
            "is_open": self.edition.takes_registrations(now()),
            "is_full": day_is_full(self.edition),
        }
        status = 422 if form.errors else 200
        return render(self.request, "assises/public/register.html", context, status=status)


@ruled(rules.PUBLIC)
@require_safe
def sent(request: HttpRequest, year: int) -> HttpResponse:
    """The e-mail says the rest."""
    edition = get_object_or_404(Edition.objects.public(), year=year)
    return render(request, "assises/public/registration_sent.html", {"edition": edition})
