"""A lease and a debt that cannot be true are refused beside their field."""

from __future__ import annotations

from datetime import date

import pytest

from reims_solidarite.kit.dates import Period, add_months
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.plausible import Claim, Lease, plausible
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)


def _told(
    *,
    signed: date = date(2022, 5, 17),
    start: date = date(2026, 7, 1),
    months: int = 3,
    cents: int = 150_000,
    confirmed: bool = False,
) -> None:
    lease = Lease("1 rue x", "51100", "Reims", signed, 45_000, charges_cents=5_000)
    claim = Claim(
        Period(start, add_months(start, months)), cents, ON, "x", debt_confirmed=confirmed
    )
    plausible(lease, claim, on=ON)


def test_the_lease_comes_before_its_first_unpaid_month() -> None:
    _told(signed=date(2026, 7, 15))
    with pytest.raises(Refused, match="aucun loyer n’est dû avant") as caught:
        _told(signed=date(2026, 8, 1))
    assert caught.value.field == "first_month"
    with pytest.raises(Refused, match="daté de l’avenir") as caught:
        _told(signed=date(2027, 6, 1))
    assert caught.value.field == "lease_date"


def test_months_older_than_three_years_are_not_claimed() -> None:
    signed = date(2012, 1, 1)
    _told(signed=signed, start=date(2023, 11, 1), months=36)
    with pytest.raises(Refused, match="plus de 36 mois") as caught:
        _told(signed=signed, start=date(2023, 10, 1), months=37)
    assert caught.value.field == "first_month"


def test_a_debt_far_above_its_rents_is_confirmed() -> None:
    _told(cents=300_000)
    with pytest.raises(Refused, match="bien plus grande") as caught:
        _told(cents=300_001)
    assert caught.value.field == "debt_confirmed"
    _told(cents=300_001, confirmed=True)


def test_filing_refuses_them(path: Path) -> None:
    with pytest.raises(Refused, match="aucun loyer n’est dû avant"):
        path.filed(start=date(2022, 4, 1))
    with pytest.raises(Refused, match="bien plus grande"):
        path.filed(cents=9_999_900, debt_confirmed=False)
