"""Who stands apart from a file is named on no step of its plan, whatever the path: by SQL."""

from __future__ import annotations

import pytest

from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions import plans
from secours_loyer.actions.author_check import author_faults
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import RepaymentPlan
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_paid_by_others import APART, Apart, by_a_tie
from tests.secours_loyer.test_tampering_authors import forged_and_sealed
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
PLAN = "UPDATE secours_loyer_repaymentplan SET "


def by_others(path: Path, apart: Apart) -> int:
    """The tie of `by_a_tie` is with the files of orders: here there is a plan only."""
    if apart is by_a_tie:
        person = path.cast.person("lien-instructeur", "instructeur")
        declare_tie(
            RepaymentPlan.objects.get().request, reason="Ma cousine.", by=person, at=path.cast.at
        )
        return person.pk
    return apart(path, "instructeur").pk


@APART
def test_a_plan_goes_on_by_others(path: Path, apart: Apart) -> None:
    cast, at, plan = path.cast, path.cast.at, path.plan()
    who, today = by_others(path, apart), paris_day(at)
    refused(f"{PLAN} state = 'abandonne', moved_by_id = %s", who, by="plan_step_tied")
    refused(f"{PLAN} state = 'abandonne'", by="plan_step_signed")
    plan = plans.approve_plan(plan, by=cast.manager, at=at)
    refused(
        f"{PLAN} state = 'actif', tenant_signed_on = %s, landlord_signed_on = %s, moved_by_id = %s",
        *(today, today, who),
        by="plan_step_tied",
    )
    refused(f"{PLAN} moved_by_id = %s", cast.finance.pk, by="plan_step_signed")
    plan = plans.sign_plan(
        plan, tenant_on=today, landlord_on=today, by=cast.case_worker, at=at
    )  # fmt: skip
    assert plan.moved_by == cast.case_worker
    for state in ("rompu", "en_alerte"):
        refused(f"{PLAN} state = '{state}', moved_by_id = %s", who, by="plan_step_tied")
    assert plans.break_plan(plan, by=cast.manager, at=at).moved_by == cast.manager


def test_another_than_who_moved_the_plan_is_named(path: Path) -> None:
    plan = path.running_plan()
    assert list(author_faults()) == []
    forged_and_sealed(plan, moved_by=path.cast.manager.pk)
    told = f"secours_loyer.repaymentplan {plan.pk} : mené plus loin par une autre personne que"
    assert list(author_faults()) == [f"{told} celle du journal."]
