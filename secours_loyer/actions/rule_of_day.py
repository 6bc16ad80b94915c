"""The scale in force on a day, and what a household already received under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Sum

from actors.households.models import Household
from actors.households.queries.rav import compute_rav
from actors.parameters import value, values
from reims_solidarite.kit.dates import PARIS, add_months
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.transitions import Refused
from secours_loyer.legal_dates import Unpaid, unpaid_rent
from secours_loyer.models import Award, Decision, Origin, RentRequest
from secours_loyer.parameters import (
    LEAST,
    MOST_EFFORT,
    MOST_OF_DEBT,
    MOST_PER_PERIOD,
    MOST_PER_REQUEST,
    PERIOD_MONTHS,
    RAV_CONDITION,
    SCALE,
    UNPAID_RULE,
)
from secours_loyer.scale import ScaleInputs, ScaleParameters
from secours_loyer.scale.parameters import WORDING


def scale_parameters(on: date) -> ScaleParameters:
    """The rule in force on a day, in one query."""
    found = values(*(key.name for key in SCALE), on=on)
    return ScaleParameters(
        version=f"paramètres en vigueur le {on:%d/%m/%Y}",
        most_per_request_cents=found[MOST_PER_REQUEST.name],
        most_of_debt=found[MOST_OF_DEBT.name],
        most_per_period_cents=found[MOST_PER_PERIOD.name] or None,
        least_cents=found[LEAST.name],
        rav_is_condition=found[RAV_CONDITION.name],
        most_effort=found[MOST_EFFORT.name] or None,
        wording=WORDING,
    )


def period_start(on: date) -> datetime:
    """When the period that the CCAS counts began."""
    since = add_months(on, -int(value(PERIOD_MONTHS.name, on=on)))
    return datetime.combine(since, time(), tzinfo=PARIS)


def granted_before(household: Household, *, on: date) -> int:
    """Cents granted to the household over the period that the CCAS counts."""
    return _granted(household, since=period_start(on))


def delegated_before(household: Household, *, since: datetime) -> int:
    """Cents granted to the household by delegation, without the commission."""
    return _granted(household, since=since, decision__origin=Origin.DELEGATION)


def _granted(household: Household, *, since: datetime, **only: object) -> int:
    live = Award.objects.filter(
        decision__request__household=household, decision__decided_at__gte=since, revoked_at=None
    )
    total = live.filter(**only).aggregate(total=Sum("amount_cents"))["total"]
    return int(total or 0)


@dataclass(frozen=True)
class Counted:
    """What a decision of a day is held to; the database counts it again (`models.award_sql`)."""

    since: datetime
    before_cents: int
    cap_cents: int | None
    most_per_request_cents: int

    @property
    def ceiling_cents(self) -> int:
        """The most that the decision may grant, what is left of the period included."""
        if self.cap_cents is None:
            return self.most_per_request_cents
        return min(self.most_per_request_cents, max(0, self.cap_cents - self.before_cents))

    @property
    def ceiling_words(self) -> str:
        """Which ceiling holds: the one of a request, or what is left of the household's."""
        most = self.ceiling_cents
        if self.cap_cents is None or most == self.most_per_request_cents:
            return f"le plafond par demande est de {format_cents(most)}"
        return (
            f"ce ménage peut encore recevoir {format_cents(most)}, sur les "
            f"{format_cents(self.cap_cents)} de son plafond ({format_cents(self.before_cents)} "
            "déjà accordés)"
        )

    def need_under(self, cents: int, *, field: str) -> None:
        """Refused above it, whatever the reason given."""
        if cents > self.ceiling_cents:
            raise Refused(
                f"{format_cents(cents)}, c’est plus que l’aide possible : {self.ceiling_words}. "
                "Aucun motif ne permet de le dépasser : indiquez un montant plus bas.",
                field=field,
            )


def counted(household: Household, *, on: date, former: Decision | None = None) -> Counted:
    """The rule of a day, and what the household already received over its period, but for the
    decision that another one is to replace."""
    rule, since = scale_parameters(on), period_start(on)
    before = _granted(household, since=since)
    if former is not None:
        before -= _granted(household, since=since, decision=former)
    return Counted(since, before, rule.most_per_period_cents, rule.most_per_request_cents)


def scale_inputs(request: RentRequest, *, on: date) -> ScaleInputs:
    """The facts of a request on a day. ValueError or Refused (French) when some are missing."""
    tenancy = request.tenancy
    return ScaleInputs(
        rav=compute_rav(request.household, on),
        debt_cents=request.debt.certified_cents,
        rent_cents=tenancy.monthly_cents,
        housing_benefit_cents=tenancy.housing_aid_cents,
        cofunding_cents=request.cofunding_cents,
        down_payment_cents=request.down_payment_cents,
        already_granted_cents=granted_before(request.household, on=on),
    )


def unpaid_for_benefits(request: RentRequest, *, on: date) -> Unpaid:
    """Is this an *impayé* for housing benefits on that day? The rule changes on 1 January 2027."""
    tenancy = request.tenancy
    return unpaid_rent(
        value(UNPAID_RULE.name, on=on),
        on=on,
        debt_cents=request.debt.certified_cents,
        first_default=request.debt.first_month,
        gross_cents=tenancy.monthly_cents,
        benefit_cents=tenancy.housing_aid_cents,
        paid_to_landlord=tenancy.aid_paid_to_landlord,
    )
