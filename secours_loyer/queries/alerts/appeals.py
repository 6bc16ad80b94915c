"""Appeals that silence is about to reject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from secours_loyer.alert_parameters import SILENCE_DAYS
from secours_loyer.models import AlertKind, Appeal
from secours_loyer.queries.alerts.due import Due
from secours_loyer.queries.appeals import appeal_answer_day


def silent_appeals(on: date, rules: Mapping[str, Any]) -> Iterator[Due]:
    """Received weeks ago and not answered: the same delay as for requests."""
    since = on - timedelta(days=int(rules[SILENCE_DAYS.name]))
    rows = Appeal.objects.open().filter(received_on__lte=since, decision__replaced_by=None)
    for row in rows.select_related("decision"):
        yield Due(
            AlertKind.APPEAL, f"recours:{row.pk}", row.decision.request_id, appeal_answer_day(row)
        )
