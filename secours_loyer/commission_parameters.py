"""How the commission and the delegation decide, and when the board is told: dated parameters."""

from actors.parameters import Key, declare
from reims_solidarite.kit.money import format_cents

QUORUM = declare(
    Key(
        name="secours.quorum",
        label="Quorum de la commission",
        kind="count",
        default=3,
        minimum=1,
        maximum=40,
        sentence=lambda count: (
            f"La commission décide à {count} membres au moins, déportés non comptés."
        ),
    )
)
DELEGATION_CEILING = declare(
    Key(
        name="secours.delegation_plafond",
        label="Plafond des aides décidées par délégation pour un ménage",
        kind="cents",
        default=100_000,
        minimum=0,
        maximum=2_000_000,
        sentence=lambda cents: (
            f"Le signataire accorde en urgence au plus {format_cents(cents)} à un ménage sur la "
            "période comptée, toutes décisions urgentes réunies."
        ),
    )
)
BOARD_DAYS = declare(
    Key(
        name="secours.conseil_jours",
        label="Compte rendu au conseil, jours avant la réunion",
        kind="days",
        default=5,
        minimum=0,
        maximum=60,
        sentence=lambda days: (
            f"Le compte rendu des décisions urgentes est établi {days} jours avant le conseil."
        ),
    )
)
