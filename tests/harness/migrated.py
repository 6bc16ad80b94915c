"""One migrated database, copied by every worker and every portal of the suite.

Migrating costs half a minute of processor, a copy a moment. The model is named after the digest of
the migrations and of what they import: an edited migration never meets an older model.
"""

from __future__ import annotations

import ast
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql

from reims_solidarite.benching.scratch import address_of

PREFIX = "portail_migrated_"
KEPT = 3
TURN = 7_043_051_102  # any number, the same for all: the advisory lock of the model


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The test database is a copy; Django still asks it whether a migration is missing."""
    connection.settings_dict["TEST"]["TEMPLATE"] = migrated()


def migrated() -> str:
    """The name of the model, made first when nobody has made it yet."""
    name = PREFIX + digest()
    with server() as session:
        session.execute("SELECT pg_advisory_lock(%s)", [TURN])
        open_to_all = session.execute(
            "SELECT datallowconn FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        # A finished model lets nobody in, so one that does was left half made.
        if open_to_all != (False,):
            for old in [name, *_oldest(session)]:
                _drop(session, old)
            _create(session, name)
            _migrate(name)
            done = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false")
            session.execute(done.format(sql.Identifier(name)))
    return name


@contextmanager
def copy_named(name: str) -> Iterator[str]:
    """The address of a migrated database of one's own, dropped at the end."""
    with server() as session:
        _create(session, name, like=migrated())
        try:
            yield address_of(name)
        finally:
            _drop(session, name)


@contextmanager
def server() -> Iterator[psycopg.Connection[Any]]:
    """A connection beside the suite's databases, without the time limits of pages."""
    own = {**connection.get_connection_params(), "dbname": "postgres", "options": ""}
    own.pop("cursor_factory", None)
    own.pop("context", None)
    with psycopg.connect(**own, autocommit=True) as session:
        yield session


def digest() -> str:
    """Of every migration, ours and our packages', and of the modules that they import."""
    found = {path: path.read_bytes() for path in _migrations()}
    for source in list(found.values()):
        found |= {path: path.read_bytes() for path in _imported(source)}
    whole = hashlib.sha256()
    for path in sorted(found):
        whole.update(path.name.encode() + b"\0" + found[path])
    return whole.hexdigest()[:16]


def _migrations() -> Iterator[Path]:
    for app in apps.get_app_configs():
        yield from Path(app.path).glob("migrations/*.py")


def _imported(source: bytes) -> Iterator[Path]:
    for node in ast.walk(ast.parse(source)):
        names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        for spec in map(find_spec, names):
            if spec and spec.has_location and spec.origin:
                yield Path(spec.origin)


def _migrate(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--run-syncdb", "-v0"],
        cwd=settings.PROJECT,
        env={
            **os.environ,
            "DATABASE_URL": address_of(name),
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def _oldest(session: psycopg.Connection[Any]) -> list[str]:
    """Models of other states of the migrations, but for the last few: branches have their own."""
    found = session.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        " ORDER BY oid DESC OFFSET %s",
        [PREFIX, KEPT - 1],
    )
    return [name for (name,) in found.fetchall()]


def _create(session: psycopg.Connection[Any], name: str, like: str = "template1") -> None:
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    session.execute(command.format(sql.Identifier(name), sql.Identifier(like)))


def _drop(session: psycopg.Connection[Any], name: str) -> None:
    command = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    session.execute(command.format(sql.Identifier(name)))
