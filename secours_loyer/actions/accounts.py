"""The trust ladder of a landlord's account: typed, called back by someone else, active, blocked."""

from __future__ import annotations

from datetime import date, datetime

from actors import rules
from actors.actions.files import keep_upload
from actors.actions.journal import record
from actors.models import StoredFile, User
from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_two_people
from secours_loyer.actions.doors import action, locked, need, seal, step, telephone, unforged
from secours_loyer.actions.filing import Upload
from secours_loyer.exports.sepa_text import sepa_text
from secours_loyer.iban import check_bic, check_iban
from secours_loyer.models import Landlord, LandlordAccount, PayeeCheck, RentRequest
from secours_loyer.models.account import TRUSTED
from secours_loyer.payment_parameters import PAYER
from secours_loyer.queries.account_alerts import alerts_of
from secours_loyer.queries.derogation import explained
from secours_loyer.queries.proposals import opened_its_link
from secours_loyer.queries.ties import tied_to_landlord
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
NO_MATCH = "La banque répond que le nom du titulaire ne correspond pas"
TIED = (
    "Vous avez un lien avec une demande de ce bailleur, ou avec lui, sous ce compte ou un autre à "
    "votre nom : une autre personne vérifie son compte."
)
TIED_STOPS = (
    "Vous avez un lien avec une demande de ce bailleur, ou avec lui, sous ce compte ou un autre à "
    "votre nom : demandez à une autre personne (cadre ou dépenses) de bloquer ou d’archiver ce "
    "compte, en lui disant pourquoi."
)
OPENED = (
    "Ce numéro est venu par un lien que vous avez envoyé : une autre personne rappelle le bailleur."
)


@action
def enter_account(
    landlord: Landlord,
    *,
    iban: str,
    holder: str,
    by: User,
    at: datetime,
    bic: str = "",
    paper: Upload | StoredFile | None = None,
    request: RentRequest | None = None,
) -> LandlordAccount:
    """Type an account from a RIB. Refused on a wrong number, with what to check.

    `paper`: the RIB, which `request` brings; whoever verifies reads it beside the number.
    """
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
        landlord=landlord,
        iban=number,
        bic=code,
        holder=name,
        entered_by=by,
        entered_at=at,
        paper=_kept(paper, by=by, at=at),
        request=request,
    )
    record("enter_account", account, by=by, at=at, shared=bool(alerts_of(account)))
    seal(account, at=at)
    return account


def _kept(paper: Upload | StoredFile | None, *, by: User, at: datetime) -> StoredFile | None:
    if isinstance(paper, Upload):
        return keep_upload(paper.name, paper.content, by=by, at=at)
    return paper


def _need_apart(account: LandlordAccount, by: User) -> None:
    """Neither of the landlord's, nor whoever sent the link that brought the number."""
    need(not tied_to_landlord(account.landlord, by), TIED)
    need(not opened_its_link(account, by), OPENED)


@action
def verify_account(
    account: LandlordAccount,
    *,
    called_on: date,
    called_person: str,
    by: User,
    at: datetime,
    payee_check: str = "",
) -> LandlordAccount:
    """Another person called the landlord back, at a number that the typist did not give.

    `called_person`: who answered, by name or by what they do there. `payee_check`: what the bank
    answered about the holder, "" when it was not asked. The account becomes active at once, unless
    an alert stands (`alerts_of`): then a second person must lift it with `activate_account`.
    """
    held = locked(account)
    need(
        held.entered_by_id != by.pk,
        "Le compte est vérifié par une autre personne que celle qui l’a saisi.",
    )
    need_two_people(by, held.entered_by_id)
    landlord = locked(held.landlord)
    number = landlord.known_phone
    need(
        number,
        "Ce bailleur n’a pas de téléphone connu. Trouvez son numéro ailleurs que sur le RIB, puis "
        "enregistrez-le sur sa fiche.",
    )
    need(landlord.known_phone_by_id != held.entered_by_id, PHONE_APART)
    need(landlord.phone_confirmed_by_id not in (None, held.entered_by_id), PHONE_UNCONFIRMED)
    _need_apart(held, by)
    need(
        paris_day(held.entered_at) <= called_on <= paris_day(at),
        "La date du rappel doit être entre la saisie du compte et aujourd’hui.",
        field="called_on",
    )
    person = " ".join(called_person.split())
    need(person, "Dites qui a répondu : son nom, ou sa fonction.", field="called_person")
    need(
        payee_check in ("", *PayeeCheck.values),
        "Choisissez la réponse de la banque.",
        field="payee_check",
    )
    held.payee_check = payee_check
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
            "called_person": person[:120],
            "payee_check": payee_check,
            "payee_checked_by": by if payee_check else None,
            "activated_by": None if alert else by,
        },
    )


@action
def activate_account(
    account: LandlordAccount, *, reason: str, by: User, at: datetime
) -> LandlordAccount:
    """Lift the alerts of a verified account: a second person writes what explains them."""
    held = locked(account)
    need(held.entered_by_id != by.pk, "Une autre personne que celle qui l’a saisi l’active.")
    need(held.verified_by_id != by.pk, "Une autre personne que celle qui l’a vérifié l’active.")
    need_two_people(by, held.entered_by_id, held.verified_by_id)
    unforged(held.landlord)
    _need_apart(held, by)
    need(reason.strip(), "Écrivez ce qui explique l’alerte.", field="reason")
    need(
        explained(reason),
        "Écrivez au moins une phrase : ce que vous avez vérifié, et où.",
        field="reason",
    )
    changes = {"activated_by": by, "lifted_reason": reason.strip()[:300]}
    return step(held, "activate_account", table=ACCOUNT, by=by, at=at, changes=changes, lifted=True)


@action
def note_payee_check(
    account: LandlordAccount, *, payee_check: str, by: User, at: datetime
) -> LandlordAccount:
    """What the bank answered about the holder, when it was not asked at verification.

    « No match » stops the account at once: somebody else may have been paid.
    """
    need(rules.ACCOUNT_VERIFIER.allows(by), "La réponse est notée par qui vérifie les comptes.")
    held = locked(account)
    need(held.entered_by_id != by.pk, "Une autre personne que celle qui l’a saisi la note.")
    _need_apart(held, by)
    need(held.state in TRUSTED, "Ce compte n’est pas vérifié : la réponse se note avec le rappel.")
    need(not held.payee_check, "La réponse de la banque est déjà notée. Rechargez la page.")
    need(
        payee_check in PayeeCheck.values,
        "Choisissez la réponse de la banque.",
        field="payee_check",
    )
    record("note_payee_check", held, by=by, at=at, answer=payee_check)
    if payee_check == PayeeCheck.NO_MATCH:
        changes = {
            "payee_check": payee_check,
            "payee_checked_by": by,
            "blocked_reason": NO_MATCH,
            "stopped_by": by,
        }
        return step(held, "block_account", table=ACCOUNT, by=by, at=at, changes=changes)
    held.payee_check, held.payee_checked_by = payee_check, by
    held.save(update_fields=["payee_check", "payee_checked_by"])
    seal(held, at=at)
    return held


@action
def block_account(
    account: LandlordAccount, *, reason: str, by: User, at: datetime
) -> LandlordAccount:
    """Stop every payment to this account; a doubt is enough. Trust starts again on a new row.
    Not by somebody of the landlord's: it stops what is paid for everybody."""
    need(not tied_to_landlord(account.landlord, by), TIED_STOPS)
    return stop_account(account, reason=reason, stopped_by=by, by=by, at=at)


def stop_account(
    account: LandlordAccount, *, reason: str, stopped_by: User | None, by: User, at: datetime
) -> LandlordAccount:
    """The same inside another act, with nobody in `stopped_by` when the bank's answer itself says
    that the account is at fault."""
    need(reason.strip(), "Dites pourquoi le compte est bloqué.", field="reason")
    return step(
        account,
        "block_account",
        table=ACCOUNT,
        by=by,
        at=at,
        changes={"blocked_reason": reason.strip()[:200], "stopped_by": stopped_by},
    )


@action
def archive_account(account: LandlordAccount, *, by: User, at: datetime) -> LandlordAccount:
    """The landlord no longer uses it; why it was blocked stays written."""
    need(not tied_to_landlord(account.landlord, by), TIED_STOPS)
    changes = {"stopped_by": by}
    return step(account, "archive_account", table=ACCOUNT, by=by, at=at, changes=changes)


@action
def note_known_phone(
    landlord: Landlord, *, phone: str, by: User, at: datetime, source: str = ""
) -> Landlord:
    """The number to call back, found elsewhere than on the RIB; over another number, `source`
    (one of `SOURCES`) says where.

    Whoever typed an account cannot also give the number that confirms it: refused while theirs
    waits; given before, it stands until somebody else says it, and their account waits for that.
    """
    held = locked(landlord)
    need(rules.FILE_WRITER.allows(by), "Le numéro à rappeler est noté par le CCAS.")
    number = telephone(phone, field="phone")
    need(number, "Indiquez le numéro.", field="phone")
    need(
        not held.accounts.filter(state=AccountState.TYPED, entered_by=by).exists(),
        "Vous avez saisi le compte à vérifier : une autre personne indique le numéro à rappeler.",
        field="phone",
    )
    replaced = bool(held.known_phone) and held.known_phone != number
    need(
        source in SOURCES or not (replaced or source),
        "Un autre numéro est déjà connu : dites où vous avez trouvé celui-ci.",
        field="source",
    )
    held.known_phone, held.known_phone_by = number, by
    held.phone_confirmed_by, held.phone_confirmed_at = by, at
    held.save(
        update_fields=[
            *("known_phone", "known_phone_by", "phone_confirmed_by", "phone_confirmed_at"),
        ]
    )
    record("note_known_phone", held, by=by, at=at, source=source, replaced=replaced)
    seal(held, at=at)
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
    seal(held, at=at)
    return held
