"""What the CCAS decides about the Assises."""

from actors.parameters import Key, declare

FREEZE_HOURS = declare(
    Key(
        name="assises.freeze_hours",
        label="Arrêt des listes d’attente avant l’atelier",
        kind="count",
        default=12,
        sentence=lambda hours: (
            f"Une place rendue moins de {hours} h avant l’atelier n’est plus attribuée toute "
            "seule : l’accueil décide sur place."
        ),
        minimum=0,
        maximum=168,
    )
)
NEEDS_DAYS = declare(
    Key(
        name="assises.needs_days",
        label="Effacement des mesures d’accueil",
        kind="days",
        default=7,
        sentence=lambda days: (
            f"Les mesures d’accueil demandées sont effacées {days} jours après l’édition."
        ),
        minimum=0,
        maximum=60,
    )
)
