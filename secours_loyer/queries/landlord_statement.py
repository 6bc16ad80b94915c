"""What the landlord last certified, beside the debt of the request."""

from __future__ import annotations

from collections.abc import Iterable

from reims_solidarite.kit.money import format_cents
from secours_loyer.models import LandlordReport, RentRequest, ReportKind


def last_statements(requests: Iterable[int]) -> dict[int, LandlordReport]:
    """The last statement certified for each of these requests, in one query."""
    rows = LandlordReport.objects.filter(link__request__in=requests, kind=ReportKind.STATEMENT)
    return {row.link.request_id: row for row in rows.select_related("link").order_by("at", "pk")}


def differing_statement(request: RentRequest) -> LandlordReport | None:
    """The last statement, if it says another amount than the debt, answered or not."""
    said = last_statements([request.pk]).get(request.pk)
    return said if said is not None and said.cents != request.debt.certified_cents else None


def statement_words(request: RentRequest, said: LandlordReport | None) -> str:
    """The difference and its answer, in a sentence; nothing when both amounts are the same."""
    if said is None or said.cents == request.debt.certified_cents:
        return ""
    owed = format_cents(request.debt.certified_cents)
    told = (
        f"Le bailleur certifie {format_cents(said.cents or 0)} au {said.said_on:%d/%m/%Y}, "
        f"la demande dit {owed}"
    )
    if said.pk == request.answered_statement_id:
        return f"{told}. Le montant de la demande reste : {request.stands_because}"
    return (
        f"{told} : l’instructeur reprend ce décompte, ou écrit pourquoi le montant de la demande "
        "reste."
    )
