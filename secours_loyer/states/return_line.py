"""What becomes of each line of a file that came back from the bank or the accountant."""

from __future__ import annotations

from django.db.models import TextChoices

from reims_solidarite.kit.transitions import row, table


class ReturnState(TextChoices):
    """A line is matched by its reference, or waits in quarantine for people."""

    READ = "lue", "Lue, à traiter"
    MATCHED = "rapprochee", "Rapprochée"
    QUARANTINED = "quarantaine", "En quarantaine"
    SETTLED = "reglee", "Réglée à deux"
    DISMISSED = "ecartee", "Écartée"


L = ReturnState
ATTACHED = (L.MATCHED, L.SETTLED)
RETURN = table(
    row("match_line", [L.READ], L.MATCHED, who="finance", label="Rapprocher la ligne"),
    row("quarantine_line", [L.READ], L.QUARANTINED, who="finance", label="Mettre en quarantaine"),
    row("settle_line", [L.QUARANTINED], L.SETTLED, who="finance", label="Régler la ligne"),
    row("dismiss_line", [L.QUARANTINED], L.DISMISSED, who="finance", label="Écarter la ligne"),
)
