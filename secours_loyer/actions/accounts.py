"""The trust ladder of a landlord's account: typed, called back by someone else, active, blocked."""

from __future__ import annotations

from datetime import date, datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, locked, need, seal, step
from secours_loyer.exports.sepa_text import sepa_text
from secours_loyer.iban import check_bic, check_iban
from secours_loyer.models import Landlord, LandlordAccount
from secours_loyer.parameters import PAYER
from secours_loyer.queries.account_alerts import alerts_of
from secours_loyer.states import ACCOUNT, AccountState

LONGEST_HOLDER = 70
# Where a number may be found again; the RIB and the mail that brings it are not among them.
SOURCES = {
    "bail": "Sur le bail ou une ancienne quittance",
    "annuaire": "Dans un annuaire ou sur le site du bailleur",
    "dossier": "Dans un ancien dossier du CCAS",
    "partenaire": "Auprès de la CAF ou d’un autre service public",
}
PHONE_APART = (
    "Le numéro à rappeler a été donné par la personne qui a saisi le compte. Une autre personne le "
    "cherche ailleurs que sur le RIB, puis l’enregistre sur cette page."
)


PHONE_UNCONFIRMED = (
    "Le numéro vient d’une association. Une personne du CCAS qui n’a pas saisi le compte le "
    "vérifie ailleurs que sur le RIB, puis le confirme sur cette page."
)


@action
def enter_account(
    landlord: Landlord, *, iban: str, holder: str, by: User, at: datetime, bic: str = ""
) -> LandlordAccount:
    """Type an account from a RIB. Refused on a wrong number, with what to check."""
    need(
        rules.ACCOUNT_WRITER.allows(by),
        "La saisie d’un compte revient à l’accueil ou à l’instructeur.",
    )
    try:
        number = check_iban(iban)
        code = check_bic(bic) if bic.strip() else ""
        name = sepa_text(holder)
    except ValueError as error:
        raise Refused(str(error), field="iban") from error
    need(
        number != value(PAYER.name, on=paris_day(at)).get("iban"),
        "Ce numéro est celui du compte du CCAS, qui paie. Recopiez celui du bailleur.",
        field="iban",
    )
    need(name, "Recopiez le nom du titulaire.", field="holder")
    need(
        len(name) <= LONGEST_HOLDER,
        f"Le nom du titulaire dépasse {LONGEST_HOLDER} caractères. Raccourcissez-le.",
        field="holder",
    )
    account = LandlordAccount.objects.create(
        landlord=landlord, iban=number, bic=code, holder=name, entered_by=by, entered_at=at
    )
    record("enter_account", account, by=by, at=at, shared=bool(alerts_of(account)))
    seal(account, at=at)
    return account


@action
def verify_account(
    account: LandlordAccount, *, called_on: date, by: User, at: datetime
) -> LandlordAccount:
    """Another person called the landlord back, at a number that the typist did not give.

    The account becomes active at once, unless an alert stands (shared number, foreign account):
    then somebody must lift it with `activate_account`.
    """
    held = locked(account)
    need(
        held.entered_by_id != by.pk,
        "Le compte est vérifié par une autre personne que celle qui l’a saisi.",
    )
    landlord = locked(held.landlord)
    number = landlord.known_phone
    need(
        number,
        "Ce bailleur n’a pas de téléphone connu. Trouvez son numéro ailleurs que sur le RIB, puis "
        "enregistrez-le sur sa fiche.",
    )
    need(landlord.known_phone_by_id != held.entered_by_id, PHONE_APART)
    need(landlord.phone_confirmed_by_id not in (None, held.entered_by_id), PHONE_UNCONFIRMED)
    need(
        paris_day(held.entered_at) <= called_on <= paris_day(at),
        "La date du rappel doit être entre la saisie du compte et aujourd’hui.",
        field="called_on",
    )
    alert = bool(alerts_of(held))
    return step(
        held,
        "verify_with_alert" if alert else "verify_account",
        table=ACCOUNT,
        by=by,
        at=at,
        changes={
            "verified_by": by,
            "verified_at": at,
            "called_on": called_on,
            "called_number": number,
            "activated_by": None if alert else by,
        },
    )


@action
def activate_account(account: LandlordAccount, *, by: User, at: datetime) -> LandlordAccount:
    """Lift the alerts of a verified account, knowingly."""
    held = locked(account)
    need(held.entered_by_id != by.pk, "Une autre personne que celle qui l’a saisi l’active.")
    return step(held, "activate_account", table=ACCOUNT, by=by, at=at, changes={"activated_by": by})


@action
def block_account(
    account: LandlordAccount, *, reason: str, by: User, at: datetime
) -> LandlordAccount:
    """Stop every payment to this account; a doubt is enough. Trust starts again on a new row."""
    need(reason.strip(), "Dites pourquoi le compte est bloqué.", field="reason")
    return step(
        account,
        "block_account",
        table=ACCOUNT,
        by=by,
        at=at,
        changes={"blocked_reason": reason.strip()[:200]},
    )


@action
def archive_account(account: LandlordAccount, *, by: User, at: datetime) -> LandlordAccount:
    """The landlord no longer uses it."""
    return step(account, "archive_account", table=ACCOUNT, by=by, at=at)


@action
def note_known_phone(landlord: Landlord, *, phone: str, by: User, at: datetime) -> Landlord:
    """The number to call back, found elsewhere than on the RIB.

    Whoever typed an account cannot also give the number that confirms it: refused while theirs
    waits; given before, it stands until somebody else says it, and their account waits for that.
    """
    held = locked(landlord)
    need(phone.strip(), "Indiquez le numéro.", field="phone")
    need(
        not held.accounts.filter(state=AccountState.TYPED, entered_by=by).exists(),
        "Vous avez saisi le compte à vérifier : une autre personne indique le numéro à rappeler.",
        field="phone",
    )
    held.known_phone, held.known_phone_by = phone.strip()[:20], by
    held.phone_confirmed_by, held.phone_confirmed_at = by, at
    held.save(
        update_fields=[
            *("known_phone", "known_phone_by", "phone_confirmed_by", "phone_confirmed_at"),
        ]
    )
    record("note_known_phone", held, by=by, at=at)
    return held


@action
def confirm_phone(landlord: Landlord, *, source: str, by: User, at: datetime) -> Landlord:
    """The number that a partner gave was found elsewhere too: it may serve a call-back."""
    need(rules.FILE_WRITER.allows(by), "Le numéro est confirmé par le CCAS.")
    held = locked(landlord)
    need(held.known_phone, "Ce bailleur n’a pas de téléphone connu.")
    need(held.phone_confirmed_at is None, "Ce numéro est déjà confirmé. Rechargez la page.")
    need(source in SOURCES, "Dites où vous avez retrouvé ce numéro.", field="source")
    need(
        held.known_phone_by_id != by.pk
        and not held.accounts.filter(state=AccountState.TYPED, entered_by=by).exists(),
        "Vous avez donné ce numéro, ou saisi le compte : une autre personne le confirme.",
    )
    held.phone_confirmed_by, held.phone_confirmed_at = by, at
    held.save(update_fields=["phone_confirmed_by", "phone_confirmed_at"])
    record("confirm_phone", held, by=by, at=at, source=source)
    return held
