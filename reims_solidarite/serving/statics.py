"""Collect static files only when one of them changed: hashing and compressing takes seconds."""

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_changed(say: Callable[[str], None]) -> None:
    """Bring `STATIC_ROOT` up to date; several starts on one checkout take turns."""
    root = Path(settings.STATIC_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    stamp = root.with_suffix(".stamp")
    with root.with_suffix(".lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        wanted = fingerprint()
        if root.is_dir() and stamp.is_file() and stamp.read_text() == wanted:
            return
        say("Préparation des fichiers statiques…")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(wanted)  # last: an interrupted collection is done again


def fingerprint() -> str:
    """Changes with the name, size or date of any file, and with the way they are stored."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for line in sorted(_lines()):
        digest.update(line.encode())
    return digest.hexdigest()


def _lines() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            yield f"{name} {status.st_size} {status.st_mtime_ns}\n"
