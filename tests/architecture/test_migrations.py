"""Migrations: one line per app, names that say what they do, and a way back that works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader

from tests.architecture.sources import OUR_LABELS, PROJECT
from tests.harness.migrated import copy_named

NAME = re.compile(r"(\d{4})_([a-z][a-z0-9_]+)")
# What `make run` does of an empty database.
UP = """import django; django.setup()
from reims_solidarite.serving.database import migrate; migrate(print)"""
VAGUE = re.compile(r"auto_|merge|alter_.*_and_|_more$|^remove_.*_and_")


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None)


def ours(loader: MigrationLoader) -> dict[tuple[str, str], Migration]:
    found = {key: m for key, m in loader.disk_migrations.items() if key[0] in OUR_LABELS}
    assert len(found) >= 6
    return found


def test_one_line_per_app(loader: MigrationLoader) -> None:
    for app in {app for app, _ in ours(loader)}:
        names = sorted(name for label, name in ours(loader) if label == app)
        assert len(loader.graph.leaf_nodes(app)) == 1, app
        numbers = [int(NAME.fullmatch(name)[1]) for name in names]
        assert numbers == list(range(1, len(names) + 1)), (app, names)


def test_names_say_what_they_do(loader: MigrationLoader) -> None:
    assert [key for key in ours(loader) if VAGUE.search(key[1][5:])] == []
    assert [key for key in ours(loader) if not NAME.fullmatch(key[1])] == []


def test_every_step_has_a_way_back(loader: MigrationLoader) -> None:
    stuck = [
        f"{key}: {type(operation).__name__}"
        for key, migration in ours(loader).items()
        for operation in migration.operations
        if isinstance(operation, RunPython | RunSQL) and not operation.reversible
    ]
    assert stuck == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.fixture
def scratch_url() -> Iterator[str]:
    """A migrated database of its own on the same server."""
    with copy_named(f"scratch_{uuid.uuid4().hex[:12]}") as address:
        yield address


@pytest.mark.race
def test_every_app_goes_to_zero_and_back(scratch_url: str, loader: MigrationLoader) -> None:
    """On a real database of its own, in the order users would do it by hand."""
    environment = {
        **os.environ,
        "DATABASE_URL": scratch_url,
        "DJANGO_SETTINGS_MODULE": "reims_solidarite.settings.test",
    }

    def manage(*words: str) -> str:
        return python("manage.py", *words)

    def python(*words: str) -> str:
        run = subprocess.run(
            [sys.executable, *words],
            cwd=PROJECT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, f"{words}: {run.stderr[-2000:]}"
        return run.stdout

    applied = manage("showmigrations", "--plan").count("[X]")
    # Down from the programmes to the ground: actors takes with it whatever points at users.
    for app in ("secours_loyer", "epicerie", "assises", "households", "actors", "kit"):
        manage("migrate", app, "zero", "-v0")
    listing = manage("showmigrations", *sorted(OUR_LABELS - {"reims_solidarite"}))
    assert "[X]" not in listing
    gone = manage("showmigrations", "--plan").count("[ ]")
    assert gone >= listing.count("[ ]") == len(ours(loader))
    assert f": {gone} étapes" in python("-c", UP)
    assert manage("showmigrations", "--plan").count("[X]") == applied
