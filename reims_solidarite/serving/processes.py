"""The processes of one portal: started together, stopped together, never left behind."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

PR_SET_PDEATHSIG = 1
GRACE = 12.0
"""Seconds to end properly after a stop was asked; a little more than gunicorn gives its workers."""

_libc = ctypes.CDLL(None)


@dataclass(frozen=True, eq=False)
class Program:
    name: str
    command: list[str]
    essential: bool
    """The portal stops when an essential program ends; another one is started again."""


def stop_with_parent() -> None:
    """Ask the kernel for a SIGTERM when our parent dies, however it dies."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Family:
    """Runs programs until one essential ends or somebody asks to stop."""

    def __init__(
        self, programs: Sequence[Program], *, cwd: str, say: Callable[[str], None]
    ) -> None:
        self.programs = programs
        self.cwd = cwd
        self.say = say
        self.stop_asked = False
        self.running: dict[Program, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        for program in self.programs:
            self._start(program)

    def wait(self) -> bool:
        """True after a stop that was asked for, False when an essential program ended by itself."""
        while not self.stop_asked:
            if not self.alive():
                return self.stop_asked
            time.sleep(0.3)
        return True

    def alive(self) -> bool:
        """Whether every essential program runs; another one that ended is started again."""
        for program, process in list(self.running.items()):
            if process.poll() is None or self.stop_asked:
                continue
            if program.essential:
                self.say(f"{program.name} s’est arrêté (code {process.returncode}).")
                return False
            self.say(f"{program.name} s’est arrêté (code {process.returncode}) : redémarrage.")
            time.sleep(1)
            self._start(program)
        return True

    def end(self) -> None:
        """Stop all: politely, then after `GRACE` seconds by force."""
        for process in self.running.values():
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in self.running.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self, program: Program) -> None:
        parent = os.getpid()

        def bind_to_parent() -> None:
            stop_with_parent()
            if os.getppid() != parent:  # it died before the request above
                os._exit(1)

        self.running[program] = subprocess.Popen(  # noqa: S603 - our own programs
            program.command,
            cwd=self.cwd,
            stdin=subprocess.DEVNULL,
            # A Ctrl-C reaches us alone, and we stop them in order: gunicorn loses up to ten
            # seconds when its master and its workers are interrupted at the same time.
            process_group=0,
            preexec_fn=bind_to_parent,
        )

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stop_asked = True
