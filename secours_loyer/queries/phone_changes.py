"""A landlord's number that was changed once their RIB was there: the very moment to doubt it."""

from __future__ import annotations

from actors.models import JournalEntry
from reims_solidarite.kit.templatetags.french import short_date
from secours_loyer.models import LandlordAccount


def phone_change_words(account: LandlordAccount) -> str:
    """When and by whom the number to call was last replaced since the account was typed."""
    entry = (
        JournalEntry.objects.filter(
            verb="note_known_phone",
            object_type="secours_loyer.landlord",
            object_id=str(account.landlord_id),
            at__gte=account.entered_at,
            details__replaced=True,
        )
        .select_related("actor")
        .order_by("-at", "-pk")
        .first()
    )
    if entry is None:
        return ""
    by = f" par {entry.actor}" if entry.actor else ""
    return f"le {short_date(entry.at)}{by}, après l’arrivée du RIB : demandez d’où il vient"
