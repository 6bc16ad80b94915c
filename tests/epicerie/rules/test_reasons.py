"""Each reason of the rule, its words, and the case next to it that is allowed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from epicerie.rules import Limits, Sending, Trained, all_reasons, person_reason, why_not
from epicerie.rules.person import NEVER
from epicerie.rules.reasons import WORDS, Reason
from tests.epicerie.rules.made_up import LONG_BEFORE, THURSDAY, person, place, shift

DAY = timedelta(days=1)
TILL = {"skill": "till", "skill_label": "Mandat de caisse"}


def said(who, where) -> str:
    return str(person_reason(who, where) or "")


def test_somebody_free_may_come():
    assert person_reason(person(), place()) is None
    assert list(all_reasons(person(), place())) == []


REFUSED = [
    ({"active": False}, {}, "inactive", "n’est pas disponible"),
    ({"sent": []}, {}, "no_association", "Aucune association"),
    ({"sent": [Sending(THURSDAY + DAY, None, 7)]}, {}, "no_association", "Aucune"),
    ({"sent": [Sending(date(2026, 1, 1), THURSDAY, 7)]}, {}, "no_association", "Aucune"),
    ({"held": [shift(THURSDAY, opening=100)]}, {}, "other_post", "Déjà une place ce jour-là."),
    ({"held": [shift(THURSDAY, opening=101)]}, {}, "overlap", "Déjà une place à ces heures."),
    ({}, TILL, "not_trained", "Il manque la formation « Mandat de caisse » ce jour-là."),
    (
        {"trained": [Trained("till", date(2026, 1, 1), THURSDAY)]},
        TILL,
        "no_longer_trained",
        "Mandat de caisse : valable jusqu’au 02/12/2026 seulement.",
    ),
    ({"trained": [Trained("till", THURSDAY + DAY, None)]}, TILL, "not_trained", "Il manque"),
    ({"absences": [(THURSDAY - DAY, THURSDAY + DAY)]}, {}, "absent", "jusqu’au 03/12/2026"),
    ({"dated": {(THURSDAY, "am"): None}}, {}, "cannot", "le 03/12/2026, matin"),
    ({"likings": {5: NEVER}}, {}, "declines", "« jamais »"),
    (
        {"held": [shift(THURSDAY - DAY)], "limits": Limits(gap_days=2)},
        {},
        "gap",
        "Trop près du 02/12/2026 : 2 jours au moins",
    ),
    (
        {"held": [shift(THURSDAY - 3 * DAY)], "limits": Limits(week=1)},
        {},
        "week_full",
        "1 au plus par semaine",
    ),
    (
        {"held": [shift(date(2026, 12, 1)), shift(date(2026, 12, 31))], "limits": Limits(month=2)},
        {},
        "month_full",
        "2 au plus par mois",
    ),
    (
        {"held": [shift(THURSDAY - 13 * DAY)], "limits": Limits(fortnight=1)},
        {},
        "14_days_full",
        "1 au plus en 14 jours",
    ),
    ({"apart": {2}}, {"present": {2: None}}, "apart", "à ne pas mettre avec elle"),
    (
        {},
        {"present": {2: 7, 3: 7, 4: 7, 5: 7}},
        "association_share",
        "sa part de ce jour : 4 au plus",
    ),
    ({"usual": {}}, {}, "not_said", "N’a pas dit être disponible le jeudi matin."),
    ({}, {"halves": ("am", "pm")}, "not_said", "le jeudi après-midi"),
]


@pytest.mark.parametrize(("facts", "where", "code", "words"), REFUSED)
def test_each_reason(facts, where, code, words):
    reason = person_reason(person(**facts), place(**where))
    assert reason is not None
    assert reason.code == code
    assert words in reason.words


ALLOWED = [
    ({"sent": [Sending(THURSDAY, THURSDAY + DAY, 7)]}, {}),
    ({"trained": [Trained("till", THURSDAY, THURSDAY + DAY)]}, TILL),
    ({"trained": [Trained("till", None, None)]}, TILL),
    ({"absences": [(THURSDAY - DAY, THURSDAY)]}, {}),
    ({"dated": {(THURSDAY, "pm"): None}}, {}),
    ({"usual": {}, "dated": {(THURSDAY, "am"): 3}}, {}),
    ({"likings": {5: 3, 6: NEVER}}, {}),
    ({"held": [shift(THURSDAY - 2 * DAY)], "limits": Limits(gap_days=2)}, {}),
    ({"held": [shift(THURSDAY - 4 * DAY)], "limits": Limits(week=1)}, {}),
    ({"held": [shift(date(2026, 11, 30))], "limits": Limits(month=1)}, {}),
    ({"held": [shift(THURSDAY - 14 * DAY)], "limits": Limits(fortnight=1)}, {}),
    ({"apart": {9}}, {"present": {2: None}}),
    ({}, {"present": {2: 7, 3: 7, 4: 7, 5: 8}}),
]


@pytest.mark.parametrize(("facts", "where"), ALLOWED)
def test_the_case_next_to_it_is_allowed(facts, where):
    assert said(person(**facts), place(**where)) == ""


def test_a_second_opening_of_the_day_needs_a_person_who_wants_both():
    morning = shift(THURSDAY, opening=101)
    afternoon = place(
        begins_at=morning.finishes_at,
        finishes_at=morning.finishes_at + timedelta(hours=3),
    )
    assert "le même jour" in said(person(held=[morning]), afternoon)
    assert said(person(held=[morning], limits=Limits(gap_days=0)), afternoon) == ""


@pytest.mark.parametrize(
    ("places", "percent", "cap"), [(15, 40, 6), (14, 40, 5), (2, 40, 1), (1, 1, 1)]
)
def test_the_share_is_rounded_down_and_never_under_one(places, percent, cap):
    assert place(day_places=places, share_percent=percent).on.share_cap == cap


def test_ones_own_place_counts_neither_in_limits_nor_in_shares():
    here = place(present={1: 7, 2: 7, 3: 7, 4: 7})
    mine = person(held=[shift(THURSDAY, opening=100)], limits=Limits(week=1, month=1, fortnight=1))
    assert list(all_reasons(mine, here)) == []


def test_of_two_associations_the_oldest_counts():
    both = person(sent=[Sending(date(2026, 5, 1), None, 3), Sending(date(2026, 1, 1), None, 7)])
    assert both.association_on(THURSDAY) == 7
    assert both.association_on(date(2025, 1, 1)) is None


def test_agreement_answers_what_was_not_said_and_nothing_else():
    silent = person(usual={})
    assert why_not(silent, place(), at=LONG_BEFORE, oneself=False, agreed=True) is None
    assert why_not(silent, place(), at=LONG_BEFORE, oneself=True) is None
    away = person(usual={}, dated={(THURSDAY, "am"): None})
    for oneself, agreed in ((True, False), (False, True)):
        reason = why_not(away, place(), at=LONG_BEFORE, oneself=oneself, agreed=agreed)
        assert reason is not None
        assert reason.code == "cannot"


def test_what_was_not_said_comes_last_so_that_the_button_is_true():
    tired = person(usual={}, held=[shift(THURSDAY - DAY)], limits=Limits(week=1))
    reason = person_reason(tired, place())
    assert reason is not None
    assert not reason.may_be_agreed


def test_nobody_learns_from_the_page_that_another_person_avoids_them():
    shy = person(apart={2})
    here = place(present={2: None})
    assert why_not(shy, here, at=LONG_BEFORE, oneself=False) == Reason("apart")
    told = why_not(shy, here, at=LONG_BEFORE, oneself=True)
    assert told == Reason("ask")
    assert "adressez-vous à la coordination" in told.words


DAY_REASONS = [
    ({"state": "cancelled"}, "cancelled"),
    ({"filled": 2}, "no_free_place"),
]


@pytest.mark.parametrize(("where", "code"), DAY_REASONS)
def test_a_day_that_nobody_may_take(where, code):
    reason = why_not(person(), place(**where), at=LONG_BEFORE, oneself=True)
    assert reason is not None
    assert reason.code == code


def test_once_begun_only_the_coordinator_places_and_once_over_nobody():
    here = place()
    assert why_not(person(), here, at=here.on.begins_at, oneself=True) == Reason("begun")
    assert why_not(person(), here, at=here.on.begins_at, oneself=False) is None
    assert why_not(person(), here, at=here.on.finishes_at, oneself=False) == Reason("past")


def test_every_code_is_tried_here():
    tried = {code for *_, code, _ in REFUSED} | {code for _, code in DAY_REASONS}
    assert set(WORDS) == tried | {"same_day", "ask", "begun", "past"}
