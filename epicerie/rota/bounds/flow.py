"""Maximum flow by Dinic's algorithm, on small whole capacities."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field


@dataclass
class Network:
    """Nodes are any hashable names; arcs are kept in pairs, each beside its reverse."""

    _numbers: dict[Hashable, int] = field(default_factory=dict)
    _heads: list[int] = field(default_factory=list)
    _room: list[int] = field(default_factory=list)
    _out: list[list[int]] = field(default_factory=list)

    def arc(self, tail: Hashable, head: Hashable, capacity: int) -> None:
        a, b = self._number(tail), self._number(head)
        self._out[a].append(len(self._heads))
        self._out[b].append(len(self._heads) + 1)
        self._heads += [b, a]
        self._room += [capacity, 0]

    def maximum(self, source: Hashable, sink: Hashable) -> int:
        """The most that can go from source to sink. Uses up the network's capacities."""
        start, end = self._number(source), self._number(sink)
        total = 0
        while (levels := self._levels(start, end))[end] >= 0:
            following = [0] * len(self._out)
            while pushed := self._push(start, end, levels, following):
                total += pushed
        return total

    def _number(self, name: Hashable) -> int:
        if name not in self._numbers:
            self._numbers[name] = len(self._out)
            self._out.append([])
        return self._numbers[name]

    def _levels(self, start: int, end: int) -> list[int]:
        levels = [-1] * len(self._out)
        levels[start] = 0
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            for arc in self._out[node]:
                head = self._heads[arc]
                if self._room[arc] > 0 and levels[head] < 0:
                    levels[head] = levels[node] + 1
                    waiting.append(head)
        return levels

    def _push(self, start: int, end: int, levels: list[int], following: list[int]) -> int:
        """One path that rises level by level, or 0 when there is none left."""
        path: list[int] = []
        node = start
        while node != end:
            arc = self._next(node, levels, following)
            if arc is not None:
                path.append(arc)
                node = self._heads[arc]
            elif path:
                levels[node] = -1  # a dead end for the rest of this phase
                node = self._heads[path.pop() ^ 1]
            else:
                return 0
        amount = min(self._room[arc] for arc in path)
        for arc in path:
            self._room[arc] -= amount
            self._room[arc ^ 1] += amount
        return amount

    def _next(self, node: int, levels: list[int], following: list[int]) -> int | None:
        arcs = self._out[node]
        while following[node] < len(arcs):
            arc = arcs[following[node]]
            if self._room[arc] > 0 and levels[self._heads[arc]] == levels[node] + 1:
                return arc
            following[node] += 1
        return None
