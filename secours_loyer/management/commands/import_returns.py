"""`manage.py import_returns FICHIER --by e-mail`: the same action as the button."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from actors.models import User
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.return_import import import_returns
from secours_loyer.queries.returns import counts_of


class Command(BaseCommand):
    """Safe to run again after a crash: it goes on with the lines that were left."""

    help = "Importe un relevé de la banque ou les réponses du comptable ; relancée, termine."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="fichier reçu (camt.053, camt.054 ou CSV)")
        parser.add_argument("--by", required=True, help="adresse e-mail de qui importe")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["by"].lower(), is_active=True).first()
        path = Path(options["file"])
        if user is None or not path.is_file():
            raise CommandError("Ce fichier ou ce compte n’existe pas. Vérifiez-les.")
        try:
            file = import_returns(path.read_bytes(), name=path.name, by=user, at=now())
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        for label, count in counts_of(file):
            self.stdout.write(f"{label} : {count}")
