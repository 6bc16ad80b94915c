"""A real worker of the job queue, in a process of its own, that a failpoint may kill."""

from __future__ import annotations

import os
import subprocess
import sys

from django.conf import settings
from django.db import connection

KILLED = -9


def work(queue: str, *, failpoint: str = "", clock: str = "") -> int:
    """Work on the tests' database until that queue is empty; e-mails become files."""
    held = connection.settings_dict
    where = str(held["HOST"])
    at = f"@/{held['NAME']}?host={where}&port={held['PORT']}"
    if not where.startswith("/"):
        at = f"@{where}:{held['PORT']}/{held['NAME']}"
    done = subprocess.run(
        [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot", "--queues", queue],
        env={
            **os.environ,
            "DATABASE_URL": f"postgresql://{held['USER']}:{held['PASSWORD']}{at}",
            "DJANGO_SETTINGS_MODULE": "reims_solidarite.settings.dev",
            "PORTAIL_FAILPOINT": failpoint,
            "PORTAIL_CLOCK": clock,
        },
        cwd=settings.PROJECT,
        capture_output=True,
        timeout=120,
        check=False,
    )
    if not failpoint:
        assert done.returncode == 0, done.stderr.decode()
    return done.returncode
