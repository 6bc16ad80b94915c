"""The one door through which a state changes: lock, check, write, journal."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar, cast

from django.db import models, transaction

from actors import rules
from actors.actions.journal import Code, record, record_many
from actors.models import User
from reims_solidarite.kit.transitions import Refused, Transition, refusal

Stateful = TypeVar("Stateful", bound=models.Model)


@transaction.atomic
def take(
    obj: Stateful,
    name: str,
    *,
    table: Mapping[str, Transition],
    by: User,
    at: datetime,
    household: uuid.UUID | None = None,
    changes: Mapping[str, object] | None = None,
    read: Callable[[Stateful], None] | None = None,
    **details: Code,
) -> Stateful:
    """Take the transition `name` of `table`; returns the locked, updated row.

    `changes` are further fields written with the state. Raises Refused (French) when the state,
    the guard or the actor's role forbids it; nothing is written then. `read` may refuse too: it
    is shown the row under its lock.
    """
    locked = type(obj)._default_manager.select_for_update(of=("self",)).get(pk=obj.pk)
    if read is not None:
        read(locked)
    step = table[name]
    source = cast("str", locked.state)  # type: ignore[attr-defined]
    _require_role(step, by)
    if reason := refusal(step, source, locked):
        raise Refused(reason)
    locked.state = step.target  # type: ignore[attr-defined]
    for field, value in (changes or {}).items():
        setattr(locked, field, value)
    locked.save(update_fields=["state", *(changes or {})])
    record(
        name,
        locked,
        by=by,
        at=at,
        household=household,
        **{"from": source, "to": step.target, **details},
    )
    return locked


@transaction.atomic
def take_all(
    rows: Sequence[Stateful],
    name: str,
    *,
    table: Mapping[str, Transition],
    by: User,
    at: datetime,
    changes: Callable[[Stateful], Mapping[str, object]],
) -> list[Stateful]:
    """`take` for many rows of one model, in as many queries as for one; all of them or none.

    `changes(row)` are further fields of each, the same ones for all.
    """
    if not rows:
        return []
    step = table[name]
    _require_role(step, by)
    manager = type(rows[0])._default_manager
    locked = list(
        manager.select_for_update(of=("self",)).filter(pk__in=[r.pk for r in rows]).order_by("pk")
    )
    written = {"state"}
    for row in locked:
        if reason := refusal(step, cast("str", row.state), row):  # type: ignore[attr-defined]
            raise Refused(reason)
        row.state = step.target  # type: ignore[attr-defined]
        for field, value in changes(row).items():
            setattr(row, field, value)
            written.add(field)
    manager.bulk_update(locked, sorted(written))
    record_many(name, locked, by=by, at=at, to=step.target)
    return locked


def _require_role(step: Transition, by: User) -> None:
    if not rules.allows(by, step.who):
        raise Refused(
            f"« {step.label} » demande un autre rôle ({rules.BY_NAME[step.who].label}). "
            "Demandez à une personne qui l’a."
        )
