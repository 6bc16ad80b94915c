"""The path of a request, for the tests of the rent aid."""

import pytest

from tests.cast import Cast
from tests.secours_loyer.path import Path


@pytest.fixture
def path(cast: Cast) -> Path:
    return Path(cast)


@pytest.fixture(autouse=True)
def _at_the_instant_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages ask the clock: without this they would refuse, one day, what the tests date."""
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")
