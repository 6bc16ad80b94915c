"""Every change of a household begins by taking its row: two editors never interleave."""

from actors.households.models import Household


def locked(household: Household) -> Household:
    """The household's current row, locked until the transaction ends."""
    return Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
