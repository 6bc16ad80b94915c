"""Answering an invitation: reading the link changes nothing, only the button accepts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actors import rules
from actors.actions.invitations import accept_invitation
from actors.forms.invitation import AcceptForm
from actors.queries.invitations import readable_invitation
from actors.views.refusals import show_refusal
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled, secret_address
from reims_solidarite.kit.transitions import Refused


@ruled(rules.PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """A used, withdrawn, expired or invented link all give the same page."""
    at = now()
    found = readable_invitation(token, at=at)
    if found is None:
        return render(request, "actors/public/invitation_over.html", status=410)
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accept_invitation(token, **form.cleaned_data, at=at)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request,
                "C’est fait. Connectez-vous avec cette même adresse : un code vous sera envoyé.",
            )
            return redirect("account_login")
    context = {"invitation": found, "form": form}
    return secret_address(render(request, "actors/public/invitation.html", context))
