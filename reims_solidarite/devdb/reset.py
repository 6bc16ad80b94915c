"""Throw the embedded server's data away: `python -m reims_solidarite.devdb.reset`."""

import fcntl
import os
import shutil
import sys
import time

from reims_solidarite.devdb.places import home, lock, supervised, wait_for_lock

LIMIT = 20.0


def reset() -> None:
    """Wait for an idle server to stop, then delete; refuse while somebody uses it."""
    base = home()
    if not base.exists():
        return
    deadline = time.monotonic() + LIMIT
    while supervised(base):
        users = lock(base / "users.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
        if users is None or time.monotonic() > deadline:
            sys.exit("La base est encore utilisée : arrêtez d’abord le portail et les tests.")
        os.close(users)
        time.sleep(0.2)
    gate = wait_for_lock(base / "start.lock", fcntl.LOCK_EX)
    try:
        shutil.rmtree(base)
    finally:
        os.close(gate)


if __name__ == "__main__":
    reset()
