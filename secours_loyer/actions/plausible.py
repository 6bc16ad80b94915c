"""What a request says of its lease and debt, refused when it cannot be true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from actors.parameters import value
from reims_solidarite.kit.dates import Period, add_months, month_start
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.arrears import Arrears
from secours_loyer.actions.cofunding import Funds, granted_of
from secours_loyer.actions.doors import need
from secours_loyer.intake_parameters import ARREARS_MONTHS, DEBT_FACTOR

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
    """The debt that the landlord certifies, month by month once it is known, and what else is
    expected to pay it."""

    months: Period
    certified_cents: int
    statement_on: date
    summary: str
    down_payment_cents: int = 0
    helped_by: str = ""
    agreed: bool = False
    debt_confirmed: bool = False
    arrears: Arrears = field(default_factory=dict)
    funds: Funds = field(default_factory=dict)

    @property
    def cofunding_cents(self) -> int:
        """What other funds grant for this debt."""
        return granted_of(self.funds)


def plausible(lease: Lease, claim: Claim, *, on: date) -> None:
    """The first thing that cannot be true, told beside its field."""
    for doubt in doubts(
        on=on,
        lease_date=lease.lease_date,
        monthly_cents=lease.rent_cents + lease.charges_cents,
        months=claim.months,
        certified_cents=claim.certified_cents,
        debt_confirmed=claim.debt_confirmed,
        statement_on=claim.statement_on,
        shared_cents=claim.cofunding_cents + claim.down_payment_cents,
    ):
        raise doubt
    need(claim.summary.strip(), "Décrivez la situation en quelques mots.", field="summary")


def doubts(
    *,
    on: date,
    lease_date: date | None,
    monthly_cents: int | None,
    months: Period | None,
    certified_cents: int | None,
    debt_confirmed: bool,
    statement_on: date | None,
    shared_cents: int,
) -> Iterator[Refused]:
    """Everything that cannot be true; what is not known (None) is not judged.

    `shared_cents`: what the household and the other funds pay.
    """
    if months is not None and (months.end is None or months.start > on):
        yield Refused("Les mois impayés ne peuvent pas être dans l’avenir.", field="first_month")
    yield from _months(lease_date, months, on=on)
    if certified_cents is not None and certified_cents <= 0:
        yield Refused("Indiquez une dette supérieure à zéro.", field="certified")
    if months is not None and monthly_cents is not None and certified_cents is not None:
        yield from _amount(months, monthly_cents, certified_cents, sure=debt_confirmed, on=on)
    if statement_on is not None and statement_on > on:
        yield Refused("Le décompte ne peut pas être daté de l’avenir.", field="statement_on")
    if certified_cents is not None and shared_cents > certified_cents:
        yield Refused(
            "L’apport et les autres financements dépassent la dette. Vérifiez les montants.",
            field="down_payment",
        )


def _months(lease_date: date | None, months: Period | None, *, on: date) -> Iterator[Refused]:
    if lease_date is not None and lease_date > on:
        yield Refused("Le bail ne peut pas être daté de l’avenir.", field="lease_date")
    if months is None:
        return
    if lease_date is not None and month_start(lease_date) > months.start:
        yield Refused(
            f"Le bail est daté du {lease_date:%d/%m/%Y} : aucun loyer n’est dû avant. Vérifiez "
            "la date du bail et le premier mois impayé.",
            field="first_month",
        )
    most = int(value(ARREARS_MONTHS.name, on=on))
    if months.start < add_months(month_start(on), -most):
        yield Refused(
            f"Le premier mois impayé remonte à plus de {most} mois : un loyer ne se réclame plus "
            "après ce délai. Ne gardez que les mois qui se réclament encore.",
            field="first_month",
        )


def _amount(
    months: Period, monthly_cents: int, certified_cents: int, *, sure: bool, on: date
) -> Iterator[Refused]:
    first, end = months.start, months.end or months.start
    count = (end.year - first.year) * 12 + end.month - first.month
    rents = count * monthly_cents
    factor = int(value(DEBT_FACTOR.name, on=on))
    if not sure and certified_cents * WHOLE > rents * factor:
        yield Refused(
            f"La dette ({format_cents(certified_cents)}) est bien plus grande que les loyers et "
            f"charges de ces mois ({format_cents(rents)}). Vérifiez le montant et les mois ; s’ils "
            "sont justes, cochez « Le montant est bien celui du décompte ».",
            field="debt_confirmed",
        )
