"""E-mails of the grocery."""

from datetime import UTC, datetime

from actors.emails.kinds import declare
from epicerie.queries.links import all_held, any_held

_SHIFT = {
    "first_name": "Camille",
    "name": "Camille Exemple",
    "post": "Accueil",
    "where": "Marché des Salines",
    "begins_at": datetime(2026, 12, 3, 8, 0, tzinfo=UTC),
    "finishes_at": datetime(2026, 12, 3, 11, 30, tzinfo=UTC),
    "opening_id": 1,
}
_LINK = "lien-d-essai"  # pragma: allowlist secret
_LATER = {
    **_SHIFT,
    "post": "Rayons",
    "begins_at": datetime(2026, 12, 10, 8, 0, tzinfo=UTC),
    "finishes_at": datetime(2026, 12, 10, 11, 30, tzinfo=UTC),
}
_SEVERAL = {
    "first_name": "Camille",
    "begins_at": _SHIFT["begins_at"],
    "shifts": [_SHIFT, _LATER],
    "secret": _LINK,
}

declare(
    "epicerie.place_taken",
    when="Dès qu’un bénévole prend une place.",
    dummy={**_SHIFT, "secret": _LINK},
    still=all_held,
)
declare(
    "epicerie.place_assigned",
    when="Dès que la coordination place un bénévole.",
    dummy={**_SHIFT, "secret": _LINK},
    still=all_held,
)
declare(
    "epicerie.place_given_up",
    when="Dès qu’un bénévole dit qu’il ne peut pas venir.",
    dummy=_SHIFT,
)
declare(
    "epicerie.place_taken_back",
    when="Dès que la coordination retire un bénévole du planning.",
    dummy=_SHIFT,
)
declare(
    "epicerie.late_give_up",
    when="À la coordination, quand un bénévole se désiste peu avant l’ouverture.",
    dummy=_SHIFT,
)
declare(
    "epicerie.day_cancelled",
    when="À chaque bénévole attendu, quand un jour d’ouverture est annulé.",
    dummy={**_SHIFT, "reason": "coupure d’électricité"},
)
declare(
    "epicerie.rota_published",
    when="Quand la coordination place un bénévole sur plusieurs jours à la fois.",
    dummy=_SEVERAL,
    still=any_held,
)
declare(
    "epicerie.first_reminder",
    when="Une semaine avant un créneau (le délai est un paramètre).",
    dummy={**_SEVERAL, "shifts": [_SHIFT]},
    still=all_held,
)
declare(
    "epicerie.second_reminder",
    when="Deux jours avant un créneau (le délai est un paramètre).",
    dummy={**_SEVERAL, "shifts": [_SHIFT]},
    still=all_held,
)
declare(
    "epicerie.rota_changed",
    when="Quand un planning automatique est publié, à chaque personne pour qui il change.",
    dummy={
        "first_name": "Camille",
        "added": [{**_SHIFT, "number": 1}],
        "removed": [_SHIFT],
        "moved": [{**_LATER, "number": 2, "old_post": "Accueil"}],
        "secret": _LINK,
    },
)
