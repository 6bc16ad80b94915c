"""Rules of the law that change on a day: unpaid rent in 2027, leases of 2023."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from secours_loyer.legal_dates import clause_deadline, unpaid_rent
from secours_loyer.parameters import UNPAID_RULE


@pytest.mark.parametrize(
    ("on", "cents", "reached"),
    [
        (date(2026, 12, 31), 89_999, False),
        (date(2026, 12, 31), 90_000, True),
        (date(2027, 1, 1), 45_000, False),
        (date(2027, 1, 1), 45_001, True),
        (date(2027, 2, 1), 1, True),
    ],
)
def test_unpaid_rent_changes_on_1_january_2027(on: date, cents: int, reached: object) -> None:
    found = unpaid_rent(
        UNPAID_RULE.default, on=on, debt_cents=cents, first_default=date(2026, 11, 1),
        gross_cents=45_000, benefit_cents=20_000, paid_to_landlord=False,
    )  # fmt: skip
    assert found.reached is reached
    assert ("CCAPEX" in found.sentence) is (on >= date(2027, 1, 1))


def test_leases_around_29_july_2023() -> None:
    served = date(2026, 12, 31)
    assert clause_deadline(date(2023, 7, 28), served) == date(2027, 2, 28)
    assert clause_deadline(date(2023, 7, 29), served) == served + timedelta(weeks=6)
