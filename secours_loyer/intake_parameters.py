"""What the CCAS asks of a request when it comes in: dated parameters."""

from actors.parameters import Key, declare
from reims_solidarite.kit.money import plain_cents

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
PAPERS_DAYS = declare(
    Key(
        name="secours.pieces_jours",
        label="Délai pour envoyer les pièces demandées",
        kind="days",
        default=30,
        minimum=5,
        maximum=180,
        sentence=lambda days: (
            f"Les pièces demandées sont à envoyer dans les {days} jours (CRPA, article L114-5)."
        ),
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
RESOURCES_DAYS = declare(
    Key(
        name="secours.ressources_jours",
        label="Ressources d’un ménage à revoir, en jours",
        kind="days",
        default=90,
        minimum=1,
        maximum=730,
        sentence=lambda days: (
            f"Des ressources sans changement noté depuis plus de {days} jours sont à revoir avec "
            "le ménage."
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
