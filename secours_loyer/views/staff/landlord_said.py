"""What a landlord sent behind their link: the statement they certify, the RIB they propose."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actors import rules
from actors.files import download
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.http import ruled
from secours_loyer.models import AccountProposal, LandlordReport, RentRequest
from secours_loyer.views.staff.frame import note_shown


@ruled(rules.AID_READER)
@require_safe
def certified_statement(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The statement, as it was sent."""
    visible = RentRequest.objects.visible_to(request.user)
    rows = LandlordReport.objects.filter(link__request__in=visible)
    said = get_object_or_404(rows.select_related("file", "link__request__household"), pk=pk)
    if said.file is None:
        raise Http404
    note_shown(request, [said.link.request], ["debts", "content"])
    return download(said.file)


@ruled(rules.ACCOUNT_HANDLER)
@require_safe
def proposed_rib(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The RIB, as it was sent: for those who enter or verify an account."""
    visible = RentRequest.objects.visible_to(request.user)
    rows = AccountProposal.objects.filter(link__request__in=visible)
    proposal = get_object_or_404(rows.select_related("file", "link__request__household"), pk=pk)
    note_shown(request, [proposal.link.request], ["bank", "content"])
    return download(proposal.file)
