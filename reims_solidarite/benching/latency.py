"""Server time and queries of each page, page by page in turns.

Pages, floors and sizes of data take turns inside one round, so that a busy moment of the machine
falls on all of them and leaves the ratios as they were.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reims_solidarite.benching.client import Answer, Client

WARM_ROUNDS = 4


@dataclass(frozen=True)
class Target:
    """One address on one server, and how an answer is known to be the right one."""

    key: tuple[str, str]
    port: int
    path: str
    cookie: str = ""
    shows: str = ""


@dataclass
class Sample:
    """What one target answered over the rounds."""

    server_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    body: bytes = b""

    @property
    def median(self) -> float:
        return statistics.median(self.server_ms)

    @property
    def cpu(self) -> float:
        return statistics.median(self.cpu_ms)

    @property
    def p95(self) -> float:
        return percentile(self.server_ms, 0.95)

    @property
    def usual_queries(self) -> int:
        """Once a minute a session notes that it was seen: that answer has more queries."""
        return statistics.mode(self.queries)

    def note(self, answer: Answer, target: Target) -> None:
        self.server_ms.append(answer.server_ms)
        self.cpu_ms.append(answer.cpu_ms)
        self.queries.append(answer.queries)
        self.body = answer.body
        if problem := wrong(answer, target):
            self.wrong.append(problem)


def wrong(answer: Answer, target: Target) -> str:
    """Why this answer is not the page that was asked for; empty when it is."""
    if answer.status != 200:
        return f"{target.path}: {answer.status} {answer.headers.get('Location', '')}".rstrip()
    if target.shows and target.shows not in answer.body.decode(errors="replace"):
        return f"{target.path}: does not show {target.shows!r}"
    return ""


def measure(targets: Sequence[Target], rounds: int) -> Mapping[tuple[str, str], Sample]:
    """One client asks for everything in turns; the first rounds only warm the servers."""
    samples = {target.key: Sample() for target in targets}
    clients = {target.key: Client(target.port, target.cookie) for target in targets}
    try:
        for number in range(WARM_ROUNDS + rounds):
            for target in targets:
                answer = clients[target.key].get(target.path)
                if number >= WARM_ROUNDS:
                    samples[target.key].note(answer, target)
    finally:
        for client in clients.values():
            client.close()
    return samples


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 100) // 100) - 1)]
