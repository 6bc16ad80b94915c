"""Triggers that nobody waves off, and rows that are written once.

django-pgtrigger lets any session switch its triggers off (`SET pgtrigger.ignore`), and looks that
setting up inside a subtransaction for each row: rolling one back walks the whole queue of deferred
triggers, so that sealing n acts of the journal cost n². The walls below do neither.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from pgtrigger import compiler, core


class WallSql(compiler.UpsertTriggerSql):
    """Named in migrations: a new template is a new class, never a change of this one."""

    def get_template(self) -> str:
        return """
            CREATE OR REPLACE FUNCTION {pgid}()
            RETURNS TRIGGER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                {referencing}
                FOR EACH {level} {condition}
                EXECUTE PROCEDURE {execute};

            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class Wall(core.Trigger):
    """A trigger without a way round."""

    def compile(self, model: models.Model) -> compiler.Trigger:
        usual = super().compile(model)
        said = {k: v for k, v in usual.sql.kwargs.items() if k != "ignore_func_name"}
        return compiler.Trigger(name=usual.name, sql=WallSql(**said))


class Protect(Wall, pgtrigger.Protect):
    """Refuses an operation."""


class ReadOnly(Wall, pgtrigger.ReadOnly):
    """Columns that keep their first value."""


class FSM(Wall, pgtrigger.FSM):
    """The state only takes the steps listed."""


def refuse(constraint: str, message: str) -> str:
    """PL/pgSQL that refuses under a constraint's name: the message says which wall held."""
    return (
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation',"
        f" CONSTRAINT = '{constraint}';"
    )


def changed(*columns: str) -> str:
    """SQL: one of these columns is not what it was."""
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


def not_emptied(name: str) -> Wall:
    """The table is not emptied at a stroke."""
    return Wall(
        name=f"{name}_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;",
    )


def append_only(name: str) -> list[core.Trigger]:
    """Rows are written once: never changed, deleted, nor emptied at a stroke."""
    protect = Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)
    return [protect, not_emptied(name)]


def kept(name: str) -> list[core.Trigger]:
    """Rows may change, but are never deleted nor emptied at a stroke."""
    return [Protect(name=name, operation=pgtrigger.Delete), not_emptied(name)]
