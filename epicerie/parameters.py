"""What the CCAS decides about the grocery: shares paid, durations, notice."""

from __future__ import annotations

from actors.parameters import Key, declare
from reims_solidarite.kit.money import plain_cents


def _percent(rate: int) -> str:
    return f"{plain_cents(rate).removesuffix(',00')} %"


PARTICIPATION = declare(
    Key(
        name="epicerie.participation",
        label="Part payée par les ménages",
        kind="basis_points",
        default=1_000,
        minimum=0,
        maximum=10_000,
        sentence=lambda rate: f"À la caisse, un ménage paie {_percent(rate)} de la valeur.",
    )
)
FSE_PARTICIPATION = declare(
    Key(
        name="epicerie.participation_fse",
        label="Part payée pour les produits du FSE+",
        kind="basis_points",
        default=0,
        minimum=0,
        maximum=0,
        sentence=lambda _rate: (
            "Les produits du FSE+ sont donnés (règlement européen 2021/1057, article 21)."
        ),
    )
)
ACCESS_MONTHS = declare(
    Key(
        name="epicerie.duree_acces_mois",
        label="Durée d’un accès à l’épicerie",
        kind="count",
        default=6,
        minimum=1,
        maximum=24,
        sentence=lambda months: f"Un accès est accordé pour {months} mois, renouvelables.",
    )
)
RENEWAL_DAYS = declare(
    Key(
        name="epicerie.preavis_renouvellement_jours",
        label="Préavis de fin d’accès",
        kind="days",
        default=30,
        minimum=1,
        maximum=120,
        sentence=lambda days: f"Un accès qui se termine dans {days} jours est signalé.",
    )
)
LATE_HOURS = declare(
    Key(
        name="epicerie.desistement_tardif_heures",
        label="Désistement tardif",
        kind="count",
        default=48,
        minimum=0,
        maximum=336,
        sentence=lambda hours: (
            "Un bénévole peut toujours dire qu’il ne vient pas. À moins de "
            f"{hours} heures de l’ouverture, la coordination est prévenue par e-mail."
        ),
    )
)
HORIZON_DAYS = declare(
    Key(
        name="epicerie.places_proposees_jours",
        label="Places proposées aux bénévoles",
        kind="days",
        default=56,
        minimum=7,
        maximum=366,
        sentence=lambda days: f"Un bénévole voit les places libres des {days} prochains jours.",
    )
)
CALENDAR_WEEKS = declare(
    Key(
        name="epicerie.horizon_semaines",
        label="Alerte avant la fin du planning ouvert",
        kind="count",
        default=6,
        minimum=1,
        maximum=26,
        sentence=lambda weeks: (
            "La coordination est avertie quand le dernier jour d’ouverture prévu est dans moins de "
            f"{weeks} semaine{'s' if weeks > 1 else ''}."
        ),
    )
)
DATE_WARNING_DAYS = declare(
    Key(
        name="epicerie.alerte_dlc_jours",
        label="Alerte avant la DLC",
        kind="days",
        default=3,
        minimum=0,
        maximum=30,
        sentence=lambda days: f"Un lot est signalé {days} jours avant sa DLC.",
    )
)
MANDATE_WARNING_DAYS = declare(
    Key(
        name="epicerie.alerte_mandat_jours",
        label="Alerte avant la fin d’un mandat",
        kind="days",
        default=45,
        minimum=1,
        maximum=180,
        sentence=lambda days: f"Un mandat ou une formation est signalé {days} jours avant sa fin.",
    )
)
TILL_MARGIN_MINUTES = declare(
    Key(
        name="epicerie.marge_caisse_minutes",
        label="Accès à la caisse autour du créneau",
        kind="count",
        default=30,
        minimum=0,
        maximum=120,
        sentence=lambda minutes: (
            f"Un bénévole de caisse ouvre la caisse {minutes} minutes avant son créneau et la "
            f"garde {minutes} minutes après."
        ),
    )
)
PRESENCE_MARGIN_MINUTES = declare(
    Key(
        name="epicerie.marge_presence_minutes",
        label="Feuille de présence : délai du référent de jour",
        kind="count",
        default=60,
        minimum=0,
        maximum=240,
        sentence=lambda minutes: (
            "Le référent de jour note les présences dès le début de l’ouverture, et jusqu’à "
            f"{minutes} minutes après la fin. Ensuite, la coordination s’en charge."
        ),
    )
)
DURATION_MARGIN_MINUTES = declare(
    Key(
        name="epicerie.marge_duree_minutes",
        label="Feuille de présence : durée comptée sans confirmation",
        kind="count",
        default=30,
        minimum=0,
        maximum=240,
        sentence=lambda minutes: (
            f"Une durée compte jusqu’à {minutes} minutes de plus que l’ouverture. Au-delà, et pour "
            "la durée qu’une personne note pour elle-même, la coordination confirme d’abord."
        ),
    )
)
HOUR_VALUE = declare(
    Key(
        name="epicerie.valeur_heure_centimes",
        label="Valeur d’une heure de bénévolat",
        kind="cents",
        default=1_202,
        minimum=1,
        maximum=10_000,
        sentence=lambda cents: (
            f"Une heure donnée est valorisée {plain_cents(cents)} € dans les attestations des "
            "associations (contributions volontaires en nature, comptes 86 et 87)."
        ),
    )
)
ON_DUTY_PHONE = declare(
    Key(
        name="epicerie.telephone_astreinte",
        label="Téléphone de la coordination, jour d’ouverture",
        kind="text",
        default="",
        sentence=lambda phone: (
            f"La feuille du jour donne ce numéro : {phone}."
            if phone
            else "La feuille du jour donne le téléphone du compte de la coordination."
        ),
    )
)
ASSOCIATION_SHARE = declare(
    Key(
        name="epicerie.part_association_pourcent",
        label="Part d’une association sur un jour",
        kind="count",
        default=40,
        minimum=1,
        maximum=100,
        sentence=lambda percent: (
            f"Une même association tient au plus {percent} % des places d’un jour d’ouverture, "
            "arrondi en dessous, et au moins une."
        ),
    )
)
