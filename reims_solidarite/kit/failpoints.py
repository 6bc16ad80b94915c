"""Named points where a test may kill the process, to prove that a crash there loses nothing.

`PORTAIL_FAILPOINT=name` kills on the first pass, `name@3` on the third pass of this process. It
is SIGKILL on purpose: no `finally`, no rollback by us, only what the database guarantees. Without
`TEST_SURFACE` (production) a failpoint does nothing, whatever the environment says.
"""

import os
import signal
from collections import Counter

from django.conf import settings

VARIABLE = "PORTAIL_FAILPOINT"

_passes: Counter[str] = Counter()


def failpoint(name: str) -> None:
    """Die here if this is the wanted pass of the wanted point."""
    wanted = os.environ.get(VARIABLE, "")
    if not wanted or not settings.TEST_SURFACE:
        return
    point, _, nth = wanted.partition("@")
    if point != name:
        return
    _passes[name] += 1
    if _passes[name] == int(nth or 1):
        os.kill(os.getpid(), signal.SIGKILL)
