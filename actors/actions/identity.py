"""Nothing is corrected over a name or an address that was changed behind the portal: the journal
would then vouch for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models

from actors.models import JournalEntry
from reims_solidarite.kit.transitions import Refused

CHANGED = (
    "Ces nom ou coordonnées ont été changés hors du portail depuis leur dernier acte : rien n’est "
    "fait. Prévenez l’administrateur du serveur, qui remet ce que dit la dernière sauvegarde."
)


def told_identity(row: models.Model) -> str | None:
    """The last digest that the journal holds of this row, if its acts kept one."""
    acts = JournalEntry.objects.filter(
        object_type=row._meta.label_lower, object_id=str(row.pk), details__has_key="identity"
    )
    found: str | None = acts.order_by("-pk").values_list("details__identity", flat=True).first()
    return found


def need_as_told(row: Any, is_of: Callable[[str, Any], bool]) -> None:
    """Refuse over a row that is not as its last act left it."""
    if (told := told_identity(row)) is not None and not is_of(told, row):
        raise Refused(CHANGED)
