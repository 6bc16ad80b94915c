"""Papers that came and that nobody read yet; RIB that nobody entered."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from actors import rules
from actors.models import User
from secours_loyer.models import AccountProposal, Appeal, AskedPiece, PieceState, RentRequest
from secours_loyer.queries.work_lists.task import Task
from secours_loyer.states import RequestState

READ_IN = (RequestState.FILED, RequestState.INCOMPLETE, RequestState.STUDIED)


def papers_waiting(user: User) -> tuple[Task, ...]:
    """For the reception, which receives papers and types accounts."""
    rows = (
        RentRequest.objects.visible_to(user).select_related("household").order_by("filed_at", "pk")
    )
    received = AskedPiece.objects.filter(request=OuterRef("pk"), state=PieceState.RECEIVED)
    proposed = AccountProposal.objects.filter(
        answered_at=None,
        link__request=OuterRef("pk"),
        link__landlord=OuterRef("tenancy__landlord"),
    )
    contested = Appeal.objects.open().filter(decision__request=OuterRef("pk"))
    return (
        (
            rules.RECEPTION,
            "Pièces reçues à vérifier",
            rows.filter(Exists(received), state__in=READ_IN),
            _received,
        ),
        (
            rules.RECEPTION,
            "RIB proposés par un bailleur, à saisir",
            # Ended without aid, and not contested: nothing will be paid there.
            rows.filter(Exists(proposed)).filter(Q(debt__released_at=None) | Exists(contested)),
            _proposed,
        ),
    )


def _received(row: RentRequest) -> dict[str, Any]:
    return _line(row, "des pièces attendent d’être acceptées ou refusées.")


def _proposed(row: RentRequest) -> dict[str, Any]:
    return _line(row, "le bailleur propose un RIB : saisissez-le, ou écartez-le.")


def _line(row: RentRequest, detail: str) -> dict[str, Any]:
    return {
        "label": f"{row.number} – {row.household.number}",
        "url": reverse("secours_loyer:file", args=[row.uid]),
        "detail": detail,
        "urgent": False,
    }
