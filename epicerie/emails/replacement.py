"""E-mails of the calls for replacement."""

from actors.emails.kinds import declare
from epicerie.emails.samples import LINK, SHIFT
from epicerie.queries.links import still_asked

declare(
    "epicerie.replacement_asked",
    when="À chaque bénévole sollicité, quand une place se libère.",
    dummy={**SHIFT, "secret": LINK},
    still=still_asked,
)
declare(
    "epicerie.replacement_over",
    when="Aux bénévoles sollicités qui n’ont pas répondu, quand l’appel se termine.",
    dummy={**SHIFT, "filled": True},
)
declare(
    "epicerie.replacement_needed",
    when="À la coordination, quand aucun bénévole sollicité n’a dit oui.",
    dummy={**SHIFT, "call_id": 1, "asked": 9},
)
