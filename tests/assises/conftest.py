"""The pages of these tests are read at the instant of the tests."""

from __future__ import annotations

from datetime import datetime

import pytest


@pytest.fixture(autouse=True)
def _clock(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())
