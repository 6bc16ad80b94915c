"""An organisation's sheet in the partner portal: read, confirm, edit, its services."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actors import rules
from actors.actions.organisations import confirm_organisation, edit_organisation
from actors.actions.services import add_service, edit_service, withdraw_service
from actors.forms.organisation import SheetForm
from actors.forms.service import ServiceForm
from actors.models import Organisation, Service
from actors.queries.partner_home import partner_frame
from actors.views.refusals import show_refusal
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused


def own_organisation(request: SignedInRequest, slug: str) -> Organisation:
    """One of the person's organisations; any other does not exist for them."""
    own = Organisation.objects.filter(pk__in=request.user.organisation_ids)
    return get_object_or_404(own, slug=slug)


def managed_organisation(request: SignedInRequest, slug: str) -> Organisation:
    """One that the person looks after; any other does not exist for them."""
    return get_object_or_404(Organisation.objects.editable_by(request.user), slug=slug)


def _back(organisation: Organisation) -> HttpResponseRedirect:
    return redirect("actors:partner_organisation", organisation.slug)


@ruled(rules.PARTNER)
@require_safe
def sheet(request: SignedInRequest, slug: str) -> HttpResponse:
    """The sheet as the public reads it, with the buttons of those who look after it."""
    organisation = own_organisation(request, slug)
    managed = {m.organisation_id for m in request.user.memberships if m.is_manager}
    context = {
        **partner_frame(request.user, organisation=organisation),
        "sheet": organisation,
        "services": organisation.services.offered(),
        "may_edit": organisation.pk in managed,
    }
    return render(request, "actors/partner/organisation.html", context)


@ruled(rules.ORG_EDITOR)
@require_POST
def confirm(request: SignedInRequest, slug: str) -> HttpResponse:
    """« C’est toujours juste »."""
    organisation = managed_organisation(request, slug)
    confirm_organisation(organisation, by=request.user, at=now())
    messages.success(request, "Merci. La fiche est confirmée à la date d’aujourd’hui.")
    return _back(organisation)


@ruled(rules.ORG_EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = managed_organisation(request, slug)
    form = SheetForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            edit_organisation(organisation, form.cleaned_data, by=request.user, at=now(), seen=seen)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "La fiche est à jour. Les habitants lisent cette version.")
            return _back(organisation)
    return _form_page(
        request, organisation, form, title="Modifier la fiche", submit="Enregistrer la fiche"
    )


@ruled(rules.ORG_EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def service_add(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = managed_organisation(request, slug)
    form = ServiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_service(organisation, form.cleaned_data, by=request.user, at=now())
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Le service est ajouté à votre fiche.")
            return _back(organisation)
    return _form_page(
        request, organisation, form, title="Ajouter un service", submit="Ajouter le service"
    )


@ruled(rules.ORG_EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def service_edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    organisation = managed_organisation(request, slug)
    service = get_object_or_404(organisation.services.offered(), pk=pk)
    form = ServiceForm(request.POST or None, instance=service)
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            edit_service(service, form.cleaned_data, by=request.user, at=now(), seen=seen)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Le service est à jour.")
            return _back(organisation)
    return _form_page(
        request, organisation, form, title="Modifier le service", submit="Enregistrer le service"
    )


@ruled(rules.ORG_EDITOR)
@require_POST
def service_withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    organisation = managed_organisation(request, slug)
    service = get_object_or_404(Service.objects.filter(organisation=organisation), pk=pk)
    withdraw_service(service, by=request.user, at=now())
    messages.success(request, f"« {service.name} » n’est plus sur votre fiche.")
    return _back(organisation)


def _form_page(
    request: HttpRequest,
    organisation: Organisation,
    form: SheetForm | ServiceForm,
    *,
    title: str,
    submit: str,
) -> HttpResponse:
    context = {
        **partner_frame(request.user, organisation=organisation),  # type: ignore[arg-type]
        "sheet": organisation,
        "form": form,
        "title": title,
        "submit": submit,
    }
    return render(request, "actors/partner/form.html", context)
