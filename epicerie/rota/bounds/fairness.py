"""How fair any rota of so many filled places can be, each person taken alone."""

from __future__ import annotations

import heapq
from collections.abc import Sequence


def largest_deviation(targets: Sequence[int], attain: Sequence[int], filled: int) -> int:
    """The least deviation (in half openings) whose ranges of loads can add up to `filled`."""
    for deviation in range(2 * filled + max(targets, default=0) + 1):
        lows = [max(0, -((deviation - target) // 2)) for target in targets]
        highs = [
            min(most, (target + deviation) // 2)
            for target, most in zip(targets, attain, strict=True)
        ]
        reachable = all(low <= high for low, high in zip(lows, highs, strict=True))
        if reachable and sum(lows) <= filled <= sum(highs):
            return deviation
    return 0


def sum_of_squares(targets: Sequence[int], attain: Sequence[int], filled: int) -> int:
    """Water-filling one opening at a time: each goes where it costs least (costs are convex)."""
    total = sum(target * target for target in targets)
    steps = [(4 - 4 * target, n, 1) for n, target in enumerate(targets) if attain[n] > 0]
    heapq.heapify(steps)
    for _ in range(min(filled, sum(attain))):
        cost, n, count = heapq.heappop(steps)
        total += cost
        if count < attain[n]:
            heapq.heappush(steps, (cost + 8, n, count + 1))
    return total
