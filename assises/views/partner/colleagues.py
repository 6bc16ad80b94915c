"""A partner's Assises: who of their organisation comes, and the actions it owns."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from actors import rules
from actors.queries.partner_home import partner_frame
from actors.views.signed_in import SignedInRequest
from assises.actions.registration import cancel_registration, register
from assises.forms.colleague import ColleagueForm
from assises.models import Edition, Registration
from assises.queries.partner import partner_page
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused


@ruled(rules.PARTNER)
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """Registrations to come and actions owned."""
    user = request.user
    context = {**partner_frame(user), **partner_page(user, at=now())}
    return render(request, "assises/partner/overview.html", context)


class RegisterColleague(View):
    """GET shows the form, POST registers."""

    rule = rules.PARTNER
    request: SignedInRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        opened = Edition.objects.open_to_registration(now())
        self.edition = get_object_or_404(opened, year=kwargs["year"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        return self.show(ColleagueForm(self.edition, self.request.user))

    def post(self, request: HttpRequest, year: int) -> HttpResponse:
        user = self.request.user
        form = ColleagueForm(self.edition, user, request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            done = register(self.edition, form.attendee(), form.wishes(), by=user, at=now())
        except Refused as refusal:
            form = ColleagueForm(self.edition, user, request.POST)
            form.is_valid()
            form.add_error(None, refusal.message)
            return self.show(form)
        if done is None:
            messages.info(request, "Cette personne était déjà inscrite : rien n’a changé.")
        else:
            messages.success(request, f"{done} : {done.get_state_display().lower()}.")
        return redirect("assises:partner")

    def show(self, form: ColleagueForm) -> HttpResponse:
        context = {**partner_frame(self.request.user), "edition": self.edition, "form": form}
        page = "assises/partner/register_colleague.html"
        return render(self.request, page, context, status=422 if form.errors else 200)


@require_POST
@ruled(rules.PARTNER)
def cancel(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Cancel somebody of one's own organisation."""
    user = request.user
    mine = Registration.objects.visible_to(user).filter(organisation__in=user.organisation_ids)
    registration = get_object_or_404(mine, uid=uid)
    try:
        cancel_registration(registration, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"L’inscription de {registration} est annulée.")
    return redirect("assises:partner")
