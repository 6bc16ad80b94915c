"""How long a repayment plan lasts, and when its silence is looked into: dated parameters."""

from actors.parameters import Key, declare

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
