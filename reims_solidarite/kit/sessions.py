"""Django's sessions in the database, found by a prepared query."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from reims_solidarite.kit.clock import unmoved
from reims_solidarite.kit.prepared import prepared


@prepared
def _live(key: str, at: datetime) -> QuerySet[Any, Any]:
    found = Session.objects.filter(session_key=key, expire_date__gt=at)
    return found.values_list("session_key", "session_data", "expire_date")


class SessionStore(DatabaseStore):
    """Every request of a signed-in person begins by reading one session."""

    def _get_session_from_db(self) -> Session | None:
        for row in _live(key=self.session_key, at=unmoved()):
            return Session.from_db(None, ("session_key", "session_data", "expire_date"), row)
        self._session_key = None
        return None
