"""Filing a request: the lease, the debt and the request in one go, by an agent or by the CCAS."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import NotRequired, TypedDict

from django.db.backends.postgresql.psycopg_any import DateRange

from actors import rules
from actors.actions.files import keep_upload
from actors.actions.journal import record
from actors.households.models import Household
from actors.models import Organisation, StoredFile, User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.names import folded
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.agenda import leave_agenda
from secours_loyer.actions.arrears import Arrears, forget_arrears, months_of, write_arrears
from secours_loyer.actions.checklist import open_checklist
from secours_loyer.actions.cofunding import Funds, write_funds
from secours_loyer.actions.doors import action, locked, need, seal, step_request, telephone
from secours_loyer.actions.landlord_mail import NOWHERE, Postal, whole_or_none
from secours_loyer.actions.leases import lease_of
from secours_loyer.actions.letters import keep_filed_letter
from secours_loyer.actions.notices import tell_filer
from secours_loyer.actions.numbers import next_number
from secours_loyer.actions.plausible import Claim, Lease, plausible
from secours_loyer.actions.waits import resume_delay
from secours_loyer.models import ArrearsMonth, Debt, Landlord, RentRequest, Tenancy
from secours_loyer.queries.journal_rows import named

NO_STATEMENT = "Joignez le décompte du bailleur : il certifie la dette."


@dataclass(frozen=True)
class NewLandlord:
    """A landlord the portal does not know yet."""

    name: str
    kind: str
    siret: str = ""
    known_phone: str = ""
    email: str = ""
    mail: Postal = NOWHERE


@dataclass(frozen=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes


class Asked(TypedDict):
    """What a request asks for, beside the household and the landlord's statement."""

    landlord: Landlord | NewLandlord
    lease: Lease
    claim: Claim
    organisation: NotRequired[Organisation | None]


@action
def add_landlord(
    new: NewLandlord, *, by: User, at: datetime, organisation: Organisation | None = None
) -> Landlord:
    """A landlord typed with a request; their account is a matter of its own.

    `organisation`: the landlord's own in the network, whose agents then see their tenants' files.
    A number given by a partner is to be confirmed before it serves a call-back.
    """
    phone = telephone(new.known_phone, field="landlord_phone")
    mail = whole_or_none(new.mail, prefix="landlord_")
    confirmed = bool(phone) and rules.FILE_WRITER.allows(by)
    landlord = Landlord.objects.create(
        organisation=organisation,
        name=new.name.strip(),
        legal_name=new.name.strip(),
        kind=new.kind,
        siret=new.siret.strip(),
        known_phone=phone,
        known_phone_by=by if phone else None,
        phone_confirmed_by=by if confirmed else None,
        phone_confirmed_at=at if confirmed else None,
        email=new.email.strip(),
        mail_lines=mail.lines,
        mail_postcode=mail.postcode,
        mail_city=mail.city,
        mail_by=by if mail.lines else None,
        mail_at=at if mail.lines else None,
        created_at=at,
        created_by=by,
    )
    record("add_landlord", landlord, by=by, at=at)
    seal(landlord, at=at)
    return landlord


@action
def open_request(
    household: Household,
    *,
    landlord: Landlord | NewLandlord,
    lease: Lease,
    claim: Claim,
    by: User,
    at: datetime,
    statement: Upload | StoredFile | None,
    organisation: Organisation | None = None,
    uid: uuid.UUID | None = None,
) -> RentRequest:
    """Write the request and hand it over to the CCAS.

    Refused for a household the person may not see, without the landlord's statement, for months
    already claimed on this lease, for a lease known under another household (ex-partners share one
    debt), or when it would change the facts of a lease on which another file rests.
    """
    held = Household.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=household.pk)
    need(held, "Ce ménage n’est pas suivi par votre organisation.", field="household")
    _own(organisation, by)
    plausible(lease, claim, on=paris_day(at))
    need(statement, NO_STATEMENT, field="statement")
    known = _who_lets(landlord, by=by, at=at)
    tenancy = lease_of(household, known, lease, at=at)
    span = DateRange(claim.months.start, claim.months.end)
    _claimed_once(tenancy, span, by)
    debt = Debt.objects.create(
        tenancy=tenancy,
        months=span,
        certified_cents=claim.certified_cents,
        statement_on=claim.statement_on,
        statement=keep_upload(statement.name, statement.content, by=by, at=at)
        if isinstance(statement, Upload)
        else statement,
        created_at=at,
    )
    request = RentRequest.objects.create(
        uid=uid or uuid.uuid4(),
        number=next_number("SL", paris_day(at).year, 6),
        household=household,
        tenancy=tenancy,
        debt=debt,
        organisation=organisation,
        summary=claim.summary.strip(),
        cofunding_cents=claim.cofunding_cents,
        down_payment_cents=claim.down_payment_cents,
        helped_by=claim.helped_by.strip(),
        agreed_at=at if claim.agreed else None,
        filed_by=by,
        created_at=at,
    )
    months: list[ArrearsMonth] = []
    if claim.arrears:
        need(
            list(claim.arrears) == months_of(debt),
            "Le détail ne couvre pas les mois impayés, un par un. Vérifiez les deux dates.",
            field="last_month",
        )
        months = write_arrears(debt, claim.arrears, at=at)
    written = [
        *(tenancy, debt, *months),
        *write_funds(request, claim.funds, by=by, at=at),
        *open_checklist(request, at=at),
    ]
    seal(debt, request, at=at)
    record("open_request", request, by=by, at=at, household=household.uid, **named(*written))
    filed = step_request(request, "file_request", by=by, at=at, changes={"filed_at": at})
    keep_filed_letter(filed, by=by, at=at)
    tell_filer(filed, "document_waiting", event=f"{filed.number}:accuse", at=at)
    return filed


@action
def complete_request(
    request: RentRequest,
    *,
    summary: str,
    by: User,
    at: datetime,
    certified_cents: int | None = None,
    statement_on: date | None = None,
    arrears: Arrears | None = None,
    funds: Funds | None = None,
) -> RentRequest:
    """Send the request back once its papers are there (see `actions.pieces`).

    `arrears` and `funds` replace what was noted; without them both stay, but for months that no
    longer make the certified debt. The day of filing stays; the delay to answer goes on once the
    last paper asked is there, whether before or after (see `actions.waits`).
    """
    own_request(request, by)
    held = locked(request)
    debt = locked(held.debt)
    if certified_cents and certified_cents != debt.certified_cents:
        need(
            debt.statement_unread,
            "La dette certifiée change : joignez le nouveau décompte du bailleur.",
            field="statement",
        )
        forget_arrears(debt, at=at)
    debt.certified_cents = certified_cents or debt.certified_cents
    debt.statement_on = statement_on or debt.statement_on
    noted = write_funds(held, funds or {}, by=by, at=at)
    need(
        held.cofunding_cents + held.down_payment_cents <= debt.certified_cents,
        "L’apport et les autres financements dépassent la dette. Vérifiez les montants.",
    )
    debt.statement_unread = False
    debt.save(update_fields=["certified_cents", "statement_on", "statement_unread"])
    months = write_arrears(debt, arrears, at=at) if arrears else []
    seal(debt, at=at)
    resume_delay(held, by=by, at=at)
    return step_request(
        request,
        "complete_request",
        by=by,
        at=at,
        changes={
            "summary": summary.strip() or request.summary,
            "missing": "",
        },
        **named(*noted, *months),
    )


@action
def withdraw(request: RentRequest, *, by: User, at: datetime) -> RentRequest:
    """The household gives the request up; its months may be claimed again."""
    own_request(request, by)
    leave_agenda(request, at=at)
    release(request, at=at)
    return step_request(request, "withdraw", by=by, at=at, changes={"closed_at": at})


def release(request: RentRequest, *, at: datetime) -> None:
    """For actions that end a request without aid: the months may be claimed again."""
    debt = locked(request.debt)
    debt.released_at = at
    debt.save(update_fields=["released_at"])
    seal(debt, at=at)


def own_request(request: RentRequest, by: User) -> None:
    """Agents act on their organisation's requests; the CCAS on all."""
    if rules.FILE_WRITER.allows(by) or request.organisation_id in by.organisation_ids:
        return
    raise Refused("Cette demande n’est pas celle de votre organisation.")


def _who_lets(landlord: Landlord | NewLandlord, *, by: User, at: datetime) -> Landlord:
    """The landlord chosen, among those this person may see; typed, the one of the same SIRET and
    name, or a new one: whoever files is not told whom else the CCAS knows."""
    if isinstance(landlord, Landlord):
        offered = Landlord.objects.visible_to(by).filter(pk=landlord.pk)
        need(offered, "Choisissez un bailleur de la liste, ou décrivez-le.", field="landlord")
        return landlord
    siret = landlord.siret.strip()
    same = Landlord.objects.filter(siret=siret).first() if siret else None
    if same is None:
        return add_landlord(landlord, by=by, at=at)
    need(
        folded(landlord.name) in {folded(same.name), folded(same.legal_name)},
        "Ce SIRET est celui d’un bailleur d’un autre nom. Vérifiez le nom exact et le SIRET sur le "
        "bail, ou laissez le SIRET vide : le CCAS le retrouvera.",
        field="landlord_siret",
    )
    return same


def _claimed_once(tenancy: Tenancy, span: DateRange, by: User) -> None:
    """Those who may see the other file are told which; the database refuses it to everyone."""
    other = RentRequest.objects.visible_to(by).filter(
        debt__tenancy=tenancy, debt__released_at=None, debt__months__overlap=span
    )
    if claimed := other.first():
        raise Refused(
            f"La demande {claimed.number} porte déjà sur une partie de ces mois pour ce bail. "
            "Continuez dans ce dossier, ou changez les mois.",
            field="first_month",
        )


def _own(organisation: Organisation | None, by: User) -> None:
    if rules.FILE_WRITER.allows(by):
        return
    need(
        organisation is not None and organisation.pk in by.organisation_ids,
        "Vous déposez au nom de votre organisation.",
        field="organisation",
    )
