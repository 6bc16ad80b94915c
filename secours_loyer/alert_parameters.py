"""When the portal raises an alert about a file: every delay is a dated parameter."""

from __future__ import annotations

from typing import Any

from actors.parameters import Key, declare


def _days(value: Any) -> str | None:
    good = (
        isinstance(value, list)
        and 0 < len(value) <= 6
        and all(type(one) is int and 0 < one <= 120 for one in value)
    )
    return None if good else "Donnez une liste de nombres de jours, de 1 à 120."


def _before(what: str) -> Any:
    def sentence(days: list[int]) -> str:
        told = ", ".join(str(day) for day in sorted(days, reverse=True))
        return f"Alerte {told} jours avant {what}."

    return sentence


CLAUSE_DAYS = declare(
    Key(
        name="secours.alerte_clause",
        label="Alertes avant la fin du commandement de payer, en jours",
        kind="table",
        default=[21, 10, 3],
        sentence=_before("le dernier jour pour payer"),
        check=_days,
    )
)
HEARING_DAYS = declare(
    Key(
        name="secours.alerte_audience",
        label="Alertes avant l’audience, en jours",
        kind="table",
        default=[21, 7],
        sentence=_before("l’audience"),
        check=_days,
    )
)
SILENCE_DAYS = declare(
    Key(
        name="secours.alerte_silence",
        label="Alerte avant le silence de deux mois, jours après le dépôt",
        kind="days",
        default=45,
        minimum=1,
        maximum=60,
        sentence=lambda days: (
            f"Une demande sans décision est signalée {days} jours après son dépôt : au bout de "
            "deux mois, le silence est un refus."
        ),
    )
)
ORDER_DAYS = declare(
    Key(
        name="secours.alerte_ordre",
        label="Ordre de paiement arrêté, en jours",
        kind="days",
        default=10,
        minimum=1,
        maximum=90,
        sentence=lambda days: f"Un ordre qui n’avance pas est signalé après {days} jours.",
    )
)
AWARD_MONTHS = declare(
    Key(
        name="secours.aide_mois",
        label="Durée de validité d’une aide accordée, en mois",
        kind="count",
        default=6,
        minimum=1,
        maximum=24,
        sentence=lambda months: f"Une aide accordée se paie dans les {months} mois.",
    )
)
AWARD_DAYS = declare(
    Key(
        name="secours.alerte_aide",
        label="Alerte avant la fin de validité d’une aide, en jours",
        kind="days",
        default=30,
        minimum=1,
        maximum=120,
        sentence=lambda days: f"Une aide qui n’est pas payée est signalée {days} jours avant.",
    )
)
REVIEW_MONTHS = declare(
    Key(
        name="secours.revue_plan_mois",
        label="Point sur un plan d’apurement, en mois",
        kind="count",
        default=6,
        minimum=1,
        maximum=24,
        sentence=lambda months: f"Un plan en cours est revu tous les {months} mois.",
    )
)
RETENTION_DAYS = declare(
    Key(
        name="secours.alerte_conservation",
        label="Alerte avant la fin de conservation d’un dossier, en jours",
        kind="days",
        default=30,
        minimum=1,
        maximum=120,
        sentence=lambda days: (
            f"Un dossier est signalé {days} jours avant la fin de sa conservation."
        ),
    )
)
ALERTS = (
    *(CLAUSE_DAYS, HEARING_DAYS, SILENCE_DAYS, ORDER_DAYS),
    *(AWARD_MONTHS, AWARD_DAYS, REVIEW_MONTHS, RETENTION_DAYS),
)
