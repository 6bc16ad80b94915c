import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.households.reste_a_vivre import Member, RavInputs, compute
from secours_loyer.scale import Funding, ScaleInputs, ScaleParameters, propose
from secours_loyer.scale.parameters import WORDING
from tests.secours_loyer.situations import rav

RULE = ScaleParameters(
    version="barème d’essai",
    most_per_request_cents=100_000,
    most_of_debt=5_000,
    most_per_period_cents=150_000,
    least_cents=5_000,
    most_effort=4_000,
    most_quotient_cents=70_000,
)


def inputs(**change) -> ScaleInputs:
    facts = {
        "rav": rav(),
        "debt_cents": 180_000,
        "rent_cents": 60_000,
        "housing_benefit_cents": 24_000,
    }
    return ScaleInputs(**{**facts, **change})


def test_the_three_indicators():
    reste, effort, quotient = propose(inputs(), RULE).indicators
    assert (reste.value, reste.limit, reste.within) == (1000, 1000, True)
    assert (effort.value, effort.within) == (3000, True)  # 360 ÷ 1 200
    assert (quotient.value, quotient.within) == (64615, True)  # 840 ÷ 1,3 = 646,153…
    assert "30,00\u202f% des ressources" in effort.sentence
    assert "ne dépasse pas le plafond" in quotient.sentence


def test_every_number_of_the_quotient_is_said():
    """The case a newcomer could not redo: five persons, 5 parts here and 2,4 units there."""
    five = rav(resources=173_400, ages=(40, 38, 9, 7, 3))
    facts = inputs(rav=five, rent_cents=56_000, housing_benefit_cents=18_000)
    now = ScaleParameters(**{**RULE.to_json(), "wording": WORDING})
    quotient = propose(facts, now).indicators[2]
    assert quotient.value == 56417
    said = quotient.sentence.replace("\u202f", " ")
    for number in (
        *("1 734,00 €", "380,00 €", "560,00 €", "180,00 €", "1 354,00 €", "2,40 unités"),
        *("1,00 + 0,50 + 0,30 + 0,30 + 0,30", "avant 14 ans", "564,17 €"),
        "Ce ne sont pas les parts du reste à vivre, qui compte une part par personne (5,00)",
    ):
        assert number in said
    before = propose(facts, RULE).indicators[2]
    assert before.value == quotient.value
    assert before.sentence.startswith("Le quotient social est de 564,17")


def test_a_child_half_of_the_time_is_said_so_and_one_scale_is_said_to_be_one():
    rule = dataclasses.replace(rav().parameters, divisor="units")
    shared = compute(RavInputs(rav().inputs.resources, (), (Member(35), Member(8, 50))), rule)
    now = ScaleParameters(**{**RULE.to_json(), "wording": WORDING})
    said = propose(inputs(rav=shared), now).indicators[2].sentence
    assert "1,15 unité de consommation" in said
    assert "1,00 + 0,30 × 0,50" in said
    assert "Le reste à vivre compte les mêmes parts." in said


def test_a_limit_that_is_absent_is_no_condition():
    rule = ScaleParameters("x", 100_000, 10_000, rav_is_condition=False)
    poor_fit = inputs(rav=rav(resources=900_000), housing_benefit_cents=0)
    assert all(reading.within for reading in propose(poor_fit, rule).indicators)
    assert propose(poor_fit, rule).aid_cents == 100_000


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({"rav": rav(resources=120_060)}, "reste à vivre"),
        ({"rent_cents": 72_012}, "taux d’effort"),
        (
            {
                "rent_cents": 24_000,
                "housing_benefit_cents": 0,
                "rav": rav(ages=(35,), charges=95_000),
            },
            "quotient social",
        ),
    ],
)
def test_one_condition_missed_and_no_aid_is_proposed(change, label):
    proposal = propose(inputs(**change), RULE)
    assert proposal.aid_cents == 0
    assert f"condition non remplie ({label})" in proposal.reasons[0]
    assert proposal.funding.plan_cents == 180_000


def test_no_resources_has_no_effort_rate():
    effort = propose(inputs(rav=rav(resources=0)), RULE).indicators[1]
    assert effort.value is None
    assert not effort.within


@pytest.mark.parametrize(
    ("change", "aid", "bound"),
    [
        ({}, 90_000, "la part de la dette"),
        ({"debt_cents": 400_000}, 100_000, "le plafond par demande"),
        (
            {"cofunding_cents": 100_000, "down_payment_cents": 20_000},
            60_000,
            "le reste de la dette",
        ),
        ({"already_granted_cents": 80_000}, 70_000, "le plafond du foyer"),
        ({"credits_left_cents": 12_345}, 12_345, "le crédit disponible"),
        ({"debt_cents": 33_333}, 16_667, "la part de la dette"),
    ],
)
def test_the_lowest_bound_decides_and_is_named(change, aid, bound):
    proposal = propose(inputs(**change), RULE)
    assert proposal.aid_cents == aid
    assert f"limitée par {bound}" in proposal.reasons[0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"already_granted_cents": 160_000}, "le plafond du foyer"),
        ({"credits_left_cents": 4_999}, "inférieur au minimum"),
        ({"cofunding_cents": 180_000}, "le reste de la dette"),
    ],
)
def test_nothing_to_propose_is_explained(change, reason):
    proposal = propose(inputs(**change), RULE)
    assert proposal.aid_cents == 0
    assert reason in proposal.reasons[0]


def test_explained_and_run_again_years_later():
    first = propose(inputs(), RULE)
    stored = json.loads(json.dumps([first.inputs.to_json(), RULE.to_json()]))
    again = propose(ScaleInputs.from_json(stored[0]), ScaleParameters.from_json(stored[1]))
    assert again == first
    assert again.explain()[-1] == "Barème appliqué : barème d’essai."


@pytest.mark.parametrize(
    "change",
    [
        {"debt_cents": 0},
        {"debt_cents": -1},
        {"rent_cents": -1},
        {"cofunding_cents": -1},
        {"credits_left_cents": -1},
        {"cofunding_cents": 180_000, "down_payment_cents": 1},
    ],
)
def test_absurd_facts_are_refused(change):
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        inputs(**change)


@pytest.mark.parametrize("change", [{"most_of_debt": 10_001}, {"most_per_request_cents": -1}])
def test_absurd_parameters_are_refused(change):
    with pytest.raises(ValueError, match=r"^(La part|Un plafond)"):
        ScaleParameters(**{**RULE.to_json(), **change})


CENTS = st.integers(0, 1_000_000)


@given(CENTS.filter(bool), CENTS, CENTS, CENTS, st.none() | CENTS)
def test_no_cent_is_lost_and_no_bound_is_passed(debt, cofunding, down, granted, credit):
    cofunding = min(cofunding, debt)
    down = min(down, debt - cofunding)
    proposal = propose(
        inputs(
            debt_cents=debt,
            cofunding_cents=cofunding,
            down_payment_cents=down,
            already_granted_cents=granted,
            credits_left_cents=credit,
        ),
        RULE,
    )
    funding = proposal.funding
    assert debt == (
        funding.aid_cents
        + funding.cofunding_cents
        + funding.down_payment_cents
        + funding.plan_cents
        + funding.unfunded_cents
    )
    assert all(proposal.aid_cents <= bound.cents for bound in proposal.bounds)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"aid_cents": 600, "cofunding_cents": 500}, "dépassent la dette"),
        ({"plan_cents": 1001}, "dépasse de"),
        ({"plan_cents": -1}, "négative"),
        ({"aid_cents": -1}, "négative"),
    ],
)
def test_a_false_funding_is_refused(parts, message):
    with pytest.raises(ValueError, match=message):
        Funding.of(debt_cents=1000, **parts)


def test_parts_must_add_up():
    with pytest.raises(ValueError, match="Les parts font"):
        Funding(1000, 1, 2, 3, 4, 5)
    assert Funding.of(debt_cents=1000, aid_cents=400, plan_cents=500).unfunded_cents == 100
