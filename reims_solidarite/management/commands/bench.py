"""`manage.py bench`: pages beside bare pages, the rota's solver, the rent aid's files."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reims_solidarite.benching.rent import run_rent
from reims_solidarite.benching.rent_database import run_acts
from reims_solidarite.benching.rota import QUICK, WHOLE, RotaReport, run_rota
from reims_solidarite.benching.run import Plan, run
from reims_solidarite.benching.scratch import BusyError

ROTA, RENT = "rota", "loyer"


class Command(BaseCommand):
    """Exits 1 when a query budget or a correctness check breaks; a time never fails a run."""

    help = "Mesure les pages du portail à côté de pages nues, et le calcul du planning."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", metavar="FICHIER", help="écrit aussi le détail (- : écran)")
        parser.add_argument("--scale", help="tailles des données, par exemple 1,10,100")
        parser.add_argument("--quick", action="store_true", help="moins de 90 secondes")
        parser.add_argument(
            "--only",
            default="",
            metavar="NOM",
            help="pages dont le nom contient NOM, ou « rota », ou « loyer »",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.TEST_SURFACE:
            raise CommandError("Le banc d’essai ne se lance jamais sur le portail réel.")
        signal.signal(signal.SIGTERM, _as_interruption)  # so that the databases are dropped
        only = options["only"]
        broken = False
        if only not in {ROTA, RENT}:
            broken = self.pages(options)
        if only in {"", ROTA}:
            broken = self.rota(options) or broken
        if only in {"", RENT}:
            broken = self.rent() or broken
        if broken:
            sys.exit(1)

    def rota(self, options: dict[str, Any]) -> bool:
        """The solver, in processes of its own; True when a rule or a count breaks."""
        report: RotaReport = run_rota(QUICK if options["quick"] else WHOLE, say=self.say)
        self.stdout.write(report.table())
        for line in report.broken:
            self.stderr.write(f"BROKEN {line}")
        return bool(report.broken)

    def rent(self) -> bool:
        """The rent aid's files, then its acts; True when one does not say what was written."""
        try:
            reports = (run_rent(say=self.say), run_acts(say=self.say))
        except BusyError as error:
            raise CommandError("Un autre banc d’essai tourne sur le même serveur.") from error
        broken = [line for report in reports for line in report.broken]
        for report in reports:
            self.stdout.write(report.table())
        for line in broken:
            self.stderr.write(f"BROKEN {line}")
        return bool(broken)

    def pages(self, options: dict[str, Any]) -> bool:
        """The pages beside their floors; True when a budget that fails a run breaks."""
        plan = Plan.quick() if options["quick"] else Plan()
        plan = plan.narrowed(options["only"], _scales(options["scale"]) or plan.scales)
        if not plan.pages:
            raise CommandError(f"Aucune page mesurée n’a « {options['only']} » dans son nom.")
        try:
            report = run(plan, say=self.say)
        except BusyError as error:
            raise CommandError("Un autre banc d’essai tourne sur le même serveur.") from error
        except KeyboardInterrupt:
            self.say("Arrêt demandé : les bases jetables sont supprimées.")
            sys.exit(130)
        details = json.dumps(report.as_json(), ensure_ascii=False, indent=1)
        if options["json"] == "-":
            self.stdout.write(details)
        else:
            self.stdout.write(report.table())
            if options["json"]:
                Path(options["json"]).write_text(details + "\n")
        for line in report.broken:
            self.stderr.write(f"BROKEN {line.what}: {line.cells()[1]} ({line.budget})")
        return bool(report.broken)

    def say(self, line: str) -> None:
        """Progress goes to stderr: the table and the JSON are alone on stdout."""
        self.stderr.write(line, self.style.NOTICE)
        self.stderr.flush()


def _scales(text: str | None) -> tuple[int, ...]:
    if not text:
        return ()
    try:
        scales = tuple(sorted({int(part) for part in text.split(",")}))
    except ValueError as error:
        raise CommandError("--scale attend des nombres : 1,10,100") from error
    if scales[0] < 1 or scales[-1] > 100:
        raise CommandError("--scale va de 1 à 100.")
    return scales


def _as_interruption(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
