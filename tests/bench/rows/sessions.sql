INSERT INTO django_session (session_key, session_data, expire_date)
SELECT 'banc' || lpad(n::text, 28, '0'), repeat('x', 300), %(at)s + interval '1 day'
FROM generate_series(%(first)s, %(last)s) n;
