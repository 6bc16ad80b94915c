"""The path of a request, for the tests of the rent aid."""

import pytest

from tests.cast import Cast
from tests.harness.kept_steps import from_nothing
from tests.secours_loyer.path import Path

# They change nothing that a step does.
ALWAYS = {"_at_the_instant_of_the_tests", "_own_clock", "_template_string_if_invalid_marker"}


@pytest.fixture
def path(cast: Cast, request: pytest.FixtureRequest) -> Path:
    if not changes_code(request):
        cast.memory = from_nothing(vars(cast))
    return Path(cast)


def changes_code(request: pytest.FixtureRequest) -> bool:
    """Does this test, or a fixture of its module, replace code or settings?"""
    info = request.node._fixtureinfo
    asked = set(info.argnames)
    for name, known in info.name2fixturedefs.items():
        if name not in ALWAYS:
            asked.update(*(one.argnames for one in known))
    return bool(asked & {"monkeypatch", "settings", "time_machine"})


@pytest.fixture(autouse=True)
def _at_the_instant_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages ask the clock: without this they would refuse, one day, what the tests date."""
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")
