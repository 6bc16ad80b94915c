"""E-mails about a person's own account."""

from actors.emails.kinds import declare

ACCOUNT_OPENED = declare(
    "actors.account_opened",
    when="Le CCAS vient d’ouvrir un compte à quelqu’un.",
    dummy={"first_name": "Camille", "email": "camille@demo.example", "staff": True},
)
ADDRESS_CHANGED = declare(
    "actors.address_changed",
    when="L’adresse de connexion d’une personne a été corrigée : l’ancienne et la nouvelle.",
    dummy={"first_name": "Camille", "old": True},
)
