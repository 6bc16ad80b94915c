"""The table of pages: each row can be asked, and each has its yardstick."""

from __future__ import annotations

import signal

import pytest
from django.core.management import CommandError, call_command

from reims_solidarite.benching.pages import FLOORS, PAGES
from tests.bench.floor.urls import urlpatterns


def test_every_page_has_a_floor_twin_that_exists() -> None:
    routes = {str(pattern.pattern).split("/")[0] for pattern in urlpatterns}
    assert {page.twin for page in PAGES} <= set(FLOORS) <= routes


def test_names_are_told_apart() -> None:
    names = [page.name for page in PAGES]
    assert len(names) == len(set(names)) > 8


def test_a_name_that_measures_nothing_is_refused() -> None:
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(CommandError, match="planing"):
            call_command("bench", only="planing")
    finally:
        signal.signal(signal.SIGTERM, before)
