"""Whom a service is for and what it costs: codes of the national data·inclusion reference."""

from django.db.models import TextChoices


class Public(TextChoices):
    """Publics of data·inclusion 1.0, in words that the persons concerned would use."""

    EVERYONE = "tous-publics", "Tout le monde"
    FAMILIES = "familles", "Familles"
    WOMEN = "femmes", "Femmes"
    YOUNG = "jeunes", "Jeunes"
    SENIORS = "seniors", "Personnes âgées"
    STUDENTS = "etudiants", "Étudiants"
    JOB_SEEKERS = "demandeurs-emploi", "Personnes qui cherchent un emploi"
    WORKERS = "actifs", "Personnes qui travaillent"
    MINIMUM_INCOME = "beneficiaires-des-minimas-sociaux", "Personnes aux minima sociaux"
    DISABLED = "personnes-en-situation-de-handicap", "Personnes en situation de handicap"
    EMERGENCY = "personnes-en-situation-durgence", "Personnes sans abri ou en urgence"
    EXILED = "personnes-exilees", "Personnes exilées"
    LEGAL = "personnes-en-situation-juridique-specifique", "Personnes suivies par la justice"
    PRIORITY_AREAS = "residents-qpv-frr", "Habitants des quartiers prioritaires"


class Fee(TextChoices):
    """What the person pays."""

    FREE = "gratuit", "Gratuit"
    PAID = "payant", "Payant"
