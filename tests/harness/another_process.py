"""A management command in a process of its own, on the test's database, that a failpoint may kill.

The process is forked from a server that has imported the portal once: starting Python and Django
for each of a hundred crashes would be most of their time.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.core.management import execute_from_command_line
from django.db import connection
from django.test.utils import override_settings

KILLED = -9
CLOCK = "2026-11-23T09:00+01:00"

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.harness.portal_loaded"])


def database_url() -> str:
    """Where this test's rows are."""
    held = connection.settings_dict
    where = str(held["HOST"])
    at = f"@/{held['NAME']}?host={where}&port={held['PORT']}"
    if not where.startswith("/"):
        at = f"@{where}:{held['PORT']}/{held['NAME']}"
    return f"postgresql://{held['USER']}:{held['PASSWORD']}{at}"


def files_in(folder: Path) -> dict[str, dict[str, object]]:
    """The setting STORAGES of two processes that read the same files; each has its own memory."""
    kept = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(folder)},
    }
    return {**settings.STORAGES, "default": kept}


def manage(*words: str, failpoint: str = "", clock: str = CLOCK, files: Path | None = None) -> int:
    """The exit code of `manage.py words`; without a failpoint it has to end well. With `files`, its
    files are kept in that folder, else in its own memory."""
    environment = {"PORTAIL_FAILPOINT": failpoint, "PORTAIL_CLOCK": clock}
    with tempfile.NamedTemporaryFile(suffix=".log") as said:
        process = _processes.Process(target=_manage, args=(words, environment, said.name, files))
        # The server reads its settings when it starts, at the first of these.
        started_with = {
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "reims_solidarite.settings.test",
        }
        with patch.dict(os.environ, started_with):
            process.start()
        process.join(120)
        code = process.exitcode
        process.kill()
        assert code is not None, f"{words} did not end"
        assert failpoint or code == 0, said.read().decode()
    return code


def _manage(
    words: tuple[str, ...], environment: dict[str, str], said: str, files: Path | None
) -> None:
    os.environ.update(environment)
    if files is not None:
        override_settings(STORAGES=files_in(files)).enable()
    with Path(said).open("w") as log:  # where the process says why it ends
        os.dup2(log.fileno(), sys.stderr.fileno())
    execute_from_command_line(["manage.py", *words])
