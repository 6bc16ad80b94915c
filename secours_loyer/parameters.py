"""What the CCAS decides about rent aid: every amount, share and delay is a dated parameter.

The defaults are placeholders until the board's own règlement is entered in the admin.
"""

from __future__ import annotations

import re
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
STATEMENT_DAYS = declare(
    Key(
        name="secours.decompte_jours",
        label="Âge maximal du décompte du bailleur",
        kind="days",
        default=90,
        minimum=1,
        maximum=365,
        sentence=lambda days: f"L’avis demande un décompte de moins de {days} jours.",
    )
)
ARREARS_MONTHS = declare(
    Key(
        name="secours.mois_reclames",
        label="Mois de loyer qui se réclament encore",
        kind="count",
        default=36,
        minimum=1,
        maximum=60,
        sentence=lambda months: f"Un loyer impayé de plus de {months} mois n’est plus réclamé.",
    )
)
DEBT_FACTOR = declare(
    Key(
        name="secours.dette_a_confirmer",
        label="Dette à confirmer, en part des loyers de ses mois",
        kind="basis_points",
        default=20_000,
        minimum=10_000,
        maximum=100_000,
        sentence=lambda bp: (
            f"Une dette au-delà de {plain_cents(bp)} % des loyers et charges de ses mois est à "
            "confirmer."
        ),
    )
)
PLAN_MONTHS = declare(
    Key(
        name="secours.plan_mois",
        label="Durée maximale d’un plan d’apurement",
        kind="count",
        default=36,
        minimum=1,
        maximum=120,
        sentence=lambda months: f"Un plan dure au plus {months} mois, sauf dérogation écrite.",
    )
)
PLAN_ALERT_DAYS = declare(
    Key(
        name="secours.plan_alerte_jours",
        label="Échéance d’un plan sans nouvelle, en jours",
        kind="days",
        default=5,
        minimum=0,
        maximum=60,
        sentence=lambda days: (
            f"Une échéance sans nouvelle {days} jours après sa date est à vérifier."
        ),
    )
)
RENT_ALERT_DAYS = declare(
    Key(
        name="secours.loyer_alerte_jours",
        label="Loyer du mois sans nouvelle, en jours",
        kind="days",
        default=10,
        minimum=0,
        maximum=60,
        sentence=lambda days: (
            f"Pendant un plan, le loyer du mois sans nouvelle {days} jours après le 1er est à "
            "vérifier."
        ),
    )
)
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
PAYMENTS_OPEN = declare(
    Key(
        name="secours.paiements_ouverts",
        label="Paiements ouverts",
        kind="flag",
        default=True,
        sentence=lambda yes: (
            "Les lots peuvent être clos et exportés."
            if yes
            else "Aucun paiement ne part : approbations, lots et exports sont arrêtés."
        ),
        switch=True,
    )
)
BATCH_ORDERS = declare(
    Key(
        name="secours.lot_ordres",
        label="Nombre maximal d’ordres par lot",
        kind="count",
        default=500,
        minimum=1,
        maximum=20_000,
        sentence=lambda count: f"Un lot compte au plus {count} ordres.",
    )
)
BATCH_CENTS = declare(
    Key(
        name="secours.lot_montant",
        label="Montant maximal d’un lot",
        kind="cents",
        default=10_000_000,
        minimum=100,
        maximum=99_999_999_999,
        sentence=lambda cents: f"Un lot ne dépasse pas {format_cents(cents)}.",
    )
)
DAY_CENTS = declare(
    Key(
        name="secours.jour_montant",
        label="Montant maximal exporté par jour",
        kind="cents",
        default=20_000_000,
        minimum=100,
        maximum=99_999_999_999,
        sentence=lambda cents: (
            f"Les lots exportés un même jour ne dépassent pas {format_cents(cents)} en tout."
        ),
    )
)
LINK_DAYS = declare(
    Key(
        name="secours.lien_jours",
        label="Durée du lien envoyé au bailleur",
        kind="days",
        default=60,
        minimum=1,
        maximum=365,
        sentence=lambda days: f"Le lien d’un bailleur s’ouvre pendant {days} jours.",
    )
)


def _payer(value: dict[str, str]) -> str:
    if not value.get("iban"):
        return "Le compte payeur n’est pas renseigné : aucun fichier de virements ne peut partir."
    return f"Les virements partent du compte de « {value.get('name', '')} »."


PAYER = declare(
    Key(
        name="secours.payeur",
        label="Compte payeur (régie)",
        kind="table",
        default={"name": "", "iban": "", "bic": ""},
        sentence=_payer,
    )
)


def _pes_budget(value: dict[str, str]) -> str:
    if not int(value.get("poste") or 0):
        return "Le brouillon PES porte des zéros : le comptable n’a pas encore donné ses codes."
    return f"Le brouillon PES est pour le poste comptable {value['poste']}."


def _pes_problem(value: object) -> str | None:
    if not isinstance(value, dict) or set(value) != set(PES_SHAPE):
        return f"Donnez {', '.join(PES_SHAPE)}."
    for code, pattern in PES_SHAPE.items():
        if not re.fullmatch(pattern, str(value[code]), re.ASCII):
            return f"« {code} » n’a pas la forme attendue."
    return None


PES_SHAPE = {
    "poste": r"\d{6,7}",
    "siret": r"\d{14}",
    "collectivite": r"\d{2,3}",
    "budget": r"[0-9A-Za-z]{1,10}",
}
PES_BUDGET = declare(
    Key(
        name="secours.pes",
        label="Codes du comptable pour le brouillon PES",
        kind="table",
        default={"poste": "000000", "siret": "0" * 14, "collectivite": "000", "budget": "00"},
        sentence=_pes_budget,
        check=_pes_problem,
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
PAIR_LEAST = declare(
    Key(
        name="secours.paires_ordres",
        label="Approbations : ordres approuvés ensemble avant un signalement",
        kind="count",
        default=5,
        minimum=2,
        maximum=100,
        sentence=lambda count: (
            f"Deux personnes sont signalées à l’auditeur à partir de {count} ordres approuvés "
            "ensemble."
        ),
    )
)
PAIR_SHARE = declare(
    Key(
        name="secours.paires_part",
        label="Approbations : part approuvée ensemble avant un signalement",
        kind="basis_points",
        default=8_000,
        minimum=5_000,
        maximum=10_000,
        sentence=lambda bp: (
            f"Deux personnes sont signalées si {plain_cents(bp)} % de ce que l’une approuve l’est "
            "avec l’autre."
        ),
    )
)
PAIR_MONTHS = declare(
    Key(
        name="secours.paires_mois",
        label="Approbations : mois regardés",
        kind="count",
        default=3,
        minimum=1,
        maximum=24,
        sentence=lambda months: f"Les approbations des {months} derniers mois sont regardées.",
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
