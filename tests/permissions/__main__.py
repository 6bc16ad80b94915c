"""`python -m tests.permissions`: break every right in turn, and tell how many are seen.

`python -m tests.permissions 2 4` does the second quarter of them, for machines with more cores.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reims_solidarite.settings.test")
django.setup()

from django.db import connection, transaction  # noqa: E402 - Django first
from django.test.utils import (  # noqa: E402
    setup_databases,
    setup_test_environment,
    teardown_databases,
)

from reims_solidarite.kit.clock import VARIABLE  # noqa: E402
from tests.permissions.asking import forgotten  # noqa: E402
from tests.permissions.matrix import new_matrix  # noqa: E402
from tests.permissions.mutations import METHODS, all_mutations, run  # noqa: E402
from tests.permissions.world import build_world  # noqa: E402
from tests.permissions.world.build import CLOCK  # noqa: E402

PART, PARTS = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) == 3 else (1, 1)


def main() -> None:
    """On a test database of its own, rolled back and dropped at the end."""
    os.environ[VARIABLE] = CLOCK
    setup_test_environment()
    # Not the database of a suite that may run at the same time.
    connection.settings_dict["TEST"]["NAME"] = f"test_portail_mutations_{PART}"
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        with transaction.atomic():
            found = _found()
            transaction.set_rollback(True)
    finally:
        teardown_databases(databases, verbosity=0)
    seen = sum(1 for sign in found.values() if sign)
    sys.stdout.write(f"{seen} of {len(found)} seen: {100 * seen / len(found):.1f} %\n")


def _found() -> dict[str, str]:
    matrix = new_matrix(build_world())
    connection.check_constraints()
    with forgotten():
        clean = next(matrix.faults(matrix.rows, methods=METHODS), "")
    if clean:
        raise SystemExit(f"the matrix is not green: {clean}")
    return run(all_mutations()[PART - 1 :: PARTS], matrix)


main()
