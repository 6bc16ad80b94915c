"""What the CCAS decides about calling and reminding volunteers: waves, delays, night, reminders."""

from __future__ import annotations

from actors.parameters import Key, declare


def _people(count: int) -> str:
    return f"{count} personne{'s' if count > 1 else ''}"


def _hours(count: int) -> str:
    return f"{count} heure{'s' if count > 1 else ''}"


STANDBY_SIZE = declare(
    Key(
        name="epicerie.vague_suppleants",
        label="Appel à remplacement : première vague",
        kind="count",
        default=8,
        minimum=1,
        maximum=40,
        sentence=lambda count: (
            "Dès qu’une place se libère, les suppléants inscrits pour ce jour sont sollicités : "
            f"{_people(count)} au plus."
        ),
    )
)
ASSOCIATION_SIZE = declare(
    Key(
        name="epicerie.vague_association",
        label="Appel à remplacement : deuxième vague",
        kind="count",
        default=5,
        minimum=1,
        maximum=40,
        sentence=lambda count: (
            "Ensuite, les bénévoles libres de la même association que la personne absente : "
            f"{_people(count)} au plus."
        ),
    )
)
EVERYONE_SIZE = declare(
    Key(
        name="epicerie.vague_tous",
        label="Appel à remplacement : troisième vague",
        kind="count",
        default=10,
        minimum=1,
        maximum=80,
        sentence=lambda count: (
            f"Enfin, tous les bénévoles libres et formés : {_people(count)} au plus, "
            "puis la coordination est prévenue."
        ),
    )
)
WAVE_HOURS = declare(
    Key(
        name="epicerie.vague_delai_heures",
        label="Temps laissé à chaque vague",
        kind="count",
        default=12,
        minimum=1,
        maximum=96,
        sentence=lambda hours: (
            f"Sans réponse positive, la vague suivante part au bout de {_hours(hours)} "
            "(la nuit compte, mais rien ne part la nuit). Pendant ce temps, une personne déjà "
            "sollicitée ne l’est pas pour une autre place."
        ),
    )
)
NEAR_HOURS = declare(
    Key(
        name="epicerie.vague_proche_heures",
        label="Ouverture proche",
        kind="count",
        default=72,
        minimum=1,
        maximum=336,
        sentence=lambda hours: (
            f"À moins de {_hours(hours)} de l’ouverture, les vagues se suivent plus vite."
        ),
    )
)
NEAR_WAVE_MINUTES = declare(
    Key(
        name="epicerie.vague_delai_proche_minutes",
        label="Temps laissé à chaque vague quand l’ouverture est proche",
        kind="count",
        default=90,
        minimum=5,
        maximum=1_440,
        sentence=lambda minutes: (
            f"Quand l’ouverture est proche, la vague suivante part au bout de {minutes} minutes, "
            "et une même personne n’est pas sollicitée deux fois en moins de temps."
        ),
    )
)
URGENT_HOURS = declare(
    Key(
        name="epicerie.vague_urgence_heures",
        label="Remplacement urgent",
        kind="count",
        default=6,
        minimum=0,
        maximum=48,
        sentence=lambda hours: (
            f"À moins de {_hours(hours)} de l’ouverture, toutes les vagues partent à la fois."
        ),
    )
)
CALL_DAYS = declare(
    Key(
        name="epicerie.appel_places_vides_jours",
        label="Places restées vides",
        kind="days",
        default=7,
        minimum=0,
        maximum=60,
        sentence=lambda days: (
            "Une place du planning publié que personne n’a prise est proposée par un appel "
            f"{days} jours avant l’ouverture."
        ),
    )
)
NIGHT_FROM = declare(
    Key(
        name="epicerie.silence_de_heure",
        label="Début des heures de silence",
        kind="count",
        default=21,
        minimum=17,
        maximum=23,
        sentence=lambda hour: (
            f"À partir de {hour} h (heure de Paris), aucun appel ni rappel ne part. Seule la "
            "réponse à un geste qu’on vient de faire part à toute heure."
        ),
    )
)
NIGHT_UNTIL = declare(
    Key(
        name="epicerie.silence_a_heure",
        label="Fin des heures de silence",
        kind="count",
        default=8,
        minimum=5,
        maximum=12,
        sentence=lambda hour: f"Appels et rappels reprennent à {hour} h (heure de Paris).",
    )
)
FIRST_REMINDER_DAYS = declare(
    Key(
        name="epicerie.premier_rappel_jours",
        label="Premier rappel",
        kind="days",
        default=7,
        minimum=3,
        maximum=30,
        sentence=lambda days: (
            f"Un premier rappel part {days} jours avant le créneau, une fois, pour les places "
            "prises avant ce jour-là."
        ),
    )
)
SECOND_REMINDER_DAYS = declare(
    Key(
        name="epicerie.dernier_rappel_jours",
        label="Dernier rappel",
        kind="days",
        default=2,
        minimum=1,
        maximum=2,
        sentence=lambda days: (
            f"Le dernier rappel part {days} jour{'s' if days > 1 else ''} avant le créneau ; "
            "le premier ne part plus à partir de ce moment."
        ),
    )
)
