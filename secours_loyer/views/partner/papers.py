"""The papers of a request that its association takes away: what it filed, letters, where it is."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from actors import rules
from actors.files import download
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from secours_loyer.models import Letter, LetterKind
from secours_loyer.queries.filed import filed_paper
from secours_loyer.views.follow_paper import follow_paper
from secours_loyer.views.partner.own import note_own, own_request_of

# The landlord's notice is for the landlord.
LETTERS = (
    *(LetterKind.FILED, LetterKind.MISSING, LetterKind.ADJOURNED),
    *(LetterKind.DECISION, LetterKind.PAID_HOUSEHOLD, LetterKind.BACK_HOUSEHOLD),
    *(LetterKind.APPEAL, LetterKind.CONFIRMED, LetterKind.APPEAL_DROPPED),
    *(LetterKind.PLAN, LetterKind.REMINDER, LetterKind.BREACH),
)


@ruled(rules.AGENT)
@require_safe
def own_paper(request: SignedInRequest, uid: Any, file_id: Any) -> HttpResponseBase:
    """A paper that the association filed with this request, as it was sent."""
    file = own_request_of(request, uid)
    stored = filed_paper(file, file_id)
    if stored is None:
        raise Http404
    note_own(request, file, "own_paper", ["debts", "content"])
    return download(stored)


@ruled(rules.AGENT)
@require_safe
def own_letter(request: SignedInRequest, uid: Any, pk: int) -> HttpResponseBase:
    """A letter to the household, to hand over or explain."""
    file = own_request_of(request, uid)
    letter = Letter.objects.filter(request=file, pk=pk, kind__in=LETTERS).first()
    if letter is None:
        raise Http404
    note_own(request, file, "own_letter", ["content"])
    return download(letter.file)


@ruled(rules.AGENT)
@require_safe
def own_follow(request: SignedInRequest, uid: Any) -> HttpResponseBase:
    """« Où en est ma demande », to hand over to the household."""
    file = own_request_of(request, uid)
    note_own(request, file, "own_follow_sheet", ["identity", "housing", "debts"])
    return follow_paper(file, at=now())
