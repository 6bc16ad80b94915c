"""Whether the day itself, beyond its workshops, still takes people."""

from __future__ import annotations

from assises.models import Edition, Registration


def day_is_full(edition: Edition) -> bool:
    """Nobody passes before those who already wait."""
    if edition.capacity is None:
        return False
    everyone = Registration.objects.filter(edition=edition)
    return everyone.confirmed().count() >= edition.capacity or everyone.queue().exists()
