# One value in force a day and a key; the replaced values of a switch stay written.

import django.contrib.postgres.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0008_withdrawn_messages'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='parameter',
            name='parameter_one_value_a_day',
        ),
        migrations.AddField(
            model_name='parameter',
            name='replaced_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='remplacée le'),
        ),
        migrations.AddConstraint(
            model_name='parameter',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('replaced_at', None)), expressions=[('key', '='), ('period', '&&')], name='parameter_one_value_a_day', violation_error_message='Une autre valeur est déjà en vigueur sur une partie de cette période : terminez-la d’abord.'),
        ),
    ]
