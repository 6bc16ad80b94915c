"""How far a landlord’s account may be trusted."""

from __future__ import annotations

from django.db.models import TextChoices

from reims_solidarite.kit.transitions import row, table


class AccountState(TextChoices):
    """How far an account may be trusted; its number never changes, a change is a new account."""

    TYPED = "saisi", "Saisi, à vérifier"
    VERIFIED = "verifie", "Vérifié, alerte à lever"
    ACTIVE = "actif", "Actif"
    BLOCKED = "bloque", "Bloqué"
    ARCHIVED = "archive", "Archivé"


A = AccountState
ACCOUNT = table(
    row("verify_account", [A.TYPED], A.ACTIVE, who="account_verifier",
        label="Vérifier le compte"),
    row("verify_with_alert", [A.TYPED], A.VERIFIED, who="account_verifier",
        label="Vérifier le compte, alerte à lever"),
    row("activate_account", [A.VERIFIED], A.ACTIVE, who="account_verifier",
        label="Lever l’alerte et activer le compte"),
    row("block_account", [A.TYPED, A.VERIFIED, A.ACTIVE], A.BLOCKED, who="approver",
        label="Bloquer le compte"),
    row("archive_account", [A.TYPED, A.VERIFIED, A.ACTIVE, A.BLOCKED], A.ARCHIVED,
        who="account_verifier", label="Archiver le compte"),
)  # fmt: skip
