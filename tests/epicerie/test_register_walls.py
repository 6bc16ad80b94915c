"""The register of the rota written past the actions: the database refuses by itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection

from actors.models import Organisation
from epicerie.models import Post, Site, Volunteer
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
CASES = {
    "availability_once_a_half_day": (
        "INSERT INTO epicerie_availability (volunteer_id, weekday, half, willing)"
        " VALUES ({v}, 3, 'am', 0), ({v}, 3, 'am', 1)"
    ),
    "availability_half_day_known": (
        "INSERT INTO epicerie_availability (volunteer_id, weekday, half, willing)"
        " VALUES ({v}, 7, 'am', 0)"
    ),
    "dated_availability_once": (
        "INSERT INTO epicerie_datedavailability (volunteer_id, day, half, can_come, willing)"
        " VALUES ({v}, '2026-12-03', 'am', true, 0), ({v}, '2026-12-03', 'am', false, 0)"
    ),
    "dated_availability_half_known": (
        "INSERT INTO epicerie_datedavailability (volunteer_id, day, half, can_come, willing)"
        " VALUES ({v}, '2026-12-03', 'xx', true, 0)"
    ),
    "absence_no_overlap": (
        "INSERT INTO epicerie_absence (volunteer_id, period, said_at)"
        " VALUES ({v}, '[2026-12-01,2026-12-05)', now()), ({v}, '[2026-12-04,2026-12-09)', now())"
    ),
    "absence_has_two_ends": (
        "INSERT INTO epicerie_absence (volunteer_id, period, said_at)"
        " VALUES ({v}, '[2026-12-01,)', now())"
    ),
    "post_wish_once": (
        "INSERT INTO epicerie_postwish (volunteer_id, post_id, liking)"
        " VALUES ({v}, {p}, 0), ({v}, {p}, 1)"
    ),
    "post_wish_known": (
        "INSERT INTO epicerie_postwish (volunteer_id, post_id, liking) VALUES ({v}, {p}, 4)"
    ),
    "companion_in_order": (
        "INSERT INTO epicerie_companion (first_id, second_id, kind) VALUES ({w}, {v}, 'apart')"
    ),
    "companion_once": (
        "INSERT INTO epicerie_companion (first_id, second_id, kind)"
        " VALUES ({v}, {w}, 'apart'), ({v}, {w}, 'together')"
    ),
    "companion_kind_known": (
        "INSERT INTO epicerie_companion (first_id, second_id, kind) VALUES ({v}, {w}, 'near')"
    ),
    "promise_one_at_a_time": (
        "INSERT INTO epicerie_promise (organisation_id, period, places_a_month, said_at)"
        " VALUES ({o}, '[2026-12-01,2026-12-05)', 5, now()),"
        " ({o}, '[2026-12-01,2026-12-05)', 6, now())"
    ),
    "promise_plausible": (
        "INSERT INTO epicerie_promise (organisation_id, period, places_a_month, said_at)"
        " VALUES ({o}, '[2026-12-01,2026-12-05)', 0, now())"
    ),
    "standby_once": (
        "INSERT INTO epicerie_standby (opening_id, volunteer_id, created_at)"
        " VALUES ({d}, {v}, now()), ({d}, {v}, now())"
    ),
    "volunteer_language_known": "UPDATE epicerie_volunteer SET language = 'xx' WHERE id = {v}",
    "volunteer_limits_plausible": "UPDATE epicerie_volunteer SET max_week = 0 WHERE id = {v}",
    "pattern_one_a_weekday": (
        "INSERT INTO epicerie_weeklypattern (site_id, weekday, starts, ends, period)"
        " VALUES ({s}, 3, '09:00', '12:00', '[2026-12-01,2026-12-05)'),"
        " ({s}, 3, '09:00', '11:00', '[2026-12-01,2026-12-05)')"
    ),
    "need_places_plausible": "UPDATE epicerie_openingneed SET skilled = places + 1",
}


@pytest.fixture
def numbers(cast) -> dict[str, int]:
    """v < w: two volunteers; a post, an organisation, a day, a site."""
    vera = rota.volunteer(cast.grocery, cast.entraide)
    olga = rota.volunteer(cast.grocery, cast.entraide, "olga")
    opened = rota.opening(cast.grocery, day=date(2026, 12, 10))
    assert isinstance(vera, Volunteer)
    assert vera.pk < olga.pk
    return {
        "v": vera.pk,
        "w": olga.pk,
        "p": Post.objects.earliest("pk").pk,
        "o": Organisation.objects.earliest("pk").pk,
        "d": opened.pk,
        "s": Site.objects.earliest("pk").pk,
    }


@pytest.mark.parametrize(("name", "sql"), CASES.items(), ids=CASES)
def test_sql_is_refused(numbers, name, sql):
    with pytest.raises(IntegrityError, match=name), connection.cursor() as cursor:
        cursor.execute(sql.format(**numbers))
