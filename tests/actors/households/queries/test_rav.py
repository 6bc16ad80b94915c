"""The reste à vivre of a stored household, under the parameters of the day asked for."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest

from actors.actions.parameters import decide_parameter
from actors.households.actions.amounts import set_budget
from actors.households.queries.rav import age_on, compute_rav
from actors.households.reste_a_vivre import RavInputs, RavParameters, compute
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast
from tests.factories.households import household

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_the_figures_and_the_rule_of_the_day(
    cast: Cast, at: datetime, django_assert_num_queries
) -> None:
    home = household(cast.reception, at)
    set_budget(
        home,
        resources={"rsa": 90_000, "bourse": 10_000},
        charges={"loyer": 120_000, "telecom": 3_000},
        since=TODAY,
        by=cast.case_worker,
        at=at,
    )
    with django_assert_num_queries(4):
        result = compute_rav(home, TODAY)
    # Rent is capped at 900 €, the scholarship and the telephone do not count.
    assert (result.resources_cents, result.charges_cents, result.total_cents) == (90_000, 90_000, 0)
    decide_parameter(
        "rav.charges_deduites",
        {"loyer": 60_000},
        since=TODAY + timedelta(days=8),
        decision="délibération d’essai",
        by=cast.manager,
        at=at,
    )
    assert compute_rav(home, TODAY).charges_cents == 90_000
    later = compute_rav(home, TODAY + timedelta(days=8))
    assert (later.charges_cents, later.per_person_day_cents) == (60_000, 500)


def test_what_is_stored_gives_the_same_result_again(cast: Cast, at: datetime) -> None:
    home = household(cast.reception, at)
    first = compute_rav(home, TODAY)
    stored = json.loads(json.dumps([first.inputs.to_json(), first.parameters.to_json()]))
    assert compute(RavInputs.from_json(stored[0]), RavParameters.from_json(stored[1])) == first


def test_nobody_at_home_is_said(cast: Cast, at: datetime) -> None:
    home = household(cast.reception, at)
    with pytest.raises(Refused, match="Personne ne vit"):
        compute_rav(home, TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2020-02-29", "2026-02-28", 5),
        ("2020-02-29", "2026-03-01", 6),
        ("2020-11-23", "2026-11-22", 5),
        ("2020-11-23", "2026-11-23", 6),
    ],
)
def test_ages(born: str, day: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(day)) == age
