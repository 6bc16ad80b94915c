"""Real processes: a family starts, restarts, stops, and never survives its parent."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.race

PARENT = """
import sys
from reims_solidarite.serving.processes import Family, Program

sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
family = Family(
    [Program("web", sleeper, essential=True), Program("jobs", sleeper, essential=False)],
    cwd="/",
    say=lambda line: print(line, flush=True),
)
family.start()
print(*(process.pid for process in family.running.values()), flush=True)
asked = family.wait()
family.end()
print("asked" if asked else "ended", flush=True)
"""


@pytest.fixture
def parent():
    process = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.communicate()


def children(parent: subprocess.Popen[str]) -> tuple[int, int]:
    assert parent.stdout is not None
    web, jobs = (int(pid) for pid in parent.stdout.readline().split())
    return web, jobs


def wait_until_gone(*pids: int) -> None:
    deadline = time.monotonic() + 10
    while any(runs(pid) for pid in pids):
        assert time.monotonic() < deadline, "a process was left behind"
        time.sleep(0.05)


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_that_is_asked_for_ends_all(parent, number):
    pids = children(parent)
    parent.send_signal(number)
    assert parent.stdout.read() == "asked\n"
    wait_until_gone(*pids)


def test_a_killed_parent_takes_its_children_along(parent):
    pids = children(parent)
    parent.kill()
    wait_until_gone(*pids)


def test_the_end_of_an_essential_program_ends_all(parent):
    web, jobs = children(parent)
    os.kill(web, signal.SIGKILL)
    assert parent.stdout.read().endswith("ended\n")
    wait_until_gone(jobs)


def test_another_program_is_started_again(parent):
    web, jobs = children(parent)
    os.kill(jobs, signal.SIGKILL)
    assert "redémarrage" in parent.stdout.readline()
    assert runs(web)
    parent.send_signal(signal.SIGTERM)
    assert parent.stdout.read() == "asked\n"
