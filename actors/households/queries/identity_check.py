"""How households are called and reached, against the chained journal."""

from __future__ import annotations

from collections.abc import Iterator

from actors.households.identity_digest import is_identity_of
from actors.households.models import Household
from actors.queries.identity_check import digests_told


def household_faults() -> Iterator[str]:
    """One sentence for each household that was changed behind the portal, or erased."""
    told = digests_told(Household)
    for row in Household.objects.order_by("pk").iterator(chunk_size=500):
        digest = told.pop(row.pk, None)
        if digest is not None and not is_identity_of(digest, row):
            yield (
                f"households.household {row.pk} : nom, numéro ou coordonnées changés sans passer "
                "par le portail."
            )
    for pk in sorted(told):
        yield f"households.household {pk} : effacé."
