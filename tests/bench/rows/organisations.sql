INSERT INTO actors_organisation (uid, slug, name, acronym, kind, themes, network_role, address,
    phone, email, website, siret, rna, source, is_published, is_demo, created_at, imported)
SELECT gen_random_uuid(), 'structure-' || n, 'Structure ' || md5(n::text), '',
    (ARRAY['association', 'institution', 'collectivite'])[1 + n %% 3],
    CASE n %% 3 WHEN 0 THEN ARRAY['logement'] WHEN 1 THEN ARRAY['insertion', 'mobilite'] ELSE ARRAY['sante-alimentation'] END,
    'Rôle de la structure ' || n, n || ' rue de l’Essai, 51100 Reims', '03 26 00 00 00', '', '',
    '', '', 'banc d’essai', true, true, %(at)s, '{}'
FROM generate_series(%(first)s, %(last)s) n;
