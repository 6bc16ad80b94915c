"""Answering a probable duplicate: why a request stands beside another one on the same months."""

from __future__ import annotations

from datetime import datetime

from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_untied
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.models import DuplicateAnswer, RentRequest
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.same_months import same_months
from secours_loyer.states import DECIDED, UNDECIDED

OPEN = (*UNDECIDED, *DECIDED)


@action
def answer_duplicate(
    request: RentRequest, *, other: RentRequest, reason: str, why: str, by: User, at: datetime
) -> DuplicateAnswer:
    """Written by the instructor of the request, read by whoever validates and by the commission.

    Refused about a request that claims other months, or another home.
    """
    held = locked(request)
    need(
        held.instructor_id == by.pk,
        "L’instructeur de la demande répond aux doublons probables.",
    )
    need_untied(held, by)
    need(held.state in OPEN, "Ce dossier est terminé. Rechargez la page.")
    need(
        any(claim.row.pk == other.pk and claim.probable for claim in same_months(held)),
        "Cette demande ne porte plus sur les mêmes mois du même logement. Rechargez la page.",
        field="other",
    )
    need(why.strip(), "Écrivez ce que vous avez vérifié.", field="why")
    answer = DuplicateAnswer.objects.create(
        request=held, other=other, reason=reason, why=why.strip(), by=by, at=at
    )
    seal(answer, at=at)
    record(
        "answer_duplicate",
        held,
        by=by,
        at=at,
        household=held.household.uid,
        other=other.pk,
        **named(answer),
    )
    return answer


def need_duplicates_answered(request: RentRequest) -> None:
    """For what follows the study: each probable duplicate has its answer."""
    for claim in same_months(request):
        if claim.waits:
            raise Refused(claim.words)
