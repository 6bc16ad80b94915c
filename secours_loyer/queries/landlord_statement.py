"""What the landlord last certified, beside the debt of the request."""

from __future__ import annotations

from collections.abc import Iterable

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.visible import same_words
from secours_loyer.models import LandlordLink, LandlordReport, RentRequest, ReportKind
from secours_loyer.states import DECIDED


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
    if request.state in DECIDED:
        return (
            f"{told} : rien ne part avant que l’instructeur écrive, sur le dossier, pourquoi ce "
            "montant reste."
        )
    return (
        f"{told} : l’instructeur reprend ce décompte, ou écrit pourquoi le montant de la demande "
        "reste."
    )


def paid_words(request: RentRequest, paid_cents: int) -> str:
    """What the landlord received from the CCAS for this debt, and what is left; or nothing."""
    owed = request.debt.certified_cents
    if not paid_cents:
        return ""
    left = max(0, owed - paid_cents)
    rest = (
        f" Il en reste {format_cents(left)}, moins ce que vous avez reçu d’ailleurs depuis le "
        "décompte."
        if left
        else " Elle est payée en entier."
    )
    return f"Le CCAS vous a payé {format_cents(paid_cents)} sur cette dette.{rest}"


def last_debt_words(requests: Iterable[int]) -> dict[int, LandlordReport]:
    """The last time each debt was confirmed or contested, in one query."""
    rows = LandlordReport.objects.filter(
        link__request__in=requests, kind__in=[ReportKind.DEBT, ReportKind.DISPUTED]
    )
    return {row.link.request_id: row for row in rows.select_related("link").order_by("at", "pk")}


def waiting_dispute(request: RentRequest) -> LandlordReport | None:
    """The landlord's last word, if it contests the debt and nobody wrote what came of it."""
    said = last_debt_words([request.pk]).get(request.pk)
    if said is None or said.kind != ReportKind.DISPUTED:
        return None
    return None if said.pk == request.answered_dispute_id else said


def repeated_dispute(
    request: RentRequest, link: LandlordLink, *, why: str, cents: int | None
) -> LandlordReport | None:
    """The landlord's last word through this link, if it says the same and still waits: a form sent
    twice says nothing more."""
    said = waiting_dispute(request)
    if said is None or (said.link_id, said.cents) != (link.pk, cents):
        return None
    return said if same_words(said.why) == same_words(why) else None


def dispute_words(request: RentRequest, said: LandlordReport | None) -> str:
    """The contested debt, while nobody wrote what came of it."""
    if said is None or said.kind != ReportKind.DISPUTED or said.pk == request.answered_dispute_id:
        return ""
    counted = f", et compte {format_cents(said.cents)}" if said.cents else ""
    return (
        f"Le bailleur conteste la dette depuis le {paris_day(said.at):%d/%m/%Y}{counted} : "
        "l’instructeur le rappelle, puis note sur le dossier ce qui règle la contestation."
    )
