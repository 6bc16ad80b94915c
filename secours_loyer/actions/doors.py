"""How every action of the rent aid writes: atomic, refused in French, journaled and sealed."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, models, transaction

from actors import rules
from actors.actions.journal import Code, record, record_many
from actors.actions.transition import take
from actors.models import User
from reims_solidarite.kit.transitions import Refused, Transition, refusal
from secours_loyer.models import MoneySeal, RentRequest, RepaymentPlan, Tenancy
from secours_loyer.queries.seal import digest
from secours_loyer.queries.sentences import sentence_of

Params = ParamSpec("Params")
Result = TypeVar("Result")
Row = TypeVar("Row", bound=models.Model)


def action(verb: Callable[Params, Result]) -> Callable[Params, Result]:
    """Atomic; a wall of the database that holds is told as the French sentence it carries."""

    @functools.wraps(verb)
    def run(*args: Params.args, **kwargs: Params.kwargs) -> Result:
        try:
            with transaction.atomic():
                return verb(*args, **kwargs)
        except IntegrityError as error:
            if sentence := sentence_of(error):
                raise Refused(sentence) from error
            raise

    return run


def seal(*rows: models.Model, at: datetime) -> None:
    """Seal rows as this action leaves them; every write of a sealed row ends here."""
    MoneySeal.objects.bulk_create(
        (
            MoneySeal(
                object_type=row._meta.label_lower, object_id=row.pk, digest=digest(row), at=at
            )
            for row in rows
        ),
        batch_size=1000,
    )


def locked(row: Row) -> Row:
    """The current row, held until the transaction ends."""
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def lease_first(plan: RepaymentPlan) -> Tenancy:
    """Hold the lease before its plan, in the order of the events of the lease: one waits for the
    other instead of each for the other."""
    leases = Tenancy.objects.select_for_update(of=("self",))
    return leases.get(debts=plan.debt_id)


def step(
    row: Row,
    name: str,
    *,
    table: Mapping[str, Transition],
    by: User,
    at: datetime,
    request: RentRequest | None = None,
    changes: Mapping[str, object] | None = None,
    **details: Code,
) -> Row:
    """One transition of a money row, sealed; `request` names the household in the journal."""
    moved = take(
        row,
        name,
        table=table,
        by=by,
        at=at,
        household=request.household.uid if request else None,
        changes=changes,
        **details,
    )
    seal(moved, at=at)
    return moved


def step_all(
    rows: Sequence[Any],
    name: str,
    *,
    table: Mapping[str, Transition],
    by: User,
    at: datetime,
    fields: Sequence[str] = (),
    household_of: Callable[[Any], uuid.UUID | None] = lambda _row: None,
) -> None:
    """The same transition for many locked rows of one model: as few queries for 10,000 as for 1.

    The caller holds the locks and may have set `fields`; source, guard and role are checked as
    `take` does.
    """
    taken = table[name]
    if not rules.allows(by, taken.who):
        raise Refused(f"« {taken.label} » demande un autre rôle. Demandez à une personne qui l’a.")
    for row in rows:
        if reason := refusal(taken, row.state, row):
            raise Refused(reason)
        row.state = taken.target
    if rows:
        type(rows[0])._default_manager.bulk_update(rows, ["state", *fields], batch_size=1000)
    record_many(name, rows, by=by, at=at, household_of=household_of)
    seal(*rows, at=at)


def step_unsigned(row: Any, name: str, target: str, *, request: RentRequest, at: datetime) -> None:
    """A step that a person without account causes (a landlord behind their link); the row is held
    by the caller and the database checks the step."""
    source = row.state
    row.state = str(target)
    row.save(update_fields=["state"])
    seal(row, at=at)
    record(
        name,
        row,
        by=None,
        at=at,
        household=request.household.uid,
        **{"from": str(source), "to": str(target)},
    )


def need(condition: object, message: str, *, field: str | None = None) -> None:
    """Refuse unless it holds."""
    if not condition:
        raise Refused(message, field=field)


def first_problem(problems: Iterable[str]) -> None:
    """Refuse with the first problem found, if any."""
    for problem in problems:
        raise Refused(problem)
