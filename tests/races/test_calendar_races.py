"""The calendar under simultaneous coordinators: days open once, a usual day is applied once."""

from __future__ import annotations

import time as clock
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

import pytest
from django.db import connection, transaction

from epicerie.actions.calendar import generate_openings, set_usual_day
from epicerie.actions.openings import open_day
from epicerie.actions.pattern_effect import apply_usual_day
from epicerie.actions.sites import add_site, retire_site
from epicerie.models import OpeningDay, Site, WeeklyPattern
from epicerie.queries.calendar_plan import plan_openings
from epicerie.queries.pattern_effect import pattern_effect
from epicerie.queries.usual_day import UsualDay, needs_of
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast
from tests.epicerie import rota_cast as rota
from tests.races.barrier import run_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SPAN = (date(2026, 12, 1), date(2027, 2, 1))
CLIENTS = 8


@pytest.fixture
def cast():
    made = Cast(AT)
    set_usual_day(
        3,
        starts=time(9),
        ends=time(12),
        needs={rota.posts()["accueil"]: 2},
        since=date(2026, 11, 1),
        by=made.grocery,
        at=AT,
    )
    return made


def test_eight_generations_at_once_open_each_day_once(cast):
    def act(_: int) -> list[OpeningDay]:
        return generate_openings(*SPAN, by=cast.grocery, at=AT)

    results = run_at_once(CLIENTS, act)
    assert sorted(len(row) for row in results) == [0] * (CLIENTS - 1) + [9]
    days = Counter(OpeningDay.objects.planned().values_list("day", flat=True))
    assert set(days.values()) == {1}


WALLS = ("opening_no_overlap", "opening_once_a_pattern_day")


@contextmanager
def walls_down() -> Iterator[None]:
    """For the control only: two openings may stand at the same hours."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = ANY(%s)",
            [list(WALLS)],
        )
        known = dict(cursor.fetchall())
        assert set(known) == set(WALLS)
        for name in known:
            cursor.execute(f"ALTER TABLE epicerie_openingday DROP CONSTRAINT {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE epicerie_openingday DISABLE TRIGGER USER")
            cursor.execute("DELETE FROM epicerie_openingday")
            cursor.execute("ALTER TABLE epicerie_openingday ENABLE TRIGGER USER")
            for name, definition in known.items():
                cursor.execute(
                    f"ALTER TABLE epicerie_openingday ADD CONSTRAINT {name} {definition}"
                )


def test_without_the_lock_of_the_calendar_nor_walls_a_day_opens_several_times(cast):
    def careless(_: int) -> int:
        with transaction.atomic():
            planned = [row for row in plan_openings(*SPAN) if not row.why_not]
            clock.sleep(0.3)
            made = OpeningDay.objects.bulk_create(
                OpeningDay(
                    site_id=row.pattern.site_id,
                    day=row.day,
                    starts=row.pattern.starts,
                    ends=row.pattern.ends,
                    pattern=row.pattern,
                    created_at=AT,
                )
                for row in planned
            )
            return len(made)

    with walls_down():
        results = run_at_once(CLIENTS, careless)
        days = Counter(OpeningDay.objects.planned().values_list("day", flat=True))
    assert results.count(9) > 1, results
    assert max(days.values()) > 1, "the control must open a day twice"


def test_eight_applications_at_once_move_each_day_once(cast):
    generate_openings(*SPAN, by=cast.grocery, at=AT)
    needs = needs_of({rota.posts()["accueil"]: 3}, {})
    asked = UsualDay(Site.objects.get(), 3, time(14), time(17), date(2026, 12, 1), needs)
    seal = pattern_effect(asked, at=AT).seal

    def act(_: int) -> bool:
        return apply_usual_day(asked, seen=seal, by=cast.grocery, at=AT).nothing

    assert sorted(run_at_once(CLIENTS, act)) == [False] + [True] * (CLIENTS - 1)
    assert WeeklyPattern.objects.count() == 2
    assert OpeningDay.objects.planned().filter(starts=time(14)).count() == 9
    assert OpeningDay.objects.count() == 18


def test_a_site_is_never_retired_under_an_opening(cast):
    known = rota.posts()
    for number in range(6):
        van = add_site(f"Camion {number}", location="", by=cast.grocery, at=AT)

        def act(side: int, van: Site = van) -> object:
            if side:
                return retire_site(van, by=cast.grocery, at=AT)
            with transaction.atomic():
                return open_day(
                    date(2026, 12, 4),
                    starts=time(9),
                    ends=time(12),
                    needs={known["accueil"]: 1},
                    site=van,
                    by=cast.grocery,
                    at=AT,
                )

        results = run_at_once(2, act)
        assert sum(isinstance(row, Refused) for row in results) == 1, results
        van.refresh_from_db()
        assert van.active == OpeningDay.objects.planned().filter(site=van).exists()
