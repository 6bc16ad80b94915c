"""What the demo's rent aid rests on: values decided, credits, landlords and their accounts."""

from __future__ import annotations

from datetime import datetime

from actors.actions.parameters import decide_parameter
from actors.models import User
from reims_solidarite.demo.landlords import checked_account, doubtful_accounts
from reims_solidarite.demo.made_up_iban import made_up_iban
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions import accounts
from secours_loyer.actions.budget import open_credits
from secours_loyer.models import Landlord, LandlordAccount

PAYER = {"name": "REGIE DE DEMONSTRATION", "iban": made_up_iban(1), "bic": "PSSTFRPPPAR"}
CONTACT = {
    "secours.telephone": "03 26 00 00 00 (numéro de démonstration)",
    "secours.adresse": "1 rue de la Démonstration, 51100 Reims",
}


def decide_values(*, by: User, today: datetime, at: datetime) -> None:
    """Who pays, and how to call and write to the CCAS, since the beginning of the year."""
    since = paris_day(today).replace(month=1, day=1)
    told = "Coordonnées inventées pour la démonstration"
    decide_parameter(
        "secours.payeur",
        PAYER,
        since=since,
        decision="Compte inventé pour la démonstration",
        by=by,
        at=at,
    )
    for name, text in CONTACT.items():
        decide_parameter(name, text, since=since, decision=told, by=by, at=at)


def vote_credits(*, by: User, at: datetime) -> None:
    """The budget line of the year."""
    open_credits(
        year=paris_day(at).year,
        account="65888",
        cents=20_000_000,
        deliberation="Délibération inventée pour la démonstration",
        by=by,
        at=at,
    )


def check_accounts(
    rows: list[Landlord], *, typist: User, checker: User, at: datetime
) -> dict[int, LandlordAccount]:
    """One account a landlord, checked; then doubtful ones, and one just typed."""
    checked = {
        row.pk: checked_account(row, number, typist=typist, checker=checker, at=at)
        for number, row in enumerate(rows, 2)
    }
    doubtful_accounts(rows, typist=typist, checker=checker, at=at)
    typed = rows[1]
    accounts.enter_account(typed, iban=made_up_iban(90), holder=typed.legal_name, by=typist, at=at)
    return checked
