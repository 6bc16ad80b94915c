"""Opening a file: numbered without a gap, never blind to a household that resembles it."""

from __future__ import annotations

import threading
from datetime import datetime

import pytest
from django.db import connection, transaction

from actors.households.actions.opening import change_identity, open_household
from actors.households.models import Household, HouseholdMember
from actors.models import JournalEntry
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast
from tests.factories.households import household, person

pytestmark = pytest.mark.django_db


def test_numbers_follow_each_other_and_a_rollback_leaves_no_gap(cast: Cast, at: datetime) -> None:
    first = household(cast.reception, at, last="Aube")
    with pytest.raises(Refused), transaction.atomic():
        open_household("Vide", members=[], by=cast.reception, at=at)
    with transaction.atomic():
        household(cast.reception, at, last="Cantal")
        transaction.set_rollback(True)
    second = household(cast.reception, at, last="Doubs")
    assert int(second.number[1:]) == int(first.number[1:]) + 1
    assert first.number == f"M{int(first.number[1:]):07d}"


def test_everything_is_written_and_journaled_without_a_name(cast: Cast, at: datetime) -> None:
    opened = household(cast.reception, at, organisation=cast.entraide)
    assert HouseholdMember.objects.filter(household=opened).count() == 2
    assert opened.housings.get().district == "Orgeval"  # type: ignore[attr-defined]
    entry = JournalEntry.objects.get(verb="open_household")
    assert entry.household == opened.uid
    assert "Vesle" not in str(entry.details)
    assert list(Household.objects.visible_to(cast.agent_a)) == [opened]
    assert not Household.objects.visible_to(cast.agent_b).exists()


def test_a_household_has_an_adult(cast: Cast, at: datetime) -> None:
    child = person("Hugo", "Vesle", "2019-09-01", "enfant")
    with pytest.raises(Refused, match="au moins un adulte"):
        open_household("X", members=[child], by=cast.reception, at=at)


@pytest.mark.parametrize("born", ["1899-12-31", "2026-11-24"])
def test_an_impossible_birth_date_is_refused(cast: Cast, at: datetime, born: str) -> None:
    with pytest.raises(Refused, match="date de naissance"):
        open_household("X", members=[person("A", "B", born)], by=cast.reception, at=at)


def test_a_resembling_household_asks_for_an_explicit_choice(cast: Cast, at: datetime) -> None:
    household(cast.reception, at, last="Étienne")
    again = [person("Agathe", "ETIENNE", "1985-04-12")]
    with pytest.raises(Refused, match="confirmez") as refused:
        open_household("X", members=again, by=cast.case_worker, at=at)
    assert refused.value.field == "no_duplicate"
    assert open_household("X", members=again, no_duplicate=True, by=cast.case_worker, at=at).number


def test_an_agent_cannot_open_a_twin_of_a_file_they_may_not_read(cast: Cast, at: datetime) -> None:
    household(cast.reception, at, last="Étienne")
    again = [person("Agathe", "Etienne", "1985-04-12")]
    with pytest.raises(Refused, match="contactez le CCAS"):
        open_household(
            "X",
            members=again,
            organisation=cast.entraide,
            reason="suivi",
            no_duplicate=True,
            by=cast.agent_a,
            at=at,
        )


def test_an_agent_opens_for_their_own_organisation_only(cast: Cast, at: datetime) -> None:
    with pytest.raises(Refused, match="propre organisation"):
        household(cast.agent_a, at, organisation=cast.secours)
    assert not Household.objects.exists()


def test_the_identity_is_corrected(cast: Cast, at: datetime) -> None:
    opened = household(cast.reception, at)
    change_identity(opened, name="Famille Marne", phone="", email="", by=cast.reception, at=at)
    opened.refresh_from_db()
    assert (opened.name, opened.phone) == ("Famille Marne", "")
    with pytest.raises(Refused):
        change_identity(opened, name=" ", phone="", email="", by=cast.reception, at=at)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_the_same_household_opened_twice_at_once_is_seen(at: datetime) -> None:
    """Without the shared lock of the numbers, both would find nobody (the negative control)."""
    cast = Cast(at)
    people = [cast.reception, cast.case_worker]
    barrier = threading.Barrier(2)
    outcomes: list[str] = []

    def open_it(number: int) -> None:
        barrier.wait()
        try:
            open_household(
                "X",
                members=[person("Inès", "Lozère", "1990-01-02")],
                by=people[number],
                at=at,
            )
            outcomes.append("ouvert")
        except Refused:
            outcomes.append("refusé")
        finally:
            connection.close()

    threads = [threading.Thread(target=open_it, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["ouvert", "refusé"]
