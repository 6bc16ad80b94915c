"""E-mails of the grocery."""

from actors.emails.kinds import declare
from epicerie.emails.samples import LATER, LINK, SHIFT
from epicerie.queries.links import all_held, any_held

_SEVERAL = {
    "first_name": "Camille",
    "begins_at": SHIFT["begins_at"],
    "shifts": [SHIFT, LATER],
    "secret": LINK,
}

declare(
    "epicerie.place_taken",
    when="Dès qu’un bénévole prend une place.",
    dummy={**SHIFT, "secret": LINK},
    still=all_held,
)
declare(
    "epicerie.place_assigned",
    when="Dès que la coordination place un bénévole.",
    dummy={**SHIFT, "secret": LINK},
    still=all_held,
)
declare(
    "epicerie.place_given_up",
    when="Dès qu’un bénévole dit qu’il ne peut pas venir.",
    dummy=SHIFT,
)
declare(
    "epicerie.place_taken_back",
    when="Dès que la coordination retire un bénévole du planning.",
    dummy=SHIFT,
)
declare(
    "epicerie.late_give_up",
    when="À la coordination, quand un bénévole se désiste peu avant l’ouverture.",
    dummy=SHIFT,
)
declare(
    "epicerie.day_cancelled",
    when="À chaque bénévole attendu, quand un jour d’ouverture est annulé.",
    dummy={**SHIFT, "reason": "coupure d’électricité"},
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
    dummy={**_SEVERAL, "shifts": [SHIFT]},
    still=all_held,
)
declare(
    "epicerie.second_reminder",
    when="Deux jours avant un créneau (le délai est un paramètre).",
    dummy={**_SEVERAL, "shifts": [SHIFT]},
    still=all_held,
)
declare(
    "epicerie.rota_changed",
    when="Quand un planning automatique est publié, à chaque personne pour qui il change.",
    dummy={
        "first_name": "Camille",
        "added": [{**SHIFT, "number": 1}],
        "removed": [SHIFT],
        "moved": [{**LATER, "number": 2, "old_post": "Accueil"}],
        "secret": LINK,
    },
)
