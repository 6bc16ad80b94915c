"""One world for the whole folder, built in a transaction that is rolled back at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from reims_solidarite.kit.clock import VARIABLE
from tests.permissions.asking import Asker, forgotten
from tests.permissions.matrix import Matrix, new_matrix
from tests.permissions.world import Side, World, build_world
from tests.permissions.world.build import CLOCK


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    """Both sides, and nothing else in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = build_world()
        # What waits for the end of a transaction happens now: the journal seals its entries.
        connection.check_constraints()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def _asked(built: World) -> Matrix:
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = CLOCK
    made = new_matrix(built)
    os.environ.pop(VARIABLE) if before is None else os.environ.update({VARIABLE: before})
    return made


@pytest.fixture
def matrix(
    db: None, _asked: Matrix, _own_clock: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Matrix]:
    """The matrix at its own hour; what a test writes is forgotten after it."""
    monkeypatch.setenv(VARIABLE, CLOCK)
    with forgotten():
        yield _asked


@pytest.fixture
def world(matrix: Matrix) -> World:
    return matrix.world


@pytest.fixture
def asker(matrix: Matrix) -> Asker:
    return matrix.asker


@pytest.fixture
def a(world: World) -> Side:
    return world.a


@pytest.fixture
def b(world: World) -> Side:
    return world.b
