"""What a request says of its lease and debt, refused when it cannot be true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actors.parameters import value
from reims_solidarite.kit.dates import Period, add_months, month_start
from reims_solidarite.kit.money import format_cents
from secours_loyer.actions.doors import need
from secours_loyer.parameters import ARREARS_MONTHS, DEBT_FACTOR

WHOLE = 10_000


@dataclass(frozen=True)
class Lease:
    """The lease, as its paper says. Amounts are cents a month."""

    address: str
    postcode: str
    city: str
    lease_date: date
    rent_cents: int
    reference: str = ""
    charges_cents: int = 0
    housing_aid_cents: int = 0
    aid_paid_to_landlord: bool = False
    lease_end: date | None = None


@dataclass(frozen=True)
class Claim:
    """The debt that the landlord certifies, and what else is expected to pay it."""

    months: Period
    certified_cents: int
    statement_on: date
    summary: str
    cofunding_cents: int = 0
    down_payment_cents: int = 0
    helped_by: str = ""
    agreed: bool = False
    debt_confirmed: bool = False


def plausible(lease: Lease, claim: Claim, *, on: date) -> None:
    """The first thing that cannot be true, told beside its field."""
    need(
        claim.months.end is not None and claim.months.start <= on,
        "Les mois impayés ne peuvent pas être dans l’avenir.",
        field="first_month",
    )
    _months(lease, claim, on=on)
    need(claim.certified_cents > 0, "Indiquez une dette supérieure à zéro.", field="certified")
    _amount(lease, claim, on=on)
    need(
        claim.statement_on <= on,
        "Le décompte ne peut pas être daté de l’avenir.",
        field="statement_on",
    )
    need(
        claim.cofunding_cents + claim.down_payment_cents <= claim.certified_cents,
        "L’apport et les autres financements dépassent la dette. Vérifiez les montants.",
        field="cofunding",
    )
    need(claim.summary.strip(), "Décrivez la situation en quelques mots.", field="summary")


def _months(lease: Lease, claim: Claim, *, on: date) -> None:
    need(lease.lease_date <= on, "Le bail ne peut pas être daté de l’avenir.", field="lease_date")
    need(
        month_start(lease.lease_date) <= claim.months.start,
        f"Le bail est daté du {lease.lease_date:%d/%m/%Y} : aucun loyer n’est dû avant. Vérifiez "
        "la date du bail et le premier mois impayé.",
        field="first_month",
    )
    most = int(value(ARREARS_MONTHS.name, on=on))
    need(
        claim.months.start >= add_months(month_start(on), -most),
        f"Le premier mois impayé remonte à plus de {most} mois : un loyer ne se réclame plus "
        "après ce délai. Ne gardez que les mois qui se réclament encore.",
        field="first_month",
    )


def _amount(lease: Lease, claim: Claim, *, on: date) -> None:
    first, end = claim.months.start, claim.months.end or claim.months.start
    count = (end.year - first.year) * 12 + end.month - first.month
    rents = count * (lease.rent_cents + lease.charges_cents)
    factor = int(value(DEBT_FACTOR.name, on=on))
    need(
        claim.debt_confirmed or claim.certified_cents * WHOLE <= rents * factor,
        f"La dette ({format_cents(claim.certified_cents)}) est bien plus grande que les loyers et "
        f"charges de ces mois ({format_cents(rents)}). Vérifiez le montant et les mois ; s’ils "
        "sont justes, cochez « Le montant est bien celui du décompte ».",
        field="debt_confirmed",
    )
