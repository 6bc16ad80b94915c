"""Accompaniments and contacts: who follows the household, and what was said."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from actors import rules
from actors.households.actions.accompaniment import end_accompaniment, start_accompaniment
from actors.households.actions.contacts import add_contact
from actors.households.forms.household import AccompanimentForm, ContactForm
from actors.households.models import Accompaniment
from actors.households.views.form_page import HouseholdFormPage
from actors.households.views.frame import PARTNER, STAFF, Surface
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled


class StartAccompaniment(HouseholdFormPage):
    """Open the file to an organisation's agents."""

    form_class = AccompanimentForm
    title = "Confier le suivi à une organisation"
    lead = "Ses agents liront l’identité, le logement, les ressources et les charges du ménage."
    done = "L’organisation accompagne ce ménage."

    def act(self, form: AccompanimentForm, at: datetime) -> None:
        start_accompaniment(self.household, **form.cleaned_data, by=self.request.user, at=at)


class AddContact(HouseholdFormPage):
    """Note a contact."""

    rule = rules.SOCIAL_WORKER
    form_class = ContactForm
    title = "Noter un contact"
    lead = "Seuls les instructeurs et les cadres lisent cette note."
    done = "Le contact est noté."

    def get_initial(self) -> dict[str, Any]:
        return {"on": today()}

    def act(self, form: ContactForm, at: datetime) -> None:
        add_contact(self.household, **form.cleaned_data, by=self.request.user, at=at)


@require_POST
@ruled(rules.FILE_WRITER)
def end(request: SignedInRequest, uid: uuid.UUID, pk: int) -> HttpResponse:
    """The CCAS ends an accompaniment."""
    return _end(request, uid, pk, STAFF)


@require_POST
@ruled(rules.AGENT)
def partner_end(request: SignedInRequest, uid: uuid.UUID, pk: int) -> HttpResponse:
    """The association ends its own accompaniment, and stops reading the file at once."""
    return _end(request, uid, pk, PARTNER)


def _end(request: SignedInRequest, uid: uuid.UUID, pk: int, surface: Surface) -> HttpResponse:
    household = get_object_or_404(surface.households(request.user), uid=uid)
    rows = Accompaniment.objects.filter(household=household)
    if surface is PARTNER:
        rows = rows.filter(organisation__in=request.user.organisation_ids)
    end_accompaniment(get_object_or_404(rows, pk=pk), by=request.user, at=now())
    messages.success(request, "L’accompagnement est terminé.")
    if surface is STAFF:
        return redirect(surface.url("detail", household.uid))
    return redirect(surface.url("list"))
