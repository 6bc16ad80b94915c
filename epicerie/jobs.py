"""The rota is computed here, away from the pages. HiGHS itself is loaded while solving only."""

from __future__ import annotations

import time
from typing import Any

from procrastinate import JobContext
from procrastinate.contrib.django import app

from epicerie.actions.rota_runs import INTERRUPTED, fail_run, finish_run, note_progress, start_run
from epicerie.exports.rota_result import result_of
from epicerie.models import RotaRun
from epicerie.queries.rota_problem import ground_of, lay_ground
from epicerie.queries.rota_problem.ground import digest_of
from epicerie.queries.rota_runs import is_wanted, turn_of
from epicerie.rota.levels import Level
from epicerie.rota.solve import solve
from epicerie.rota.solver.highs import CancelledError
from epicerie.rota.validation import check
from epicerie.states import RotaRunState
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.failpoints import failpoint
from reims_solidarite.kit.transitions import Refused

LOOK_EVERY = 0.5  # seconds between two looks at whether the run is still wanted


@app.task(name="epicerie.solve_rota", queue="rota")
def solve_rota(run_id: int) -> None:
    """Compute one run, once. A run that a dead worker left half-way is ended with its reason."""
    with turn_of(run_id) as mine:
        if not mine:
            return
        run = RotaRun.objects.select_related("asked_by").get(pk=run_id)
        if run.state == RotaRunState.RUNNING:
            fail_run(run, INTERRUPTED, by=run.asked_by, at=now())
        elif run.state == RotaRunState.QUEUED:
            _compute(run)


def _compute(run: RotaRun) -> None:
    start_run(run, by=run.asked_by, at=now())
    failpoint("rota.started")
    try:
        _propose(run)
    except CancelledError:
        return
    except Refused as refusal:
        if is_wanted(run.pk):
            fail_run(run, refusal.message, by=run.asked_by, at=now())
    except Exception as error:
        if is_wanted(run.pk):
            kind = type(error).__name__
            why = f"Le calcul a rencontré une erreur ({kind}). Prévenez le support."
            fail_run(run, why, by=run.asked_by, at=now())
        raise


def _propose(run: RotaRun) -> None:
    laid = lay_ground(run.since, run.until, kind=run.kind, at=now())
    check(laid.problem)
    follow = _Follow(run.pk)
    started = time.process_time()
    solution = solve(
        laid.problem, work=run.work_limit, seed=run.seed, told=follow.told, stop=follow.stopped
    )
    ground = ground_of(laid)
    finish_run(
        run,
        result=result_of(laid, solution, time.process_time() - started),
        ground=ground,
        digest=digest_of(ground),
        by=run.asked_by,
        at=now(),
    )


class _Follow:
    """Tells the levels to whoever watches, and looks now and then whether to go on."""

    def __init__(self, run_id: int) -> None:
        self.run_id = run_id
        self.levels: list[dict[str, Any]] = []
        self.looked = 0.0
        self.unwanted = False

    def told(self, level: Level) -> None:
        self.levels.append({"name": level.name, "value": level.value, "bound": level.bound})
        note_progress(self.run_id, self.levels)
        failpoint(f"rota.{level.name}")

    def stopped(self) -> bool:
        if not self.unwanted and time.monotonic() - self.looked >= LOOK_EVERY:
            self.looked = time.monotonic()
            self.unwanted = not is_wanted(self.run_id)
        return self.unwanted


@app.periodic(cron="*/2 * * * *")
@app.task(
    name="epicerie.resume_stopped_rota",
    queueing_lock="epicerie.resume_stopped_rota",
    pass_context=True,
)
async def resume_stopped_rota(context: JobContext, timestamp: int) -> None:
    """A worker that was killed leaves its run « running » for ever: another ends it."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(queue="rota"):
        await manager.retry_job(job)
