"""Resources and charges: a change ends the old line and opens a new one, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.actions.journal import record
from actors.households.actions.lock import locked
from actors.households.models import Charge, ChargeKind, Household, Resource, ResourceKind
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.seen import refuse_if_changed
from reims_solidarite.kit.transitions import Refused

MOST_CENTS = 5_000_000


def open_amounts(household: Household) -> dict[str, object]:
    """The lines in force: what a statement replaces."""
    lines = [
        (model.__name__, *line)
        for model in (Resource, Charge)
        for line in model.objects.filter(household=household, period__endswith=None)
        .order_by("kind", "pk")
        .values_list("kind", "monthly_cents")
    ]
    return {"amounts": lines}


@transaction.atomic
def set_resources(
    household: Household, cents: Mapping[str, int], *, since: date, by: User, at: datetime
) -> int:
    """State every monthly resource from `since` on, by kind; a kind left out or at 0 ends.

    Returns how many kinds changed. Refused before a line that already begins later.
    """
    return _state(locked(household), Resource, ResourceKind, cents, since=since, by=by, at=at)


@transaction.atomic
def set_charges(
    household: Household, cents: Mapping[str, int], *, since: date, by: User, at: datetime
) -> int:
    """The same for monthly charges."""
    return _state(locked(household), Charge, ChargeKind, cents, since=since, by=by, at=at)


@transaction.atomic
def set_budget(
    household: Household,
    *,
    resources: Mapping[str, int],
    charges: Mapping[str, int],
    since: date,
    by: User,
    at: datetime,
    seen: str = "",
) -> int:
    """Resources and charges as one statement, both or neither.

    Refused when somebody else changed the amounts that were `seen`.
    """
    held = locked(household)
    refuse_if_changed(seen, open_amounts(held), {"amounts": "les ressources ou les charges"})
    return _state(held, Resource, ResourceKind, resources, since=since, by=by, at=at) + _state(
        held, Charge, ChargeKind, charges, since=since, by=by, at=at
    )


def _state(
    held: Household,
    model: Any,
    kinds: type[ResourceKind] | type[ChargeKind],
    cents: Mapping[str, int],
    *,
    since: date,
    by: User,
    at: datetime,
) -> int:
    if since > paris_day(at):
        raise Refused("La date d’effet ne peut pas être dans l’avenir.", field="since")
    wanted = {kind: amount for kind, amount in cents.items() if amount}
    for kind, amount in wanted.items():
        if kind not in kinds.values:
            raise ValueError(f"unknown kind: {kind}")
        if not 0 < amount <= MOST_CENTS:
            raise Refused(
                f"« {kinds(kind).label} » : vérifiez le montant, il doit être positif et ne pas "
                "dépasser 50 000 € par mois.",
                field=kind,
            )
    changed = set(wanted)
    open_rows = model.objects.filter(household=held, period__endswith=None).order_by("pk")
    for row in open_rows:
        if wanted.get(row.kind, 0) == row.monthly_cents:
            wanted.pop(row.kind, None)
            changed.discard(row.kind)
            continue
        if row.period.lower > since:
            raise Refused(
                f"« {row.get_kind_display()} » est connu depuis le {row.period.lower:%d/%m/%Y} : "
                "donnez une date d’effet plus tardive.",
                field="since",
            )
        changed.add(row.kind)
        if row.period.lower == since:
            # Typed twice the same day: the second is a correction; an empty line (0) is kept
            # at 0 rather than erased, so that the journal's reference stays true.
            row.monthly_cents = wanted.pop(row.kind, 0)
            row.save(update_fields=["monthly_cents"])
            continue
        row.period = DateRange(row.period.lower, since)
        row.save(update_fields=["period"])
    model.objects.bulk_create(
        model(household=held, kind=kind, monthly_cents=amount, period=DateRange(since, None))
        for kind, amount in wanted.items()
    )
    if changed:
        record(
            f"set_{'resources' if model is Resource else 'charges'}",
            held,
            by=by,
            at=at,
            household=held.uid,
            lines=len(changed),
        )
    return len(changed)
