INSERT INTO epicerie_stockmovement (at, amount, kind, reason, by_id, lot_id)
SELECT %(at)s - make_interval(mins => (n %% 500000)::int), CASE WHEN n %% 2 = 0 THEN 1 ELSE -1 END,
    'correction', 'banc d’essai', (SELECT min(id) FROM actors_user),
    lots.ids[1 + (n / 2) %% array_length(lots.ids, 1)]
FROM generate_series(%(first)s - %(first)s %% 2, %(last)s - (%(last)s + 1) %% 2) n,
    (SELECT array_agg(id) ids FROM epicerie_lot WHERE lot_number LIKE 'banc-%%') lots;
