"""Scratch databases on the configured server: made for one run of the bench, dropped after it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import quote, urlencode

import psycopg
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import sql

PREFIX = "portail_bench_"
ONE_AT_A_TIME = 7_043_051_101  # any number: the advisory lock of the bench


class BusyError(RuntimeError):
    """Another bench runs on the same server: two of them would measure each other."""


class Scratch:
    """The scratch databases of one run."""

    def __init__(self, session: psycopg.Connection[Any]) -> None:
        self._session = session

    def create(self, name: str, *, like: str | None = None) -> str:
        """An empty database, or a copy of another scratch database that nobody uses now."""
        full = f"{PREFIX}{name}"
        template = sql.Identifier(like or "template1")
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(full), template)
        self._session.execute(command)
        return full

    def drop_all(self) -> None:
        """Also those of a run that was killed: nobody else holds the lock."""
        found = self._session.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]
        ).fetchall()
        for (name,) in found:
            drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            self._session.execute(drop)


@contextmanager
def scratch_databases() -> Iterator[Scratch]:
    """Hold the server's bench lock, and leave no database behind, also after Ctrl-C."""
    configured = connection.settings_dict["NAME"]
    parameters = {**connection.get_connection_params(), "options": "-c statement_timeout=0"}
    parameters.pop("pool", None)
    with psycopg.connect(**parameters, autocommit=True) as session:
        if session.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME]).fetchone() != (
            True,
        ):
            raise BusyError
        scratch = Scratch(session)
        scratch.drop_all()
        try:
            yield scratch
        finally:
            work_in(configured)
            scratch.drop_all()


def work_in(name: str) -> None:
    """Point this process's own connection at a database, without a page's time limits."""
    release()
    connection.settings_dict["NAME"] = name
    connection.settings_dict["OPTIONS"] = {
        key: value
        for key, value in connection.settings_dict["OPTIONS"].items()
        if key not in {"pool", "options"}
    }


def release() -> None:
    """Give the connection back: a database that somebody uses cannot be copied."""
    wrapper = cast("DatabaseWrapper", connection)
    wrapper.close()
    wrapper.close_pool()


def address_of(name: str) -> str:
    """A DATABASE_URL for the servers that the bench starts."""
    own = connection.settings_dict
    account = quote(str(own.get("USER") or ""), safe="")
    if own.get("PASSWORD"):
        account += ":" + quote(str(own["PASSWORD"]), safe="")
    host = quote(str(own.get("HOST") or ""), safe="")
    port = f":{own['PORT']}" if own.get("PORT") else ""
    kept = {k: v for k, v in own["OPTIONS"].items() if k not in {"pool", "options"}}
    options = f"?{urlencode(kept)}" if kept else ""
    return f"postgres://{account}@{host}{port}/{quote(name, safe='')}{options}"


def environment(name: str, settings_module: str) -> dict[str, str]:
    """Environment of a server on a scratch database."""
    return {
        **os.environ,
        "DATABASE_URL": address_of(name),
        "DJANGO_SETTINGS_MODULE": settings_module,
        "PORTAIL_POOL": "1",
    }
