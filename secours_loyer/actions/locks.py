"""Rows held until the transaction ends, each read against its last seal before an act rests on it.

A row forged behind the portal (triggers off) is not sealed anew by the next usual act: nothing is
done, and `Forged` says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import models

from reims_solidarite.kit.transitions import Refused
from secours_loyer.models import MoneySeal, RepaymentPlan, Tenancy
from secours_loyer.queries.last_seals import last_seals
from secours_loyer.queries.seal import SEALED, matches

Row = TypeVar("Row", bound=models.Model)
Key = tuple[str, int]


@dataclass
class _Act:
    """What it has read against its seal, or sealed: it is held, nobody else changes it. And the
    seals that it leaves, one for each row: of two, the first could be left alone unseen."""

    known: set[Key] = field(default_factory=set)
    seals: dict[tuple[Key, datetime], MoneySeal] = field(default_factory=dict)


_ACT: ContextVar[_Act | None] = ContextVar("the act that runs", default=None)


class Forged(Refused):
    """A row is not as the portal left it: no act rests on it."""

    def __init__(self, row: models.Model) -> None:
        super().__init__(
            f"Cette ligne a été modifiée hors du portail ({row._meta.verbose_name} n° {row.pk}) : "
            "rien n’a été fait. Ne recommencez pas, et prévenez le cadre et l’auditeur."
        )
        self.row = row


@contextmanager
def rows_of_act() -> Iterator[None]:
    """What an act inside another one reads and seals counts for both, once it went through; the
    outermost writes the seals."""
    outer = _ACT.get()
    mine = _Act(set(outer.known) if outer else set())
    token = _ACT.set(mine)
    try:
        yield
    finally:
        _ACT.reset(token)
    if outer is None:
        _write(mine.seals.values())
    else:
        outer.known |= mine.known
        for key, seal in mine.seals.items():
            _leave(outer, key, seal)


def leave_seals(seals: Iterable[MoneySeal], *, known: bool) -> None:
    """This act sealed these rows itself; `known`: they are still there. Outside an act, at once."""
    act = _ACT.get()
    if act is None:
        _write(seals)
        return
    for seal in seals:
        row = seal.object_type, seal.object_id
        _leave(act, (row, seal.at), seal)
        if known:
            act.known.add(row)


def _leave(act: _Act, key: tuple[Key, datetime], seal: MoneySeal) -> None:
    # The last seal of a row counts: it takes its turn anew.
    act.seals.pop(key, None)
    act.seals[key] = seal


def _write(seals: Iterable[MoneySeal]) -> None:
    MoneySeal.objects.bulk_create(seals, batch_size=1000)


def unforged(*rows: models.Model) -> None:
    """Refuse when one of these rows, just read, is not as its last seal says: one query a model."""
    act = _ACT.get()
    known = act.known if act else set()
    wanted: defaultdict[type[models.Model], dict[int, models.Model]] = defaultdict(dict)
    for row in rows:
        if isinstance(row, SEALED) and _key(row) not in known:
            wanted[type(row)][row.pk] = row
    for model, unread in wanted.items():
        seals = last_seals(model, unread)
        for row in unread.values():
            if not _is_sealed(row, seals):
                _forged_once_held(row)
            known.add(_key(row))


def locked(row: Row) -> Row:
    """The current row, held until the transaction ends, as the portal left it."""
    held = _held(row)
    unforged(held)
    return held


def locked_all(rows: models.QuerySet[Row, Row]) -> list[Row]:
    """Many rows of one model, held in the order of the query."""
    held = list(rows.select_for_update(of=("self",)))
    unforged(*held)
    return held


def lease_first(plan: RepaymentPlan) -> Tenancy:
    """Hold the lease before its plan, in the order of the events of the lease: one waits for the
    other instead of each for the other."""
    (lease,) = locked_all(Tenancy.objects.filter(debts=plan.debt_id))
    return lease


def _held(row: Row) -> Row:
    # Several acts of one page hold several rows of one model, each for itself.
    rows = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk)
    (held,) = rows
    return held


def _key(row: models.Model) -> Key:
    return row._meta.label_lower, row.pk


def _is_sealed(row: models.Model, seals: dict[int, tuple[str, Any]]) -> bool:
    sealed = seals.get(row.pk)
    return sealed is not None and matches(row, *sealed)


def _forged_once_held(row: models.Model) -> None:
    """A row read without its lock may have been changed by an act between the row and its seal."""
    now = _held(row)
    if not _is_sealed(now, last_seals(type(row), [row.pk])):
        raise Forged(row)
