"""`manage.py verify_journal`: is every act as it was written, and is none missing?"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from actors.queries.journal_check import check_journal


class Command(BaseCommand):
    """Exit code 1 and the first touched row when the chain is broken."""

    help = "Recalcule la chaîne du journal et nomme le premier acte modifié ou manquant."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", default="", help="sceau noté lors d’un contrôle précédent")

    def handle(self, *args: Any, **options: Any) -> None:
        found = check_journal(known_head=options["head"])
        if found.problem:
            self.stderr.write(found.problem)
            sys.exit(1)
        self.stdout.write(f"{found.entries} actes vérifiés. Dernier sceau, à noter ailleurs :")
        self.stdout.write(found.head)
