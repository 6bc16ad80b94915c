"""A household over time: each change ends what was, and nothing overlaps, even in raw SQL."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.households.actions.accompaniment import end_accompaniment, start_accompaniment
from actors.households.actions.amounts import set_budget, set_charges, set_resources
from actors.households.actions.composition import add_member, end_member, welcome_back
from actors.households.actions.contacts import add_contact
from actors.households.actions.housing import NewHousing, move_house
from actors.households.models import (
    Charge,
    Contact,
    Household,
    HouseholdMember,
    Housing,
    Resource,
)
from actors.models import JournalEntry
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast
from tests.factories.households import household, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def home(cast: Cast, at: datetime) -> Household:
    return household(cast.reception, at - timedelta(days=100))


def test_a_change_of_resources_ends_the_line_and_opens_another(
    cast: Cast, at: datetime, home: Household
) -> None:
    worker = cast.case_worker
    since = TODAY - timedelta(days=60)
    assert set_resources(home, {"rsa": 60_000, "familiales": 0}, since=since, by=worker, at=at) == 1
    assert set_resources(home, {"rsa": 60_000}, since=TODAY, by=worker, at=at) == 0
    assert set_resources(home, {"rsa": 63_500}, since=TODAY, by=worker, at=at) == 1
    rows = Resource.objects.filter(household=home).order_by("period")
    assert [(row.monthly_cents, row.period) for row in rows] == [
        (60_000, DateRange(since, TODAY)),
        (63_500, DateRange(TODAY, None)),
    ]
    assert JournalEntry.objects.filter(verb="set_resources", household=home.uid).count() == 2


def test_a_kind_left_out_ends_and_the_same_day_is_a_correction(
    cast: Cast, at: datetime, home: Household
) -> None:
    worker = cast.case_worker
    set_charges(home, {"loyer": 50_000, "eau": 2_000}, since=TODAY, by=worker, at=at)
    set_charges(home, {"loyer": 52_000}, since=TODAY, by=worker, at=at)
    in_force = Charge.objects.on(TODAY).filter(household=home).order_by("kind")
    assert [(row.kind, row.monthly_cents) for row in in_force] == [("eau", 0), ("loyer", 52_000)]
    assert set_charges(home, {"loyer": 52_000}, since=TODAY, by=worker, at=at) == 0


def test_amounts_out_of_reason_are_refused_and_nothing_is_written(
    cast: Cast, at: datetime, home: Household
) -> None:
    worker = cast.case_worker
    with pytest.raises(Refused) as refused:
        set_budget(
            home,
            resources={"rsa": 60_000},
            charges={"loyer": 5_000_001},
            since=TODAY,
            by=worker,
            at=at,
        )
    assert refused.value.field == "loyer"
    assert not Resource.objects.exists()
    with pytest.raises(Refused, match="avenir"):
        set_resources(home, {"rsa": 1}, since=TODAY + timedelta(days=1), by=worker, at=at)
    set_resources(home, {"rsa": 60_000}, since=TODAY, by=worker, at=at)
    with pytest.raises(Refused, match="plus tardive"):
        set_resources(home, {"rsa": 1}, since=TODAY - timedelta(days=1), by=worker, at=at)


@pytest.mark.parametrize("table", ["resource", "charge"])
def test_two_amounts_of_one_kind_on_one_day_are_impossible(home: Household, table: str) -> None:
    insert = (
        f"INSERT INTO households_{table} (household_id, kind, monthly_cents, period)"  # noqa: S608
        " VALUES (%s, 'autre', %s, daterange(%s, %s))"
    )
    with connection.cursor() as cursor:
        cursor.execute(insert, [home.pk, 100, "2026-01-01", None])
        with pytest.raises(IntegrityError, match="one_amount_a_day"), transaction.atomic():
            cursor.execute(insert, [home.pk, 200, "2026-06-01", "2026-07-01"])
        with pytest.raises(IntegrityError, match="period_starts"), transaction.atomic():
            cursor.execute(insert, [home.pk, 200, "2026-06-01", "2026-06-01"])
        with pytest.raises(IntegrityError, match="plausible"), transaction.atomic():
            cursor.execute(insert, [home.pk, 5_000_001, "2020-01-01", "2020-02-01"])


def test_moving_ends_the_home_before(cast: Cast, at: datetime, home: Household) -> None:
    known = Housing.objects.get(household=home)
    private = NewHousing("prive", "3 rue Neuve", "51100", "Reims", "Centre")
    with pytest.raises(Refused, match="plus tardive"):
        move_house(
            home,
            private,
            since=known.period.lower - timedelta(days=1),
            by=cast.reception,
            at=at,
        )
    move_house(home, private, since=TODAY, by=cast.reception, at=at)
    corrected = NewHousing("prive", "5 rue Neuve", "51100", "Reims", "Centre")
    move_house(home, corrected, since=TODAY, by=cast.reception, at=at)
    rows = Housing.objects.filter(household=home).order_by("period")
    assert [(row.address, row.period.upper) for row in rows] == [
        ("12 rue de l’Essai", TODAY),
        ("5 rue Neuve", None),
    ]
    with pytest.raises(IntegrityError, match="housing_one_a_day"), transaction.atomic():
        Housing.objects.create(household=home, kind="sans", period=DateRange(TODAY, None))


def test_people_come_leave_and_come_back(cast: Cast, at: datetime, home: Household) -> None:
    by = cast.reception
    member = add_member(
        home, person("Zoé", "Vesle", "2001-05-05"), since=date(2026, 9, 1), by=by, at=at
    )
    with pytest.raises(Refused, match="doit suivre"):
        end_member(member, until=date(2026, 9, 1), by=by, at=at)
    gone = end_member(member, until=date(2026, 10, 1), by=by, at=at)
    with pytest.raises(Refused, match="déjà quitté"):
        end_member(member, until=date(2026, 10, 2), by=by, at=at)
    with pytest.raises(Refused, match="vit déjà"):
        welcome_back(gone, since=date(2026, 9, 15), by=by, at=at)
    welcome_back(gone, since=date(2026, 11, 1), by=by, at=at)
    assert [
        HouseholdMember.objects.on(day).filter(household=home).count()
        for day in (date(2026, 9, 15), date(2026, 10, 15), date(2026, 11, 15))
    ] == [3, 2, 3]


def test_the_last_person_cannot_leave(cast: Cast, at: datetime, home: Household) -> None:
    first, second = HouseholdMember.objects.filter(household=home)
    end_member(second, until=TODAY, by=cast.reception, at=at)
    with pytest.raises(Refused, match="dernière personne"):
        end_member(first, until=TODAY, by=cast.reception, at=at)


def test_a_person_lives_in_one_household_at_a_time(
    cast: Cast, at: datetime, home: Household
) -> None:
    other = household(cast.reception, at, last="Marne")
    stay = HouseholdMember.objects.filter(household=home).first()
    with pytest.raises(IntegrityError, match="person_one_household"), transaction.atomic():
        HouseholdMember.objects.create(
            household=other,
            person=stay.person,  # type: ignore[union-attr]
            place="adulte",
            period=DateRange(TODAY, None),
        )


def test_an_accompaniment_opens_and_closes_the_file(
    cast: Cast, at: datetime, home: Household
) -> None:
    with pytest.raises(Refused, match="propre organisation"):
        start_accompaniment(home, cast.secours, reason="aide", by=cast.agent_a, at=at)
    with pytest.raises(Refused, match="bailleur"):
        start_accompaniment(home, cast.bailleur, reason="aide", by=cast.reception, at=at)
    with pytest.raises(Refused, match="pourquoi"):
        start_accompaniment(home, cast.entraide, reason="  ", by=cast.reception, at=at)
    started = start_accompaniment(home, cast.entraide, reason="aide", by=cast.reception, at=at)
    with pytest.raises(Refused, match="déjà"):
        start_accompaniment(home, cast.entraide, reason="aide", by=cast.reception, at=at)
    assert Household.objects.visible_to(cast.agent_a).exists()
    with pytest.raises(Refused, match="propre organisation"):
        end_accompaniment(started, by=cast.agent_b, at=at)
    end_accompaniment(started, by=cast.agent_a, at=at)
    assert not Household.objects.visible_to(cast.agent_a).exists()
    with pytest.raises(Refused, match="déjà terminé"):
        end_accompaniment(started, by=cast.agent_a, at=at)


def test_a_contact_moves_the_day_that_retention_counts_from(
    cast: Cast, at: datetime, home: Household
) -> None:
    worker = cast.case_worker
    add_contact(home, on=TODAY, medium="visite", summary="Vue ce jour.", by=worker, at=at)
    earlier = TODAY - timedelta(days=30)
    add_contact(home, on=earlier, medium="telephone", summary="Appel.", by=worker, at=at)
    home.refresh_from_db()
    assert home.last_contact_on == TODAY
    assert "Vue" not in str(list(JournalEntry.objects.values_list("details", flat=True)))
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=400)):
        with pytest.raises(Refused, match="date du contact"):
            add_contact(home, on=day, medium="visite", summary="x", by=worker, at=at)


@pytest.mark.parametrize("role", ["reception", "grocery", "auditor", "administrator", "agent_a"])
def test_only_social_workers_write_and_read_notes(
    cast: Cast, at: datetime, home: Household, role: str
) -> None:
    user = getattr(cast, role)
    with pytest.raises(Refused, match="instructeurs"):
        add_contact(home, on=TODAY, medium="visite", summary="x", by=user, at=at)
    add_contact(home, on=TODAY, medium="visite", summary="x", by=cast.manager, at=at)
    assert not Contact.objects.visible_to(user).exists()
    assert Contact.objects.visible_to(cast.case_worker).exists()
