INSERT INTO actors_journalentry (at, verb, object_type, object_id, details, actor_id)
SELECT %(at)s - make_interval(mins => n::int), 'banc', 'household', n::text, '{}',
    (SELECT min(id) FROM actors_user)
FROM generate_series(%(first)s, %(last)s) n;
