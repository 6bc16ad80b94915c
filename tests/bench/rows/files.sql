INSERT INTO actors_storedfile (id, name, media_type, size, sha256, content, created_at)
SELECT gen_random_uuid(), 'fichier-' || n || '.pdf', 'application/pdf', 1000,
    encode(sha256(n::text::bytea), 'hex'), 'banc/' || n, %(at)s
FROM generate_series(%(first)s, %(last)s) n;
