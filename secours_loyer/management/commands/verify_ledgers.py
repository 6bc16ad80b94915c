"""`manage.py verify_ledgers`: names any money row changed behind the application's back."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from secours_loyer.actions.ledger_check import faults


class Command(BaseCommand):
    """Exit code 1 when a row is at fault."""

    help = (
        "Vérifie chaque ligne d’argent contre son sceau, le journal, les écritures, les fichiers."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for fault in faults():
            self.stdout.write(fault)
            found += 1
        if found:
            raise CommandError(f"{found} ligne(s) en défaut : prévenez le cadre et l’auditeur.")
        self.stdout.write("Toutes les lignes d’argent sont intactes.")
