"""Bring the database to the state the code expects, once, however many servers start together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

TURN = 7_043_051_100  # any number, the same for all: the advisory lock of preparation

Say = Callable[[str], None]


def prepare(say: Say) -> None:
    """Migrate, and load the real content and the demo into an empty portal."""
    with _our_turn(say):
        plan = MigrationExecutor(connection)
        pending = len(plan.migration_plan(plan.loader.graph.leaf_nodes()))
        if pending:
            say(f"Mise à jour de la base de données : {pending} étapes…")
        # Also without pending steps: permissions are written after the last one.
        call_command("migrate", interactive=False, verbosity=1 if pending else 0)
        call_command("createcachetable", verbosity=0)
        if get_user_model().objects.exists():
            return
        say("Base vide : chargement du contenu réel et de la démonstration…")
        load_demo()
    connection.close()


def load_demo() -> None:
    """All or nothing: a demo interrupted half-way leaves the portal empty, and is loaded again."""
    with transaction.atomic():
        with connection.cursor() as cursor:  # the limits of web pages are not for a long load
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        call_command("demo")


@contextmanager
def _our_turn(say: Say) -> Iterator[None]:
    """Hold the advisory lock on a connection of its own, without the time limits of web pages."""
    parameters = connection.get_connection_params()
    parameters["options"] = "-c statement_timeout=0 -c lock_timeout=0"
    with psycopg.connect(**parameters, autocommit=True) as session:
        free = session.execute("SELECT pg_try_advisory_lock(%s)", [TURN]).fetchone()
        if free != (True,):
            say("Un autre démarrage prépare la même base : attente…")
            session.execute("SELECT pg_advisory_lock(%s)", [TURN])
        yield
