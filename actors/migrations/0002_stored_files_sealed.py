"""Stored files bear a seal: `verify_ledgers` names the one whose name or digest was changed."""

import pgtrigger.compiler
import pgtrigger.migrations
import reims_solidarite.kit.walls
from django.db import migrations, models

from actors.queries.file_seal import file_seal


def seal_files(apps, schema_editor):
    """Those of before, as they are."""
    files = apps.get_model("actors", "StoredFile").objects
    for file in files.order_by("pk").iterator(chunk_size=500):
        file.seal = file_seal(file)
        file.save(update_fields=["seal"])


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0001_people_network_and_journal'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='storedfile',
            name='file_append_only',
        ),
        migrations.AddField(
            model_name='storedfile',
            name='seal',
            field=models.CharField(db_default='', default='', editable=False, max_length=64, verbose_name='sceau'),
        ),
        migrations.RunPython(seal_files, migrations.RunPython.noop),
        pgtrigger.migrations.AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='file_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='5ea04cb6e5a410789f37efd9af3dd53e110f2972', operation='DELETE', pgid='pgtrigger_file_append_only_45665', table='actors_storedfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='file_as_stored', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."media_type" IS DISTINCT FROM (NEW."media_type") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='aad1c67f9fdb550f125e072a71582994ddd49218', operation='UPDATE', pgid='pgtrigger_file_as_stored_3759c', table='actors_storedfile', when='BEFORE')),
        ),
    ]
