"""Putting a plan on hold: asked, approved by somebody else, lifted; or caused by the home."""

from __future__ import annotations

from datetime import date, datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_untied
from secours_loyer.actions.doors import action, lease_first, locked, locked_all, need, seal, step
from secours_loyer.models import PauseReason, PlanPause, RepaymentPlan
from secours_loyer.queries.journal_rows import named
from secours_loyer.states import PLAN, RUNNING_PLAN, PlanState


@action
def ask_pause(
    plan: RepaymentPlan,
    *,
    reason: str,
    since: date,
    by: User,
    at: datetime,
    until: date | None = None,
    detail: str = "",
) -> PlanPause:
    """Ask for a dated pause, which may have begun; another person approves it."""
    need(rules.SOCIAL_WORKER.allows(by), "Une suspension est demandée par un instructeur.")
    need(
        reason in {PauseReason.OVERINDEBTED, PauseReason.JUDGE},
        "Choisissez le motif de la suspension.",
        field="reason",
    )
    held = locked(plan)
    need_untied(held.request, by)
    need(held.state in RUNNING_PLAN, "Seul un plan en cours se suspend. Rechargez la page.")
    pause = _asked(held, reason, since, until, detail, by=by, at=at)
    household = held.request.household.uid
    record("ask_pause", held, by=by, at=at, household=household, reason=reason, **named(pause))
    return pause


@action
def approve_pause(plan: RepaymentPlan, *, by: User, at: datetime) -> RepaymentPlan:
    """A manager other than whoever asked; the plan is suspended from the day asked."""
    need(
        rules.MANAGER.allows(by),
        "Approuver une suspension demande un autre rôle : un cadre l’approuve.",
    )
    held = locked(plan)
    need_untied(held.request, by)
    pause = _waiting(held)
    need(
        pause.asked_by_id != by.pk,
        "La suspension est approuvée par une autre personne que celle qui la demande.",
    )
    _approved(pause, by=by, at=at)
    return step(held, "suspend_plan", table=PLAN, by=by, at=at, request=held.request)


@action
def refuse_pause(plan: RepaymentPlan, *, by: User, at: datetime) -> RepaymentPlan:
    """The plan goes on as it was."""
    need(rules.MANAGER.allows(by), "Une suspension est refusée par un cadre.")
    held = locked(plan)
    need_untied(held.request, by)
    pause = _waiting(held)
    pause.refused_by, pause.refused_at = by, at
    pause.save(update_fields=["refused_by", "refused_at"])
    seal(pause, at=at)
    record("refuse_pause", held, by=by, at=at, household=held.request.household.uid)
    return held


@action
def pause_for_event(
    plan: RepaymentPlan, *, since: date, detail: str, by: User, at: datetime
) -> RepaymentPlan:
    """The home was left or sold, the lease ended: the running plan stops at once, unweighed.

    A pause that waited for its answer gives way. A plan already suspended is left as it is.
    """
    held = locked(plan)
    if held.state == PlanState.SUSPENDED:
        return held
    for waiting in locked_all(held.pauses.filter(approved_at=None, refused_at=None)[:1]):
        waiting.refused_by, waiting.refused_at = by, at
        waiting.save(update_fields=["refused_by", "refused_at"])
        seal(waiting, at=at)
    pause = _asked(held, PauseReason.HOME, since, None, detail, by=by, at=at)
    _approved(pause, by=by, at=at)
    return step(
        held,
        "suspend_on_event",
        table=PLAN,
        by=by,
        at=at,
        request=held.request,
        **named(pause),
    )


@action
def restart_plan(plan: RepaymentPlan, *, on: date, by: User, at: datetime) -> RepaymentPlan:
    """The pause is over from `on`; what fell due during it is caught up by a new version."""
    lease_first(plan)
    held = locked(plan)
    need_untied(held.request, by)
    running = locked_all(held.pauses.filter(ended_on=None).exclude(approved_at=None)[:1])
    if not running:
        raise Refused("Ce plan n’est pas suspendu. Rechargez la page.")
    (pause,) = running
    need(
        pause.since <= on <= paris_day(at),
        f"La reprise est datée entre le {pause.since:%d/%m/%Y} et aujourd’hui.",
        field="on",
    )
    pause.ended_on, pause.ended_by = on, by
    pause.save(update_fields=["ended_on", "ended_by"])
    seal(pause, at=at)
    return step(held, "restart_plan", table=PLAN, by=by, at=at, request=held.request)


def _asked(
    plan: RepaymentPlan,
    reason: str,
    since: date,
    until: date | None,
    detail: str,
    *,
    by: User,
    at: datetime,
) -> PlanPause:
    need(
        since <= paris_day(at),
        "La suspension commence aujourd’hui ou dans le passé.",
        field="since",
    )
    need(
        until is None or until > since,
        "La fin prévue vient après le début de la suspension.",
        field="until",
    )
    pause = PlanPause.objects.create(
        plan=plan,
        reason=reason,
        since=since,
        until=until,
        detail=detail.strip(),
        asked_by=by,
        asked_at=at,
    )
    seal(pause, at=at)
    return pause


def _waiting(plan: RepaymentPlan) -> PlanPause:
    waiting: list[PlanPause] = locked_all(plan.pauses.filter(approved_at=None, refused_at=None)[:1])
    if not waiting:
        raise Refused("Aucune suspension n’attend de réponse. Rechargez la page.")
    return waiting[0]


def _approved(pause: PlanPause, *, by: User, at: datetime) -> None:
    pause.approved_by, pause.approved_at = by, at
    pause.save(update_fields=["approved_by", "approved_at"])
    seal(pause, at=at)
