"""One embedded PostgreSQL per checkout, for development, tests and the demo only (fsync is off).

`ensure()` starts the server when nobody has, and holds a shared lock for as long as the calling
process lives. A supervisor, one per checkout, owns the server: it restarts it after a crash and
stops it a few seconds after the last lock is gone. Locks belong to the kernel, so a process
killed with -9 leaves nothing behind that could lie about who is still there.

Nothing here imports Django, because settings call it.
"""

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

from reims_solidarite.devdb.places import (
    NAME,
    PROJECT,
    USER,
    DatabaseUnavailableError,
    answers,
    home,
    supervised,
    wait_for_lock,
)

START_LIMIT = 60.0

_held: list[int] = []  # our shared lock, open until this process ends


def ensure() -> dict[str, str]:
    """Start the server if needed and return its HOST, PORT, USER and NAME."""
    base = home()
    base.mkdir(parents=True, exist_ok=True)
    if base.lstat().st_uid != os.geteuid():
        raise DatabaseUnavailableError(
            f"{base} belongs to another user: remove it or set DATABASE_URL"
        )
    gate = wait_for_lock(base / "start.lock", fcntl.LOCK_EX)
    try:
        if not _held:
            _held.append(wait_for_lock(base / "users.lock", fcntl.LOCK_SH))
        _wait_for_server(base)
    finally:
        os.close(gate)
    return {"HOST": str(base / "data"), "PORT": "5432", "USER": USER, "NAME": NAME}


def _ready(base: Path) -> bool:
    return (base / "ready").exists() and supervised(base) and answers(base)


def _wait_for_server(base: Path) -> None:
    """Only one caller at a time comes here: `ensure` holds the start lock."""
    deadline = time.monotonic() + START_LIMIT
    supervisor: subprocess.Popen[bytes] | None = None
    while not _ready(base):
        ended = supervisor is not None and supervisor.poll() is not None
        if ended or time.monotonic() > deadline:
            raise DatabaseUnavailableError(
                f"PostgreSQL did not start: see {base}/supervisor.log and {base}/server.log"
            )
        if supervisor is None and not supervised(base):
            (base / "ready").unlink(missing_ok=True)
            path = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
            with (base / "supervisor.log").open("ab") as log:
                supervisor = subprocess.Popen(
                    [sys.executable, "-P", "-m", "reims_solidarite.devdb.supervisor"],
                    env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,  # a Ctrl-C in the terminal is not for the database
                    cwd="/",
                )
        time.sleep(0.03)
