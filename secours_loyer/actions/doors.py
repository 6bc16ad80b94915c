"""How every action of the rent aid writes: atomic, refused in French, journaled and sealed."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, models, transaction

from actors import rules
from actors.actions.journal import Code, record, record_many
from actors.actions.transition import take
from actors.models import User
from reims_solidarite.kit.phone import read_phone
from reims_solidarite.kit.transitions import Refused, Transition, refusal
from reims_solidarite.kit.visible import says
from secours_loyer.actions.forged import tell_forged
from secours_loyer.actions.locks import Forged, leave_seals, rows_of_act
from secours_loyer.actions.locks import lease_first as lease_first
from secours_loyer.actions.locks import locked as locked
from secours_loyer.actions.locks import locked_all as locked_all
from secours_loyer.actions.locks import unforged as unforged
from secours_loyer.models import MoneySeal, PaymentOrder, RentRequest, RepaymentPlan
from secours_loyer.queries.seal import digest, digest_gone
from secours_loyer.queries.sentences import sentence_of
from secours_loyer.states import REQUEST

Params = ParamSpec("Params")
Result = TypeVar("Result")
Row = TypeVar("Row", bound=models.Model)
# Rows that say who took their last step, in `moved_by`: a wall looks at them.
SIGNED = (PaymentOrder, RepaymentPlan)
# PostgreSQL gave this act up, so that another one goes through: deadlock, serialization, lock.
GIVEN_UP = {"40P01", "40001", "55P03"}
AT_ONCE = (
    "Quelqu’un agit au même moment sur ce dossier : rien n’a été fait. Relisez la page, puis "
    "réessayez."
)


def action(verb: Callable[Params, Result]) -> Callable[Params, Result]:
    """Atomic; a wall of the database that holds is told as the French sentence it carries, and an
    act that the database gave up for another one is to be done again."""

    @functools.wraps(verb)
    def run(*args: Params.args, **kwargs: Params.kwargs) -> Result:
        try:
            with transaction.atomic(), rows_of_act():
                return verb(*args, **kwargs)
        except Forged as found:
            # Nothing of the act stays, but that somebody met the row and who was told.
            named: dict[str, Any] = kwargs
            tell_forged(found.row, by=named.get("by"), at=named["at"])
            raise
        except IntegrityError as error:
            if sentence := sentence_of(error):
                raise Refused(sentence) from error
            raise
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) in GIVEN_UP:
                raise Refused(AT_ONCE) from error
            raise

    return run


def seal(*rows: models.Model, at: datetime) -> None:
    """Seal rows as this action leaves them; every write of a sealed row ends here."""
    leave_seals([_seal(row, digest(row, at), at) for row in rows], known=True)


def seal_gone(*rows: models.Model, at: datetime) -> None:
    """Seal that this action takes these rows away; `rows` were read before."""
    leave_seals([_seal(row, digest_gone(row, at), at) for row in rows], known=False)


def _seal(row: models.Model, said: str, at: datetime) -> MoneySeal:
    return MoneySeal(object_type=row._meta.label_lower, object_id=row.pk, digest=said, at=at)


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
    """One transition of a money row, sealed; `request` names the household in the journal. A
    row of `SIGNED` says who moved it."""
    signed = {"moved_by": by} if isinstance(row, SIGNED) else {}
    moved = take(
        row,
        name,
        table=table,
        by=by,
        at=at,
        household=request.household.uid if request else None,
        changes={**(changes or {}), **signed},
        read=unforged,
        **details,
    )
    if "instructor" in (changes or {}):
        # The database notes who studied the request before: what is sealed is what it wrote.
        moved.refresh_from_db(fields=["past_instructors"])
    seal(moved, at=at)
    return moved


def step_request(
    request: RentRequest,
    name: str,
    *,
    by: User,
    at: datetime,
    changes: Mapping[str, object] | None = None,
    **details: Code,
) -> RentRequest:
    """One transition of a request, sealed."""
    return step(
        request, name, table=REQUEST, by=by, at=at, request=request, changes=changes, **details
    )


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
    `take` does, and who took it written.
    """
    taken = table[name]
    if not rules.allows(by, taken.who):
        raise Refused(f"« {taken.label} » demande un autre rôle. Demandez à une personne qui l’a.")
    for row in rows:
        if reason := refusal(taken, row.state, row):
            raise Refused(reason)
        row.state = taken.target
        if isinstance(row, SIGNED):
            row.moved_by = by
    if rows:
        signed = ["moved_by"] if isinstance(rows[0], SIGNED) else []
        written = ["state", *signed, *fields]
        type(rows[0])._default_manager.bulk_update(rows, written, batch_size=1000)
    record_many(name, rows, by=by, at=at, household_of=household_of)
    seal(*rows, at=at)


def step_unsigned(
    plan: RepaymentPlan, name: str, target: str, *, request: RentRequest, at: datetime
) -> None:
    """A step that a person without account causes (a landlord behind their link); the plan is held
    by the caller and the database checks the step."""
    source = plan.state
    plan.state, plan.moved_by = str(target), None
    plan.save(update_fields=["state", "moved_by"])
    seal(plan, at=at)
    record(
        name,
        plan,
        by=None,
        at=at,
        household=request.household.uid,
        **{"from": str(source), "to": str(target)},
    )


def need(condition: object, message: str, *, field: str | None = None) -> None:
    """Refuse unless it holds; a text holds when something of it is read."""
    if not (says(condition) if isinstance(condition, str) else condition):
        raise Refused(message, field=field)


def telephone(text: str, *, field: str) -> str:
    """The number in the form kept; refused with what to write."""
    try:
        return read_phone(text)
    except ValueError as error:
        raise Refused(str(error), field=field) from error


def first_problem(problems: Iterable[str]) -> None:
    """Refuse with the first problem found, if any."""
    for problem in problems:
        raise Refused(problem)
