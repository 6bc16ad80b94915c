"""Saying where an action stands, for the agents of the organisation that owns it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from actors import rules
from actors.queries.partner_home import partner_frame
from actors.views.signed_in import SignedInRequest
from assises.actions.followup import report_on_action
from assises.forms.action import ReportForm
from assises.models import Action
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.transitions import Refused


class OwnAction(View):
    """GET shows, POST reports."""

    rule = rules.PARTNER
    request: SignedInRequest

    def found(self, code: str) -> Action:
        owned = Action.objects.owned_by(self.request.user)
        rows = owned.select_related("owner", "group", "agent__user", "proposal")
        return get_object_or_404(rows, code=code)

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        action = self.found(code)
        return self.show(action, ReportForm(action))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        action = self.found(code)
        form = ReportForm(action, request.POST)
        if form.is_valid():
            try:
                report_on_action(action, **form.report(), by=self.request.user, at=now())
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                messages.success(request, "C’est noté. La page du groupe est à jour.")
                return redirect("assises:own_action", code=code)
        return self.show(action, form)

    def show(self, action: Action, form: ReportForm) -> HttpResponse:
        context = {
            **partner_frame(self.request.user),
            "action": action,
            "steps": action.steps.all(),
            "form": form,
        }
        page = "assises/partner/own_action.html"
        return render(self.request, page, context, status=422 if form.errors else 200)
