"""Who may be named in the text of a request: its household past and present, and those of the other
leases of the same home, where a former partner may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from actors.households.models import HouseholdMember
from secours_loyer.models import RentRequest, Tenancy


@dataclass(frozen=True)
class Named:
    """Names and days of birth to hide."""

    names: set[str] = field(default_factory=set)
    born: set[date] = field(default_factory=set)


def people_named(requests: Sequence[RentRequest]) -> dict[int, Named]:
    """By request, in two queries for one as for ten."""
    homes = Q(pk__in=[])
    for request in requests:
        lease = request.tenancy
        homes |= Q(landlord=lease.landlord_id, building=lease.building)
    living: dict[tuple[int, str], set[int]] = {}
    for landlord, building, household in Tenancy.objects.filter(homes).values_list(
        "landlord", "building", "household"
    ):
        living.setdefault((landlord, building), set()).add(household)
    of = {
        request.pk: living.get((request.tenancy.landlord_id, request.tenancy.building), set())
        | {request.household_id}
        for request in requests
    }
    members = HouseholdMember.objects.filter(
        household__in={home for living_there in of.values() for home in living_there}
    )
    found: dict[int, list[HouseholdMember]] = {}
    for row in members.select_related("person"):
        found.setdefault(row.household_id, []).append(row)
    return {
        pk: _named(row for household in living_there for row in found.get(household, ()))
        for pk, living_there in of.items()
    }


def _named(rows: Iterable[HouseholdMember]) -> Named:
    told = Named()
    for row in rows:
        told.names.update((row.person.first_name, row.person.last_name))
        told.born.add(row.person.birth_date)
    return told
