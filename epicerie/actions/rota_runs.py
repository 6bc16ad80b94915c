"""Asking for a rota, following the computation, stopping it: each step is one short transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.actions.journal import record
from actors.actions.transition import take
from actors.models import User
from epicerie.actions.openings import require_coordinator
from epicerie.actions.walls import walls
from epicerie.models import OpeningDay, RotaRun
from epicerie.queries.rota_runs import is_interrupted
from epicerie.states import ROTA_RUN, RotaRunState
from reims_solidarite.kit.deferring import defer
from reims_solidarite.kit.transitions import Refused

LONGEST_DAYS = 366
WORK_LIMIT = 300_000  # about five minutes of one core
INTERRUPTED = "Le serveur s’est arrêté pendant le calcul. Rien n’a été changé : relancez le calcul."
JOB = "epicerie.solve_rota"


@transaction.atomic
def ask_rota(
    since: date, until: date, *, kind: str, by: User, at: datetime, seed: int = 0
) -> RotaRun:
    """Queue one computation for the days from `since` to `until` excluded; one at a time."""
    require_coordinator(by)
    if not 0 < (until - since).days <= LONGEST_DAYS:
        raise Refused("Choisissez une période d’un an au plus.", field="until")
    if not OpeningDay.objects.planned().between(since, until).filter(period__startswith__gt=at):
        raise Refused(
            "Aucun jour d’ouverture à venir sur cette période : ouvrez d’abord la semaine "
            "habituelle.",
            field="since",
        )
    for run in RotaRun.objects.select_for_update(of=("self",)).live():
        if not is_interrupted(run):
            raise Refused("Un calcul est déjà en cours : attendez-le ou arrêtez-le.")
        fail_run(run, INTERRUPTED, by=by, at=at)
    with walls():
        run = RotaRun.objects.create(
            period=DateRange(since, until),
            kind=kind,
            asked_by=by,
            asked_at=at,
            seed=seed,
            work_limit=WORK_LIMIT,
        )
    record("ask_rota_run", run, by=by, at=at, kind=kind)
    defer(JOB, run_id=run.pk)
    return run


@transaction.atomic
def stop_run(run: RotaRun, *, by: User, at: datetime) -> RotaRun:
    """The coordinator no longer wants it: the worker leaves at its next look."""
    return take(run, "stop_rota_run", table=ROTA_RUN, by=by, at=at, changes={"ended_at": at})


@transaction.atomic
def start_run(run: RotaRun, *, by: User, at: datetime) -> RotaRun:
    """A worker takes it."""
    return take(run, "start_rota_run", table=ROTA_RUN, by=by, at=at, changes={"started_at": at})


@transaction.atomic
def fail_run(run: RotaRun, why: str, *, by: User, at: datetime) -> RotaRun:
    """It ends without a proposal, and says why in one sentence."""
    changes: dict[str, object] = {"ended_at": at, "failure": why[:300]}
    return take(run, "fail_rota_run", table=ROTA_RUN, by=by, at=at, changes=changes)


@transaction.atomic
def finish_run(
    run: RotaRun,
    *,
    result: Mapping[str, Any],
    ground: Mapping[str, Any],
    digest: str,
    by: User,
    at: datetime,
) -> RotaRun:
    """The proposal is ready to be looked at."""
    changes: dict[str, object] = {
        "ended_at": at,
        "result": result,
        "ground": ground,
        "digest": digest,
    }
    return take(run, "finish_rota_run", table=ROTA_RUN, by=by, at=at, changes=changes)


def note_progress(run_id: int, levels: Sequence[Mapping[str, Any]]) -> None:
    """Seen at once by whoever looks; nothing is written for a run that was stopped."""
    RotaRun.objects.filter(pk=run_id, state=RotaRunState.RUNNING).update(progress=list(levels))
