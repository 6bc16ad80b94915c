"""What every dated row of a household promises: its period begins on a day, and is not empty."""

from django.db.models import CheckConstraint, Q


def period_starts(name: str) -> CheckConstraint:
    """An empty range would slip through every exclusion constraint."""
    return CheckConstraint(
        name=f"{name}_period_starts",
        condition=Q(period__startswith__isnull=False) & Q(period__isempty=False),
        violation_error_message="Une période a une date de début, et une fin qui la suit.",
    )
