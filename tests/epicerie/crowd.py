"""Thousands of volunteers in one statement, for the tests of what a page costs as people come."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from actors.models import User
from tests.cast import Cast

# Half of them of each association, free on Tuesdays and Thursdays; a third is trained and likes a
# post, a third answers about the 22nd of December, a third is away from that day on.
PEOPLE = """
WITH people AS (
    INSERT INTO actors_user (password, email, first_name, last_name, phone, is_active,
        is_demo, session_epoch, created_at)
    SELECT '!', 'foule-' || n || '@cast.example', 'Foule', 'N' || n, '', true, true, 0, %(at)s
    FROM generate_series(%(first)s, %(last)s) n
    RETURNING id
), made AS (
    INSERT INTO epicerie_volunteer (uid, channel, novice, active, language, wish_per_4_weeks,
        min_gap_days, feed_sealed, feed_digest, created_at, user_id)
    SELECT gen_random_uuid(), CASE id %% 5 WHEN 0 THEN 'phone' ELSE 'email' END, false, true, 'fr',
        2, 1, 'x', 'foule-' || id, %(at)s, id FROM people
    RETURNING id
), sent AS (
    INSERT INTO epicerie_affiliation (since, organisation_id, volunteer_id)
    SELECT '2026-01-01', (%(senders)s::bigint[])[1 + id %% 2], id FROM made
    RETURNING volunteer_id, organisation_id
), trained AS (
    INSERT INTO epicerie_volunteerskill (skill, period, granted_at, volunteer_id)
    SELECT 'till', daterange('2026-01-01', '2026-12-20'), %(at)s, id FROM made WHERE id %% 3 = 0
), liked AS (
    INSERT INTO epicerie_postwish (liking, post_id, volunteer_id)
    SELECT id %% 4, (SELECT min(id) FROM epicerie_post), id FROM made WHERE id %% 3 = 0
), answered AS (
    INSERT INTO epicerie_datedavailability (day, half, can_come, willing, volunteer_id)
    SELECT '2026-12-22', 'am', id %% 2 = 0, 1, id FROM made WHERE id %% 3 = 1
), away AS (
    INSERT INTO epicerie_absence (period, said_at, volunteer_id)
    SELECT daterange('2026-12-22', '2026-12-24'), %(at)s, id FROM made WHERE id %% 3 = 2
), gave AS (
    INSERT INTO epicerie_hoursentry (at, amount, day, kind, reason, by_id, organisation_id,
        volunteer_id)
    SELECT %(at)s, 60, '2026-11-20', 'meeting', 'réunion', %(by)s, organisation_id, volunteer_id
    FROM sent
)
INSERT INTO epicerie_availability (weekday, half, willing, volunteer_id)
SELECT weekday, half, 1, id FROM made, unnest(ARRAY[1, 3]) weekday, unnest(ARRAY['am', 'pm']) half
"""


def crowd(cast: Cast, count: int, at: datetime) -> None:
    """That many more volunteers; the tables know how large they have become."""
    first = User.objects.count() + 1
    values = {
        "at": at,
        "first": first,
        "last": first + count - 1,
        "senders": [cast.entraide.pk, cast.secours.pk],
        "by": cast.grocery.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, values)
        cursor.execute("ANALYZE")
