"""The demo's probable duplicates: another household claims the months of the same home."""

from __future__ import annotations

from datetime import datetime

from actors.models import User
from reims_solidarite.demo.contests import contest, landlord_disputes
from secours_loyer.actions import instruction
from secours_loyer.actions.duplicate_claims import answer_duplicate
from secours_loyer.models import DuplicateReason, RentRequest
from secours_loyer.queries.same_months import same_months
from secours_loyer.states import RequestState


def studied_home(*, last: bool) -> RentRequest | None:
    """A request being studied, whose home somebody else will claim as well."""
    studied = RentRequest.objects.filter(state=RequestState.STUDIED).order_by(
        "-pk" if last else "pk"
    )
    return studied.select_related("tenancy__landlord", "debt").first()


def study_double(request: RentRequest, by: User, at: datetime, *, waits: bool) -> None:
    """Taken by the instructor, who answers it at once unless it waits; its household contests the
    debt besides, and its landlord where it waits."""
    taken = instruction.assign(request, to=by, by=by, at=at)
    contest(taken, by=by, at=at)
    if waits:
        landlord_disputes(taken, by=by, at=at)
    else:
        answer_all(taken, by=by, at=at)


def answer_all(request: RentRequest, *, by: User, at: datetime) -> None:
    """The former tenant left; what is owed since is this household's."""
    for claim in same_months(request):
        if claim.waits:
            answer_duplicate(
                request,
                other=claim.row,
                reason=DuplicateReason.FORMER,
                why="Exemple : état des lieux de sortie vu, le décompte est à ce seul nom.",
                by=by,
                at=at,
            )
