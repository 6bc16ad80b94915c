import os
import signal
import subprocess
import sys

import pytest

PROGRAM = """
import sys
from django.conf import settings
settings.configure(TEST_SURFACE=sys.argv[1] == "on")
from reims_solidarite.kit.failpoints import failpoint
for step in range(3):
    failpoint("before")
    failpoint("after")
    print(step, flush=True)
"""


def run(failpoint: str, surface: str = "on") -> tuple[int, str]:
    environment = {**os.environ, "PORTAIL_FAILPOINT": failpoint}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, surface],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.replace("\n", "")


@pytest.mark.parametrize(
    ("failpoint", "reached"), [("after", ""), ("after@2", "0"), ("before@3", "01")]
)
def test_the_wanted_pass_kills(failpoint, reached):
    assert run(failpoint) == (-signal.SIGKILL, reached)


@pytest.mark.parametrize("failpoint", ["", "elsewhere", "after@4"])
def test_other_points_and_passes_do_nothing(failpoint):
    assert run(failpoint) == (0, "012")


def test_production_ignores_it():
    assert run("after", surface="off") == (0, "012")
