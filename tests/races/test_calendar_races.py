"""The calendar under simultaneous coordinators: days open once, a usual day is applied once."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time

import pytest
from django.db import transaction

from epicerie.actions.calendar import generate_openings, set_usual_day
from epicerie.actions.openings import open_day
from epicerie.actions.pattern_effect import apply_usual_day
from epicerie.actions.sites import add_site, retire_site
from epicerie.models import OpeningDay, Site, WeeklyPattern
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
