INSERT INTO actors_message (id, kind, address, subject, text, html, dedupe_key, sealed, created_at,
    sent_at, attempts, last_error)
SELECT gen_random_uuid(), 'banc', 'personne-' || n || '@banc.example', 'Message ' || n,
    repeat('Bonjour. ', 60), '', 'banc-' || n, '', %(at)s - make_interval(mins => n::int), %(at)s, 1, ''
FROM generate_series(%(first)s, %(last)s) n;
