"""Downloads of payment files against the access log, which says whose data each of them showed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from actors.models import SensitiveRead
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions.downloads import BY_COMMAND, BY_PAGE
from secours_loyer.models import FileDownload


def download_faults() -> Iterator[str]:
    """One sentence for each download that was read and is no longer kept."""
    kept = FileDownload.objects.filter(by=OuterRef("reader"), at=OuterRef("at"))
    read = SensitiveRead.objects.filter(~Exists(kept), route__in=[BY_PAGE, BY_COMMAND])
    gone = read.order_by("at", "reader").values_list("reader", "at").distinct()
    for reader, at in gone:
        yield (
            f"Compte {reader} : le téléchargement d’un fichier de paiement du "
            f"{paris_day(at):%d/%m/%Y} n’est plus là."
        )
