"""The demo's landlords, one of each kind, each with an account that two people checked."""

from __future__ import annotations

from datetime import datetime

from actors.models import Organisation, OrganisationKind, User
from reims_solidarite.demo.made_up_iban import made_up_iban
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions import accounts, filing
from secours_loyer.models import Landlord, LandlordAccount


def landlords(*, by: User, at: datetime) -> list[Landlord]:
    """The network's landlord when there is one, an agency, a private person."""
    known = Organisation.objects.filter(kind=OrganisationKind.LANDLORD).order_by("pk").first()
    return [
        filing.add_landlord(
            filing.NewLandlord(
                name,
                kind,
                known_phone=f"03 26 00 01 0{number}",
                email=f"bailleur{number}@demo.example",
            ),
            organisation=known if number == 0 else None,
            by=by,
            at=at,
        )
        for number, (name, kind) in enumerate(
            (
                (known.name if known else "Bailleur de démonstration", "social"),
                ("Agence de démonstration", "societe"),
                ("Propriétaire de démonstration", "particulier"),
            )
        )
    ]


def checked_account(
    landlord: Landlord, number: int, *, typist: User, checker: User, at: datetime
) -> LandlordAccount:
    """Typed by one person, verified by another."""
    typed = accounts.enter_account(
        landlord, iban=made_up_iban(number), holder=landlord.legal_name, by=typist, at=at
    )
    return accounts.verify_account(typed, called_on=paris_day(at), by=checker, at=at)
