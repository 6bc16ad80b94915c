"""A database of another version of the portal is named, and nothing is changed in it."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from reims_solidarite.kit.history import said_of, strange_steps
from reims_solidarite.serving import database

FOLDED = ("secours_loyer", "0001_request_to_repayment")


@pytest.fixture
def recorder(db: None) -> MigrationRecorder:
    return MigrationRecorder(connection)


def test_a_database_of_this_version_has_nothing_strange(recorder: MigrationRecorder) -> None:
    assert strange_steps() == []
    recorder.record_applied("account", "0999_of_a_newer_package")
    recorder.record_applied("app_that_is_gone", "0001_initial")
    assert strange_steps() == []


def test_the_last_of_the_replaced_steps_is_the_folded_one(recorder: MigrationRecorder) -> None:
    recorder.record_unapplied(*FOLDED)
    assert strange_steps() == []
    assert FOLDED in MigrationLoader(connection).applied_migrations


def test_half_of_the_replaced_steps_is_strange(recorder: MigrationRecorder) -> None:
    recorder.record_unapplied(*FOLDED)
    recorder.record_unapplied("secours_loyer", "0034_accountant_answers_mandates")
    found = strange_steps()
    assert "secours_loyer.0033_failures_noted_then_confirmed" in found
    assert {step.split(".")[0] for step in found} == {"secours_loyer"}
    refused_everywhere("secours_loyer.0001_initial")


def test_a_step_of_a_later_version_is_strange(recorder: MigrationRecorder) -> None:
    recorder.record_applied("epicerie", "0999_of_tomorrow")
    assert strange_steps() == ["epicerie.0999_of_tomorrow"]
    refused_everywhere("epicerie.0999_of_tomorrow")


def test_a_long_list_is_cut() -> None:
    assert said_of([f"kit.{number}" for number in range(7)]).endswith("kit.4 et 2 autres.")


def refused_everywhere(step: str) -> None:
    """By a first start and by `migrate`, with what to do."""
    said: list[str] = []
    with pytest.raises(CommandError, match="make reset") as start:
        database.prepare(said.append)
    assert step in str(start.value)
    assert said == []
    with pytest.raises(SystemCheckError, match="make reset") as migrate:
        call_command("migrate", skip_checks=False, verbosity=0)
    assert step in str(migrate.value)
