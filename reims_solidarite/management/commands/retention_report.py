"""`manage.py retention_report`: what is due to leave the active base; nothing is changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser

from reims_solidarite.kit.clock import today
from reims_solidarite.retention import installed_policies

AFTER = {"archive": "à archiver", "erase": "à effacer"}


class Command(BaseCommand):
    """Counts only: no name is printed."""

    help = "Compte, modèle par modèle, les lignes dont la durée de conservation est passée."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="AAAA-MM-JJ")

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or today()
        self.stdout.write(f"Au {on:%d/%m/%Y} (aucune ligne n’est touchée) :")
        for policy in installed_policies():
            words = apps.get_model(policy.model)._meta.verbose_name_plural
            count = policy.due(on).distinct().count()
            self.stdout.write(
                f"{count:>8} {AFTER[policy.after]} : {words} ({policy.months} mois, "
                f"{policy.because})"
            )
