"""Bring the database to the state the code expects, once, however many servers start together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOBase
from typing import cast

import psycopg
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from reims_solidarite.kit.history import ANEW, said_of, strange_steps

TURN = 7_043_051_100  # any number, the same for all: the advisory lock of preparation

Say = Callable[[str], None]


def prepare(say: Say) -> None:
    """Migrate, and load the real content and the demo into an empty portal."""
    with _our_turn(say):
        if steps := strange_steps():
            raise CommandError(f"{said_of(steps)}\n{ANEW}")
        migrate(say)
        call_command("createcachetable", verbosity=0)
        if not get_user_model().objects.exists():
            say("Base vide : chargement du contenu réel et de la démonstration…")
            with connection.cursor() as cursor:  # a page's limits are not for a long load
                cursor.execute("SET statement_timeout = 0")
                cursor.execute("SET idle_in_transaction_session_timeout = 0")
            call_command("demo")
    connection.close()
    cast("DatabaseWrapper", connection).close_pool()  # its threads must be gone before we fork


def migrate(say: Say) -> None:
    """Also without pending steps: permissions are written after the last one."""
    executor = MigrationExecutor(connection)
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if pending:
        say(f"Mise à jour de la base de données : {pending} étapes…")
    call_command("migrate", interactive=False, stdout=StepCounter(say, pending))


class StepCounter(TextIOBase):
    """Django's own output has a line for each of a hundred migrations; we say every 25th."""

    def __init__(self, say: Say, total: int) -> None:
        self.say, self.total, self.done = say, total, 0

    def write(self, text: str) -> int:
        if text.strip().endswith("OK"):
            self.done += 1
            if self.done % 25 == 0 or self.done == self.total:
                self.say(f"  {self.done} sur {self.total}")
        return len(text)


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
        try:
            yield
        finally:  # by name: the server notices a closed connection a little later
            session.execute("SELECT pg_advisory_unlock(%s)", [TURN])
