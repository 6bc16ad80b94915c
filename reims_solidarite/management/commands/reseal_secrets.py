"""`manage.py reseal_secrets`: the last step but one of a change of SECRET_KEY."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand

from actors.actions.reseal import Resealed, reseal_everything, reseal_files
from actors.actions.reseal_identities import reseal_identities
from actors.households.actions.reseal_identities import reseal_households
from reims_solidarite.kit.clock import now
from secours_loyer.actions.reseal_money import reseal_money


class Command(BaseCommand):
    """Exit code 1 when something could not be opened: the key it was sealed with is missing."""

    help = "Scelle à nouveau, avec la clé SECRET_KEY d’aujourd’hui, ce qui l’est avec une ancienne."

    def handle(self, *args: Any, **options: Any) -> None:
        at = now()
        secrets, sealed = reseal_everything(), [reseal_files(), *reseal_money(at=at)]
        sealed += [*reseal_identities(at=at), reseal_households(at=at)]
        self._tell(secrets, "secrets scellés à nouveau", "illisibles")
        self._tell(
            (table for table in sealed if table.done or table.unreadable),
            "lignes scellées à nouveau",
            "sans sceau qui leur réponde",
        )
        lost, forged = (any(table.unreadable for table in found) for found in (secrets, sealed))
        if lost:
            self.stderr.write(
                "Des secrets ne s’ouvrent avec aucune clé connue. Remettez l’ancienne clé dans "
                "SECRET_KEY_FALLBACKS, puis recommencez."
            )
        if forged:
            self.stderr.write(
                "Des lignes, des fichiers ou des noms ne répondent à aucun sceau connu : remettez "
                "l’ancienne clé dans SECRET_KEY_FALLBACKS si elle manque, puis regardez ce que "
                "nomme « manage.py verify_ledgers »."
            )
        if lost or forged:
            sys.exit(1)
        self.stdout.write("Vous pouvez retirer l’ancienne clé de SECRET_KEY_FALLBACKS.")

    def _tell(self, found: Iterable[Resealed], done: str, lost: str) -> None:
        for table in found:
            left = f", {table.unreadable} {lost}" if table.unreadable else ""
            self.stdout.write(f"{table.table} : {table.done} {done}{left}")
