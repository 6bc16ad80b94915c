"""The page of one form about one household: it shows, it calls one action, it comes back."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import FormView

from actors import rules
from actors.households.views.frame import STAFF, Surface, note_shown
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import Rule
from reims_solidarite.kit.transitions import Refused


class HouseholdFormPage(FormView):  # type: ignore[type-arg]
    """`act` calls the action; a refusal comes back in the form, with what was typed."""

    request: SignedInRequest
    rule: ClassVar[Rule] = rules.FILE_WRITER
    surface: ClassVar[Surface] = STAFF
    template_name = "households/form.html"
    title: ClassVar[str]
    lead: ClassVar[str] = ""
    submit: ClassVar[str] = "Enregistrer"
    done: ClassVar[str]
    shown_classes: ClassVar[tuple[str, ...]] = ("identity",)

    def act(self, form: Any, at: datetime) -> None:
        """Call the one action of the page."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        households = self.surface.households(self.request.user)
        self.household = get_object_or_404(households, uid=kwargs["uid"])
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            self.act(form, now())
        except Refused as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.message)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.came_from() or self.surface.url("detail", self.household.uid))

    def came_from(self) -> str:
        """The page of the portal that led here to come back to (`?retour=`), or nothing."""
        wanted = self.request.GET.get("retour", "")
        own = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
        return wanted if wanted.startswith("/") and own else ""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        note_shown(self.request, [self.household], self.shown_classes)
        return super().render_to_response(context, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        frame = self.surface.context(
            self.request,
            self.title,
            household=self.household,
            inside=True,
            lead=self.lead,
            submit=self.submit,
            back=self.came_from() or self.surface.url("detail", self.household.uid),
        )
        return {**frame, **super().get_context_data(**kwargs)}
