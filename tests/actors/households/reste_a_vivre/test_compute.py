import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.households.reste_a_vivre import (
    Entry,
    Member,
    RavInputs,
    RavParameters,
    Threshold,
    Weights,
    compute,
)

NB = "\u202f"
RULE = RavParameters(
    version="règlement d’essai, janvier 2026",
    counted_resources=frozenset({"salaire", "rsa", "caf"}),
    charge_caps={"loyer": 60000, "energie": 15000, "assurance": None},
    thresholds=(Threshold(800, up_to=1), Threshold(700)),
)
FAMILY = RavInputs(
    resources=(
        Entry("salaire", "Salaire de Madame", 270000, over_months=3),
        Entry("caf", "Allocations familiales", 15000),
        Entry("prime", "Prime de Noël", 12000, over_months=12),
    ),
    charges=(
        Entry("loyer", "Loyer", 65000),
        Entry("energie", "Électricité", 9000),
        Entry("energie", "Gaz", 8000),
        Entry("assurance", "Assurance du logement", 1500),
        Entry("credit", "Crédit à la consommation", 10000),
    ),
    members=(Member(34), Member(36), Member(6), Member(15, presence=50)),
)


def test_a_family_line_by_line():
    result = compute(FAMILY, RULE)
    assert [(line.label, line.monthly_cents, line.counted_cents) for line in result.lines] == [
        ("Salaire de Madame", 90000, 90000),
        ("Allocations familiales", 15000, 15000),
        ("Prime de Noël", 1000, 0),
        ("Loyer", 65000, 60000),
        ("Électricité", 9000, 9000),
        ("Gaz", 8000, 6000),
        ("Assurance du logement", 1500, 1500),
        ("Crédit à la consommation", 10000, 0),
    ]
    assert result.resources_cents == 105000
    assert result.charges_cents == 76500
    assert result.total_cents == 28500
    assert result.per_person_month_cents == 8143  # 285,00 ÷ 3,5 = 81,428…
    assert result.per_person_day_cents == 271  # 285,00 ÷ 3,5 ÷ 30 = 2,714…
    assert result.within_threshold


def test_what_is_left_after_one_more_charge():
    result = compute(FAMILY, RULE)
    assert result.per_day_after(0) == result.per_person_day_cents
    assert result.per_day_after(28500) == 0
    assert result.per_day_after(39000) == -100  # 105,00 ÷ 3,5 ÷ 30


def test_the_explanation_says_why():
    text = "\n".join(compute(FAMILY, RULE).explain()).replace(NB, " ")
    assert "Salaire de Madame : 2 700,00 € sur 3 mois, soit 900,00 € par mois, compté." in text
    assert "Prime de Noël : 120,00 € sur 12 mois, soit 10,00 € par mois, non compté" in text
    assert "Loyer : 650,00 € par mois, déduit à hauteur de 600,00 € (plafond de 600,00 €" in text
    assert "Gaz : 80,00 € par mois, déduit à hauteur de 60,00 € (plafond de 150,00 €" in text
    assert "Le foyer compte 4 personnes, soit 3,50 parts." in text
    assert "Il ne dépasse pas le seuil de 7,00 €" in text
    assert "Règle appliquée : règlement d’essai, janvier 2026." in text


@pytest.mark.parametrize(
    ("cents", "within", "word"),
    [
        (24000, True, "ne dépasse pas"),
        (24030, False, "Il dépasse"),
        (24014, True, "ne dépasse pas"),
    ],
)
def test_the_threshold_itself_is_accepted(cents, within, word):
    alone = RavInputs((Entry("rsa", "RSA", cents),), (), (Member(40),))
    result = compute(alone, RULE)  # 8,00 € a day alone
    assert result.within_threshold is within
    assert word in result.verdict


def test_an_empty_budget_is_no_verdict():
    result = compute(RavInputs((), (), (Member(40),)), RULE)
    assert "Aucune ressource ni charge n’est saisie" in result.verdict
    assert "remplit" not in result.verdict


def test_consumption_units():
    rule = RavParameters(
        version="parts",
        counted_resources=frozenset({"rsa"}),
        charge_caps={},
        thresholds=(Threshold(60000),),
        measure="household_month",
        divisor="units",
    )
    members = (Member(8), Member(40), Member(14), Member(38))
    result = compute(RavInputs((Entry("rsa", "RSA", 69000),), (), members), rule)
    assert result.divisor == 23000  # 0,3 + 1 + 0,5 + 0,5
    assert result.per_person_month_cents == 30000
    assert not result.within_threshold  # the household has 690 €, over 600 €


def test_more_charges_than_resources():
    inputs = RavInputs((), (Entry("loyer", "Loyer", 30000),), (Member(20),))
    result = compute(inputs, RULE)
    assert result.total_cents == -30000
    assert result.per_person_day_cents == -1000
    assert result.within_threshold


def test_same_inputs_same_result_years_later():
    stored = json.dumps([FAMILY.to_json(), RULE.to_json()])
    inputs, rule = json.loads(stored)
    again = compute(RavInputs.from_json(inputs), RavParameters.from_json(rule))
    assert again == compute(FAMILY, RULE)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Entry("rsa", "RSA", -1),
        lambda: Entry("rsa", "RSA", 10_000_001),
        lambda: Entry("rsa", "RSA", 1.5),
        lambda: Entry("rsa", "RSA", True),
        lambda: Entry("rsa", "RSA", 100, over_months=0),
        lambda: Member(-1),
        lambda: Member(126),
        lambda: Member(3, presence=0),
        lambda: RavInputs((), (), ()),
        lambda: RavInputs((), (), (Member(3, presence=50),)),
        lambda: RavInputs((), (), (Member(3),) * 31),
    ],
)
def test_absurd_inputs_are_refused(make):
    with pytest.raises(ValueError, match=r"(doit|doivent) "):
        make()


@pytest.mark.parametrize(
    "change",
    [
        {"thresholds": ()},
        {"thresholds": (Threshold(1, up_to=2),)},
        {"thresholds": (Threshold(1), Threshold(2))},
        {"thresholds": (Threshold(1, up_to=2), Threshold(2, up_to=1), Threshold(3))},
        {"thresholds": (Threshold(-1),)},
        {"days_per_month": 0},
        {"charge_caps": {"loyer": -1}},
        {"measure": "year"},
        {"divisor": "cats"},
    ],
)
def test_absurd_parameters_are_refused(change):
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        RavParameters(**{**RULE.__dict__, **change})


def test_a_weight_cannot_be_zero():
    with pytest.raises(ValueError, match="part"):
        Weights(child=0)


ENTRIES = st.builds(
    Entry,
    kind=st.sampled_from(["salaire", "rsa", "loyer", "energie", "autre"]),
    label=st.just("ligne"),
    cents=st.integers(0, 500_000),
    over_months=st.integers(1, 12),
)
INPUTS = st.builds(
    RavInputs,
    resources=st.lists(ENTRIES, max_size=6).map(tuple),
    charges=st.lists(ENTRIES, max_size=6).map(tuple),
    members=st.lists(st.builds(Member, age=st.integers(0, 99)), min_size=1, max_size=8).map(tuple),
)


@given(INPUTS)
def test_lines_add_up_and_survive_json(inputs):
    result = compute(inputs, RULE)
    kept = {"resource": 0, "charge": 0}
    for line in result.lines:
        assert 0 <= line.counted_cents <= line.monthly_cents
        kept[line.section] += line.counted_cents
    assert kept["resource"] - kept["charge"] == result.total_cents
    for kind, cap in RULE.charge_caps.items():
        deducted = sum(
            x.counted_cents for x in result.lines if x.section == "charge" and x.kind == kind
        )
        assert cap is None or deducted <= cap
    assert compute(RavInputs.from_json(json.loads(json.dumps(inputs.to_json()))), RULE) == result


@given(INPUTS, st.integers(0, 100_000))
def test_more_resources_never_lower_the_result(inputs, more):
    richer = RavInputs(
        (*inputs.resources, Entry("rsa", "RSA", more)), inputs.charges, inputs.members
    )
    before, after = compute(inputs, RULE), compute(richer, RULE)
    assert after.per_person_day_cents >= before.per_person_day_cents
