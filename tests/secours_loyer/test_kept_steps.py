"""Steps kept for the next test leave what they leave when they are taken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.db import connection, transaction

from actors.actions.accounts import grant_role
from actors.queries.journal_check import check_journal
from actors.roles import Role
from secours_loyer.actions.ledger_check import faults
from secours_loyer.states import OrderState
from tests.cast import Cast
from tests.harness import kept_steps
from tests.harness.kept_steps import KEPT, from_nothing, rows_of
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db


@contextmanager
def another_test(at: datetime) -> Iterator[Path]:
    """Somebody who starts from nothing, and leaves nothing."""
    point = transaction.savepoint()
    cast = Cast(at)
    cast.memory = from_nothing(vars(cast))
    assert cast.memory is not None
    yield Path(cast)
    transaction.savepoint_rollback(point)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    before = dict(KEPT)
    KEPT.clear()
    yield
    KEPT.clear()
    KEPT.update(before)


def everything() -> dict[str, list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
    rows = {table: json.loads(rows_of(f"public.{table}")) for table in tables}
    return {table: sorted(map(json.dumps, found)) for table, found in rows.items()}


def test_the_rows_put_back_are_those_of_the_step(at: datetime) -> None:
    with another_test(at) as path:
        taken = path.approved()
        left = everything()
    with another_test(at) as path:
        kept = len(KEPT)
        again = path.approved()
        assert len(KEPT) == kept
        assert everything() == left
        assert (again.pk, again.state) == (taken.pk, OrderState.APPROVED)
        assert path.cast.manager.email == "cadre@cast.example"
        assert check_journal().problem == ""
        assert list(faults()) == []


def test_another_argument_is_another_step(at: datetime) -> None:
    with another_test(at) as path:
        path.filed(cents=100_000)
    with another_test(at) as path:
        assert path.filed(cents=90_000).debt.certified_cents == 90_000


def test_whoever_wrote_in_between_takes_the_step(at: datetime) -> None:
    with another_test(at) as path:
        path.validated()
        known = len(KEPT)
    with another_test(at) as path:
        manager = path.cast.manager
        grant_role(manager, Role.AUDITOR, by=None, at=at)
        assert path.validated().pk
        assert manager.role_grants.count() == 2
        assert len(KEPT) == known + 1  # the manager's account


def test_a_wall_taken_down_in_between_is_seen(at: datetime) -> None:
    with another_test(at) as path:
        path.filed()
    with another_test(at) as path:
        home = path.home()
        before = path.memory.history
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE secours_loyer_letter DISABLE TRIGGER USER")
        path.landlord()
        assert path.memory.history == before
        assert home.pk


def test_what_cannot_be_named_is_not_kept() -> None:
    with pytest.raises(kept_steps.Unkept):
        kept_steps.named(object())
