"""What the events of a lease mean for what is paid on it; one query, none when prefetched."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from secours_loyer.models import Landlord, RentRequest, Tenancy, TenancyEvent
from secours_loyer.models.tenancy_event import STAYS

# The facts of a lease that its paper says, by column.
NAMES = {
    "address": "l’adresse",
    "postcode": "le code postal",
    "city": "la commune",
    "lease_end": "la fin du bail",
    "rent_cents": "le loyer",
    "charges_cents": "les charges",
    "housing_aid_cents": "l’aide au logement",
    "aid_paid_to_landlord": "le versement de l’aide au bailleur",
}
OCCUPATION = "indemnites d'occupation"


def open_events(lease: Tenancy) -> list[TenancyEvent]:
    """Events that nobody answered: they block payments and plans."""
    return [event for event in lease.events.all() if not event.answer]


def blocked_words(event: TenancyEvent) -> str:
    """Why nothing is paid, and who lifts it."""
    return (
        f"{event.get_kind_display()}, le {event.happened_on:%d/%m/%Y} : rien n’est payé tant qu’un "
        "cadre n’a pas dit ce qui suit, sur la page « Bail et procédure » du dossier."
    )


def other_landlords(lease: Tenancy) -> QuerySet[Landlord]:
    """Whom the home may have been sold to; for the staff, who sees every landlord."""
    return Landlord.objects.exclude(pk=lease.landlord_id).order_by("name", "pk")


def occupation_since(lease: Tenancy) -> date | None:
    """Since when the household stays without lease: what it owes is no longer rent."""
    days = [event.happened_on for event in lease.events.all() if event.answer in STAYS]
    return min(days, default=None)


def owed_words(request: RentRequest) -> str:
    """What the months of the debt are called on a transfer (SEPA characters)."""
    since, months = occupation_since(request.tenancy), request.debt.period
    if since is None or (months.end is not None and months.end <= since):
        return "loyers"
    return OCCUPATION if months.start >= since else f"loyers et {OCCUPATION}"
