"""How money leaves: the switch, the caps, the account that pays, who approves: dated parameters."""

import re

from actors.parameters import Key, declare
from reims_solidarite.kit.money import format_cents, plain_cents

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
