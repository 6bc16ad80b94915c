"""E-mails of the exchanges between volunteers."""

from actors.emails.kinds import declare
from epicerie.emails.samples import LATER, SHIFT

_OFFERED = {**SHIFT, "name": "Dominique Exemple"}

declare(
    "epicerie.exchange_asked",
    when="Au bénévole à qui un autre propose nommément sa place.",
    dummy={**_OFFERED, "wanted": LATER["begins_at"], "exchange_id": 1},
)
declare(
    "epicerie.exchange_done",
    when="Aux deux bénévoles, quand un échange est accepté.",
    dummy={"first_name": "Camille", "leaves": _OFFERED, "comes": LATER},
)
declare(
    "epicerie.exchange_declined",
    when="Au bénévole dont l’offre d’échange est refusée.",
    dummy=_OFFERED,
)
declare(
    "epicerie.exchange_ended",
    when="Aux bénévoles d’une offre d’échange qui n’a plus d’objet (place rendue, jour annulé).",
    dummy={**_OFFERED, "mine": True, "wanted": LATER["begins_at"]},
)
