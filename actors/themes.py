"""The five themes of the Assises: a nomenclature, not five fixed workshops."""

from django.db.models import TextChoices


class Theme(TextChoices):
    """Codes of the network's own content files."""

    MOBILITY = "mobilite", "Mobilité"
    LEISURE = "loisirs-sport-culture", "Loisirs, sport et culture"
    HEALTH = "sante-alimentation", "Santé et alimentation"
    INTEGRATION = "insertion", "Insertion sociale et professionnelle"
    HOUSING = "logement", "Logement"
