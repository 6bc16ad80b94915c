"""`manage.py reseal_secrets`: the last step but one of a change of SECRET_KEY."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from actors.actions.reseal import reseal_everything


class Command(BaseCommand):
    """Exit code 1 when something could not be opened: the key it was sealed with is missing."""

    help = "Scelle à nouveau chaque secret enregistré avec la clé SECRET_KEY d’aujourd’hui."

    def handle(self, *args: Any, **options: Any) -> None:
        found = reseal_everything()
        for table in found:
            lost = f", {table.unreadable} illisibles" if table.unreadable else ""
            self.stdout.write(f"{table.table} : {table.done} secrets scellés à nouveau{lost}")
        if any(table.unreadable for table in found):
            self.stderr.write(
                "Des secrets ne s’ouvrent avec aucune clé connue. Remettez l’ancienne clé dans "
                "SECRET_KEY_FALLBACKS, puis recommencez."
            )
            sys.exit(1)
        self.stdout.write("Vous pouvez retirer l’ancienne clé de SECRET_KEY_FALLBACKS.")
