"""What `make run` prints once the portal answers: where, who, and where the e-mails are."""

import json
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

COLUMNS = ("role", "email", "password", "totp_secret")
TITLES = ("Rôle", "Adresse e-mail", "Mot de passe", "Secret du second facteur (TOTP)")


def welcome(address: str) -> str:
    """The whole message."""
    messages = address + reverse("admin:actors_message_changelist")
    return "\n".join(
        [
            "",
            f"  Le portail est ouvert : {address}/",
            f"  Espace du personnel :   {address}{reverse('admin:index')}",
            "",
            "  Comptes de démonstration (ces personnes n’existent pas) :",
            *(f"    {line}" for line in table(demo_accounts())),
            "",
            "  Sans mot de passe : la connexion se fait par un code reçu par e-mail.",
            f"  E-mails envoyés : fichiers .eml dans {Path(settings.OUTBOX_DIR)}",
            f"                    ou {messages}",
            "",
            "  Pour tout arrêter : Ctrl-C",
            "",
        ]
    )


def demo_accounts() -> list[dict[str, str | None]]:
    """One account per role, as `manage.py demo_accounts --json` gives them."""
    out = StringIO()
    call_command("demo_accounts", "--json", stdout=out)
    accounts: list[dict[str, str | None]] = json.loads(out.getvalue())
    return accounts


def table(accounts: list[dict[str, str | None]]) -> list[str]:
    """Aligned lines, titles first."""
    rows = [TITLES, *(tuple(account.get(key) or "—" for key in COLUMNS) for account in accounts)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
