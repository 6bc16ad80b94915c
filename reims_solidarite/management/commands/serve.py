"""`manage.py serve`: everything `make run` needs, from an empty database to open pages."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from reims_solidarite.serving.database import prepare
from reims_solidarite.serving.port import HOST, require_free, wanted_port
from reims_solidarite.serving.processes import Family, Program, stop_with_parent
from reims_solidarite.serving.readiness import wait_for_answer
from reims_solidarite.serving.statics import collect_if_changed
from reims_solidarite.serving.welcome import welcome

GUNICORN = "python:reims_solidarite.serving.gunicorn_config"


class Command(BaseCommand):
    help = "Prépare la base, charge la démonstration si elle est vide, et sert le portail."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--stop-with-parent",
            action="store_true",
            help="S’arrête aussi quand le programme qui l’a lancé disparaît.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.TEST_SURFACE:
            raise CommandError(
                "En production, lancez gunicorn et procrastinate : docs/operations.md"
            )
        if options["stop_with_parent"]:
            stop_with_parent()
        port = wanted_port()
        require_free(port)
        try:
            prepare(self.say)
            collect_if_changed(self.say)
        except KeyboardInterrupt:
            self.say("Arrêt demandé.")
            sys.exit(130)
        connections.close_all()
        self.serve(port)

    def serve(self, port: int) -> None:
        family = Family(programs(port), cwd=str(settings.PROJECT), say=self.say)
        try:
            family.start()
            status = wait_for_answer(
                HOST, port, alive=lambda: family.alive() and not family.stop_asked
            )
            if status is not None:
                self.say(welcome(f"http://localhost:{port}"))
            asked = family.wait()
        finally:
            family.end()
        if not asked:
            sys.exit(1)
        self.say("Le portail est arrêté.")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def programs(port: int) -> list[Program]:
    """The web server, and one worker for the jobs that pages leave behind."""
    python = sys.executable
    web = [python, "-m", "gunicorn", "--config", GUNICORN, "--bind", f"{HOST}:{port}"]
    # Two at a time: a rota being computed never keeps an e-mail waiting.
    jobs = [python, "manage.py", "procrastinate", "worker", "--concurrency", "2"]
    jobs += ["--shutdown-graceful-timeout", "10"]
    return [
        Program("Le serveur web", [*web, "reims_solidarite.wsgi:application"], essential=True),
        Program("Le traitement des tâches", jobs, essential=False),
    ]
