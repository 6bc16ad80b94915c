"""`manage.py import_reseau`: the organisations of the network and the users' committee."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from actors.actions.bodies import found_body
from actors.actions.import_network import Report, import_network
from actors.models import Organisation
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.transitions import Refused

CONTENT = Path(settings.PROJECT) / "actors" / "content"
WORDS = {
    str(field.name): str(field.verbose_name)
    for field in Organisation._meta.get_fields()
    if hasattr(field, "verbose_name")
}


class Command(BaseCommand):
    """Running it twice changes nothing; `--dry-run` only tells."""

    help = "Importe les organisations du réseau (et, sans fichier donné, le comité des usagers)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="fichier CSV ou XLSX (par défaut : le nôtre)")
        parser.add_argument("--dry-run", action="store_true", help="dit ce qui changerait")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"]) if options["file"] else CONTENT / "reseau-reims.csv"
        at = now()
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"Ce fichier ne peut pas être lu : {path}") from error
        try:
            report = import_network(content, by=None, at=at, dry_run=options["dry_run"])
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        if not options["file"] and not options["dry_run"]:
            body = tomllib.loads((CONTENT / "comite-des-usagers.toml").read_text("utf-8"))
            found_body(**body, by=None, at=at)
        if options["verbosity"] > 0:
            self._tell(report, dry_run=options["dry_run"])
        if report.problems:
            lines = len({problem.line for problem in report.problems})
            raise CommandError(f"Lignes refusées : {lines}. Corrigez-les puis recommencez.")

    def _tell(self, report: Report, *, dry_run: bool) -> None:
        for change in report.created:
            self.stdout.write(f"ligne {change.line} : + {change.name}")
        for change in report.updated:
            told = [WORDS[name] for name in change.fields]
            told += [f"{WORDS[name]} (corrigé dans le portail : gardé)" for name in change.kept]
            self.stdout.write(f"ligne {change.line} : ~ {change.name} : {', '.join(told)}")
        for problem in report.problems:
            self.stderr.write(f"ligne {problem.line}, {problem.column} : {problem.message}")
        self.stdout.write(
            f"{len(report.created)} créées, {len(report.updated)} modifiées, "
            f"{len(report.unchanged)} inchangées"
            + (" (essai : rien n’a été écrit)." if dry_run else ".")
        )
