"""The whole portal as `make run` serves it, on a database of its own, and its demo people."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.conf import settings

from tests.harness.migrated import copy_named

LONGEST_START = 240


@dataclass
class Portal:
    """A running portal: where it is, one demo account per role, and who is signed in already."""

    url: str
    database: str
    folder: Path
    accounts: dict[str, dict[str, str]] = field(default_factory=dict)
    sessions: dict[str, dict] = field(default_factory=dict)

    @property
    def outbox(self) -> Path:
        return self.folder / "outbox"

    def first(self, query: str) -> object:
        """The first value of the first row of its database."""
        with psycopg.connect(self.database) as session:
            return session.execute(query).fetchone()[0]


@contextmanager
def running_portal() -> Iterator[Portal]:
    """Serve a migrated database of its own, stop everything and drop it, whatever happens."""
    with ExitStack() as behind:
        address = behind.enter_context(copy_named(f"portail_journeys_{os.getpid()}"))
        folder = Path(tempfile.mkdtemp(prefix="portail-journeys-"))
        behind.callback(shutil.rmtree, folder, ignore_errors=True)
        portal = Portal(behind.enter_context(served(address, folder)), address, folder)
        listed = subprocess.run(
            [*manage(), "demo_accounts", "--json"],
            env=environment(address, folder),
            capture_output=True,
            check=True,
        )
        portal.accounts = {account["role"]: account for account in json.loads(listed.stdout)}
        yield portal


@contextmanager
def served(address: str, folder: Path, **more: str) -> Iterator[str]:
    """The address of a server on that database; stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / f"server-{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*manage(), "serve"],
            env={**environment(address, folder), "PORT": str(port), **more},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        _wait(f"http://127.0.0.1:{port}/healthz", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def manage() -> list[str]:
    return [sys.executable, str(settings.PROJECT / "manage.py")]


def environment(address: str, folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": address,
        "JOURNEYS_FOLDER": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
    }


def _wait(url: str, process: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end:
        if process.poll() is not None:
            raise AssertionError(f"the portal did not start:\n{log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the portal did not answer:\n{log.read_text()[-3000:]}")
