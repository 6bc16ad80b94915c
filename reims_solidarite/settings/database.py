"""The one PostgreSQL: `DATABASE_URL` where it is set, the embedded server elsewhere."""

import os
from typing import Any

import dj_database_url


def database(*, pool: bool, statement_timeout_ms: int = 10_000) -> dict[str, Any]:
    """Connection settings; the time limits keep one slow page from starving the others."""
    if url := os.environ.get("DATABASE_URL"):
        settings: dict[str, Any] = dict(dj_database_url.parse(url))
    else:
        from reims_solidarite import devdb

        settings = {"ENGINE": "django.db.backends.postgresql", **devdb.ensure()}
    limits = (
        f"-c statement_timeout={statement_timeout_ms} -c lock_timeout=5000"
        " -c idle_in_transaction_session_timeout=30000"
    )
    options: dict[str, Any] = {**settings.get("OPTIONS", {}), "options": limits}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    settings["OPTIONS"] = options
    settings["CONN_MAX_AGE"] = 0
    return settings
