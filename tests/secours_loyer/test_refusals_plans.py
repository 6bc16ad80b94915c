"""Repayment plans that are refused, or that a newer decision contradicts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import plans
from secours_loyer.models import (
    RepaymentPlan,
)
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db


def test_plans_are_bounded(path: Path) -> None:
    decision = path.granted()
    for more, words in (({"count": 37}, "dérogation"), ({"count": None}, "nombre de mois")):
        with pytest.raises(Refused, match=words):
            plans.prepare_plan(
                decision.request, first_due=date(2026, 12, 31), by=path.cast.case_worker,
                at=path.cast.at, **more,
            )  # fmt: skip
    plan = path.plan(decision)
    connection.check_constraints()
    with pytest.raises(Refused, match="autre personne"):
        plans.approve_plan(
            plans.prepare_plan(
                decision.request, first_due=date(2026, 12, 31), count=3, by=path.cast.manager,
                at=path.cast.at,
            ),
            by=path.cast.manager,
            at=path.cast.at,
        )  # fmt: skip
    assert plan.version == 1


def test_a_plan_is_what_the_decision_in_force_leaves_to_it(path: Path) -> None:
    """A new decision grants more: the plan of the older one would make the tenant pay it again."""
    cast, at = path.cast, path.cast.at
    first = path.granted(aid_cents=60_000)
    waiting, proposed = (
        path.plan(first),
        plans.approve_plan(path.plan(first), by=cast.manager, at=at),
    )
    new = path.replaced(first, 90_000)
    assert (waiting.total_cents, new.plan_cents) == (40_000, 10_000)
    signed = {"tenant_on": at.date(), "landlord_on": at.date(), "by": cast.case_worker, "at": at}
    with pytest.raises(Refused, match="La décision a changé"):
        plans.approve_plan(waiting, by=cast.manager, at=at)
    with pytest.raises(Refused, match="La décision a changé"):
        plans.sign_plan(proposed, **signed)
    with pytest.raises(IntegrityError, match="another amount"), transaction.atomic():
        RepaymentPlan.objects.filter(pk=waiting.pk).update(
            state="propose", approved_by=cast.manager, approved_at=at
        )
    third = plans.approve_plan(path.plan(new), by=cast.manager, at=at)
    assert plans.sign_plan(third, **signed).total_cents == 10_000
    with pytest.raises(Refused, match="Un plan est en cours"):
        path.replaced(new, 95_000)


def test_sql_does_not_replace_a_decision_under_a_running_plan(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    decision = path.granted()
    plan = plans.approve_plan(path.plan(decision), by=cast.manager, at=at)
    plans.sign_plan(plan, tenant_on=at.date(), landlord_on=at.date(), by=cast.case_worker, at=at)
    decision.pk, decision.number, decision.replaces_id = None, "D-2026-99999", decision.pk
    decision.origin, decision.item, decision.urgency = "delegation", None, "x"
    decision.delegated_since, decision.delegated_before_cents = at, 0
    decision.delegation_ceiling_cents = 100_000
    with pytest.raises(IntegrityError, match="a plan runs"), transaction.atomic():
        decision.save(force_insert=True)
