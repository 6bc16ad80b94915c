"""What cannot wait for the commission: decided by delegation, under a ceiling for the household.

The ceiling counts every live decision taken by delegation for the household over the period, so
that several small urgencies do not make a large one. The board is told of each (`actions.board`).
"""

from __future__ import annotations

from datetime import datetime

from actors.actions.journal import record
from actors.households.models import Household
from actors.models import User
from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.appeals import answer_by
from secours_loyer.actions.computed import need_computed
from secours_loyer.actions.decisions import (
    Content,
    Delegated,
    household_held,
    may_sign,
    open_award,
    take_back,
    write_decision,
)
from secours_loyer.actions.doors import action, locked, need, step_request
from secours_loyer.actions.duplicate_claims import need_duplicates_answered
from secours_loyer.actions.fund_checks import unanswered
from secours_loyer.actions.lease_end import need_lease_running
from secours_loyer.actions.notifying import notify, tell_decision
from secours_loyer.actions.rule_of_day import delegated_before, period_start
from secours_loyer.commission_parameters import DELEGATION_CEILING
from secours_loyer.models import Decision, Outcome, RentRequest
from secours_loyer.queries.failures import unconfirmed_of
from secours_loyer.queries.journal_rows import named
from secours_loyer.states import DEAD_ORDER, PAYABLE, RUNNING_PLAN


@action
def decide_urgently(
    request: RentRequest,
    *,
    motive: str,
    urgency: str,
    aid_cents: int,
    by: User,
    at: datetime,
    plan_cents: int | None = None,
) -> Decision:
    """Grant at once, and tell it at once; refused above what is left of the delegation, and before
    somebody answered whether the same months are paid or claimed elsewhere."""
    household_held(request)
    held = locked(request)
    may_sign(held, by)
    need(
        held.assessments.exists(),
        "Rien n’est calculé pour cette demande. L’instructeur lance d’abord le calcul.",
    )
    waiting = unanswered(held)
    need(
        not waiting,
        f"Même urgente, l’aide ne se décide pas avant ces réponses. {' '.join(waiting)} "
        "L’instructeur les note.",
    )
    need_duplicates_answered(held)
    need_lease_running(held, on=paris_day(at))
    need_computed(held)
    decision = write_decision(
        held,
        Content(Outcome.GRANTED, motive, aid_cents, plan_cents),
        delegated=_within(held.household, aid_cents, urgency, at=at),
        by=by,
        at=at,
    )
    moved = step_request(
        held,
        "grant_urgently",
        by=by,
        at=at,
        changes={"urgent_at": at},
        number=decision.number,
        **named(decision),
    )
    open_award(decision, by=by, at=at)
    notify(moved, by=by, at=at)
    return decision


@action
def replace_decision(
    decision: Decision,
    *,
    motive: str,
    urgency: str,
    aid_cents: int,
    by: User,
    at: datetime,
    plan_cents: int | None = None,
) -> Decision:
    """Sign a new decision of grant over an older one, as long as no order was made under it and
    nobody repays what it left to a plan."""
    household_held(decision.request)
    held = locked(decision.request)
    may_sign(held, by)
    need(decision.outcome == Outcome.GRANTED, "Un refus se revoit par une nouvelle demande.")
    decision, award = locked(decision), locked(decision.award)
    need(award.revoked_at is None, "Cette décision est déjà remplacée. Rechargez la page.")
    need(held.state in PAYABLE, "Ce dossier est clos. Une nouvelle demande est nécessaire.")
    need(
        not held.plans.filter(state__in=RUNNING_PLAN).exists(),
        "Un plan est en cours sur cette décision. Constatez sa rupture avant de la remplacer.",
    )
    need(
        not award.orders.exclude(state__in=DEAD_ORDER).exists() and not unconfirmed_of(award),
        "Un ordre de paiement existe pour cette aide. Annulez-le avant de remplacer la décision.",
    )
    entries = take_back(award, by=by, at=at)
    new = write_decision(
        held,
        Content(Outcome.GRANTED, motive, aid_cents, plan_cents),
        delegated=_within(held.household, aid_cents, urgency, at=at),
        replaces=decision,
        by=by,
        at=at,
    )
    opened = open_award(new, by=by, at=at)
    answer_by(new, by=by, at=at)
    household = held.household.uid
    record(
        "replace_decision", new, by=by, at=at, household=household, **named(award, *entries, opened)
    )
    tell_decision(new, by=by, at=at)
    return new


def _within(household: Household, aid_cents: int, urgency: str, *, at: datetime) -> Delegated:
    need(
        urgency.strip(),
        "Écrivez pourquoi la décision ne peut pas attendre la commission.",
        field="urgency",
    )
    on = paris_day(at)
    since = period_start(on)
    before = delegated_before(household, since=since)
    most = int(value(DELEGATION_CEILING.name, on=on))
    if before + aid_cents > most:
        raise Refused(
            f"La délégation s’arrête à {format_cents(most)} par ménage sur la période, toutes "
            f"urgences réunies ; il reste {format_cents(max(0, most - before))}. Inscrivez la "
            "demande à une séance de la commission.",
            field="aid_cents",
        )
    return Delegated(urgency.strip(), since, before, most)
