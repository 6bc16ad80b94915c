"""Which acts the journal holds, part by part."""

from actors.models import JournalEntry


def acts_of(part: str) -> list[str]:
    """Codes of the acts recorded on the objects of one part of the portal."""
    rows = JournalEntry.objects.order_by().filter(object_type__startswith=f"{part}.")
    return list(rows.values_list("verb", flat=True).distinct())
