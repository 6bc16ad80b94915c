"""An act that works for a while without asking its database anything."""

from __future__ import annotations

from django.db import connection


def may_work_alone(minutes: int) -> None:
    """Let the act under way go that long between two questions; ends with its transaction.

    The database ends a transaction that asks nothing for thirty seconds (settings/database.py), so
    that a lost process keeps no lock. A list of ten thousand lines takes longer to draw.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('idle_in_transaction_session_timeout', %s, true)", [f"{minutes}min"]
        )
