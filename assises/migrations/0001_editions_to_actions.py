"""Editions, programme, registration, working groups, actions and their results."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import reims_solidarite.kit.names
import reims_solidarite.kit.walls
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('assises', '0001_initial'), ('assises', '0002_walls_without_a_way_round'), ('assises', '0003_demo_marks')]

    initial = True

    dependencies = [
        ('actors', '0001_people_network_and_journal'),
        ('kit', '0001_extensions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(error_messages={'unique': 'Cette année a déjà une édition.'}, unique=True, verbose_name='année')),
                ('rank', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='rang')),
                ('date', models.DateField(verbose_name='jour')),
                ('name', models.CharField(max_length=200, verbose_name='nom')),
                ('theme', models.CharField(blank=True, max_length=200, verbose_name='thème de l’édition')),
                ('place', models.CharField(blank=True, max_length=250, verbose_name='lieu')),
                ('introduction', models.TextField(blank=True, verbose_name='présentation')),
                ('organisers', models.CharField(blank=True, max_length=300, verbose_name='organisé par')),
                ('follow_up', models.TextField(blank=True, verbose_name='suites annoncées')),
                ('attendance_about', models.PositiveIntegerField(blank=True, null=True, verbose_name='participants, environ')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                ('state', models.CharField(choices=[('brouillon', 'En préparation'), ('publiee', 'Publiée'), ('cloturee', 'Clôturée')], default='brouillon', max_length=12, verbose_name='état')),
                ('registration_opens_at', models.DateTimeField(blank=True, null=True, verbose_name='inscriptions dès le')),
                ('registration_closes_at', models.DateTimeField(blank=True, null=True, verbose_name='inscriptions jusqu’au')),
                ('capacity', models.PositiveIntegerField(blank=True, null=True, verbose_name='places pour la journée')),
                ('is_demo', models.BooleanField(default=False, verbose_name='donnée de démonstration')),
            ],
            options={
                'verbose_name': 'édition',
                'verbose_name_plural': 'éditions',
                'ordering': ['-date', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['brouillon', 'publiee', 'cloturee'])), name='edition_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(('date__year', models.F('year'))), name='edition_year_of_date', violation_error_message='Le jour doit être dans l’année de l’édition.'), models.CheckConstraint(condition=models.Q(models.Q(('registration_closes_at', None), ('registration_opens_at', None)), ('registration_closes_at__gt', models.F('registration_opens_at')), _connector='OR'), name='edition_registration_ordered', violation_error_message='Donnez le début et la fin des inscriptions, la fin après le début.')],
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='assises.edition', verbose_name='édition')),
                ('email', models.EmailField(max_length=254, verbose_name='adresse e-mail')),
                ('first_name', models.CharField(max_length=80, verbose_name='prénom')),
                ('last_name', models.CharField(max_length=80, verbose_name='nom')),
                ('name_key', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Lower(reims_solidarite.kit.names.Unaccent(django.db.models.functions.text.Concat(models.F('last_name'), models.Value(' '), models.F('first_name')))), output_field=models.CharField(max_length=180))),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.organisation', verbose_name='organisation du réseau')),
                ('organisation_name', models.CharField(blank=True, max_length=200, verbose_name='autre organisation')),
                ('function', models.CharField(blank=True, max_length=120, verbose_name='fonction')),
                ('measures', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('lsf', 'Interprète en langue des signes'), ('velotypie', 'Sous-titrage en direct'), ('boucle', 'Boucle magnétique'), ('acces_plain_pied', 'Place accessible en fauteuil'), ('gros_caracteres', 'Programme en gros caractères'), ('falc', 'Programme facile à lire et à comprendre'), ('accompagnant', 'Une place pour un accompagnant')], max_length=20), blank=True, default=list, size=None, verbose_name='mesures d’accueil demandées')),
                ('measures_consent_at', models.DateTimeField(blank=True, null=True, verbose_name='accord pour les mesures le')),
                ('state', models.CharField(choices=[('confirmee', 'Confirmée'), ('en_attente', 'Sur liste d’attente'), ('annulee', 'Annulée')], max_length=12, verbose_name='état')),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('registered_at', models.DateTimeField(editable=False, verbose_name='inscrite le')),
                ('registered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='inscrite par')),
                ('queued_at', models.DateTimeField(blank=True, null=True, verbose_name='en attente depuis')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='annulée le')),
                ('may_be_listed', models.BooleanField(default=False, verbose_name='accepte d’être sur la liste remise')),
                ('may_be_contacted', models.BooleanField(default=False, verbose_name='accepte d’être recontacté')),
                ('is_demo', models.BooleanField(default=False, verbose_name='donnée de démonstration')),
            ],
            options={
                'verbose_name': 'inscription',
                'verbose_name_plural': 'inscriptions',
                'ordering': ['name_key', 'pk'],
                'indexes': [models.Index(fields=['edition', 'state', 'queued_at'], name='registration_queue'), models.Index(fields=['edition', 'name_key', 'id'], name='registration_list')],
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='registration_email_lower', violation_error_message='L’adresse e-mail doit être en minuscules.'), models.UniqueConstraint(condition=models.Q(('state', 'annulee'), _negated=True), fields=('edition', 'email', 'name_key'), name='registration_once', violation_error_message='Cette personne est déjà inscrite.'), models.CheckConstraint(condition=models.Q(('state__in', ['confirmee', 'en_attente', 'annulee'])), name='registration_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'en_attente'), _negated=True), ('queued_at__isnull', False), _connector='OR'), name='registration_queue_dated', violation_error_message='Une attente a une date de début.'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('state', 'annulee')), models.Q(models.Q(('state', 'annulee'), _negated=True), ('cancelled_at', None)), _connector='OR'), name='registration_cancel_dated', violation_error_message='Une annulation a une date.'), models.CheckConstraint(condition=models.Q(('measures__contained_by', ['lsf', 'velotypie', 'boucle', 'acces_plain_pied', 'gros_caracteres', 'falc', 'accompagnant'])), name='registration_measures_known', violation_error_message='Une des mesures n’existe pas.'), models.CheckConstraint(condition=models.Q(('measures', []), ('measures_consent_at__isnull', False), _connector='OR'), name='registration_measures_agreed', violation_error_message='Ces mesures demandent l’accord de la personne.')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='assises.edition', verbose_name='édition')),
                ('kind', models.CharField(choices=[('table_ronde', 'Table ronde'), ('pleniere', 'Séance plénière'), ('atelier', 'Atelier')], max_length=12, verbose_name='sorte')),
                ('starts_at', models.DateTimeField(verbose_name='début')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='fin')),
                ('theme', models.CharField(blank=True, choices=[('mobilite', 'Mobilité'), ('loisirs-sport-culture', 'Loisirs, sport et culture'), ('sante-alimentation', 'Santé et alimentation'), ('insertion', 'Insertion sociale et professionnelle'), ('logement', 'Logement')], max_length=30, verbose_name='thème')),
                ('title', models.CharField(max_length=250, verbose_name='titre')),
                ('room', models.CharField(blank=True, max_length=120, verbose_name='salle')),
                ('capacity', models.PositiveIntegerField(blank=True, null=True, verbose_name='places')),
                ('points', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=250), blank=True, default=list, size=None, verbose_name='points soulignés')),
            ],
            options={
                'verbose_name': 'séance',
                'verbose_name_plural': 'séances',
                'ordering': ['starts_at', 'pk'],
                'indexes': [models.Index(fields=['edition', 'starts_at', 'id'], name='session_programme')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['table_ronde', 'pleniere', 'atelier'])), name='session_kind_known', violation_error_message='Cette sorte de séance n’existe pas.'), models.CheckConstraint(condition=models.Q(('theme', ''), ('theme__in', ['mobilite', 'loisirs-sport-culture', 'sante-alimentation', 'insertion', 'logement']), _connector='OR'), name='session_theme_known', violation_error_message='Ce thème n’existe pas.'), models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='session_ends_after_start', violation_error_message='La fin doit être après le début.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'atelier'), _negated=True), ('ends_at__isnull', False), _connector='OR'), name='session_workshop_has_end', violation_error_message='Donnez l’heure de fin de l’atelier.'), models.UniqueConstraint(fields=('edition', 'starts_at', 'title'), name='session_once', violation_error_message='Cette séance est déjà au programme.')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='code')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='assises.edition', verbose_name='édition')),
                ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='assises.session', verbose_name='atelier')),
                ('theme', models.CharField(choices=[('mobilite', 'Mobilité'), ('loisirs-sport-culture', 'Loisirs, sport et culture'), ('sante-alimentation', 'Santé et alimentation'), ('insertion', 'Insertion sociale et professionnelle'), ('logement', 'Logement')], max_length=30, verbose_name='thème')),
                ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='numéro')),
                ('title', models.CharField(max_length=200, verbose_name='titre')),
                ('text', models.TextField(blank=True, verbose_name='ce que l’atelier demande')),
                ('made_at', models.DateTimeField(editable=False, verbose_name='notée le')),
                ('is_demo', models.BooleanField(db_default=False, default=False, editable=False, verbose_name='donnée de démonstration')),
            ],
            options={
                'verbose_name': 'proposition',
                'verbose_name_plural': 'propositions',
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'theme', 'number'), name='proposal_number_once', violation_error_message='Ce numéro est déjà pris.'), models.CheckConstraint(condition=models.Q(('theme__in', ['mobilite', 'loisirs-sport-culture', 'sante-alimentation', 'insertion', 'logement'])), name='proposal_theme_known', violation_error_message='Ce thème n’existe pas.'), models.CheckConstraint(condition=models.Q(('code__regex', '^A-\\d{4}-[A-Z]{3}-\\d{2,3}$')), name='proposal_code_form', violation_error_message='Un code ressemble à A-2017-LOG-01.')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='assises.registration', verbose_name='inscription')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='assises.session', verbose_name='atelier')),
                ('slot', django.contrib.postgres.fields.ranges.DateTimeRangeField(editable=False, null=True, verbose_name='créneau')),
                ('state', models.CharField(choices=[('tenue', 'Place réservée'), ('en_attente', 'Sur liste d’attente'), ('rendue', 'Place rendue')], max_length=12, verbose_name='état')),
                ('joined_at', models.DateTimeField(verbose_name='demandée le')),
                ('held_at', models.DateTimeField(blank=True, null=True, verbose_name='obtenue le')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='rendue le')),
            ],
            options={
                'verbose_name': 'place d’atelier',
                'verbose_name_plural': 'places d’atelier',
                'ordering': ['session', 'joined_at', 'pk'],
                'indexes': [models.Index(fields=['session', 'state', 'joined_at', 'id'], name='seat_queue')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['tenue', 'en_attente', 'rendue'])), name='seat_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'tenue'), _negated=True), ('held_at__isnull', False), _connector='OR'), name='seat_held_dated', violation_error_message='Une place obtenue a une date.'), models.UniqueConstraint(condition=models.Q(('state', 'rendue'), _negated=True), fields=('registration', 'session'), name='seat_once', violation_error_message='Cette personne est déjà inscrite à cet atelier.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state', 'tenue')), expressions=[(models.F('registration'), '='), (models.F('slot'), '&&')], name='seat_one_held_per_slot', violation_error_message='Un seul atelier à la fois.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state', 'en_attente')), expressions=[(models.F('registration'), '='), (models.F('slot'), '&&')], name='seat_one_wait_per_slot', violation_error_message='Une seule liste d’attente à la fois.')],
            },
        ),
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='speakers', to='assises.session')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='ordre')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('functions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=160), blank=True, default=list, size=None, verbose_name='fonctions')),
            ],
            options={
                'verbose_name': 'intervenant',
                'verbose_name_plural': 'intervenants',
                'ordering': ['session', 'position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('session', 'name'), name='speaker_once', violation_error_message='Cette personne intervient déjà dans cette séance.')],
            },
        ),
        migrations.CreateModel(
            name='WorkingGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('theme', models.CharField(choices=[('mobilite', 'Mobilité'), ('loisirs-sport-culture', 'Loisirs, sport et culture'), ('sante-alimentation', 'Santé et alimentation'), ('insertion', 'Insertion sociale et professionnelle'), ('logement', 'Logement')], error_messages={'unique': 'Ce thème a déjà son groupe de travail.'}, max_length=30, unique=True, verbose_name='thème')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='adresse de la page')),
                ('name', models.CharField(max_length=200, verbose_name='nom')),
                ('purpose', models.TextField(blank=True, verbose_name='ce que fait le groupe')),
            ],
            options={
                'verbose_name': 'groupe de travail',
                'verbose_name_plural': 'groupes de travail',
                'ordering': ['name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('theme__in', ['mobilite', 'loisirs-sport-culture', 'sante-alimentation', 'insertion', 'logement'])), name='group_theme_known', violation_error_message='Ce thème n’existe pas.')],
            },
        ),
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(editable=False, max_length=20, unique=True, verbose_name='code')),
                ('proposal', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='action', to='assises.proposal', to_field='code', verbose_name='proposition')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='assises.workinggroup', verbose_name='groupe de travail')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='assises.edition', verbose_name='édition')),
                ('title', models.CharField(max_length=200, verbose_name='titre')),
                ('description', models.TextField(blank=True, verbose_name='en quoi elle consiste')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.organisation', verbose_name='portée par')),
                ('agent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.membership', verbose_name='agent porteur')),
                ('due', models.DateField(blank=True, null=True, verbose_name='échéance')),
                ('state', models.CharField(choices=[('proposee', 'Proposée'), ('engagee', 'Engagée'), ('en_cours', 'En cours'), ('bloquee', 'Bloquée'), ('realisee', 'Réalisée'), ('partielle', 'Réalisée en partie'), ('abandonnee', 'Abandonnée')], default='proposee', max_length=12, verbose_name='état')),
                ('state_since', models.DateTimeField(editable=False, verbose_name='dans cet état depuis')),
                ('result', models.TextField(blank=True, verbose_name='résultat')),
                ('indicator', models.CharField(blank=True, max_length=200, verbose_name='ce qui est mesuré')),
                ('indicator_value', models.IntegerField(blank=True, null=True, verbose_name='mesure')),
                ('measured_on', models.DateField(blank=True, null=True, verbose_name='mesuré le')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='créée le')),
                ('is_demo', models.BooleanField(db_default=False, default=False, editable=False, verbose_name='donnée de démonstration')),
            ],
            options={
                'verbose_name': 'action',
                'verbose_name_plural': 'actions',
                'ordering': ['code'],
                'indexes': [models.Index(fields=['group', 'state', 'code'], name='action_by_group'), models.Index(fields=['owner', 'state', 'code'], name='action_by_owner')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposee', 'engagee', 'en_cours', 'bloquee', 'realisee', 'partielle', 'abandonnee'])), name='action_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['realisee', 'partielle', 'abandonnee']), _negated=True), models.Q(('result', ''), _negated=True), _connector='OR'), name='action_ended_with_result', violation_error_message='Dites ce que l’action a donné avant de la terminer.'), models.CheckConstraint(condition=models.Q(('proposal', None), ('proposal', models.F('code')), _connector='OR'), name='action_keeps_proposal_code', violation_error_message='Une action garde le code de sa proposition.'), models.CheckConstraint(condition=models.Q(('agent', None), ('owner__isnull', False), _connector='OR'), name='action_agent_needs_owner', violation_error_message='Choisissez d’abord l’organisation qui porte l’action.'), models.CheckConstraint(condition=models.Q(('state__in', ['proposee', 'abandonnee']), ('owner__isnull', False), _connector='OR'), name='action_committed_has_owner', violation_error_message='Une action engagée est portée par une organisation.'), models.CheckConstraint(condition=models.Q(models.Q(('indicator_value', None), ('measured_on', None)), models.Q(('indicator_value__isnull', False), ('measured_on__isnull', False), models.Q(('indicator', ''), _negated=True)), _connector='OR'), name='action_measure_complete', violation_error_message='Une mesure dit ce qui est mesuré, combien et quel jour.')],
            },
        ),
        migrations.CreateModel(
            name='ActionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='assises.action')),
                ('at', models.DateTimeField(verbose_name='quand')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('state', models.CharField(choices=[('proposee', 'Proposée'), ('engagee', 'Engagée'), ('en_cours', 'En cours'), ('bloquee', 'Bloquée'), ('realisee', 'Réalisée'), ('partielle', 'Réalisée en partie'), ('abandonnee', 'Abandonnée')], max_length=12, verbose_name='état')),
                ('text', models.TextField(blank=True, verbose_name='ce qui s’est passé')),
            ],
            options={
                'verbose_name': 'étape d’une action',
                'verbose_name_plural': 'étapes des actions',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='assises.workinggroup', verbose_name='groupe')),
                ('day', models.DateField(verbose_name='jour')),
                ('starts', models.TimeField(verbose_name='début')),
                ('ends', models.TimeField(verbose_name='fin')),
                ('place', models.CharField(max_length=250, verbose_name='lieu')),
                ('agenda', models.TextField(blank=True, verbose_name='ordre du jour')),
                ('state', models.CharField(choices=[('prevue', 'Prévue'), ('annulee', 'Annulée')], default='prevue', max_length=10, verbose_name='état')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False, verbose_name='version pour les agendas')),
                ('changed_at', models.DateTimeField(editable=False, verbose_name='modifiée le')),
                ('report', models.TextField(blank=True, verbose_name='compte rendu')),
                ('report_state', models.CharField(choices=[('aucun', 'Pas encore de compte rendu'), ('brouillon', 'Compte rendu en préparation'), ('approuve', 'Compte rendu approuvé')], default='aucun', max_length=10, verbose_name='état du compte rendu')),
                ('report_approved_at', models.DateTimeField(blank=True, null=True, verbose_name='approuvé le')),
                ('report_approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approuvé par')),
            ],
            options={
                'verbose_name': 'réunion',
                'verbose_name_plural': 'réunions',
                'ordering': ['-day', '-starts', 'pk'],
                'indexes': [models.Index(fields=['group', 'day', 'starts', 'id'], name='meeting_by_group')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='meeting_ends_after_start', violation_error_message='La fin doit être après le début.'), models.CheckConstraint(condition=models.Q(('state__in', ['prevue', 'annulee'])), name='meeting_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(('report_state__in', ['aucun', 'brouillon', 'approuve'])), name='meeting_report_state_known', violation_error_message='Cet état de compte rendu n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('report_state', 'aucun'), ('report', '')), models.Q(models.Q(('report_state', 'aucun'), _negated=True), models.Q(('report', ''), _negated=True)), _connector='OR'), name='meeting_report_written', violation_error_message='Écrivez le compte rendu.'), models.CheckConstraint(condition=models.Q(models.Q(('report_approved_at__isnull', False), ('report_approved_by__isnull', False), ('report_state', 'approuve')), models.Q(models.Q(('report_state', 'approuve'), _negated=True), ('report_approved_at', None), ('report_approved_by', None)), _connector='OR'), name='meeting_report_approval_signed', violation_error_message='L’approbation porte une date et un nom.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='session_moves_its_seats', sql=reims_solidarite.kit.walls.WallSql(func='\n    UPDATE assises_seat SET slot = tstzrange(NEW.starts_at, NEW.ends_at)\n    WHERE session_id = NEW.id;\n    RETURN NULL;\n', hash='6707ffe1dde25c814a6a32c943717e5dc9750295', operation='UPDATE OF "starts_at", "ends_at"', pgid='pgtrigger_session_moves_its_seats_de43e', table='assises_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='seat_a_takes_slot', sql=reims_solidarite.kit.walls.WallSql(func='\n    SELECT tstzrange(starts_at, ends_at) INTO NEW.slot FROM assises_session\n    WHERE id = NEW.session_id;\n    RETURN NEW;\n', hash='3a4307d964c2d7696e149be2eee64e0d2285076d', operation='INSERT OR UPDATE OF "session_id"', pgid='pgtrigger_seat_a_takes_slot_6b942', table='assises_seat', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='seat_within_capacity', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE places integer; taken integer;', func="\n    IF NEW.state <> 'tenue' THEN RETURN NEW; END IF;\n    IF TG_OP = 'UPDATE' AND OLD.state = 'tenue' AND OLD.session_id = NEW.session_id THEN\n        RETURN NEW;\n    END IF;\n    SELECT capacity INTO places FROM assises_session WHERE id = NEW.session_id\n    FOR NO KEY UPDATE;\n    IF places IS NULL THEN RETURN NEW; END IF;\n    SELECT count(*) INTO taken FROM assises_seat\n    WHERE session_id = NEW.session_id AND state = 'tenue' AND id IS DISTINCT FROM NEW.id;\n    IF taken >= places THEN\n        RAISE EXCEPTION 'session % is full', NEW.session_id\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_within_capacity';\n    END IF;\n    RETURN NEW;\n", hash='6c67be2e7239e84504c10c2a539c8151453ac92c', operation='INSERT OR UPDATE', pgid='pgtrigger_seat_within_capacity_29f89', table='assises_seat', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='action',
            trigger=pgtrigger.compiler.Trigger(name='action_agent_of_owner', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.agent_id IS NULL THEN RETURN NEW; END IF;\n    PERFORM 1 FROM actors_membership\n    WHERE id = NEW.agent_id AND organisation_id = NEW.owner_id;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION 'the agent does not belong to the organisation that owns the action'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'action_agent_of_owner';\n    END IF;\n    RETURN NEW;\n", hash='0ab748b440eb6c99b14c56904c6cde0ea74f1f97', operation='INSERT OR UPDATE', pgid='pgtrigger_action_agent_of_owner_6bf39', table='assises_action', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionstep',
            trigger=pgtrigger.compiler.Trigger(name='action_step_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bd9717e654fc5a6158903ddf14a7c745b5a50ba6', operation='UPDATE OR DELETE', pgid='pgtrigger_action_step_append_only_e462b', table='assises_actionstep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionstep',
            trigger=pgtrigger.compiler.Trigger(name='action_step_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='f2f6ff4931fd0044d998628ccde9a3c693682f45', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_action_step_append_only_truncate_d1dd3', table='assises_actionstep', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='meeting_sequence_rises', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (NEW.day, NEW.starts, NEW.ends, NEW.place, NEW.state)\n       IS DISTINCT FROM (OLD.day, OLD.starts, OLD.ends, OLD.place, OLD.state)\n       AND NEW.sequence <= OLD.sequence THEN\n        RAISE EXCEPTION 'a meeting that moves needs a higher sequence'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_sequence_rises';\n    END IF;\n    RETURN NEW;\n", hash='8cf9397fce71660f96f0effeb64a391fc74453ed', operation='UPDATE', pgid='pgtrigger_meeting_sequence_rises_48d1f', table='assises_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='meeting_report_final', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD."report_state" = \'approuve\' AND (OLD."report" IS DISTINCT FROM (NEW."report") OR NOT (NEW."report_state" = \'approuve\') OR OLD."report_approved_at" IS DISTINCT FROM (NEW."report_approved_at") OR OLD."report_approved_by_id" IS DISTINCT FROM (NEW."report_approved_by_id")))', func="\n    RAISE EXCEPTION 'an approved report never changes'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_report_final';\n", hash='1e9afe436554f1016022c558c06fb7dd7b03187f', operation='UPDATE', pgid='pgtrigger_meeting_report_final_7b6cf', table='assises_meeting', when='BEFORE')),
        ),
    ]
