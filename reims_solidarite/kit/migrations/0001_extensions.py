"""Extensions and the two functions that French names need without ICU.

`f_unaccent` is the immutable twin of `unaccent`, so that it can be indexed and generated.
"""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    CreateExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

F_UNACCENT = """
CREATE FUNCTION f_unaccent(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC; SELECT public.unaccent('public.unaccent'::regdictionary, $1); END
"""
F_PHONETIC = """
CREATE FUNCTION f_phonetic(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC; SELECT public.dmetaphone(public.f_unaccent($1)); END
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGistExtension(),
        CreateExtension("fuzzystrmatch"),
        migrations.RunSQL(F_UNACCENT, "DROP FUNCTION f_unaccent(text)"),
        migrations.RunSQL(F_PHONETIC, "DROP FUNCTION f_phonetic(text)"),
    ]
