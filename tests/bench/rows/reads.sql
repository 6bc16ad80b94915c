INSERT INTO actors_sensitiveread (at, household, classes, route, reason, reader_id)
SELECT %(at)s - make_interval(mins => n::int), gen_random_uuid(), ARRAY['identity'],
    'households:detail', 'banc d’essai', (SELECT min(id) FROM actors_user)
FROM generate_series(%(first)s, %(last)s) n;
