"""E-mails of the exchanges between volunteers."""

from datetime import UTC, datetime

from actors.emails.kinds import declare

_OFFERED = {
    "first_name": "Camille",
    "name": "Dominique Exemple",
    "post": "Accueil",
    "where": "Marché des Salines",
    "begins_at": datetime(2026, 12, 3, 8, 0, tzinfo=UTC),
    "finishes_at": datetime(2026, 12, 3, 11, 30, tzinfo=UTC),
}
_IN_RETURN = {
    **_OFFERED,
    "post": "Rayons",
    "begins_at": datetime(2026, 12, 10, 8, 0, tzinfo=UTC),
    "finishes_at": datetime(2026, 12, 10, 11, 30, tzinfo=UTC),
}

declare(
    "epicerie.exchange_asked",
    when="Au bénévole à qui un autre propose nommément sa place.",
    dummy={**_OFFERED, "wanted": _IN_RETURN["begins_at"], "exchange_id": 1},
)
declare(
    "epicerie.exchange_done",
    when="Aux deux bénévoles, quand un échange est accepté.",
    dummy={"first_name": "Camille", "leaves": _OFFERED, "comes": _IN_RETURN},
)
declare(
    "epicerie.exchange_declined",
    when="Au bénévole dont l’offre d’échange est refusée.",
    dummy=_OFFERED,
)
