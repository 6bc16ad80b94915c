WITH supplier AS (
    INSERT INTO epicerie_supplier (name) VALUES ('Fournisseur du banc ' || %(first)s) RETURNING id
), product AS (
    INSERT INTO epicerie_product (name, family, unit, storage)
    VALUES ('Article du banc ' || %(first)s, 'starch', 'paquet', 'dry') RETURNING id
), note AS (
    INSERT INTO epicerie_delivery ("on", note_number, received_at, received_by_id, supplier_id)
    SELECT %(at)s::date - 400, 'banc', %(at)s, (SELECT min(id) FROM actors_user), id FROM supplier
    RETURNING id
)
INSERT INTO epicerie_lot (funding, unit_value_cents, date_kind, best_on, lot_number, remaining,
    delivery_id, product_id)
SELECT 'donation', 100, 'ddm', %(at)s::date + (n %% 900)::int, 'banc-' || n, 0, note.id, product.id
FROM generate_series(%(first)s, %(last)s) n, note, product;
