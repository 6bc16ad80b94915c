"""Households, who lives in them, their homes, resources and charges: one amount a day."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import reims_solidarite.kit.names
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('households', '0001_initial'), ('households', '0002_one_amount_a_day')]

    initial = True

    dependencies = [
        ('actors', '0001_people_network_and_journal'),
    ]

    operations = [
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.CharField(editable=False, max_length=12, unique=True, verbose_name='numéro')),
                ('name', models.CharField(max_length=120, verbose_name='nom du ménage')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='téléphone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse e-mail')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='créé le')),
                ('last_contact_on', models.DateField(verbose_name='dernier contact le')),
                ('is_demo', models.BooleanField(default=False, verbose_name='donnée de démonstration')),
            ],
            options={
                'verbose_name': 'ménage',
                'verbose_name_plural': 'ménages',
                'ordering': ['number'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Lower(reims_solidarite.kit.names.Unaccent(models.F('name'))), name='gin_trgm_ops'), name='household_trgm')],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__regex', '^M\\d{7}$')), name='household_number_form', violation_error_message='Un numéro de ménage est un M suivi de 7 chiffres.')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='households.household')),
                ('on', models.DateField(verbose_name='le')),
                ('medium', models.CharField(choices=[('visite', 'Visite'), ('telephone', 'Téléphone'), ('courrier', 'Courrier ou e-mail'), ('domicile', 'Au domicile')], max_length=10, verbose_name='moyen')),
                ('summary', models.TextField(max_length=4000, verbose_name='note sociale')),
                ('created_at', models.DateTimeField(editable=False)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'contact',
                'verbose_name_plural': 'contacts',
                'ordering': ['household', '-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_name', models.CharField(max_length=80, verbose_name='prénom')),
                ('last_name', models.CharField(max_length=80, verbose_name='nom')),
                ('birth_date', models.DateField(verbose_name='date de naissance')),
                ('created_at', models.DateTimeField(editable=False)),
                ('sort_key', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Lower(reims_solidarite.kit.names.Unaccent(models.F('last_name'))), output_field=models.CharField(max_length=100))),
                ('sound_key', models.GeneratedField(db_persist=True, expression=reims_solidarite.kit.names.Phonetic(models.F('last_name')), output_field=models.CharField(max_length=40))),
            ],
            options={
                'verbose_name': 'personne',
                'verbose_name_plural': 'personnes',
                'ordering': ['sort_key', 'first_name', 'pk'],
                'indexes': [models.Index(fields=['birth_date', 'sound_key'], name='person_birth_sound'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Lower(reims_solidarite.kit.names.Unaccent(models.F('last_name'))), name='gin_trgm_ops'), name='person_trgm'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Lower(reims_solidarite.kit.names.Unaccent(models.F('first_name'))), name='gin_trgm_ops'), name='person_first_trgm')],
                'constraints': [models.CheckConstraint(condition=models.Q(('birth_date__gte', '1900-01-01')), name='person_birth_plausible', violation_error_message='Cette date de naissance est trop ancienne : vérifiez-la.')],
            },
        ),
        migrations.CreateModel(
            name='Charge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('monthly_cents', models.PositiveIntegerField(verbose_name='montant par mois (centimes)')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='période')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='households.household')),
                ('kind', models.CharField(choices=[('loyer', 'Loyer ou emprunt'), ('charges', 'Charges locatives'), ('energie', 'Énergie'), ('eau', 'Eau'), ('assurance', 'Assurance du logement'), ('mutuelle', 'Mutuelle'), ('garde', 'Garde d’enfants'), ('alimentaire', 'Pension alimentaire versée'), ('transport', 'Transport'), ('telecom', 'Téléphone et internet'), ('impots', 'Impôts'), ('dettes', 'Plan d’apurement ou dettes'), ('autre', 'Autre charge')], max_length=15, verbose_name='charge')),
            ],
            options={
                'verbose_name': 'charge',
                'verbose_name_plural': 'charges',
                'ordering': ['household', 'kind', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('monthly_cents__lte', 5000000)), name='charge_plausible', violation_error_message='Ce montant dépasse 50 000 € par mois : vérifiez-le.'), models.CheckConstraint(condition=models.Q(('period__startswith__isnull', False), ('period__isempty', False)), name='charge_period_starts', violation_error_message='Une période a une date de début, et une fin qui la suit.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('household', '='), ('kind', '='), ('period', '&&')], name='charge_one_amount_a_day', violation_error_message='Un montant est déjà connu pour cette charge à cette date : terminez d’abord cette période.')],
            },
        ),
        migrations.CreateModel(
            name='Accompaniment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accompaniments', to='households.household')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.organisation', verbose_name='organisation')),
                ('reason', models.CharField(max_length=200, verbose_name='motif')),
                ('started_at', models.DateTimeField(verbose_name='depuis le')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='jusqu’au')),
            ],
            options={
                'verbose_name': 'accompagnement',
                'verbose_name_plural': 'accompagnements',
                'ordering': ['household', '-started_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('household', 'organisation'), name='accompaniment_once', violation_error_message='Cette organisation accompagne déjà ce ménage.')],
            },
        ),
        migrations.CreateModel(
            name='Housing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='housings', to='households.household')),
                ('kind', models.CharField(choices=[('social', 'Logement social'), ('prive', 'Location privée'), ('proprietaire', 'Propriétaire'), ('heberge', 'Hébergé par un tiers'), ('foyer', 'Foyer ou hébergement'), ('sans', 'Sans logement')], max_length=15, verbose_name='logement')),
                ('address', models.CharField(blank=True, max_length=250, verbose_name='adresse')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='code postal')),
                ('city', models.CharField(default='Reims', max_length=80, verbose_name='commune')),
                ('district', models.CharField(blank=True, max_length=60, verbose_name='quartier')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='période')),
            ],
            options={
                'verbose_name': 'logement',
                'verbose_name_plural': 'logements',
                'ordering': ['household', '-period', 'pk'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('household', '='), ('period', '&&')], name='housing_one_a_day', violation_error_message='Le ménage a déjà un logement à cette date : terminez d’abord cette période.'), models.CheckConstraint(condition=models.Q(('period__startswith__isnull', False), ('period__isempty', False)), name='housing_period_starts', violation_error_message='Une période a une date de début, et une fin qui la suit.')],
            },
        ),
        migrations.CreateModel(
            name='HouseholdMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='households.household')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='households.person', verbose_name='personne')),
                ('place', models.CharField(choices=[('adulte', 'Adulte'), ('enfant', 'Enfant'), ('autre', 'Autre personne hébergée')], max_length=10, verbose_name='place')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='période')),
            ],
            options={
                'verbose_name': 'membre du ménage',
                'verbose_name_plural': 'membres du ménage',
                'ordering': ['household', 'place', 'pk'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('period', '&&')], name='person_one_household_a_day', violation_error_message='Cette personne vit déjà dans un ménage à cette date : terminez d’abord cette période.'), models.CheckConstraint(condition=models.Q(('period__startswith__isnull', False), ('period__isempty', False)), name='stay_period_starts', violation_error_message='Une période a une date de début, et une fin qui la suit.')],
            },
        ),
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('monthly_cents', models.PositiveIntegerField(verbose_name='montant par mois (centimes)')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='période')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resources', to='households.household')),
                ('kind', models.CharField(choices=[('salaires', 'Salaires'), ('chomage', 'Allocations chômage'), ('maladie', 'Indemnités maladie'), ('rsa', 'RSA'), ('pension', 'Pension ou retraite'), ('familiales', 'Prestations familiales'), ('logement', 'Aide au logement'), ('aah', 'AAH'), ('alimentaire', 'Pension alimentaire reçue'), ('bourse', 'Bourse d’études'), ('autre', 'Autre ressource')], max_length=15, verbose_name='ressource')),
            ],
            options={
                'verbose_name': 'ressource',
                'verbose_name_plural': 'ressources',
                'ordering': ['household', 'kind', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('monthly_cents__lte', 5000000)), name='resource_plausible', violation_error_message='Ce montant dépasse 50 000 € par mois : vérifiez-le.'), models.CheckConstraint(condition=models.Q(('period__startswith__isnull', False), ('period__isempty', False)), name='resource_period_starts', violation_error_message='Une période a une date de début, et une fin qui la suit.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('household', '='), ('kind', '='), ('period', '&&')], name='resource_one_amount_a_day', violation_error_message='Un montant est déjà connu pour cette ressource à cette date : terminez d’abord cette période.')],
            },
        ),
    ]
