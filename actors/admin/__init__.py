"""The staff pages of the shared ground; each module registers its own."""

from actors.admin import committee, invitations, memberships, organisations, services

__all__ = ["committee", "invitations", "memberships", "organisations", "services"]
