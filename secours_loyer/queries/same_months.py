"""Other requests about the same months: of the same household, or for the same home."""

from __future__ import annotations

from django.db.models import Q

from secours_loyer.models import RentRequest


def same_months(request: RentRequest) -> list[dict[str, object]]:
    """Live claims under another lease: the database already refuses them under this one."""
    lease = request.tenancy
    rows = (
        RentRequest.objects.filter(
            debt__months__overlap=request.debt.months, debt__released_at=None
        )
        .filter(
            Q(household=request.household_id)
            | Q(tenancy__address__iexact=lease.address, tenancy__postcode=lease.postcode)
        )
        .exclude(pk=request.pk)
        .order_by("pk")
    )
    return [
        {
            "row": row,
            "why": "même ménage"
            if row.household_id == request.household_id
            else "même logement, autre ménage",
        }
        for row in rows
    ]
