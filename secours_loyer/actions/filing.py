"""Filing a request: the lease, the debt and the request in one go, by an agent or by the CCAS."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateRange

from actors import rules
from actors.actions.files import keep_upload
from actors.actions.journal import record
from actors.actions.transition import take
from actors.households.models import Household
from actors.models import Organisation, StoredFile, User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.agenda import leave_agenda
from secours_loyer.actions.arrears import forget_arrears
from secours_loyer.actions.checklist import open_checklist
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.actions.leases import lease_of
from secours_loyer.actions.letters import keep_filed_letter
from secours_loyer.actions.notices import tell_filer
from secours_loyer.actions.numbers import next_number
from secours_loyer.actions.plausible import Claim, Lease, plausible
from secours_loyer.models import Debt, Landlord, RentRequest
from secours_loyer.states import REQUEST


@dataclass(frozen=True)
class NewLandlord:
    """A landlord the portal does not know yet."""

    name: str
    kind: str
    siret: str = ""
    known_phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes


@action
def add_landlord(
    new: NewLandlord, *, by: User, at: datetime, organisation: Organisation | None = None
) -> Landlord:
    """A landlord typed with a request; their account is a matter of its own.

    `organisation`: the landlord's own in the network, whose agents then see their tenants' files.
    A number given by a partner is to be confirmed before it serves a call-back.
    """
    confirmed = bool(new.known_phone.strip()) and rules.FILE_WRITER.allows(by)
    landlord = Landlord.objects.create(
        organisation=organisation,
        name=new.name.strip(),
        legal_name=new.name.strip(),
        kind=new.kind,
        siret=new.siret.strip(),
        known_phone=new.known_phone.strip(),
        known_phone_by=by if new.known_phone.strip() else None,
        phone_confirmed_by=by if confirmed else None,
        phone_confirmed_at=at if confirmed else None,
        email=new.email.strip(),
        created_at=at,
        created_by=by,
    )
    record("add_landlord", landlord, by=by, at=at)
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
    need(
        statement,
        "Joignez le décompte du bailleur : il certifie la dette.",
        field="statement",
    )
    known = landlord if isinstance(landlord, Landlord) else add_landlord(landlord, by=by, at=at)
    tenancy = lease_of(household, known, lease, at=at)
    debt = Debt.objects.create(
        tenancy=tenancy,
        months=DateRange(claim.months.start, claim.months.end),
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
    open_checklist(request)
    seal(debt, at=at)
    record("open_request", request, by=by, at=at, household=household.uid)
    filed = take(
        request,
        "file_request",
        table=REQUEST,
        by=by,
        at=at,
        household=household.uid,
        changes={"filed_at": at},
    )
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
) -> RentRequest:
    """Send the request back once its papers are there (see `actions.pieces`)."""
    own_request(request, by)
    debt = locked(request.debt)
    if certified_cents and certified_cents != debt.certified_cents:
        need(
            debt.statement_unread,
            "La dette certifiée change : joignez le nouveau décompte du bailleur.",
            field="statement",
        )
        forget_arrears(debt)
    debt.certified_cents = certified_cents or debt.certified_cents
    debt.statement_on = statement_on or debt.statement_on
    need(
        request.cofunding_cents + request.down_payment_cents <= debt.certified_cents,
        "L’apport et les autres financements dépassent la dette. Vérifiez les montants.",
    )
    debt.statement_unread = False
    debt.save(update_fields=["certified_cents", "statement_on", "statement_unread"])
    seal(debt, at=at)
    return take(
        request,
        "complete_request",
        table=REQUEST,
        by=by,
        at=at,
        household=request.household.uid,
        changes={"summary": summary.strip() or request.summary, "missing": "", "filed_at": at},
    )


@action
def withdraw(request: RentRequest, *, by: User, at: datetime) -> RentRequest:
    """The household gives the request up; its months may be claimed again."""
    own_request(request, by)
    leave_agenda(request, at=at)
    release(request, at=at)
    return take(
        request,
        "withdraw",
        table=REQUEST,
        by=by,
        at=at,
        household=request.household.uid,
        changes={"closed_at": at},
    )


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


def _own(organisation: Organisation | None, by: User) -> None:
    if rules.FILE_WRITER.allows(by):
        return
    need(
        organisation is not None and organisation.pk in by.organisation_ids,
        "Vous déposez au nom de votre organisation.",
        field="organisation",
    )
