"""What happens to a lease: noted by one person, which blocks; answered by another."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Min

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.account_proposals import dismiss_of_former
from secours_loyer.actions.apart import need_untied_lease
from secours_loyer.actions.doors import action, locked, locked_all, need, seal
from secours_loyer.actions.filing import NewLandlord, add_landlord
from secours_loyer.actions.landlord_links import close_links
from secours_loyer.actions.plan_pauses import pause_for_event
from secours_loyer.models import (
    Landlord,
    LandlordLink,
    LeaseAnswer,
    LeaseEvent,
    RentRequest,
    RepaymentPlan,
    Tenancy,
    TenancyEvent,
)
from secours_loyer.models.tenancy_event import ANSWERS
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.lease_end import denied_departure
from secours_loyer.states import PlanState


@action
def note_event(
    request: RentRequest,
    *,
    kind: str,
    happened_on: date,
    by: User,
    at: datetime,
    new_landlord: Landlord | NewLandlord | None = None,
    detail: str = "",
) -> TenancyEvent:
    """From now on nothing is paid on this lease, until somebody else says what follows."""
    need(rules.FILE_WRITER.allows(by), "Un événement du bail est noté par l’accueil, un "
         "instructeur ou un cadre.")  # fmt: skip
    need(
        happened_on <= paris_day(at),
        "Notez l’événement quand il est arrivé : cette date est à venir.",
        field="happened_on",
    )
    lease = locked(request.tenancy)
    need_untied_lease(lease, by)
    need(
        happened_on >= lease.lease_date,
        f"Cette date précède le bail du {lease.lease_date:%d/%m/%Y}.",
        field="happened_on",
    )
    if kind == LeaseEvent.LEFT and (denied := denied_departure(lease, happened_on)):
        raise Refused(denied, field="happened_on")
    landlord = (
        add_landlord(new_landlord, by=by, at=at)
        if isinstance(new_landlord, NewLandlord)
        else new_landlord
    )
    need(
        landlord is None or landlord.pk != lease.landlord_id,
        "Ce bailleur est déjà celui du dossier.",
        field="new_landlord",
    )
    event = TenancyEvent.objects.create(
        tenancy=lease,
        kind=kind,
        happened_on=happened_on,
        new_landlord=landlord if kind == LeaseEvent.NEW_LANDLORD else None,
        detail=detail.strip(),
        noted_by=by,
        noted_at=at,
    )
    seal(event, at=at)
    _date_end(lease, at=at)
    _pause_plans(event, by=by, at=at)
    household = request.household.uid
    record("note_event", request, by=by, at=at, household=household, kind=kind, **named(event))
    return event


@action
def answer_event(
    event: TenancyEvent,
    *,
    request: RentRequest,
    answer: str,
    reason: str,
    by: User,
    at: datetime,
    reference: str = "",
) -> TenancyEvent:
    """A manager, who did not note the event, says what follows; a new landlord is then the one
    who is paid, on an account of theirs. `reference`: the tenant's number at that landlord's."""
    need(rules.MANAGER.allows(by), "Un cadre dit ce qui suit d’un événement du bail.")
    lease = locked(event.tenancy)
    need_untied_lease(lease, by)
    held = locked(event)
    need(not held.answer, "Cet événement est déjà tranché. Rechargez la page.")
    need(
        held.noted_by_id != by.pk,
        "Une autre personne que celle qui a noté l’événement dit ce qui suit.",
    )
    need(
        answer in ANSWERS[LeaseEvent(held.kind)],
        "Cette suite ne convient pas à cet événement.",
        field="answer",
    )
    need(reason.strip(), "Dites pourquoi.", field="reason")
    need(
        (held.kind, answer) != (LeaseEvent.SOLD, LeaseAnswer.CONFIRMED),
        "Notez d’abord l’événement « Nouveau bailleur » : sa confirmation tranche aussi la vente.",
        field="answer",
    )
    _answered([held], answer, reason, by=by, at=at)
    if held.new_landlord is not None and answer == LeaseAnswer.CONFIRMED:
        _change_landlord(lease, held.new_landlord, reference, reason, by=by, at=at)
    _date_end(lease, at=at)
    record(
        "answer_event",
        request,
        by=by,
        at=at,
        household=request.household.uid,
        kind=held.kind,
        answer=answer,
    )
    return held


def _answered(
    events: list[TenancyEvent], answer: str, reason: str, *, by: User, at: datetime
) -> None:
    for event in events:
        event.answer, event.answer_reason = answer, reason.strip()
        event.answered_by, event.answered_at = by, at
        event.save(update_fields=["answer", "answer_reason", "answered_by", "answered_at"])
    seal(*events, at=at)


def _change_landlord(
    lease: Tenancy, to: Landlord, reference: str, reason: str, *, by: User, at: datetime
) -> None:
    """The former landlord's links are closed, their RIB set aside, the sale that waited settled."""
    lease.landlord, lease.reference = to, reference.strip()
    lease.save(update_fields=["landlord", "reference"])
    close_links(LandlordLink.objects.filter(request__tenancy=lease), at=at)
    dismiss_of_former(lease, by=by, at=at)
    sold = lease.events.open().filter(kind=LeaseEvent.SOLD).exclude(noted_by=by)
    _answered(locked_all(sold), LeaseAnswer.CONFIRMED, reason, by=by, at=at)


def _pause_plans(event: TenancyEvent, *, by: User, at: datetime) -> None:
    """Nothing is due on a plan whose home is in question."""
    running = RepaymentPlan.objects.filter(
        debt__tenancy=event.tenancy, state__in=[PlanState.ACTIVE, PlanState.ALERT]
    ).select_related("request__household")
    for plan in running:
        pause_for_event(
            plan, since=event.happened_on, detail=event.get_kind_display(), by=by, at=at
        )


def _date_end(lease: Tenancy, *, at: datetime) -> None:
    """The end of the lease is the first event that ended it; the lease is sealed as it now is."""
    lease.ended_on = lease.events.ending().aggregate(first=Min("happened_on"))["first"]
    lease.save(update_fields=["ended_on"])
    seal(lease, at=at)
