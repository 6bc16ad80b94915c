"""Fixtures for the whole suite: a fixed instant, the named cast, and a harness that makes whole
classes of bugs loud (`tests/harness/`)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import settings

from tests.cast import Cast

# How long one example takes says how busy the machine is, not whether the code is right.
settings.register_profile("portal", deadline=None)
settings.load_profile("portal")

pytest_plugins = [
    "tests.harness.leftovers",
    "tests.harness.memory",
    "tests.harness.migrated",
    "tests.harness.network",
    "tests.harness.order",
    "tests.harness.templates",
]


@pytest.fixture
def at() -> datetime:
    """The instant of the tests: a Monday morning in Reims, winter time."""
    return datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None, at: datetime) -> Cast:
    """The named people; each is made the first time a test calls them."""
    return Cast(at)
