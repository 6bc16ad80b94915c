"""`manage.py export_batch LOT-2026-0001 --by e-mail`: the same actions as the page, to export and
to hand the files out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from actors.models import User
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.failpoints import failpoint
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.downloads import BY_COMMAND, hand_out
from secours_loyer.actions.export import export_batch
from secours_loyer.models import Batch, OutgoingFile


class Command(BaseCommand):
    """Safe to run again after a crash: it completes, or finds that all was done."""

    help = "Exporte un lot clos ; relancée, donne les mêmes fichiers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="numéro du lot")
        parser.add_argument("--by", required=True, help="adresse e-mail de qui exporte")
        parser.add_argument("--to", help="dossier où écrire les fichiers")

    def handle(self, *args: Any, **options: Any) -> None:
        batch = Batch.objects.filter(number=options["number"]).first()
        user = User.objects.filter(email=options["by"].lower(), is_active=True).first()
        if batch is None or user is None:
            raise CommandError("Ce lot ou ce compte n’existe pas. Vérifiez le numéro et l’adresse.")
        try:
            exported = export_batch(batch, by=user, at=now())
            for file in exported.files.order_by("pk"):
                self._file(file, user, options["to"])
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal

    def _file(self, file: OutgoingFile, user: User, folder: str | None) -> None:
        """The portal knows who took it before the bytes are written."""
        if folder:
            hand_out(file, by=user, at=now(), route=BY_COMMAND)
            (Path(folder) / file.name).write_bytes(bytes(file.content))
            failpoint("export.handed_out")
        self.stdout.write(f"{file.name} {file.sha256}")
