CREATE TEMPORARY TABLE homes ON COMMIT DROP AS SELECT 0::bigint AS id, 0::bigint AS rank LIMIT 0;
CREATE TEMPORARY TABLE people ON COMMIT DROP AS SELECT 0::bigint AS id, 0::bigint AS rank LIMIT 0;
WITH added AS (
    INSERT INTO households_household (uid, number, name, phone, email, created_at, last_contact_on,
        is_demo)
    SELECT gen_random_uuid(), 'M' || lpad((5000000 + n)::text, 7, '0'), 'Famille ' || md5(n::text),
        '06 00 00 00 00', '', %(at)s, %(at)s::date - (n %% 300)::int, true
    FROM generate_series(%(first)s, %(last)s) n
    RETURNING id
)
INSERT INTO homes SELECT id, row_number() OVER (ORDER BY id) FROM added;
WITH added AS (
    INSERT INTO households_person (first_name, last_name, birth_date, created_at)
    SELECT 'Prénom ' || n, 'Nom ' || md5(id::text), %(at)s::date - (8000 + id %% 9000)::int, %(at)s
    FROM homes, generate_series(1, 3) n
    RETURNING id
)
INSERT INTO people SELECT id, row_number() OVER (ORDER BY id) FROM added;
INSERT INTO households_householdmember (place, period, household_id, person_id)
SELECT 'adulte', daterange(%(at)s::date - 300, NULL), homes.id, people.id
FROM homes JOIN people ON (people.rank - 1) / 3 = homes.rank - 1;
INSERT INTO households_housing (kind, address, postcode, city, district, period, household_id)
SELECT 'social', id || ' rue de l’Essai', '51100', 'Reims', 'Croix-Rouge',
    daterange(%(at)s::date - 300, NULL), id
FROM homes;
INSERT INTO households_resource (monthly_cents, period, kind, household_id)
SELECT 60000, daterange(%(at)s::date - 300, NULL), 'rsa', id FROM homes;
INSERT INTO households_charge (monthly_cents, period, kind, household_id)
SELECT 40000, daterange(%(at)s::date - 300, NULL), 'loyer', id FROM homes;
