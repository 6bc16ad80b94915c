"""The demo's landlords, one of each kind, each with an account that two people checked."""

from __future__ import annotations

from datetime import datetime

from actors.models import Organisation, OrganisationKind, User
from reims_solidarite.demo.made_up_iban import made_up_iban
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions import accounts, filing
from secours_loyer.actions.landlord_mail import NOWHERE, Postal
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
                mail=mail,
            ),
            organisation=known if number == 0 else None,
            by=by,
            at=at,
        )
        for number, (name, kind, mail) in enumerate(
            (
                (
                    known.name if known else "Bailleur de démonstration",
                    "social",
                    Postal("Service comptable\n1 rue de la Démonstration", "51100", "Reims"),
                ),
                (
                    "Agence de démonstration",
                    "societe",
                    Postal("2 rue de la Démonstration", "51100", "Reims"),
                ),
                # Where this one lives, nobody said yet: the list of letters asks.
                ("Propriétaire de démonstration", "particulier", NOWHERE),
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
    return called_back(typed, by=checker, at=at, payee_check="concordant")


def called_back(
    account: LandlordAccount, *, by: User, at: datetime, payee_check: str = ""
) -> LandlordAccount:
    """Somebody there answered and said the same number."""
    return accounts.verify_account(
        account,
        called_on=paris_day(at),
        called_person="Service comptable (démonstration)",
        payee_check=payee_check,
        by=by,
        at=at,
    )


def doubtful_accounts(known: list[Landlord], *, typist: User, checker: User, at: datetime) -> None:
    """One of each alert: another name, shared with another landlord, abroad, doubted by the bank;
    and one blocked."""
    first, agency, owner = known
    for landlord, iban, holder, answer in (
        (owner, made_up_iban(91), "Gestion de démonstration SARL", ""),
        (owner, made_up_iban(3), owner.legal_name, "proche"),
        (first, "BE68 5390 0754 7034", first.legal_name, "concordant"),
        (agency, made_up_iban(92), agency.legal_name, "non_concordant"),
    ):
        typed = accounts.enter_account(landlord, iban=iban, holder=holder, by=typist, at=at)
        called_back(typed, payee_check=answer, by=checker, at=at)
    doubted = accounts.enter_account(
        agency, iban=made_up_iban(93), holder=agency.legal_name, by=typist, at=at
    )
    accounts.block_account(
        doubted, reason="RIB reçu par un e-mail douteux (démonstration)", by=checker, at=at
    )
