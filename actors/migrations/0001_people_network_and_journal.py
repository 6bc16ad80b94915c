"""People, the network's organisations and their sheets, roles, messages, files and the journal."""

import actors.models.stored_file
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import reims_solidarite.kit.names
import reims_solidarite.kit.walls
import uuid
from django.conf import settings
from django.db import migrations, models

# Allauth's rate limits count once for all processes.
CACHE = """
CREATE TABLE shared_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX shared_cache_expires ON shared_cache (expires);
"""

# The words of a whole name, in one order: « Anne DUPONT-Roy » and « dupont roy anne » are alike.
SAME_PERSON = """
CREATE FUNCTION f_whole_name(text, text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(w, ' ' ORDER BY w), '')
    FROM regexp_split_to_table(
        lower(f_unaccent(coalesce($1, '') || ' ' || coalesce($2, ''))), '[^a-z0-9]+'
    ) w WHERE w <> ''
$$;
CREATE FUNCTION f_mailbox(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(regexp_replace(split_part($1, '@', 1), '[+].*$', '') || '@' || split_part($1, '@', 2))
$$;
CREATE FUNCTION f_phone_end(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT substring(regexp_replace($1, '[^0-9]', '', 'g') FROM '[0-9]{9}$')
$$;
CREATE FUNCTION f_one_person(bigint, bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT $1 = $2 OR EXISTS (
        SELECT 1 FROM actors_user a, actors_user b
        WHERE a.id = $1 AND b.id = $2 AND (
            f_whole_name(a.first_name, a.last_name) = f_whole_name(b.first_name, b.last_name)
                AND f_whole_name(a.first_name, a.last_name) <> ''
            OR f_mailbox(a.email) = f_mailbox(b.email)
            OR f_phone_end(a.phone) = f_phone_end(b.phone)
                AND f_whole_name(a.last_name, '') = f_whole_name(b.last_name, '')
        )
    ) AND NOT EXISTS (
        SELECT 1 FROM actors_twopeople
        WHERE first_id = least($1, $2) AND second_id = greatest($1, $2)
    )
$$;
"""
GONE = """
DROP FUNCTION f_one_person(bigint, bigint);
DROP FUNCTION f_phone_end(text);
DROP FUNCTION f_mailbox(text);
DROP FUNCTION f_whole_name(text, text);
"""


class Migration(migrations.Migration):

    replaces = [('actors', '0001_initial'), ('actors', '0002_shared_cache'), ('actors', '0003_network_sheets'), ('actors', '0004_directory_search'), ('actors', '0005_walls_without_a_way_round'), ('actors', '0006_columns_in_french'), ('actors', '0007_committee_seats'), ('actors', '0008_withdrawn_messages'), ('actors', '0009_parameter_turned_again'), ('actors', '0010_roles_and_parameters_kept'), ('actors', '0011_two_people')]

    initial = True

    dependencies = [
        ('kit', '0001_extensions'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.RunSQL(
            sql=CACHE,
            reverse_sql='DROP TABLE shared_cache',
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='adresse e-mail')),
                ('first_name', models.CharField(max_length=80, verbose_name='prénom')),
                ('last_name', models.CharField(max_length=80, verbose_name='nom')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='téléphone')),
                ('is_active', models.BooleanField(default=True, verbose_name='compte ouvert')),
                ('is_demo', models.BooleanField(default=False, verbose_name='compte de démonstration')),
                ('session_epoch', models.PositiveIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(editable=False, verbose_name='créé le')),
                ('sort_key', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Lower(reims_solidarite.kit.names.Unaccent(models.F('last_name'))), output_field=models.CharField(max_length=100))),
            ],
            options={
                'verbose_name': 'compte',
                'verbose_name_plural': 'comptes',
                'ordering': ['sort_key', 'first_name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_email_lower', violation_error_message='L’adresse e-mail doit être en minuscules.')],
            },
        ),
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='quand')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='qui')),
                ('verb', models.CharField(max_length=80, verbose_name='quoi')),
                ('object_type', models.CharField(max_length=60, verbose_name='sur quoi')),
                ('object_id', models.CharField(max_length=40, verbose_name='numéro')),
                ('household', models.UUIDField(null=True, verbose_name='ménage')),
                ('details', models.JSONField(default=dict, verbose_name='précisions')),
            ],
            options={
                'verbose_name': 'acte du journal',
                'verbose_name_plural': 'journal des actes',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['household', '-at'], name='journal_household'), models.Index(fields=['object_type', 'object_id'], name='journal_object'), models.Index(fields=['actor', '-at'], name='journal_actor'), models.Index(fields=['-at', '-id'], name='journal_at')],
            },
        ),
        migrations.CreateModel(
            name='JournalSeal',
            fields=[
                ('position', models.BigAutoField(primary_key=True, serialize=False)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seal', to='actors.journalentry')),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64, unique=True)),
            ],
            options={
                'verbose_name': 'sceau du journal',
                'verbose_name_plural': 'sceaux du journal',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60, verbose_name='sorte')),
                ('recipient', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to=settings.AUTH_USER_MODEL, verbose_name='destinataire')),
                ('address', models.EmailField(max_length=254, verbose_name='adresse')),
                ('subject', models.CharField(max_length=200, verbose_name='objet')),
                ('text', models.TextField(verbose_name='texte')),
                ('html', models.TextField(blank=True, verbose_name='version HTML')),
                ('dedupe_key', models.CharField(error_messages={'unique': 'Ce message a déjà été envoyé.'}, max_length=120, unique=True)),
                ('sealed', models.TextField(blank=True, editable=False)),
                ('created_at', models.DateTimeField(verbose_name='écrit le')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='envoyé le')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='retenu le')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='essais')),
                ('last_error', models.CharField(blank=True, max_length=200, verbose_name='dernière erreur')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages envoyés',
                'ordering': ['-created_at', 'pk'],
                'indexes': [models.Index(fields=['-created_at', 'id'], name='message_created')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sent_at', None), ('withdrawn_at', None), _connector='OR'), name='message_sent_or_withdrawn', violation_error_message='Un message parti ne peut plus être retenu.')],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', models.SlugField(max_length=120, unique=True, verbose_name='adresse de la page')),
                ('name', models.CharField(max_length=200, verbose_name='nom')),
                ('acronym', models.CharField(blank=True, max_length=30, verbose_name='sigle')),
                ('kind', models.CharField(choices=[('ccas', 'CCAS'), ('collectivite', 'Collectivité'), ('union', 'Union ou collectif'), ('association', 'Association'), ('institution', 'Institution'), ('bailleur', 'Bailleur')], max_length=20, verbose_name='type')),
                ('themes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('mobilite', 'Mobilité'), ('loisirs-sport-culture', 'Loisirs, sport et culture'), ('sante-alimentation', 'Santé et alimentation'), ('insertion', 'Insertion sociale et professionnelle'), ('logement', 'Logement')], max_length=30), blank=True, default=list, size=None, verbose_name='thèmes')),
                ('network_role', models.CharField(blank=True, max_length=300, verbose_name='rôle dans le réseau')),
                ('address', models.CharField(blank=True, max_length=250, verbose_name='adresse')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='téléphone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse e-mail')),
                ('website', models.URLField(blank=True, max_length=600, verbose_name='site internet')),
                ('siret', models.CharField(blank=True, max_length=14, verbose_name='SIRET')),
                ('rna', models.CharField(blank=True, max_length=10, verbose_name='numéro RNA')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('is_published', models.BooleanField(default=False, verbose_name='visible du public')),
                ('is_demo', models.BooleanField(default=False, verbose_name='donnée de démonstration')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='créée le')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmée le')),
                ('changed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='modifiée le')),
                ('reviewed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='relue le')),
                ('import_key', models.CharField(blank=True, editable=False, max_length=200, null=True)),
                ('imported', models.JSONField(blank=True, default=dict, editable=False)),
                ('search_key', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Lower(reims_solidarite.kit.names.Unaccent(django.db.models.functions.text.Concat('name', models.Value(' '), 'acronym', models.Value(' '), 'network_role', models.Value(' '), 'address', output_field=models.TextField()))), output_field=models.TextField())),
                ('sort_key', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Lower(reims_solidarite.kit.names.Unaccent(models.F('name'))), output_field=models.CharField(max_length=220))),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['sort_key', 'pk'],
                'indexes': [models.Index(fields=['sort_key', 'id'], name='organisation_sort'), models.Index(condition=models.Q(('is_published', True)), fields=['sort_key', 'id'], name='organisation_published'), django.contrib.postgres.indexes.GinIndex(fields=['search_key'], name='organisation_search', opclasses=['gin_trgm_ops']), django.contrib.postgres.indexes.GinIndex(fields=['themes'], name='organisation_themes')],
                'constraints': [models.UniqueConstraint(fields=('import_key',), name='organisation_import_key_once', violation_error_message='Cette ligne du fichier a déjà donné une organisation.'), models.CheckConstraint(condition=models.Q(('kind__in', ['ccas', 'collectivite', 'union', 'association', 'institution', 'bailleur'])), name='organisation_kind_known', violation_error_message='Ce type d’organisation n’existe pas.'), models.CheckConstraint(condition=models.Q(('themes__contained_by', ['mobilite', 'loisirs-sport-culture', 'sante-alimentation', 'insertion', 'logement'])), name='organisation_themes_known', violation_error_message='Un des thèmes n’existe pas.'), models.CheckConstraint(condition=models.Q(('siret', ''), ('siret__regex', '^\\d{14}$'), _connector='OR'), name='organisation_siret_form', violation_error_message='Un SIRET compte 14 chiffres.'), models.CheckConstraint(condition=models.Q(('rna', ''), ('rna__regex', '^W[0-9A-Z]{9}$'), _connector='OR'), name='organisation_rna_form', violation_error_message='Un numéro RNA est un W suivi de 9 chiffres ou lettres.')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='all_memberships', to=settings.AUTH_USER_MODEL, verbose_name='agent')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='actors.organisation', verbose_name='organisation')),
                ('function', models.CharField(blank=True, max_length=120, verbose_name='fonction')),
                ('is_manager', models.BooleanField(default=False, verbose_name='responsable')),
                ('joined_at', models.DateTimeField(verbose_name='depuis le')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='jusqu’au')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='terminée par')),
            ],
            options={
                'verbose_name': 'agent d’une organisation',
                'verbose_name_plural': 'agents des organisations',
                'ordering': ['organisation', 'user', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('user', 'organisation'), name='membership_once', violation_error_message='Cette personne est déjà rattachée à cette organisation.'), models.CheckConstraint(condition=models.Q(('ended_at', None), ('is_manager', False), _connector='OR'), name='membership_ended_without_rights', violation_error_message='Un agent parti n’est plus responsable.'), models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('joined_at')), _connector='OR'), name='membership_dates_ordered', violation_error_message='La fin ne peut pas précéder le début.')],
            },
        ),
        migrations.CreateModel(
            name='Parameter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80, verbose_name='paramètre')),
                ('value', models.JSONField(verbose_name='valeur')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='période de validité')),
                ('decision', models.CharField(blank=True, max_length=160, verbose_name='décision')),
                ('set_at', models.DateTimeField(editable=False, verbose_name='saisi le')),
                ('set_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='décidé par')),
                ('replaced_at', models.DateTimeField(editable=False, null=True, verbose_name='remplacée le')),
            ],
            options={
                'verbose_name': 'paramètre',
                'verbose_name_plural': 'paramètres',
                'ordering': ['key', 'period', 'pk'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('replaced_at', None)), expressions=[('key', '='), ('period', '&&')], name='parameter_one_value_a_day', violation_error_message='Une autre valeur est déjà en vigueur sur une partie de cette période : terminez-la d’abord.'), models.CheckConstraint(condition=models.Q(('period__startswith__isnull', False), ('period__isempty', False)), name='parameter_period_starts', violation_error_message='Une période de validité a une date de début.')],
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_grants', to=settings.AUTH_USER_MODEL, verbose_name='compte')),
                ('role', models.CharField(choices=[('benevole', 'Bénévole'), ('accueil', 'Accueil'), ('instructeur', 'Instructeur'), ('cadre', 'Cadre'), ('secretaire', 'Secrétaire de commission'), ('signataire', 'Président ou signataire délégué'), ('depenses', 'Gestionnaire des dépenses'), ('epicerie', 'Coordinateur de l’épicerie'), ('reseau', 'Coordinateur du réseau'), ('auditeur', 'Auditeur ou délégué à la protection des données'), ('administrateur', 'Administrateur')], max_length=20, verbose_name='rôle')),
                ('team', models.CharField(blank=True, max_length=60, verbose_name='équipe')),
                ('granted_at', models.DateTimeField(verbose_name='donné le')),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='retiré le')),
            ],
            options={
                'verbose_name': 'rôle donné',
                'verbose_name_plural': 'rôles donnés',
                'ordering': ['user', 'role', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('user', 'role'), name='role_once_per_user', violation_error_message='Cette personne a déjà ce rôle.'), models.CheckConstraint(condition=models.Q(('role__in', ['benevole', 'accueil', 'instructeur', 'cadre', 'secretaire', 'signataire', 'depenses', 'epicerie', 'reseau', 'auditeur', 'administrateur'])), name='role_known', violation_error_message='Ce rôle n’existe pas.'), models.CheckConstraint(condition=models.Q(('user', models.F('granted_by')), _negated=True), name='role_not_self_granted', violation_error_message='Personne ne se donne un rôle à soi-même.')],
            },
        ),
        migrations.CreateModel(
            name='SensitiveRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='quand')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='qui')),
                ('household', models.UUIDField(verbose_name='ménage')),
                ('classes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None, verbose_name='données lues')),
                ('route', models.CharField(max_length=80, verbose_name='page')),
                ('reason', models.CharField(max_length=80, verbose_name='à quel titre')),
            ],
            options={
                'verbose_name': 'lecture de données sensibles',
                'verbose_name_plural': 'lectures de données sensibles',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['household', '-at'], name='read_household'), models.Index(fields=['reader', '-at'], name='read_reader')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='nom du fichier')),
                ('media_type', models.CharField(max_length=80, verbose_name='sorte de fichier')),
                ('size', models.PositiveIntegerField(verbose_name='taille en octets')),
                ('sha256', models.CharField(max_length=64, verbose_name='empreinte')),
                ('content', models.FileField(max_length=80, upload_to=actors.models.stored_file.random_path)),
                ('created_at', models.DateTimeField(verbose_name='déposé le')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
            ],
            options={
                'verbose_name': 'fichier',
                'verbose_name_plural': 'fichiers',
                'ordering': ['-created_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='adresse de la page')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('kind', models.CharField(choices=[('comite-usagers', 'Comité des usagers')], max_length=20, verbose_name='sorte')),
                ('founded_on', models.DateField(verbose_name='créé le')),
                ('presentation', models.TextField(max_length=3000, verbose_name='présentation')),
                ('how_to_join', models.TextField(max_length=1500, verbose_name='comment participer')),
                ('meetings_a_year', models.CharField(blank=True, max_length=120, verbose_name='rythme')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
            ],
            options={
                'verbose_name': 'instance',
                'verbose_name_plural': 'instances',
                'ordering': ['name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['comite-usagers'])), name='body_kind_known', violation_error_message='Cette sorte d’instance n’existe pas.')],
            },
        ),
        migrations.CreateModel(
            name='BodyMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='actors.body', verbose_name='instance')),
                ('starts_at', models.DateTimeField(verbose_name='début')),
                ('ends_at', models.DateTimeField(verbose_name='fin')),
                ('place', models.CharField(max_length=200, verbose_name='lieu')),
                ('theme', models.CharField(max_length=160, verbose_name='thème')),
                ('agenda', models.TextField(blank=True, max_length=4000, verbose_name='ordre du jour')),
                ('report', models.TextField(blank=True, max_length=20000, verbose_name='compte rendu')),
                ('is_published', models.BooleanField(default=False, verbose_name='annoncée au public')),
                ('report_published_at', models.DateTimeField(blank=True, null=True, verbose_name='compte rendu publié le')),
                ('is_demo', models.BooleanField(default=False, verbose_name='donnée de démonstration')),
            ],
            options={
                'verbose_name': 'réunion d’une instance',
                'verbose_name_plural': 'réunions des instances',
                'ordering': ['-starts_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='body_meeting_ends_after_start', violation_error_message='La réunion doit finir après son début.'), models.CheckConstraint(condition=models.Q(('report_published_at', None), models.Q(('is_published', True), models.Q(('report', ''), _negated=True), ('report_published_at__gte', models.F('ends_at'))), _connector='OR'), name='body_meeting_report_public', violation_error_message='Un compte rendu se publie après la réunion, quand elle est annoncée et qu’il est écrit.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('body', '='), (models.Func(models.F('starts_at'), models.F('ends_at'), function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='body_meeting_no_overlap', violation_error_message='Une autre réunion a déjà lieu à ce moment.')],
            },
        ),
        migrations.CreateModel(
            name='College',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='colleges', to='actors.body', verbose_name='instance')),
                ('code', models.CharField(choices=[('usagers', 'Usagers'), ('agents', 'Agents du CCAS'), ('partenaires', 'Partenaires'), ('elus', 'Élus')], max_length=20, verbose_name='collège')),
                ('rank', models.PositiveSmallIntegerField(default=0, verbose_name='ordre')),
                ('description', models.CharField(blank=True, max_length=300, verbose_name='qui y siège')),
            ],
            options={
                'verbose_name': 'collège',
                'verbose_name_plural': 'collèges',
                'ordering': ['body', 'rank', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('body', 'code'), name='college_once', violation_error_message='Ce collège existe déjà dans cette instance.'), models.CheckConstraint(condition=models.Q(('code__in', ['usagers', 'agents', 'partenaires', 'elus'])), name='college_known', violation_error_message='Ce collège n’existe pas.')],
            },
        ),
        migrations.CreateModel(
            name='BodyMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('college', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='actors.college', verbose_name='collège')),
                ('label', models.CharField(max_length=120, verbose_name='personne')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='compte')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.organisation', verbose_name='organisation représentée')),
                ('seat', models.CharField(choices=[('titulaire', 'Titulaire'), ('suppleant', 'Suppléant')], db_default='titulaire', default='titulaire', max_length=10, verbose_name='siège')),
                ('stands_in_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='substitutes', to='actors.bodymember', verbose_name='supplée')),
                ('in_pilot_team', models.BooleanField(db_default=False, default=False, verbose_name='membre de l’équipe pilote')),
                ('mandate', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='période de participation')),
                ('seated_at', models.DateTimeField(editable=False, verbose_name='saisi le')),
            ],
            options={
                'verbose_name': 'participant',
                'verbose_name_plural': 'participants',
                'ordering': ['college', 'label', 'pk'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('college', '='), ('label', '='), ('mandate', '&&')], name='body_member_label_once', violation_error_message='Cette personne siège déjà dans ce collège sur une partie de la période.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('user__isnull', False)), expressions=[('user', '='), ('mandate', '&&')], name='body_member_account_once', violation_error_message='Ce compte siège déjà dans un collège sur une partie de la période : terminez d’abord ce mandat.'), models.CheckConstraint(condition=models.Q(('mandate__startswith__isnull', False), ('mandate__isempty', False)), name='body_member_mandate_starts', violation_error_message='Un mandat a une date de début, avant sa date de fin.'), models.CheckConstraint(condition=models.Q(models.Q(('seat', 'titulaire'), ('stands_in_for', None)), models.Q(('seat', 'suppleant'), ('stands_in_for__isnull', False)), _connector='OR'), name='body_member_seat', violation_error_message='Un suppléant supplée un titulaire, un titulaire ne supplée personne.')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='actors.organisation', verbose_name='organisation')),
                ('email', models.EmailField(max_length=254, verbose_name='adresse e-mail')),
                ('as_manager', models.BooleanField(default=False, verbose_name='comme responsable')),
                ('token_digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invité par')),
                ('created_at', models.DateTimeField(verbose_name='envoyée le')),
                ('expires_at', models.DateTimeField(verbose_name='valable jusqu’au')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='annulée le')),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='annulée par')),
                ('accepted_at', models.DateTimeField(null=True, verbose_name='acceptée le')),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations_accepted', to=settings.AUTH_USER_MODEL, verbose_name='acceptée par')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('revoked_at', None)), fields=('organisation', 'email'), name='invitation_one_live', violation_error_message='Cette adresse a déjà une invitation en attente.'), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='invitation_email_lower', violation_error_message='L’adresse e-mail doit être en minuscules.'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='invitation_has_a_life', violation_error_message='Une invitation doit être valable un certain temps.'), models.CheckConstraint(condition=models.Q(('accepted_at', None), ('revoked_at', None), _connector='OR'), name='invitation_one_end', violation_error_message='Une invitation acceptée ne peut plus être annulée.'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__lte', models.F('expires_at')), ('accepted_by__isnull', False)), _connector='OR'), name='invitation_accepted_in_time', violation_error_message='Cette invitation n’est plus valable.')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actors.organisation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('slug', models.SlugField(db_index=False, max_length=120, verbose_name='adresse de la page')),
                ('name', models.CharField(max_length=200, verbose_name='nom')),
                ('acronym', models.CharField(blank=True, max_length=30, verbose_name='sigle')),
                ('kind', models.CharField(choices=[('ccas', 'CCAS'), ('collectivite', 'Collectivité'), ('union', 'Union ou collectif'), ('association', 'Association'), ('institution', 'Institution'), ('bailleur', 'Bailleur')], max_length=20, verbose_name='type')),
                ('themes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('mobilite', 'Mobilité'), ('loisirs-sport-culture', 'Loisirs, sport et culture'), ('sante-alimentation', 'Santé et alimentation'), ('insertion', 'Insertion sociale et professionnelle'), ('logement', 'Logement')], max_length=30), blank=True, default=list, size=None, verbose_name='thèmes')),
                ('network_role', models.CharField(blank=True, max_length=300, verbose_name='rôle dans le réseau')),
                ('address', models.CharField(blank=True, max_length=250, verbose_name='adresse')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='téléphone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse e-mail')),
                ('website', models.URLField(blank=True, max_length=600, verbose_name='site internet')),
                ('siret', models.CharField(blank=True, max_length=14, verbose_name='SIRET')),
                ('rna', models.CharField(blank=True, max_length=10, verbose_name='numéro RNA')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('is_published', models.BooleanField(default=False, verbose_name='visible du public')),
                ('is_demo', models.BooleanField(default=False, verbose_name='donnée de démonstration')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='créée le')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmée le')),
                ('changed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='modifiée le')),
                ('reviewed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='relue le')),
                ('import_key', models.CharField(blank=True, editable=False, max_length=200, null=True)),
                ('imported', models.JSONField(blank=True, default=dict, editable=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='actors.organisation', verbose_name='organisation')),
                ('name', models.CharField(max_length=150, verbose_name='nom du service')),
                ('description', models.TextField(max_length=2000, verbose_name='description')),
                ('themes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('mobilite', 'Mobilité'), ('loisirs-sport-culture', 'Loisirs, sport et culture'), ('sante-alimentation', 'Santé et alimentation'), ('insertion', 'Insertion sociale et professionnelle'), ('logement', 'Logement')], max_length=30), default=list, size=None, verbose_name='thèmes')),
                ('publics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('tous-publics', 'Tout le monde'), ('familles', 'Familles'), ('femmes', 'Femmes'), ('jeunes', 'Jeunes'), ('seniors', 'Personnes âgées'), ('etudiants', 'Étudiants'), ('demandeurs-emploi', 'Personnes qui cherchent un emploi'), ('actifs', 'Personnes qui travaillent'), ('beneficiaires-des-minimas-sociaux', 'Personnes aux minima sociaux'), ('personnes-en-situation-de-handicap', 'Personnes en situation de handicap'), ('personnes-en-situation-durgence', 'Personnes sans abri ou en urgence'), ('personnes-exilees', 'Personnes exilées'), ('personnes-en-situation-juridique-specifique', 'Personnes suivies par la justice'), ('residents-qpv-frr', 'Habitants des quartiers prioritaires')], max_length=50), size=None, verbose_name='pour qui')),
                ('conditions', models.TextField(blank=True, max_length=1000, verbose_name='conditions d’accès')),
                ('opening_hours', models.TextField(blank=True, max_length=600, verbose_name='jours et heures')),
                ('fee', models.CharField(choices=[('gratuit', 'Gratuit'), ('payant', 'Payant')], default='gratuit', max_length=20, verbose_name='prix')),
                ('fee_details', models.CharField(blank=True, max_length=300, verbose_name='précision sur le prix')),
                ('how_to_reach', models.TextField(max_length=1000, verbose_name='comment y accéder')),
                ('is_demo', models.BooleanField(default=False, verbose_name='donnée de démonstration')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='créé le')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retiré le')),
                ('search_key', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Lower(reims_solidarite.kit.names.Unaccent(django.db.models.functions.text.Concat('name', models.Value(' '), 'description', output_field=models.TextField()))), output_field=models.TextField())),
            ],
            options={
                'verbose_name': 'service',
                'verbose_name_plural': 'services',
                'ordering': ['organisation', 'name', 'pk'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['themes'], name='service_themes'), django.contrib.postgres.indexes.GinIndex(fields=['search_key'], name='service_search', opclasses=['gin_trgm_ops'])],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('organisation', 'name'), name='service_name_once', violation_error_message='Un service de ce nom existe déjà sur cette fiche : modifiez-le, ou choisissez un autre nom.'), models.CheckConstraint(condition=models.Q(('themes__contained_by', ['mobilite', 'loisirs-sport-culture', 'sante-alimentation', 'insertion', 'logement']), ('themes__len__gte', 1)), name='service_themes_known', violation_error_message='Choisissez au moins un thème de la liste.'), models.CheckConstraint(condition=models.Q(('publics__contained_by', ['tous-publics', 'familles', 'femmes', 'jeunes', 'seniors', 'etudiants', 'demandeurs-emploi', 'actifs', 'beneficiaires-des-minimas-sociaux', 'personnes-en-situation-de-handicap', 'personnes-en-situation-durgence', 'personnes-exilees', 'personnes-en-situation-juridique-specifique', 'residents-qpv-frr']), ('publics__len__gte', 1)), name='service_publics_known', violation_error_message='Dites pour qui est ce service.'), models.CheckConstraint(condition=models.Q(models.Q(('publics__contains', ['tous-publics']), _negated=True), ('publics__len', 1), _connector='OR'), name='service_everyone_is_alone', violation_error_message='« Tout le monde » se choisit seul : retirez les autres publics.'), models.CheckConstraint(condition=models.Q(('fee__in', ['gratuit', 'payant'])), name='service_fee_known', violation_error_message='Choisissez un prix de la liste.'), models.CheckConstraint(condition=models.Q(models.Q(('fee', 'payant'), _negated=True), models.Q(('fee_details', ''), _negated=True), _connector='OR'), name='service_paid_says_how_much', violation_error_message='Précisez le prix, même en quelques mots.'), models.CheckConstraint(condition=models.Q(('description__regex', '\\S.{3,}\\S'), models.Q(('how_to_reach', ''), _negated=True)), name='service_described', violation_error_message='Décrivez le service et dites comment y accéder.')],
            },
        ),
        migrations.CreateModel(
            name='ServiceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='actors.service')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='actors.organisation', verbose_name='organisation')),
                ('name', models.CharField(max_length=150, verbose_name='nom du service')),
                ('description', models.TextField(max_length=2000, verbose_name='description')),
                ('themes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('mobilite', 'Mobilité'), ('loisirs-sport-culture', 'Loisirs, sport et culture'), ('sante-alimentation', 'Santé et alimentation'), ('insertion', 'Insertion sociale et professionnelle'), ('logement', 'Logement')], max_length=30), default=list, size=None, verbose_name='thèmes')),
                ('publics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('tous-publics', 'Tout le monde'), ('familles', 'Familles'), ('femmes', 'Femmes'), ('jeunes', 'Jeunes'), ('seniors', 'Personnes âgées'), ('etudiants', 'Étudiants'), ('demandeurs-emploi', 'Personnes qui cherchent un emploi'), ('actifs', 'Personnes qui travaillent'), ('beneficiaires-des-minimas-sociaux', 'Personnes aux minima sociaux'), ('personnes-en-situation-de-handicap', 'Personnes en situation de handicap'), ('personnes-en-situation-durgence', 'Personnes sans abri ou en urgence'), ('personnes-exilees', 'Personnes exilées'), ('personnes-en-situation-juridique-specifique', 'Personnes suivies par la justice'), ('residents-qpv-frr', 'Habitants des quartiers prioritaires')], max_length=50), size=None, verbose_name='pour qui')),
                ('conditions', models.TextField(blank=True, max_length=1000, verbose_name='conditions d’accès')),
                ('opening_hours', models.TextField(blank=True, max_length=600, verbose_name='jours et heures')),
                ('fee', models.CharField(choices=[('gratuit', 'Gratuit'), ('payant', 'Payant')], default='gratuit', max_length=20, verbose_name='prix')),
                ('fee_details', models.CharField(blank=True, max_length=300, verbose_name='précision sur le prix')),
                ('how_to_reach', models.TextField(max_length=1000, verbose_name='comment y accéder')),
                ('is_demo', models.BooleanField(default=False, verbose_name='donnée de démonstration')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='créé le')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retiré le')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TwoPeople',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='un compte')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='l’autre compte')),
                ('reason', models.CharField(max_length=200, verbose_name='comment on le sait')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noté par')),
                ('noted_at', models.DateTimeField(verbose_name='noté le')),
            ],
            options={
                'verbose_name': 'comptes de deux personnes',
                'verbose_name_plural': 'comptes de deux personnes',
                'ordering': ['-noted_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='two_people_once', violation_error_message='C’est déjà noté pour ces deux comptes.'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second')), models.Q(('reason', ''), _negated=True)), name='two_people_in_order', violation_error_message='Choisissez deux comptes différents, et dites pourquoi.')],
            },
        ),
        migrations.RunSQL(
            sql=SAME_PERSON,
            reverse_sql=GONE,
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='journalentry',
            trigger=pgtrigger.compiler.Trigger(name='journal_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fb7ac605fd446af0e41d6658dda835b322bd8bc0', operation='UPDATE OR DELETE', pgid='pgtrigger_journal_append_only_3f7be', table='actors_journalentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='journalentry',
            trigger=pgtrigger.compiler.Trigger(name='journal_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='326a8cbb63adcf00e094d551b24dc251d3229325', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_journal_append_only_truncate_a8d97', table='actors_journalentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='journalentry',
            trigger=pgtrigger.compiler.Trigger(name='journal_seal', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', declare='DECLARE before text;', func="\n    PERFORM pg_advisory_xact_lock(7203001);\n    SELECT digest INTO before FROM actors_journalseal ORDER BY position DESC LIMIT 1;\n    before := coalesce(before, repeat('0', 64));\n    INSERT INTO actors_journalseal (entry_id, previous, digest) VALUES (\n        NEW.id, before,\n        encode(sha256(convert_to(before || '|' || concat_ws('|', NEW.id, to_char(NEW.at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS'), coalesce(NEW.actor_id::text, '-'), NEW.verb, NEW.object_type, NEW.object_id, coalesce(NEW.household::text, '-'), NEW.details::text), 'UTF8')), 'hex'));\n    RETURN NULL;\n", hash='9319bcf8ca11e612446b8ad47ae58dca1d339277', operation='INSERT', pgid='pgtrigger_journal_seal_d1fad', table='actors_journalentry', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='journalseal',
            trigger=pgtrigger.compiler.Trigger(name='seal_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dd1ff3922f2a734460c05500d2e6a365ce7fab2e', operation='UPDATE OR DELETE', pgid='pgtrigger_seal_append_only_b3bf6', table='actors_journalseal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='journalseal',
            trigger=pgtrigger.compiler.Trigger(name='seal_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='42a0e73130c710df0a1f5ecba8c68889273a3954', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_seal_append_only_truncate_698ac', table='actors_journalseal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_organisationevent" ("acronym", "address", "changed_at", "confirmed_at", "created_at", "email", "id", "import_key", "imported", "is_demo", "is_published", "kind", "name", "network_role", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "reviewed_at", "rna", "siret", "slug", "source", "themes", "uid", "website") VALUES (NEW."acronym", NEW."address", NEW."changed_at", NEW."confirmed_at", NEW."created_at", NEW."email", NEW."id", NEW."import_key", NEW."imported", NEW."is_demo", NEW."is_published", NEW."kind", NEW."name", NEW."network_role", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."reviewed_at", NEW."rna", NEW."siret", NEW."slug", NEW."source", NEW."themes", NEW."uid", NEW."website"); RETURN NULL;', hash='4135504d34205df0066ac37daec6c6ffdc587627', operation='INSERT', pgid='pgtrigger_insert_insert_f3e57', table='actors_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."acronym" IS DISTINCT FROM (NEW."acronym") OR OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."import_key" IS DISTINCT FROM (NEW."import_key") OR OLD."imported" IS DISTINCT FROM (NEW."imported") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."is_published" IS DISTINCT FROM (NEW."is_published") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."network_role" IS DISTINCT FROM (NEW."network_role") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."reviewed_at" IS DISTINCT FROM (NEW."reviewed_at") OR OLD."rna" IS DISTINCT FROM (NEW."rna") OR OLD."siret" IS DISTINCT FROM (NEW."siret") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."themes" IS DISTINCT FROM (NEW."themes") OR OLD."uid" IS DISTINCT FROM (NEW."uid") OR OLD."website" IS DISTINCT FROM (NEW."website"))', func='INSERT INTO "actors_organisationevent" ("acronym", "address", "changed_at", "confirmed_at", "created_at", "email", "id", "import_key", "imported", "is_demo", "is_published", "kind", "name", "network_role", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "reviewed_at", "rna", "siret", "slug", "source", "themes", "uid", "website") VALUES (NEW."acronym", NEW."address", NEW."changed_at", NEW."confirmed_at", NEW."created_at", NEW."email", NEW."id", NEW."import_key", NEW."imported", NEW."is_demo", NEW."is_published", NEW."kind", NEW."name", NEW."network_role", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."reviewed_at", NEW."rna", NEW."siret", NEW."slug", NEW."source", NEW."themes", NEW."uid", NEW."website"); RETURN NULL;', hash='cad11961bd17580802c2ebd7dc617d28fc88d923', operation='UPDATE', pgid='pgtrigger_update_update_c9a06', table='actors_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_organisationevent" ("acronym", "address", "changed_at", "confirmed_at", "created_at", "email", "id", "import_key", "imported", "is_demo", "is_published", "kind", "name", "network_role", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "reviewed_at", "rna", "siret", "slug", "source", "themes", "uid", "website") VALUES (OLD."acronym", OLD."address", OLD."changed_at", OLD."confirmed_at", OLD."created_at", OLD."email", OLD."id", OLD."import_key", OLD."imported", OLD."is_demo", OLD."is_published", OLD."kind", OLD."name", OLD."network_role", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."reviewed_at", OLD."rna", OLD."siret", OLD."slug", OLD."source", OLD."themes", OLD."uid", OLD."website"); RETURN NULL;', hash='f23db523f08af3291869c19bc6208b607abaa3bc', operation='DELETE', pgid='pgtrigger_delete_delete_6697f', table='actors_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parameter',
            trigger=pgtrigger.compiler.Trigger(name='parameter_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='847a816ea7da91a3086a5c73926bcb1d7711f97f', operation='DELETE', pgid='pgtrigger_parameter_kept_92935', table='actors_parameter', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parameter',
            trigger=pgtrigger.compiler.Trigger(name='parameter_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='f0359a8c4157473bd1d03768a51135d74d499d57', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_parameter_kept_truncate_cd0f4', table='actors_parameter', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parameter',
            trigger=pgtrigger.compiler.Trigger(name='parameter_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF TG_OP = 'INSERT' THEN\n        IF NEW.replaced_at IS NOT NULL THEN\n            RAISE EXCEPTION 'a new value is not replaced yet' USING ERRCODE = 'check_violation', CONSTRAINT = 'parameter_replaced_once';\n        END IF;\n        RETURN NEW;\n    END IF;\n    IF NEW.id IS DISTINCT FROM OLD.id OR NEW.key IS DISTINCT FROM OLD.key OR NEW.value IS DISTINCT FROM OLD.value OR NEW.decision IS DISTINCT FROM OLD.decision OR NEW.set_at IS DISTINCT FROM OLD.set_at OR NEW.set_by_id IS DISTINCT FROM OLD.set_by_id OR lower(NEW.period) IS DISTINCT FROM lower(OLD.period) THEN\n        RAISE EXCEPTION 'a decision is followed by another, never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'parameter_frozen';\n    END IF;\n    IF NEW.replaced_at IS DISTINCT FROM OLD.replaced_at\n       AND (OLD.replaced_at IS NOT NULL\n            OR (NEW.replaced_at AT TIME ZONE 'Europe/Paris')::date <> lower(OLD.period))\n    THEN RAISE EXCEPTION 'replaced once, the day when it starts' USING ERRCODE = 'check_violation', CONSTRAINT = 'parameter_replaced_once';\n    END IF;\n    IF NEW.period IS DISTINCT FROM OLD.period\n       AND (upper(NEW.period) IS NULL OR upper(NEW.period) >= upper(OLD.period))\n    THEN RAISE EXCEPTION 'the end only comes nearer' USING ERRCODE = 'check_violation', CONSTRAINT = 'parameter_only_shortened';\n    END IF;\n    RETURN NEW;\n", hash='828f10f4e82e1002d2f46e3d1164711cf89feadf', operation='INSERT OR UPDATE', pgid='pgtrigger_parameter_frozen_0ecbb', table='actors_parameter', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parameter',
            trigger=pgtrigger.compiler.Trigger(name='parameter_followed', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF NOT EXISTS (\n        SELECT 1 FROM actors_parameter n\n        WHERE n.key = NEW.key AND n.id <> NEW.id AND n.replaced_at IS NULL\n          AND lower(n.period) = CASE WHEN NEW.replaced_at IS NULL\n                                THEN upper(NEW.period) ELSE lower(NEW.period) END\n    ) THEN RAISE EXCEPTION 'a value ends where another one starts' USING ERRCODE = 'check_violation', CONSTRAINT = 'parameter_followed';\n    END IF;\n    RETURN NULL;\n", hash='f41816c4128083cd24f83d21d1d320b8a7df7958', operation='UPDATE', pgid='pgtrigger_parameter_followed_1bc1f', table='actors_parameter', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolegrant',
            trigger=pgtrigger.compiler.Trigger(name='role_grant_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='c9f0d0db9ec6c6f81a0d44a896bdcca37c82e9f3', operation='DELETE', pgid='pgtrigger_role_grant_kept_b6450', table='actors_rolegrant', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolegrant',
            trigger=pgtrigger.compiler.Trigger(name='role_grant_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='4308fe2b723b35f5e611e7e6564736bb3997966a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_role_grant_kept_truncate_8ed5c', table='actors_rolegrant', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolegrant',
            trigger=pgtrigger.compiler.Trigger(name='role_grant_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF TG_OP = 'INSERT' THEN\n        IF NEW.revoked_at IS NOT NULL THEN\n            RAISE EXCEPTION 'a new grant is not revoked yet' USING ERRCODE = 'check_violation', CONSTRAINT = 'role_grant_revoked_once';\n        END IF;\n    ELSIF NEW.id IS DISTINCT FROM OLD.id OR NEW.user_id IS DISTINCT FROM OLD.user_id OR NEW.role IS DISTINCT FROM OLD.role OR NEW.team IS DISTINCT FROM OLD.team OR NEW.granted_at IS DISTINCT FROM OLD.granted_at OR NEW.granted_by_id IS DISTINCT FROM OLD.granted_by_id THEN\n        RAISE EXCEPTION 'a grant is revoked, never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'role_grant_frozen';\n    ELSIF OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at THEN\n        RAISE EXCEPTION 'a revocation is neither moved nor undone' USING ERRCODE = 'check_violation', CONSTRAINT = 'role_grant_revoked_once';\n    END IF;\n    RETURN NEW;\n", hash='5fede7b8f3e64adafc1d959e30911a416c411557', operation='INSERT OR UPDATE', pgid='pgtrigger_role_grant_frozen_df938', table='actors_rolegrant', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolegrant',
            trigger=pgtrigger.compiler.Trigger(name='administrator_apart', sql=reims_solidarite.kit.walls.WallSql(func="\n                IF NEW.revoked_at IS NULL AND EXISTS (\n                    SELECT 1 FROM actors_rolegrant other\n                    WHERE other.user_id = NEW.user_id AND other.revoked_at IS NULL\n                      AND other.id IS DISTINCT FROM NEW.id\n                      AND ((NEW.role = 'administrateur' AND other.role IN ('cadre', 'depenses', 'instructeur', 'secretaire', 'signataire'))\n                        OR (other.role = 'administrateur' AND NEW.role IN ('cadre', 'depenses', 'instructeur', 'secretaire', 'signataire')))\n                ) THEN\n                    RAISE EXCEPTION 'administrator_apart' USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n                ", hash='c19596fed02a2d60f2fe732ac0c14561a951f233', operation='INSERT OR UPDATE', pgid='pgtrigger_administrator_apart_25f19', table='actors_rolegrant', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sensitiveread',
            trigger=pgtrigger.compiler.Trigger(name='read_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='154dc16eddbf6f2a668e686367203469aa16cafd', operation='UPDATE OR DELETE', pgid='pgtrigger_read_append_only_e736f', table='actors_sensitiveread', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sensitiveread',
            trigger=pgtrigger.compiler.Trigger(name='read_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='b1fe3f77c038de19119c33878d9aab0340fe56b7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_read_append_only_truncate_2048e', table='actors_sensitiveread', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='file_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ed143a61562064a122df407e971ce3b2ed3fdd8c', operation='UPDATE OR DELETE', pgid='pgtrigger_file_append_only_45665', table='actors_storedfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='storedfile',
            trigger=pgtrigger.compiler.Trigger(name='file_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='f29aca280abb9d2227aa2ccc4987e93e808ff3c8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_file_append_only_truncate_2089b', table='actors_storedfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bodymember',
            trigger=pgtrigger.compiler.Trigger(name='substitute_of_a_titular', sql=reims_solidarite.kit.walls.WallSql(func="\n                IF NEW.stands_in_for_id IS NOT NULL AND NOT EXISTS (\n                    SELECT 1 FROM actors_bodymember titular\n                    WHERE titular.id = NEW.stands_in_for_id AND titular.seat = 'titulaire'\n                      AND titular.college_id = NEW.college_id\n                ) THEN\n                    RAISE EXCEPTION 'substitute_of_a_titular' USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n                ", hash='581d073c68cf0df929e46ced05b8d35399fe31a5', operation='INSERT OR UPDATE', pgid='pgtrigger_substitute_of_a_titular_e7468', table='actors_bodymember', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationevent',
            trigger=pgtrigger.compiler.Trigger(name='organisation_event_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='af68d695e8b0fb7bd896943fd0ea9707605f635f', operation='UPDATE OR DELETE', pgid='pgtrigger_organisation_event_append_only_dfc5a', table='actors_organisationevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationevent',
            trigger=pgtrigger.compiler.Trigger(name='organisation_event_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='707c46df7684342e4dfd81642f11e21ea67b8fb6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_organisation_event_append_only_truncate_1a884', table='actors_organisationevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='service',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_serviceevent" ("conditions", "created_at", "description", "fee", "fee_details", "how_to_reach", "id", "is_demo", "name", "opening_hours", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publics", "themes", "uid", "withdrawn_at") VALUES (NEW."conditions", NEW."created_at", NEW."description", NEW."fee", NEW."fee_details", NEW."how_to_reach", NEW."id", NEW."is_demo", NEW."name", NEW."opening_hours", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."publics", NEW."themes", NEW."uid", NEW."withdrawn_at"); RETURN NULL;', hash='d878f815f0e2ce2e2225157f2febfd3c7d0e6d74', operation='INSERT', pgid='pgtrigger_insert_insert_8a572', table='actors_service', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='service',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."conditions" IS DISTINCT FROM (NEW."conditions") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."fee" IS DISTINCT FROM (NEW."fee") OR OLD."fee_details" IS DISTINCT FROM (NEW."fee_details") OR OLD."how_to_reach" IS DISTINCT FROM (NEW."how_to_reach") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."opening_hours" IS DISTINCT FROM (NEW."opening_hours") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."publics" IS DISTINCT FROM (NEW."publics") OR OLD."themes" IS DISTINCT FROM (NEW."themes") OR OLD."uid" IS DISTINCT FROM (NEW."uid") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))', func='INSERT INTO "actors_serviceevent" ("conditions", "created_at", "description", "fee", "fee_details", "how_to_reach", "id", "is_demo", "name", "opening_hours", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publics", "themes", "uid", "withdrawn_at") VALUES (NEW."conditions", NEW."created_at", NEW."description", NEW."fee", NEW."fee_details", NEW."how_to_reach", NEW."id", NEW."is_demo", NEW."name", NEW."opening_hours", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publics", NEW."themes", NEW."uid", NEW."withdrawn_at"); RETURN NULL;', hash='0ce411117068e4d0ee89d5999de43a5b567fffd5', operation='UPDATE', pgid='pgtrigger_update_update_15aa3', table='actors_service', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='service',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "actors_serviceevent" ("conditions", "created_at", "description", "fee", "fee_details", "how_to_reach", "id", "is_demo", "name", "opening_hours", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publics", "themes", "uid", "withdrawn_at") VALUES (OLD."conditions", OLD."created_at", OLD."description", OLD."fee", OLD."fee_details", OLD."how_to_reach", OLD."id", OLD."is_demo", OLD."name", OLD."opening_hours", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."publics", OLD."themes", OLD."uid", OLD."withdrawn_at"); RETURN NULL;', hash='2269e2f4e6177df2f6e563e6d79928fff08e7bcb', operation='DELETE', pgid='pgtrigger_delete_delete_309fb', table='actors_service', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='serviceevent',
            trigger=pgtrigger.compiler.Trigger(name='service_event_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cb768ae66f7d62a17f66303c8bfa364ec7372fcd', operation='UPDATE OR DELETE', pgid='pgtrigger_service_event_append_only_038f0', table='actors_serviceevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='serviceevent',
            trigger=pgtrigger.compiler.Trigger(name='service_event_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='19f6ba4e8e7672b14d9715a599ab945deee950a0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_service_event_append_only_truncate_7f36d', table='actors_serviceevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='twopeople',
            trigger=pgtrigger.compiler.Trigger(name='two_people_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f945c39ac3037b468b42852c6b98668cfd70e0a5', operation='UPDATE OR DELETE', pgid='pgtrigger_two_people_append_only_bbf7c', table='actors_twopeople', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='twopeople',
            trigger=pgtrigger.compiler.Trigger(name='two_people_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='2f32b42aa899a15fd2386ae5648974a71dbb3a00', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_two_people_append_only_truncate_88dd5', table='actors_twopeople', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='twopeople',
            trigger=pgtrigger.compiler.Trigger(name='two_people_noted_apart', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id\n        WHERE g.user_id = NEW.noted_by_id AND u.is_active AND g.revoked_at IS NULL\n          AND g.role = 'administrateur'\n    ) THEN RAISE EXCEPTION 'whoever notes it is no administrator' USING ERRCODE = 'check_violation', CONSTRAINT = 'two_people_by_administrator';\n    END IF;\n    IF f_one_person(NEW.noted_by_id, NEW.first_id) OR f_one_person(NEW.noted_by_id, NEW.second_id)\n    THEN RAISE EXCEPTION 'whoever notes it is one of them' USING ERRCODE = 'check_violation', CONSTRAINT = 'two_people_by_another';\n    END IF;\n    RETURN NEW;\n", hash='253a47f54d8a445462dbcaba59f8ee1bdf656a36', operation='INSERT', pgid='pgtrigger_two_people_noted_apart_b5fe7', table='actors_twopeople', when='BEFORE')),
        ),
    ]
