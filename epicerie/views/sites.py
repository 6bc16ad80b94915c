"""Sites of the grocery: list, add, rename, out of service and back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.sites import add_site, reinstate_site, rename_site, retire_site
from epicerie.forms.planning import SiteForm
from epicerie.forms.refusals import add_refusal
from epicerie.models import Site
from epicerie.queries.sites import sites_with_openings
from epicerie.views.frame import task_context
from epicerie.views.planning import BOARD
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def sites(request: SignedInRequest) -> HttpResponse:
    """Every site with its openings to come, and one form to add another."""
    form = SiteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            site = add_site(**form.cleaned_data, by=request.user, at=now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"Le site « {site} » est ajouté.")
            return redirect("epicerie:sites")
    context = {
        **task_context(request, "Sites de l’épicerie", BOARD),
        "form": form,
        "sites": sites_with_openings(at=now()),
    }
    return render(
        request, "epicerie/staff/sites.html", context, status=422 if form.is_bound else 200
    )


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another name or address."""
    site = get_object_or_404(Site, pk=pk)
    form = SiteForm(request.POST or None, initial={"label": site.label, "location": site.location})
    if request.method == "POST" and form.is_valid():
        try:
            rename_site(site, **form.cleaned_data, by=request.user, at=now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Le site est renommé.")
            return redirect("epicerie:sites")
    back = reverse("epicerie:sites")
    context = {
        **task_context(request, f"Renommer « {site} »", BOARD, ("Sites", back)),
        "form": form,
        "send": "Renommer",
        "back": back,
    }
    return render(
        request, "epicerie/staff/form.html", context, status=422 if form.is_bound else 200
    )


@ruled(rules.GROCERY)
@require_POST
def retire(request: SignedInRequest, pk: int) -> HttpResponse:
    """No more openings there."""
    site = get_object_or_404(Site, pk=pk)
    try:
        retire_site(site, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Le site « {site} » est hors service.")
    return redirect("epicerie:sites")


@ruled(rules.GROCERY)
@require_POST
def reinstate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Openings again."""
    site = get_object_or_404(Site, pk=pk)
    reinstate_site(site, by=request.user, at=now())
    messages.success(request, f"Le site « {site} » est de nouveau en service.")
    return redirect("epicerie:sites")
