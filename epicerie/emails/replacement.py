"""E-mails of the calls for replacement."""

from datetime import UTC, datetime

from actors.emails.kinds import declare
from epicerie.queries.links import still_asked

_PLACE = {
    "first_name": "Camille",
    "post": "Accueil",
    "where": "Marché des Salines",
    "begins_at": datetime(2026, 12, 3, 8, 0, tzinfo=UTC),
    "finishes_at": datetime(2026, 12, 3, 11, 30, tzinfo=UTC),
}

declare(
    "epicerie.replacement_asked",
    when="À chaque bénévole sollicité, quand une place se libère.",
    dummy={**_PLACE, "secret": "lien-d-essai"},  # pragma: allowlist secret
    still=still_asked,
)
declare(
    "epicerie.replacement_over",
    when="Aux bénévoles sollicités qui n’ont pas répondu, quand l’appel se termine.",
    dummy={**_PLACE, "filled": True},
)
declare(
    "epicerie.replacement_needed",
    when="À la coordination, quand aucun bénévole sollicité n’a dit oui.",
    dummy={**_PLACE, "call_id": 1, "asked": 9},
)
