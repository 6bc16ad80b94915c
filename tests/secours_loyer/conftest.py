"""The path of a request, for the tests of the rent aid."""

import pytest

from tests.cast import Cast
from tests.secours_loyer.path import Path


@pytest.fixture
def path(cast: Cast) -> Path:
    return Path(cast)
