"""`manage.py verify_journal`: is every act as it was written, and is none missing?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from actors.journal_heads import Head, head_at, read_heads
from actors.queries.journal_check import check_journal
from reims_solidarite.kit.clock import now


class Command(BaseCommand):
    """Exit code 1 and the first touched row when the chain is broken."""

    help = "Recalcule la chaîne du journal et nomme le premier acte modifié ou manquant."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="FICHIER",
            help="tête du journal gardée hors du serveur (fichier ou courriel enregistré)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = check_journal(known=[head for name in options["head"] for head in _kept(name)])
        if found.problem:
            self.stderr.write(found.problem)
            sys.exit(1)
        self.stdout.write(f"{found.entries} actes vérifiés. Tête du journal, à garder ailleurs :")
        head = head_at(now(), entries=found.entries, position=found.position, digest=found.digest)
        self.stdout.write(head.line())


def _kept(name: str) -> list[Head]:
    try:
        return read_heads(Path(name).read_text().splitlines())
    except (OSError, ValueError) as error:
        raise CommandError(f"{name} : {error}") from error
