CREATE TEMPORARY TABLE made ON COMMIT DROP AS SELECT 0::bigint AS id, 0::bigint AS rank LIMIT 0;
WITH days AS (
    INSERT INTO epicerie_openingday (site_id, day, starts, ends, state, cancel_reason, created_at)
    SELECT (SELECT min(id) FROM epicerie_site), (SELECT coalesce(min(day), %(at)s::date) FROM epicerie_openingday)
            - (n - %(first)s + 1)::int, '14:00', '17:00', 'planned', '', %(at)s
    FROM generate_series(%(first)s, %(last)s) n
    RETURNING id
)
INSERT INTO made SELECT id, row_number() OVER (ORDER BY id) FROM days;
INSERT INTO epicerie_openingneed (opening_id, post_id, places, skilled)
SELECT made.id, post.id, post.usual_places, post.usual_skilled FROM made, epicerie_post post;
INSERT INTO epicerie_assignment (uid, place_number, period, state, sequence, created_at, changed_at,
    created_by_id, opening_id, need_id, volunteer_id)
SELECT gen_random_uuid(), place.place_number, place.period, 'active', 0, %(at)s, %(at)s,
    (SELECT min(id) FROM actors_user), place.opening_id, place.need_id,
    v.ids[1 + place.rank %% array_length(v.ids, 1)]
FROM (
    SELECT d.id AS opening_id, d.period, n.id AS need_id, number AS place_number,
        row_number() OVER (ORDER BY d.id, n.id, number) AS rank
    FROM made JOIN epicerie_openingday d USING (id) JOIN epicerie_openingneed n ON n.opening_id = d.id,
        generate_series(1, n.places) number
) place, (SELECT array_agg(id) ids FROM epicerie_volunteer) v;
