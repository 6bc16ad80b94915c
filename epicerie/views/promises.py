"""What associations promise to fill, month by month."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.promises import end_promise, promise_places
from epicerie.forms.promises import EndPromiseForm, PromiseForm
from epicerie.forms.refusals import add_refusal
from epicerie.models import Promise
from epicerie.queries.promise_list import promised_by_association
from epicerie.views.frame import task_context
from epicerie.views.volunteers import REGISTER
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def promises(request: SignedInRequest) -> HttpResponse:
    """Promised and held this month, and one form to promise."""
    form = PromiseForm(request.POST or None, initial={"since": today()})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            promise_places(
                typed["organisation"],
                typed["places_a_month"],
                since=typed["since"],
                by=request.user,
                at=now(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"L’engagement de {typed['organisation']} est noté.")
            return redirect("epicerie:promises")
    context = {
        **task_context(request, "Engagements des associations", REGISTER),
        "form": form,
        "month": today(),
        "rows": promised_by_association(request.user, on=today()),
    }
    return render(
        request, "epicerie/staff/promises.html", context, status=422 if form.is_bound else 200
    )


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """The association promises nothing after a month."""
    promise = get_object_or_404(
        Promise.objects.visible_to(request.user).select_related("organisation"), pk=pk
    )
    form = EndPromiseForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            end_promise(promise, on=form.cleaned_data["on"], by=request.user, at=now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"L’engagement de {promise.organisation} est terminé.")
            return redirect("epicerie:promises")
    back = reverse("epicerie:promises")
    context = {
        **task_context(
            request,
            f"Terminer l’engagement de {promise.organisation}",
            REGISTER,
            ("Engagements", back),
            lead=f"{promise.places_a_month} places par mois",
        ),
        "form": form,
        "send": "Terminer",
        "danger": True,
        "back": back,
    }
    return render(
        request, "epicerie/staff/form.html", context, status=422 if form.is_bound else 200
    )
