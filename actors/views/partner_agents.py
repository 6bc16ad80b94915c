"""The agents of an organisation: who they are, who is invited, who leaves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from actors import rules
from actors.actions.invitations import invite, resend_invitation, revoke_invitation
from actors.actions.memberships import end_membership, make_manager, unmake_manager
from actors.forms.invitation import InviteForm
from actors.models import Invitation, Membership, Organisation
from actors.queries.partner_home import partner_frame
from actors.views.partner_organisation import managed_organisation, own_organisation
from actors.views.refusals import show_refusal
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused


@ruled(rules.PARTNER)
@require_safe
def agents(request: SignedInRequest, slug: str) -> HttpResponse:
    """Every agent reads the list; those who look after the organisation also invite."""
    organisation = own_organisation(request, slug)
    return _page(request, organisation, InviteForm())


def _page(
    request: SignedInRequest, organisation: Organisation, form: InviteForm, status: int = 200
) -> HttpResponse:
    at = now()
    managed = {m.organisation_id for m in request.user.memberships if m.is_manager}
    may_edit = organisation.pk in managed
    waiting = Invitation.objects.unanswered().filter(organisation=organisation)
    context = {
        **partner_frame(request.user, organisation=organisation),
        "sheet": organisation,
        "members": Membership.objects.active()
        .filter(organisation=organisation)
        .select_related("user")
        .order_by("user__sort_key", "pk"),
        "invitations": [(one, one.is_live(at)) for one in waiting] if may_edit else [],
        "may_edit": may_edit,
        "form": form,
    }
    return render(request, "actors/partner/agents.html", context, status=status)


@ruled(rules.ORG_EDITOR)
@require_POST
def agent_invite(request: SignedInRequest, slug: str) -> HttpResponse:
    organisation = managed_organisation(request, slug)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, organisation, form)
    try:
        invitation = invite(organisation, **form.cleaned_data, by=request.user, at=now())
    except Refused as refusal:
        show_refusal(form, refusal)
        return _page(request, organisation, form)
    messages.success(request, f"L’invitation part à {invitation.email}.")
    return redirect("actors:partner_agents", organisation.slug)


@ruled(rules.ORG_EDITOR)
@require_POST
def agent_end(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    member = _member(request, slug, pk)
    end_membership(member, by=request.user, at=now())
    if member.user_id == request.user.pk:
        return redirect("account_login")
    messages.success(request, f"{member.user} n’a plus accès à votre organisation.")
    return redirect("actors:partner_agents", slug)


@ruled(rules.ORG_EDITOR)
@require_POST
def agent_manager(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Make responsible, or take it back (`retirer`)."""
    member = _member(request, slug, pk)
    act = unmake_manager if "retirer" in request.POST else make_manager
    act(member, by=request.user, at=now())
    if member.user_id == request.user.pk:
        return redirect("account_login")
    told = "n’est plus responsable" if act is unmake_manager else "est maintenant responsable"
    messages.success(request, f"{member.user} {told}.")
    return redirect("actors:partner_agents", slug)


def _member(request: SignedInRequest, slug: str, pk: int) -> Membership:
    organisation = managed_organisation(request, slug)
    rows = Membership.objects.active().filter(organisation=organisation).select_related("user")
    return get_object_or_404(rows, pk=pk)


@ruled(rules.ORG_EDITOR)
@require_POST
def invitation_revoke(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    revoke_invitation(_invitation(request, slug, pk), by=request.user, at=now())
    messages.success(request, "L’invitation est annulée : son lien ne marche plus.")
    return redirect("actors:partner_agents", slug)


@ruled(rules.ORG_EDITOR)
@require_POST
def invitation_resend(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    sent = resend_invitation(_invitation(request, slug, pk), by=request.user, at=now())
    messages.success(request, f"Une nouvelle invitation part à {sent.email}.")
    return redirect("actors:partner_agents", slug)


def _invitation(request: SignedInRequest, slug: str, pk: int) -> Invitation:
    organisation = managed_organisation(request, slug)
    rows = Invitation.objects.filter(organisation=organisation).select_related("organisation")
    return get_object_or_404(rows, pk=pk)
