"""`manage.py import_assises [FILE] [--dry-run]`: the real editions and the five groups."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from assises.actions.content import load_content
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.transitions import Refused

OWN_COPY = Path(__file__).resolve().parents[2] / "content" / "assises-2017.json"


class Command(BaseCommand):
    """Adds what is missing and leaves the rest; the dry run says what it would add."""

    help = "Charge les éditions réelles des Assises et les cinq groupes de travail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=OWN_COPY)
        parser.add_argument("--dry-run", action="store_true", help="dire sans rien enregistrer")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = json.loads(options["file"].read_text(encoding="utf-8"))
            with transaction.atomic():
                loaded = load_content(data, at=now())
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
            raise CommandError(f"Ce fichier ne se lit pas : {error}") from error
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        if options["verbosity"] == 0:
            return
        for label in loaded.added:
            self.stdout.write(f"  + {label}")
        verb = "à ajouter" if options["dry_run"] else "ajoutés"
        self.stdout.write(f"{len(loaded.added)} {verb}, {loaded.known} déjà là.")
