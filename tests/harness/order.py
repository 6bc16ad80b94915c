"""Rows nobody ordered come back shuffled: PostgreSQL promises them no order either."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import QuerySet

CHANCE = random.Random(20_261_123)


@pytest.fixture(autouse=True, scope="session")
def _unordered_rows_are_shuffled() -> Iterator[None]:
    fetch = QuerySet._fetch_all

    def shuffled(rows: QuerySet[Any]) -> None:
        fresh = rows._result_cache is None
        fetch(rows)
        if fresh and len(rows._result_cache) > 1 and not rows.ordered:
            CHANCE.shuffle(rows._result_cache)

    QuerySet._fetch_all = shuffled
    yield
    QuerySet._fetch_all = fetch
