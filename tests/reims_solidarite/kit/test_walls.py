"""No trigger of ours can be waved off by a session, nor costs a subtransaction for each row."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from actors.actions.journal import record
from tests.architecture.sources import OUR_LABELS, app_sources
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SHORTCUTS = "_pgtrigger_should_ignore|EXCEPTION\\s+WHEN"


def with_triggers() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in OUR_LABELS and getattr(model._meta, "triggers", [])
    ]


def tracked() -> set[str]:
    """Tables whose history is kept: those triggers are pghistory's, and forbid nothing."""
    return {
        model.pgh_tracked_model._meta.db_table
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model")
    }


def test_no_trigger_opens_a_subtransaction_nor_asks_whether_it_may_be_ignored() -> None:
    tables = {model._meta.db_table for model in with_triggers()} - tracked()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname, prosrc ~* %s FROM pg_trigger"
            " JOIN pg_proc ON pg_proc.oid = tgfoid WHERE tgname LIKE 'pgtrigger%%'",
            [SHORTCUTS],
        )
        found = cursor.fetchall()
    assert len([1 for table, _, _ in found if table in tables]) > 60
    assert [name for table, name, shortcut in found if shortcut and table in tables] == []


def test_models_put_up_walls_of_the_kit() -> None:
    bare = [
        f"{source.name}: {name}"
        for source in app_sources()
        if source.parts[-2:] != ("kit", "walls")
        for name in ("Trigger(", "Protect(", "ReadOnly(", "FSM(", "SoftDelete(", "ignore(")
        if f"pgtrigger.{name}" in source.text
    ]
    assert bare == []


@pytest.mark.parametrize("scope", ["true", "false"])
def test_a_session_cannot_wave_the_journals_wall_off(cast: Cast, at, scope: str) -> None:
    entry = record("essai", cast.finance, by=cast.finance, at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_journal%%'")
        names = ",".join(name for (name,) in cursor.fetchall())
        cursor.execute(f"SELECT set_config('pgtrigger.ignore', %s, {scope})", [f"{{{names}}}"])
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            cursor.execute("DELETE FROM actors_journalentry WHERE id = %s", [entry.pk])
