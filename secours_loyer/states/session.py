"""How a session of the commission is prepared, held and signed."""

from __future__ import annotations

from django.db.models import TextChoices

from reims_solidarite.kit.transitions import row, table


class SessionState(TextChoices):
    """A session decides nothing until its minutes are signed."""

    PREPARED = "preparee", "En préparation"
    OPEN = "ouverte", "Ouverte"
    LIFTED = "levee", "Levée, procès-verbal à signer"
    SIGNED = "signee", "Procès-verbal signé"
    CANCELLED = "annulee", "Annulée"


S = SessionState
SESSION = table(
    row("open_session", [S.PREPARED], S.OPEN, who="secretary", label="Ouvrir la séance"),
    row("lift_session", [S.OPEN], S.LIFTED, who="secretary", label="Lever la séance"),
    row("reopen_session", [S.LIFTED], S.OPEN, who="secretary", label="Rouvrir la séance"),
    row("sign_minutes", [S.LIFTED], S.SIGNED, who="signatory", label="Signer le procès-verbal"),
    row("cancel_session", [S.PREPARED], S.CANCELLED, who="secretary", label="Annuler la séance"),
)
