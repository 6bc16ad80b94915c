"""The largest deviation from a fair share, found by asking whether a given one can be kept."""

from __future__ import annotations

from epicerie.rota.levels import SHARE, Descent
from epicerie.rota.model.fairness import Beyond, Fairness, largest_deviation
from epicerie.rota.model.linear import Expression
from epicerie.rota.solver.highs import TOLERANCE


def reach_deviation(descent: Descent, loads: Fairness, least: int) -> None:
    """Minimise it and hold it. `least` is a bound proven elsewhere."""
    value = largest_deviation(loads, descent.values)
    beyond = Beyond(loads)
    outside = beyond.add()
    bound = _relaxed_bound(descent, beyond, outside, least, value)
    while bound < value:
        beyond.allow(bound)
        now = outside.value(descent.values)
        distance, proven = descent.improve(outside, now)
        if distance == 0:
            value = bound
        elif proven > 0:
            bound += 1
        else:
            break  # out of work
        value = min(value, largest_deviation(loads, descent.values))
    beyond.allow(value)
    beyond.drop()
    descent.record("maxdev", value, bound)


def _relaxed_bound(
    descent: Descent, beyond: Beyond, outside: Expression, least: int, value: int
) -> int:
    """The least deviation the relaxation can keep, by halving: it can keep every larger one."""
    low, high = least, value
    while low < high:
        middle = (low + high) // 2
        beyond.allow(middle)
        relaxed = descent.solver.relax(outside, SHARE)
        if relaxed is None:
            break
        if relaxed.value > TOLERANCE:
            low = middle + 1
        else:
            high = middle
    return low
