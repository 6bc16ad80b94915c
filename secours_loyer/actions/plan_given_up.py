"""Saying that the plan of a decision will not be: the file may then close without it."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_untied
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.models import Outcome, PlanGivenUp, RentRequest
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.plan_awaited import PREPARED, given_up
from secours_loyer.states import RUNNING_PLAN


@action
def give_up_plan(request: RentRequest, *, why: str, by: User, at: datetime) -> PlanGivenUp:
    """Once for a decision, by whoever would prepare it."""
    need(rules.SOCIAL_WORKER.allows(by), "Un travailleur social note que le plan n’aura pas lieu.")
    held = locked(request)
    need_untied(held, by)
    decision = held.decisions.filter(replaced_by=None).first()
    if decision is None or decision.outcome != Outcome.GRANTED or not decision.plan_cents:
        raise Refused("La décision ne prévoit pas de plan d’apurement. Rechargez la page.")
    need(given_up(decision) is None, "C’est déjà noté. Rechargez la page.")
    need(
        not held.plans.filter(state__in=(*PREPARED, *RUNNING_PLAN)).exists(),
        "Un plan est préparé ou en cours : abandonnez-le d’abord, sur sa page.",
    )
    need(why, "Écrivez pourquoi le plan n’aura pas lieu.", field="why")
    said = PlanGivenUp.objects.create(decision=decision, why=why.strip()[:500], by=by, at=at)
    seal(said, at=at)
    household = held.household.uid
    record("give_up_plan", held, by=by, at=at, household=household, **named(said))
    return said
