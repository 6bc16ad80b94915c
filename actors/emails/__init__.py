"""E-mails of the shared ground."""

from datetime import UTC, datetime

from actors.emails.kinds import declare

INVITATION = declare(
    "actors.invitation",
    when="Quelqu’un est invité à agir pour une organisation.",
    dummy={
        "organisation": "Entraide de démonstration",
        "invited_by": "Camille Vesle",
        "expires_at": datetime(2026, 12, 7, 8, 0, tzinfo=UTC),
        "secret": "lien-d-essai",  # pragma: allowlist secret
    },
)
MEMBERSHIP_ENDED = declare(
    "actors.membership_ended",
    when="Quelqu’un n’agit plus pour une organisation.",
    dummy={"first_name": "Camille", "organisation": "Entraide de démonstration"},
)
