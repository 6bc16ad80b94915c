"""Deciding a parameter: a new dated value, the one before it ended the same day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.actions.journal import record
from actors.models import Parameter, User
from actors.parameters import Value, key_named
from actors.queries.rights_check import digest_of
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.seen import refuse_if_changed
from reims_solidarite.kit.transitions import Refused


def decided(rows: Iterable[Parameter]) -> dict[str, object]:
    """The decisions that a new one follows."""
    return {"decisions": sorted(row.pk for row in rows)}


@transaction.atomic
def decide_parameter(
    name: str,
    value: Value,
    *,
    since: date,
    decision: str,
    by: User | None,
    at: datetime,
    seen: str = "",
) -> Parameter:
    """Put `value` in force from `since` on; the value in force until then ends there.

    Refused when the value is out of bounds, when a later value is already planned, or when somebody
    else decided since the decisions that were `seen`. A switch turns several times a day: what
    started today is replaced and stays written, what is planned for later stays planned.
    """
    key = key_named(name)
    if problem := key.problem(value):
        raise Refused(problem, field="value")
    rows = list(
        Parameter.objects.standing()
        .select_for_update(of=("self",))
        .filter(key=name)
        .order_by("period")
    )
    refuse_if_changed(seen, decided(rows), {"decisions": f"« {key.label} »"})
    turned, until = key.switch and since == paris_day(at), None
    ended = replaced = None
    for row in rows:
        start, end = row.period.lower, row.period.upper
        if turned and start > since:
            until = until or start
            continue
        if turned and start == since:
            row.replaced_at = at
            row.save(update_fields=["replaced_at"])
            replaced = row.pk
            continue
        if start >= since:
            raise Refused(
                f"Une valeur de « {key.label} » commence déjà le {start:%d/%m/%Y} : choisissez une "
                "date plus tardive.",
                field="since",
            )
        if end is None or end > since:
            row.period = DateRange(start, since)
            row.save(update_fields=["period"])
            ended = row.pk
    chosen = Parameter.objects.create(
        key=name,
        value=value,
        period=DateRange(since, until),
        decision=decision,
        set_at=at,
        set_by=by,
    )
    record(
        "decide_parameter",
        chosen,
        by=by,
        at=at,
        key=name,
        since=since.isoformat(),
        until=until.isoformat() if until else None,
        ended=ended,
        replaced=replaced,
        digest=digest_of(value, decision),
    )
    return chosen
