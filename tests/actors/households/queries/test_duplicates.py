"""Which households resemble: by accents, sound, spelling, birth date; and who learns of it."""

from __future__ import annotations

from datetime import datetime

import pytest

from actors.households.queries.duplicates import find_duplicates
from tests.cast import Cast
from tests.factories.households import household, person

pytestmark = pytest.mark.django_db
KNOWN = ("Gaëlle", "Dupont", "1980-02-29")


@pytest.mark.parametrize(
    ("first", "last", "born", "reason"),
    [
        ("Gaëlle", "Dupont", "1980-02-29", "mêmes nom, prénom et date"),
        ("GAELLE", "DUPONT", "1980-02-29", "mêmes nom, prénom et date"),
        ("Anne", "Dupont", "1980-02-29", "même nom et même date"),
        ("Gaëlle", "Dupond", "1980-02-29", "se ressemble"),
        ("Gaëlle", "Du pont", "1980-02-29", "se ressemble"),
        ("Gaelle", "Dupont", "1981-02-28", "autre date"),
    ],
)
def test_each_resemblance_is_found_with_its_reason(
    cast: Cast, at: datetime, first: str, last: str, born: str, reason: str
) -> None:
    known = household(cast.reception, at, members=[person(*KNOWN)])
    found = find_duplicates([person(first, last, born)], user=cast.reception)
    assert [candidate.household for candidate in found] == [known]
    assert reason in found[0].reasons[0]
    assert found[0].readable


@pytest.mark.parametrize(
    ("first", "last", "born"),
    [
        ("Gaëlle", "Durand", "1980-02-29"),
        ("Anne", "Dupont", "1990-01-01"),
        ("A", "B", "1980-02-29"),
    ],
)
def test_strangers_do_not_resemble(
    cast: Cast, at: datetime, first: str, last: str, born: str
) -> None:
    household(cast.reception, at, members=[person(*KNOWN)])
    assert find_duplicates([person(first, last, born)], user=cast.reception) == []


def test_an_agent_learns_only_that_a_close_match_exists(cast: Cast, at: datetime) -> None:
    household(cast.reception, at, members=[person(*KNOWN)])
    close = find_duplicates([person("Gaelle", "Dupond", "1980-02-29")], user=cast.agent_a)
    assert [candidate.readable for candidate in close] == [False]
    # A name alone must not tell an agent who is known.
    assert find_duplicates([person("Gaëlle", "Dupont", "1999-09-09")], user=cast.agent_a) == []


def test_the_search_costs_the_same_whatever_it_finds(
    cast: Cast, at: datetime, django_assert_max_num_queries
) -> None:
    for number in range(12):
        household(
            cast.reception, at, members=[person("Gaëlle", "Dupont", f"1980-02-{number + 1:02d}")]
        )
    worker = cast.case_worker
    with django_assert_max_num_queries(6):
        found = find_duplicates([person("Gaëlle", "Dupont", "1980-02-03")], user=worker)
    assert len(found) == 10
    assert "mêmes nom, prénom et date" in found[0].reasons[0]
