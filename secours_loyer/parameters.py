"""What the CCAS decides about rent aid: every amount, share and delay is a dated parameter.

The defaults are placeholders until the board's own règlement is entered in the admin.
"""

from __future__ import annotations

from typing import Any

from actors.parameters import Key, declare
from reims_solidarite.kit.money import format_cents, plain_cents

MOST_PER_REQUEST = declare(
    Key(
        name="secours.plafond_demande",
        label="Plafond de l’aide par demande",
        kind="cents",
        default=150_000,
        minimum=0,
        maximum=2_000_000,
        sentence=lambda cents: f"Une demande reçoit au plus {format_cents(cents)}.",
    )
)
MOST_OF_DEBT = declare(
    Key(
        name="secours.part_dette",
        label="Part de la dette que l’aide peut couvrir",
        kind="basis_points",
        default=8_000,
        minimum=0,
        maximum=10_000,
        sentence=lambda bp: f"L’aide couvre au plus {plain_cents(bp)} % de la dette certifiée.",
    )
)
MOST_PER_PERIOD = declare(
    Key(
        name="secours.plafond_periode",
        label="Plafond des aides d’un ménage sur la période",
        kind="cents",
        default=200_000,
        minimum=0,
        maximum=5_000_000,
        sentence=lambda cents: (
            f"Un ménage reçoit au plus {format_cents(cents)} sur la période comptée."
        ),
    )
)
PERIOD_MONTHS = declare(
    Key(
        name="secours.periode_mois",
        label="Période comptée, en mois",
        kind="count",
        default=24,
        minimum=1,
        maximum=120,
        sentence=lambda months: f"Les aides des {months} derniers mois sont comptées.",
    )
)
LEAST = declare(
    Key(
        name="secours.minimum",
        label="Aide minimale",
        kind="cents",
        default=3_000,
        minimum=0,
        maximum=100_000,
        sentence=lambda cents: f"Aucune aide n’est proposée sous {format_cents(cents)}.",
    )
)
RAV_CONDITION = declare(
    Key(
        name="secours.rav_condition",
        label="Le reste à vivre est une condition",
        kind="flag",
        default=True,
        sentence=lambda yes: (
            "Le reste à vivre doit être sous le seuil."
            if yes
            else "Le reste à vivre est donné pour information."
        ),
    )
)
MOST_EFFORT = declare(
    Key(
        name="secours.effort_maximal",
        label="Taux d’effort maximal (0 : pas de maximum)",
        kind="basis_points",
        default=0,
        minimum=0,
        maximum=10_000,
        sentence=lambda bp: (
            f"Le loyer restant ne dépasse pas {plain_cents(bp)} % des ressources."
            if bp
            else "Le taux d’effort est donné pour information."
        ),
    )
)


def _versions(rows: list[dict[str, Any]]) -> str:
    parts = [
        f"à partir du {row['since']}, plus de {format_cents(row['cents'])} ou "
        f"{row['months']} mois après le premier impayé"
        if row["cents"]
        else f"jusque-là, {row['rents']} mois de loyer"
        for row in rows
    ]
    return f"Impayé de loyer au sens des aides au logement : {' ; '.join(parts)}."


# CCH R824-1, then décrets 2026-83 and 2026-84 of 12 February 2026.
UNPAID_RULE = declare(
    Key(
        name="secours.impaye_apl",
        label="Définition de l’impayé pour les aides au logement",
        kind="table",
        default=[
            {"since": "1900-01-01", "rents": 2, "cents": 0, "months": 0},
            {"since": "2027-01-01", "rents": 0, "cents": 45_000, "months": 3},
        ],
        sentence=_versions,
    )
)
SMALL_CELL = declare(
    Key(
        name="secours.petit_effectif",
        label="Indicateurs : plus petit effectif montré",
        kind="count",
        default=11,
        minimum=5,
        maximum=50,
        sentence=lambda count: f"Les indicateurs cachent tout effectif inférieur à {count}.",
    )
)
SCALE = (MOST_PER_REQUEST, MOST_OF_DEBT, MOST_PER_PERIOD, LEAST, RAV_CONDITION, MOST_EFFORT)
