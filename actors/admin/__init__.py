"""The staff pages of the shared ground; each module registers its own."""

from actors.admin import (
    accounts,
    committee,
    invitations,
    memberships,
    messages,
    organisations,
    parameters,
    services,
    two_people,
)

__all__ = [
    "accounts",
    "committee",
    "invitations",
    "memberships",
    "messages",
    "organisations",
    "parameters",
    "services",
    "two_people",
]
