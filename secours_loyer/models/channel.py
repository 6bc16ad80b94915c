"""By which way money leaves, and what each way sends."""

from __future__ import annotations

from django.db import models


class Channel(models.TextChoices):
    """How the money leaves: by the accountant after a *mandat*, or by the CCAS's own *régie*."""

    REGIE = "regie", "Régie d’avances (virement)"
    MANDAT = "mandat", "Mandat transmis au comptable"
    CHEQUE = "cheque", "Chèque d’urgence (régie)"


class FileKind(models.TextChoices):
    """What leaves with a batch."""

    TRANSFERS = "pain001", "Fichier de virements (pain.001)"
    BORDEREAU_PDF = "bordereau-pdf", "Bordereau (PDF)"
    BORDEREAU_CSV = "bordereau-csv", "Bordereau (tableur)"
    LIST_CSV = "liste-csv", "Liste nominative (tableur)"
    LIST_PDF = "liste-pdf", "Liste nominative (PDF)"
    CHEQUE_ORDERS = "ordres-pdf", "Ordres de paiement à faire acquitter (PDF)"
    PES = "pes", "Brouillon PES, non certifié (XML)"
    PACKAGE = "dossier", "Dossier complet pour le comptable (ZIP)"


LISTS = (FileKind.LIST_CSV, FileKind.LIST_PDF)
# What is kept before a batch counts as exported; the database asks for each (`batch_whole`).
FILES_OF: dict[Channel, tuple[FileKind, ...]] = {
    Channel.CHEQUE: (*LISTS, FileKind.CHEQUE_ORDERS),
    Channel.REGIE: (*LISTS, FileKind.TRANSFERS),
    Channel.MANDAT: (
        *LISTS,
        FileKind.BORDEREAU_CSV,
        FileKind.BORDEREAU_PDF,
        FileKind.PES,
        FileKind.PACKAGE,
    ),
}
