"""A command elsewhere says how it ended, and what it said when it failed."""

from __future__ import annotations

import pytest

from tests.harness.another_process import manage

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_command_that_ends_well_gives_zero() -> None:
    assert manage("check") == 0


def test_a_command_that_fails_says_why() -> None:
    with pytest.raises(AssertionError, match="Unknown command"):
        manage("commande_inconnue")
