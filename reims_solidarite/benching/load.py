"""Many clients at once, for a bounded time: requests a second, slowest answers, errors."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from reims_solidarite.benching.client import Client
from reims_solidarite.benching.latency import Target, percentile, wrong


@dataclass
class Burst:
    """What many clients saw together."""

    seconds: float = 0.0
    client_ms: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return len(self.client_ms) / self.seconds if self.seconds else 0.0

    @property
    def median(self) -> float:
        return statistics.median(self.client_ms) if self.client_ms else 0.0

    @property
    def p95(self) -> float:
        return percentile(self.client_ms, 0.95) if self.client_ms else 0.0


def burst(targets: Sequence[Target], clients: int, seconds: float) -> Burst:
    """`clients` keep-alive connections, spread over `targets`, each asking again and again."""
    result = Burst()
    ready = threading.Barrier(clients + 1)
    threads = [
        threading.Thread(
            target=_ask, args=(targets[number % len(targets)], ready, seconds, result), daemon=True
        )
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    ready.wait()
    started = time.monotonic()
    for thread in threads:
        thread.join()
    result.seconds = time.monotonic() - started
    return result


def _ask(target: Target, ready: threading.Barrier, seconds: float, result: Burst) -> None:
    client = Client(target.port, target.cookie)
    times, errors = [], []
    ready.wait()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            answer = client.get(target.path)
        except (OSError, http.client.HTTPException) as error:
            errors.append(f"{target.path}: {error!r}")
            client.close()
            continue
        if problem := wrong(answer, target):
            errors.append(problem)
        else:
            times.append(answer.client_ms)
    client.close()
    result.client_ms.extend(times)
    result.errors.extend(errors)
