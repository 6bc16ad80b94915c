"""The rent aid on the page of one household."""

from __future__ import annotations

from datetime import UTC, datetime

from secours_loyer.models import RentRequest
from secours_loyer.queries.household_card import line_of


def test_a_request_made_late_in_the_evening_keeps_its_paris_day() -> None:
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    row = RentRequest(number="SL-2026-000001", created_at=late, state="deposee")
    assert line_of(row)["label"] == "SL-2026-000001, 02/07/2026"
