"""Writing a request: the same form and the same action for an association and for the CCAS."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from actors import rules
from actors.queries.partner_home import partner_frame
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import Rule
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.filing import open_request
from secours_loyer.forms.request import RequestForm
from secours_loyer.views.staff.frame import task_frame

TITLE = "Demander un secours loyer"


class NewRequest(View):
    """GET shows the form, POST files the request or keeps it as a draft."""

    request: SignedInRequest
    rule: ClassVar[Rule] = rules.AGENT
    template: ClassVar[str] = "secours_loyer/partner/new.html"
    page: ClassVar[str] = "secours_loyer:own_request"

    def frame(self) -> dict[str, Any]:
        return {**partner_frame(self.request.user), "title": TITLE}

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(RequestForm(user=self.request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RequestForm(request.POST, request.FILES, user=self.request.user)
        if form.is_valid():
            try:
                made = open_request(
                    form.cleaned_data["household"],
                    landlord=form.who_lets(),
                    lease=form.lease(),
                    claim=form.claim(),
                    organisation=form.cleaned_data["organisation"],
                    statement=form.upload(),
                    file_now=request.POST.get("geste") != "brouillon",
                    by=self.request.user,
                    at=now(),
                )
            except Refused as refusal:
                form.add_error(
                    refusal.field if refusal.field in form.fields else None, refusal.message
                )
            else:
                messages.success(request, f"{made.number} : {made.get_state_display().lower()}.")
                return redirect(reverse(self.page, args=[made.uid]))
        return self.show(form, status=422)

    def show(self, form: RequestForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, self.template, {**self.frame(), "form": form}, status=status)


class StaffNewRequest(NewRequest):
    """The CCAS writes it for a household that came by itself."""

    rule = rules.FILE_WRITER
    template = "secours_loyer/staff/new.html"
    page = "secours_loyer:file"

    def frame(self) -> dict[str, Any]:
        return task_frame(self.request, TITLE)
