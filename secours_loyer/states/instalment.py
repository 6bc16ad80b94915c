"""Where one instalment stands, read from its facts: nothing is stored, nothing can disagree."""

from __future__ import annotations

from django.db.models import TextChoices


class InstalmentState(TextChoices):
    """From not due yet to caught up."""

    COMING = "a_venir", "À venir"
    DUE = "exigible", "Date passée, sans nouvelle"
    PAUSED = "suspendue", "Pas attendue : plan suspendu"
    DECLARED = "declaree_payee", "Payée, dit le locataire : à confirmer"
    CONFIRMED = "confirmee", "Payée"
    PARTIAL = "partielle", "Payée en partie"
    MISSED = "impayee", "Non payée"
    CAUGHT_UP = "regularisee", "Payée en retard"
