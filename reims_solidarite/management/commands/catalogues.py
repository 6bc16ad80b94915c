"""`manage.py catalogues`: gather the texts to translate, then compile what is translated."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from epicerie.languages import CATALOGUES, marked_texts
from reims_solidarite.kit.catalogues import brought_up_to_date, mo_bytes, read_po, write_po


class Command(BaseCommand):
    """Adds new texts with an empty translation, drops those that are gone, writes the `.mo`."""

    help = "Met à jour les fichiers de traduction et les compile."

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = list(marked_texts())
        for language, (path, forms) in CATALOGUES.items():
            entries = brought_up_to_date(read_po(path.read_text()), wanted, forms)
            path.write_text(write_po(entries))
            path.with_suffix(".mo").write_bytes(mo_bytes(entries))
            missing = [entry.text for entry in entries if not entry.translated]
            self.stdout.write(f"{language} : {len(entries) - 1} textes, {len(missing)} à traduire")
            for text in missing:
                self.stdout.write(f"  {text}")
