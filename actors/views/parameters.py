"""What the CCAS decides: every rule in words, and the form that changes one from a date on."""

from __future__ import annotations

from itertools import groupby
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from actors import rules
from actors.actions.parameters import decide_parameter, decided
from actors.forms.parameters import DecisionForm
from actors.models import Parameter
from actors.queries.parameter_values import stated_parameters
from actors.views.refusals import show_refusal
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import Rule, ruled
from reims_solidarite.kit.seen import marks
from reims_solidarite.kit.transitions import Refused

READERS = rules.PARAMETER_DECIDER | rules.AUDITOR


@ruled(READERS)
@require_safe
def parameters(request: SignedInRequest) -> HttpResponse:
    """Every parameter by part: the sentence in force, and what is planned."""
    stated = sorted(stated_parameters(today()), key=lambda one: (one.part, one.key.label))
    context = {
        **admin.site.each_context(request),
        "title": "Paramètres",
        "lead": "Ce que le CCAS décide. Chaque valeur a une date de début et une décision.",
        "parts": [(part, list(rows)) for part, rows in groupby(stated, lambda one: one.part)],
    }
    return render(request, "actors/staff/parameters.html", context)


class Decide(FormView):  # type: ignore[type-arg]
    """One parameter: its history, and its next value for those who decide."""

    request: SignedInRequest
    rule: ClassVar[Rule] = READERS
    form_class = DecisionForm
    template_name = "actors/staff/parameter.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = stated_parameters(today(), str(kwargs["name"]))
        if not found:
            raise Http404
        self.stated = found[0]
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rules.PARAMETER_DECIDER.allows(request.user):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        return {**kwargs, "key": self.stated.key, "value": self.stated.value}

    def get_initial(self) -> dict[str, Any]:
        rows = Parameter.objects.standing().filter(key=self.stated.key.name)
        return {**super().get_initial(), "seen": marks(decided(rows))}

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        try:
            decide_parameter(
                self.stated.key.name,
                form.cleaned_data["chosen"],
                since=form.cleaned_data["since"],
                decision=form.cleaned_data["decision"],
                by=self.request.user,
                at=now(),
                seen=form.cleaned_data["seen"],
            )
        except Refused as refusal:
            show_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, "La décision est enregistrée.")
        return redirect(self.request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **admin.site.each_context(self.request),
            "title": self.stated.key.label,
            "lead": self.stated.sentence,
            "crumbs": [{"label": "Paramètres", "url": reverse("actors:parameters")}],
            "stated": self.stated,
            "may_decide": rules.PARAMETER_DECIDER.allows(self.request.user),
            **super().get_context_data(**kwargs),
        }
