"""Which organisations need the coordinator's attention."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef

from actors.models import Invitation, Membership, Organisation
from actors.models.organisation import OrganisationQuerySet


def without_manager() -> OrganisationQuerySet:
    """Organisations that have agents and nobody to look after them."""
    agents = Membership.objects.active().filter(organisation=OuterRef("pk"), user__is_active=True)
    return Organisation.objects.filter(Exists(agents), ~Exists(agents.filter(is_manager=True)))


def expired_invitations(at: datetime) -> int:
    """How many invitations nobody answered in time."""
    return Invitation.objects.expired(at).count()
