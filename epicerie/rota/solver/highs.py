"""The only module that knows HiGHS: relaxations kept warm, integer solves started afresh."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from epicerie.rota.model.linear import Expression, LinearModel, Terms, Values
from epicerie.rota.solver.budget import Budget

WHOLE_GAP = 0.999  # objectives are whole: a smaller gap is a proof
TOLERANCE = 1e-6
STEPS_PER_TURN = 300


class SolverError(Exception):
    """HiGHS gave up on its own account: never taken for « nothing found »."""


class CancelledError(Exception):
    """Whoever asked for the rota no longer wants it."""


@dataclass(frozen=True)
class Relaxed:
    """Optimum of the linear relaxation, and which way each column and row pushes."""

    value: float
    values: Values
    column_duals: list[float]
    row_duals: list[float]


@dataclass(frozen=True)
class Whole:
    """Best solution found (None: none) and a bound no solution beats."""

    values: Values | None
    bound: float
    proven: bool


NOTHING = Whole(None, float("-inf"), proven=False)


def _engine(seed: int) -> Any:
    from highspy._core import _Highs  # the public class prints a banner when it is made

    engine = _Highs()
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("parallel", "off"),
        ("random_seed", seed),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", WHOLE_GAP),
    ):
        engine.setOptionValue(name, value)
    return engine


@dataclass
class _Counter:
    """Stops one integer solve past its allowance, or on demand.

    HiGHS asks at fixed points of its search, not at fixed times, but does not tell how many steps
    it has made: a turn is counted as the steps it takes on average.
    """

    allowed: int | None
    stop: Callable[[], bool] | None
    steps: int = 0

    def look(self, kind: Any, message: str, told: Any, answer: Any, data: Any) -> None:
        self.steps += STEPS_PER_TURN
        over = self.allowed is not None and self.steps > self.allowed
        if over or (self.stop is not None and self.stop()):
            answer.user_interrupt = True


@dataclass
class Solver:
    """Solves a growing `LinearModel`, one objective after another."""

    model: LinearModel
    budget: Budget
    seed: int = 0
    _relaxation: Any = field(default=None, repr=False)
    _row_bounds: list[tuple[float, float]] = field(default_factory=list, repr=False)

    @property
    def entries(self) -> int:
        return sum(map(len, self.model.rows)) + len(self.model.lower)

    def relax(self, objective: Expression, share: float) -> Relaxed | None:
        """The linear relaxation, from the basis of the last one. None: out of work."""
        steps = self.budget.steps(self.entries, share)
        if steps == 0:
            return None
        engine = self._warm()
        _set_costs(engine, _dense(objective, len(self.model.lower)))
        engine.setOptionValue("simplex_iteration_limit", 2**31 - 1 if steps is None else steps)
        _run_to_the_end(engine)
        self.budget.spend(engine.getInfo().simplex_iteration_count, self.entries)
        self._check_cancel()
        if engine.modelStatusToString(engine.getModelStatus()) != "Optimal":
            return None
        solution = engine.getSolution()
        return Relaxed(
            engine.getInfo().objective_function_value + objective.constant,
            list(solution.col_value),
            list(solution.col_dual),
            list(solution.row_dual),
        )

    def optimise(self, objective: Expression, start: Values | None, share: float) -> Whole:
        """The integer optimum, within a share of the work that is left."""
        found = self._run(objective, start, share)
        if start is None or found.values is None or not found.proven:
            return found
        if objective.value(found.values) <= found.bound + WHOLE_GAP:
            return found
        # HiGHS 1.16 sometimes improves a start inside its presolve, proves it, and then hands the
        # start itself back. Without a start it hands back what it proved.
        return self._run(objective, None, share)

    def _run(self, objective: Expression, start: Values | None, share: float) -> Whole:
        import highspy
        import numpy as np

        steps = self.budget.steps(self.entries, share)
        if steps is not None and steps < STEPS_PER_TURN:
            return NOTHING
        engine = _engine(self.seed)
        engine.passModel(_as_lp(self.model, _dense(objective, len(self.model.lower))))
        if start is not None:
            known = np.arange(len(start), dtype=np.int32)
            engine.setSolution(len(start), known, np.array(start))
        counter = self._watch(engine, steps)
        _run_to_the_end(engine)
        info = engine.getInfo()
        self.budget.spend(max(counter.steps, info.simplex_iteration_count), self.entries)
        self._check_cancel()
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        if not found:  # stopped before it began: what it calls a bound is only a default
            return NOTHING
        return Whole(
            list(engine.getSolution().col_value),
            info.mip_dual_bound + objective.constant,
            engine.getModelStatus() == highspy.HighsModelStatus.kOptimal,
        )

    def _warm(self) -> Any:
        """The relaxation's engine, told what was added or tightened since the last time."""
        import numpy as np

        engine = self._relaxation
        if engine is None:
            engine = self._relaxation = _engine(self.seed)
        model = self.model
        first, known = engine.getNumCol(), engine.getNumRow()
        added = len(model.lower) - first
        if added:
            none = np.empty(0, dtype=np.int32)
            engine.addCols(
                added,
                np.zeros(added),
                np.array(model.lower[first:]),
                np.array(model.upper[first:]),
                0,
                np.zeros(added, dtype=np.int32),
                none,
                np.empty(0),
            )
        if len(model.rows) > known:
            starts, indices, factors = _sparse(model.rows[known:])
            engine.addRows(
                len(model.rows) - known,
                np.array(model.row_lower[known:]),
                np.array(model.row_upper[known:]),
                len(indices),
                starts,
                indices,
                factors,
            )
        every = np.arange(len(model.lower), dtype=np.int32)
        engine.changeColsBounds(len(every), every, np.array(model.lower), np.array(model.upper))
        for row in range(known):
            bounds = (model.row_lower[row], model.row_upper[row])
            if bounds != self._row_bounds[row]:
                engine.changeRowBounds(row, *bounds)
        self._row_bounds = list(zip(model.row_lower, model.row_upper, strict=True))
        return engine

    def _watch(self, engine: Any, steps: int | None) -> _Counter:
        import highspy

        counter = _Counter(steps, self.budget.stop)
        engine.setCallback(counter.look, None)
        engine.startCallback(highspy.cb.HighsCallbackType.kCallbackMipInterrupt)
        return counter

    def _check_cancel(self) -> None:
        if self.budget.stop is not None and self.budget.stop():
            raise CancelledError


def _run_to_the_end(engine: Any) -> None:
    import highspy

    if engine.run() == highspy.HighsStatus.kError:
        raise SolverError(engine.modelStatusToString(engine.getModelStatus()))


def _dense(objective: Expression, size: int) -> list[float]:
    costs = [0.0] * size
    for column, factor in objective.terms:
        costs[column] += factor
    return costs


def _set_costs(engine: Any, costs: Sequence[float]) -> None:
    import numpy as np

    engine.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), np.array(costs))


def _sparse(rows: Sequence[Terms]) -> tuple[Any, Any, Any]:
    import numpy as np

    starts = [0]
    for terms in rows:
        starts.append(starts[-1] + len(terms))
    return (
        np.array(starts[:-1], dtype=np.int32),
        np.array([column for terms in rows for column, _ in terms], dtype=np.int32),
        np.array([factor for terms in rows for _, factor in terms], dtype=float),
    )


def _as_lp(model: LinearModel, costs: Sequence[float]) -> Any:
    import highspy
    import numpy as np

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.lower), len(model.rows)
    lp.col_cost_ = np.array(costs)
    lp.col_lower_, lp.col_upper_ = np.array(model.lower), np.array(model.upper)
    lp.row_lower_, lp.row_upper_ = np.array(model.row_lower), np.array(model.row_upper)
    starts, indices, factors = _sparse(model.rows)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.append(starts, len(indices)).astype(np.int32)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = indices, factors
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[whole] for whole in model.whole]
    return lp
