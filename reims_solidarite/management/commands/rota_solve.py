"""`manage.py rota_solve INPUT.json --output OUT.json`: the rota's solver, without the portal."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from epicerie.rota.checker import broken_rules
from epicerie.rota.exchange.read import read_problem
from epicerie.rota.exchange.write import as_document, as_text
from epicerie.rota.levels import Level
from epicerie.rota.solve import solve
from epicerie.rota.solver.budget import UNITS_PER_SECOND
from epicerie.rota.validation import InvalidProblem


class Command(BaseCommand):
    """Reads no database. The time limit is counted in work, so that it stops at the same point
    on every machine."""

    help = "Propose un planning : lit INPUT.json (docs/rota.md), écrit OUT.json."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("input", metavar="INPUT.json")
        parser.add_argument("--output", required=True, metavar="OUT.json")
        parser.add_argument(
            "--time-limit", type=float, metavar="S", help="secondes de calcul (environ), en travail"
        )
        parser.add_argument("--seed", type=int, default=0, metavar="N")
        parser.add_argument(
            "--published", metavar="OUT.json", help="planning publié à réparer, le moins possible"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        limit, seed = options["time_limit"], options["seed"]
        if limit is not None and not limit >= 0:
            raise CommandError("--time-limit attend un nombre de secondes positif.")
        if not 0 <= seed < 2**31:
            raise CommandError("--seed va de 0 à 2147483647.")
        published = _load(options["published"]) if options["published"] else None
        try:
            problem, ignored = read_problem(_load(options["input"]), published)
        except InvalidProblem as error:
            raise CommandError("\n".join(error.messages)) from error
        for line in ignored:
            self.stderr.write(line)
        started = time.process_time()
        work = None if limit is None else limit * UNITS_PER_SECOND
        solution = solve(problem, work=work, seed=seed, told=self.say)
        document = as_document(problem, solution, time.process_time() - started)
        if broken := broken_rules(problem, solution.assignments):
            raise CommandError("Planning refusé par la vérification : " + broken[0].words)
        try:
            Path(options["output"]).write_text(as_text(document), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"Impossible d’écrire {options['output']} : {error}") from error

    def say(self, level: Level) -> None:
        """Progress goes to stderr."""
        gap = "" if level.status == "optimal" else f" (borne {level.bound})"
        self.stderr.write(f"{level.name} : {level.value}{gap}")
        self.stderr.flush()


def _load(path: str) -> Any:
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"Impossible de lire {path} : {error.strerror}.") from error
    except ValueError as error:
        raise CommandError(f"{path} n’est pas un fichier JSON : {error}") from error
