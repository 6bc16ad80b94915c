"""What the leases say against what the portal reads of it: the building of each address."""

from __future__ import annotations

from collections.abc import Iterator

from secours_loyer.addresses import building_of
from secours_loyer.models import Tenancy


def lease_faults() -> Iterator[str]:
    """One sentence for each lease at fault: its duplicates would not be seen."""
    rows = Tenancy.objects.order_by("pk").values_list("pk", "address", "postcode", "building")
    for pk, address, postcode, building in rows.iterator(chunk_size=2000):
        if building != building_of(address, postcode):
            yield f"Bail {pk} : son immeuble n’est pas celui de son adresse."
