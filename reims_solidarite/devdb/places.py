"""Where the embedded server lives and the kernel locks its users share."""

import fcntl
import hashlib
import os
import socket
import stat
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
NAME = USER = "portail"
AS_ROOT = os.geteuid() == 0
LONGEST_SOCKET_FOLDER = 80  # a socket's path ends at 107 characters


class DatabaseUnavailableError(RuntimeError):
    """The embedded server cannot serve; the message says where to look."""


def home() -> Path:
    """`var/postgres`, or a short public folder when the server could not work there."""
    inside = PROJECT / "var" / "postgres"
    hidden = AS_ROOT and not reachable(PROJECT)
    if not hidden and len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
        return inside
    key = hashlib.sha256(f"{os.geteuid()}:{PROJECT}".encode()).hexdigest()[:12]
    return Path("/var/tmp") / f"portail-postgres-{key}"  # noqa: S108 - its owner is checked


def reachable(folder: Path) -> bool:
    """Whether an unprivileged user can walk to this folder."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in [folder, *folder.parents])


def lock(path: Path, how: int) -> int | None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, how)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def wait_for_lock(path: Path, how: int) -> int:
    descriptor = lock(path, how)
    assert descriptor is not None  # noqa: S101 - only a non-blocking request can be turned down
    return descriptor


def supervised(base: Path) -> bool:
    probe = lock(base / "supervisor.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    if probe is not None:
        os.close(probe)
    return probe is None


def answers(base: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(base / "data" / ".s.PGSQL.5432")) == 0
