"""Fixtures for the whole suite: a fixed instant, and the named cast."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.cast import Cast


@pytest.fixture
def at() -> datetime:
    """The instant of the tests: a Monday morning in Reims, winter time."""
    return datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None, at: datetime) -> Cast:
    """The named people; each is made the first time a test calls them."""
    return Cast(at)
