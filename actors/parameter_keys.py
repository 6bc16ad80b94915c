"""What the CCAS decides about the network: how long an invitation lasts, when a sheet is old."""

from actors.parameters import Key, declare

INVITATION_DAYS = declare(
    Key(
        name="actors.invitation_days",
        label="Durée d’une invitation",
        kind="days",
        default=14,
        minimum=1,
        maximum=90,
        sentence=lambda days: f"Une invitation peut être acceptée pendant {days} jours.",
    )
)
CONFIRMATION_DAYS = declare(
    Key(
        name="actors.confirmation_days",
        label="Durée de confiance d’une fiche de l’annuaire",
        kind="days",
        default=180,
        minimum=30,
        maximum=730,
        sentence=lambda days: (
            f"Une fiche que personne n’a confirmée depuis {days} jours est à confirmer."
        ),
    )
)
CORRECTION_ADDRESS = declare(
    Key(
        name="actors.correction_address",
        label="Adresse où signaler une erreur de l’annuaire",
        kind="text",
        default="annuaire@solidarite.reims.example",
        sentence=lambda address: f"Les erreurs de l’annuaire sont signalées à {address}.",
    )
)
