WITH people AS (
    INSERT INTO actors_user (password, email, first_name, last_name, phone, is_active, is_demo,
        session_epoch, created_at)
    SELECT '!', 'benevole-' || n || '@banc.example', 'Prénom ' || n %% 97, 'Nom ' || md5(n::text),
        '06 00 00 00 00', true, true, 0, %(at)s
    FROM generate_series(%(first)s, %(last)s) n
    RETURNING id
), granted AS (
    INSERT INTO actors_rolegrant (role, team, granted_at, user_id)
    SELECT 'benevole', '', %(at)s, id FROM people
)
INSERT INTO epicerie_volunteer (uid, channel, novice, active, feed_sealed, feed_digest, created_at,
    language, wish_per_4_weeks, min_gap_days, user_id)
SELECT gen_random_uuid(), 'email', false, true, '', 'banc-' || id, %(at)s, 'fr', 2, 1, id FROM people;
INSERT INTO epicerie_availability (volunteer_id, weekday, half, willing)
SELECT v.id, d, h, 1
FROM epicerie_volunteer v, generate_series(v.id %% 5, v.id %% 5 + 1) d, unnest(ARRAY['am', 'pm']) h
WHERE NOT EXISTS (SELECT 1 FROM epicerie_availability a WHERE a.volunteer_id = v.id);
INSERT INTO epicerie_affiliation (since, organisation_id, volunteer_id)
SELECT %(at)s::date - 200, o.ids[1 + v.id %% array_length(o.ids, 1)], v.id
FROM epicerie_volunteer v, (SELECT array_agg(id) ids FROM actors_organisation) o
WHERE NOT EXISTS (SELECT 1 FROM epicerie_affiliation a WHERE a.volunteer_id = v.id);
