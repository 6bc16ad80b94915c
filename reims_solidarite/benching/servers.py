"""gunicorn with the portal's own settings, on a free port of this machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from django.conf import settings

from reims_solidarite.benching.scratch import environment
from reims_solidarite.serving.processes import stop_with_parent
from reims_solidarite.serving.readiness import wait_for_answer

HOST = "127.0.0.1"
PORTAL = ("reims_solidarite.settings.bench", "reims_solidarite.benching.wsgi:application")
FLOOR = ("tests.bench.floor.settings", "tests.bench.floor.wsgi:application")
CONFIG = "python:reims_solidarite.serving.gunicorn_config"


@dataclass(frozen=True)
class Server:
    """One gunicorn, started; `ready` waits until it answers."""

    port: int
    process: subprocess.Popen[bytes]

    def ready(self) -> Self:
        """Servers are all started before the first is waited for: they load side by side."""
        status = wait_for_answer(HOST, self.port, alive=lambda: self.process.poll() is None)
        if status != 200:
            raise RuntimeError(f"the server on port {self.port} does not answer: {status}")
        return self

    def memory_kb(self) -> list[int]:
        """PSS of each worker: shared pages count once between those who share them."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        found = []
        for child in children:
            lines = Path(f"/proc/{child}/smaps_rollup").read_text().splitlines()
            found.append(int(next(line.split()[1] for line in lines if line.startswith("Pss:"))))
        return found


@contextmanager
def serve(database: str, site: tuple[str, str], *, workers: int = 2) -> Iterator[Server]:
    """Start, and stop whatever happens.

    Workers are not renewed during a run: the floor pages answer so many requests that they alone
    would pay for it.
    """
    settings_module, application = site
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", CONFIG, "--workers", str(workers)]
    command += ["--max-requests", "0", "--bind", f"{HOST}:{port}", application]
    process = subprocess.Popen(  # noqa: S603 - our own program
        command,
        cwd=settings.PROJECT,
        env={**environment(database, settings_module), "PORT": str(port)},
        stdin=subprocess.DEVNULL,
        process_group=0,  # a Ctrl-C reaches us alone: we stop it ourselves
        preexec_fn=stop_with_parent,
    )
    try:
        yield Server(port, process)
    finally:
        process.terminate()
        try:
            process.wait(12)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
