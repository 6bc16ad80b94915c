"""Noting the acts of an eviction procedure: the last day is counted from the lease and the act."""

from __future__ import annotations

from datetime import date, datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import add_months, paris_day
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.legal_dates import by_lease
from secours_loyer.models import ActDelay, ActKind, ProcedureAct, RentRequest
from secours_loyer.models.procedure_act import DELAYED
from secours_loyer.queries.journal_rows import named

WRITER = "Un acte est noté par l’accueil, un instructeur ou un cadre."


@action
def note_act(
    request: RentRequest,
    *,
    kind: str,
    served_on: date,
    by: User,
    at: datetime,
    delay: str = "",
    printed_until: date | None = None,
    signaller: str = "",
) -> ProcedureAct:
    """An act as its paper says; only a hearing may be noted before it takes place."""
    need(rules.FILE_WRITER.allows(by), WRITER)
    lease = locked(request.tenancy)
    need(
        kind == ActKind.HEARING or served_on <= paris_day(at),
        "Cette date est à venir : notez l’acte quand il est remis.",
        field="served_on",
    )
    need(
        served_on >= lease.lease_date,
        f"Cette date précède le bail du {lease.lease_date:%d/%m/%Y}.",
        field="served_on",
    )
    printed = (delay or ActDelay.UNKNOWN) if kind in DELAYED else ""
    act = ProcedureAct(
        tenancy=lease,
        kind=kind,
        served_on=served_on,
        delay=printed,
        printed_until=printed_until if printed == ActDelay.UNTIL else None,
        signaller=signaller if kind == ActKind.SIGNAL else "",
        noted_by=by,
        noted_at=at,
    )
    act.deadline_on = last_day(act, lease.lease_date)
    act.save(force_insert=True)
    seal(act, at=at)
    household = request.household.uid
    record("note_act", request, by=by, at=at, household=household, kind=kind, **named(act))
    return act


@action
def read_delay(
    act: ProcedureAct,
    *,
    request: RentRequest,
    delay: str,
    by: User,
    at: datetime,
    printed_until: date | None = None,
) -> ProcedureAct:
    """The delay that the act prints, found since it was noted."""
    need(rules.FILE_WRITER.allows(by), WRITER)
    held = locked(act)
    need(
        held.delay == ActDelay.UNKNOWN and held.cancelled_at is None,
        "Le délai de cet acte est déjà noté. Rechargez la page.",
    )
    need(delay != ActDelay.UNKNOWN, "Recopiez le délai écrit sur l’acte.", field="delay")
    held.delay = delay
    held.printed_until = printed_until if delay == ActDelay.UNTIL else None
    held.deadline_on = last_day(held, held.tenancy.lease_date)
    held.save(update_fields=["delay", "printed_until", "deadline_on"])
    seal(held, at=at)
    record("read_delay", request, by=by, at=at, household=request.household.uid, kind=held.kind)
    return held


@action
def cross_out(
    act: ProcedureAct, *, request: RentRequest, reason: str, by: User, at: datetime
) -> ProcedureAct:
    """Noted by mistake: it stays readable, and counts no more."""
    need(rules.SOCIAL_WORKER.allows(by), "Un acte est rayé par un instructeur ou un cadre.")
    held = locked(act)
    need(held.cancelled_at is None, "Cet acte est déjà rayé. Rechargez la page.")
    need(reason.strip(), "Dites pourquoi l’acte est rayé.", field="reason")
    held.cancelled_by, held.cancelled_at, held.cancel_reason = by, at, reason.strip()
    held.save(update_fields=["cancelled_by", "cancelled_at", "cancel_reason"])
    seal(held, at=at)
    record("cross_out", request, by=by, at=at, household=request.household.uid, kind=held.kind)
    return held


def last_day(act: ProcedureAct, lease_date: date) -> date | None:
    """What the act prints, or else what the law gives to that lease."""
    if act.delay == ActDelay.UNTIL:
        return act.printed_until
    if act.kind == ActKind.PAY:
        weeks = None if act.delay == ActDelay.UNKNOWN else act.delay == ActDelay.SIX_WEEKS
        return by_lease(lease_date, act.served_on, weeks=weeks)
    if act.kind in (ActKind.LEAVE, ActKind.FORCE):
        # Two months: CPCE L412-1; the prefect's silence, R153-1.
        return add_months(act.served_on, 2)
    return act.served_on if act.kind == ActKind.HEARING else None
