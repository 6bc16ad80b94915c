"""Rules that changed on a known day: which version applies to these facts. Pure Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from reims_solidarite.kit.dates import add_months
from reims_solidarite.kit.money import format_cents

SIX_WEEKS_SINCE = date(2023, 7, 29)
"""Loi 2023-668 art. 10, for leases concluded since that day (Cass., avis 13 June 2024)."""


@dataclass(frozen=True)
class Unpaid:
    """Whether a debt counts as unpaid rent for housing benefits, and why (French)."""

    reached: bool
    sentence: str


def clause_deadline(lease_date: date, served_on: date) -> date:
    """Last day to pay after a *commandement de payer*: six weeks, or two months on older leases."""
    if lease_date >= SIX_WEEKS_SINCE:
        return served_on + timedelta(weeks=6)
    return add_months(served_on, 2)


def unpaid_rent(
    versions: Sequence[dict[str, Any]],
    *,
    on: date,
    debt_cents: int,
    first_default: date,
    gross_cents: int,
    benefit_cents: int,
    paid_to_landlord: bool,
) -> Unpaid:
    """Judge by the version in force `on`; two rents are counted net when the landlord is paid."""
    version = max(
        (row for row in versions if date.fromisoformat(row["since"]) <= on),
        key=lambda row: date.fromisoformat(row["since"]),
    )
    debt = format_cents(debt_cents)
    if version["cents"]:
        limit = format_cents(version["cents"])
        late = on >= add_months(first_default, version["months"])
        reached = debt_cents > version["cents"] or late
        why = (
            f"la dette, {debt}, dépasse le seuil de {limit}"
            if debt_cents > version["cents"]
            else f"le premier impayé a plus de {version['months']} mois (dette de {debt})"
            if late
            else f"la dette, {debt}, ne dépasse pas {limit} et le premier impayé est récent"
        )
        judge = (
            "La CCAPEX (commission de prévention des expulsions) décide du maintien de l’aide au "
            "logement."
        )
    else:
        month = gross_cents - benefit_cents if paid_to_landlord else gross_cents
        reached = debt_cents >= version["rents"] * month
        limit = format_cents(version["rents"] * month)
        why = f"la dette, {debt}, {'atteint' if reached else 'n’atteint pas'} le seuil de {limit}"
        judge = "La CAF décide du maintien de l’aide au logement."
    said = "Impayé" if reached else "Pas encore un impayé"
    return Unpaid(reached, f"{said} au sens des aides au logement : {why}. {judge}")


TRUCE = "Trêve hivernale jusqu’au {until:%d/%m/%Y} : elle arrête l’expulsion, pas la procédure."


def by_lease(lease_date: date, served_on: date, *, weeks: bool | None = None) -> date:
    """The same, by the delay that the act prints when it is known: six weeks or two months."""
    if weeks is None:
        return clause_deadline(lease_date, served_on)
    return served_on + timedelta(weeks=6) if weeks else add_months(served_on, 2)


def truce_end(on: date) -> date | None:
    """Last day of the winter truce that covers this day (CPCE L412-6), if one does."""
    if on.month >= 11:
        return date(on.year + 1, 3, 31)
    return date(on.year, 3, 31) if on.month <= 3 else None


def eviction_from(day: date) -> date:
    """The first day, from this one, on which nobody is protected by the winter truce."""
    end = truce_end(day)
    return end + timedelta(days=1) if end else day


def hearing_from(summoned_on: date) -> date:
    """The summons reaches the prefect six weeks before the hearing (loi 89-462, art. 24 III)."""
    return summoned_on + timedelta(weeks=6)


def summons_from(signalled_on: date) -> date:
    """A legal person tells the CCAPEX two months before it summons (loi 89-462, art. 24 II)."""
    return add_months(signalled_on, 2)
