"""The rent aid: from the request to the payment and the repayment plan, under its seals."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import reims_solidarite.kit.walls
import uuid
from django.conf import settings
from django.db import migrations, models

TITLES = (
    *("m", "mr", "mm", "mme", "mmes", "mlle", "monsieur", "madame", "mademoiselle", "et", "ou"),
    *("sa", "sas", "sasu", "sarl", "eurl", "selarl", "snc", "sci", "scp", "scpi", "scop", "scic"),
    *("sem", "seml", "spl", "esh", "oph", "opac", "opdhlm", "gie", "ei", "eirl", "asso"),
    *("association", "societe", "ste"),
)
# Of « S.C.I. » the dots between single letters go first, so that it is one word.
NAME_WORDS = f"""
CREATE FUNCTION f_name_words(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC
    SELECT coalesce(string_agg(DISTINCT word, ' ' ORDER BY word), '')
    FROM regexp_split_to_table(
        regexp_replace(
            lower(public.f_unaccent($1)), '\\m([a-z])\\.(?=[a-z]\\M)', '\\1', 'g'
        ),
        '[^a-z0-9]+'
    ) AS word
    WHERE word NOT IN ('', {", ".join(f"'{word}'" for word in TITLES)});
END
"""


class Migration(migrations.Migration):

    replaces = [('secours_loyer', '0001_initial'), ('secours_loyer', '0001_request_to_payment'), ('secours_loyer', '0002_apart_from_ties'), ('secours_loyer', '0002_walls_without_a_way_round'), ('secours_loyer', '0003_request_by_its_steps'), ('secours_loyer', '0003_request_drafts'), ('secours_loyer', '0004_columns_in_french'), ('secours_loyer', '0004_orders_go_with_their_batch'), ('secours_loyer', '0005_phones_in_one_form'), ('secours_loyer', '0005_pieces'), ('secours_loyer', '0006_ladder_of_the_account'), ('secours_loyer', '0006_opinion_and_dispute'), ('secours_loyer', '0007_number_to_call_apart'), ('secours_loyer', '0007_one_aid_under_the_cap'), ('secours_loyer', '0008_plan_as_decided'), ('secours_loyer', '0008_seals_of_files'), ('secours_loyer', '0009_duplicates_answered'), ('secours_loyer', '0009_letters_of_every_step'), ('secours_loyer', '0010_handed_over'), ('secours_loyer', '0010_orders_held_back'), ('secours_loyer', '0011_commission_sessions'), ('secours_loyer', '0011_leases_corrected'), ('secours_loyer', '0012_checklist_cofunding_arrears'), ('secours_loyer', '0012_seals_cover_their_instant'), ('secours_loyer', '0013_budget'), ('secours_loyer', '0013_files_taken_away'), ('secours_loyer', '0014_returns'), ('secours_loyer', '0014_same_lease_day_is_same_home'), ('secours_loyer', '0015_decision_before_order'), ('secours_loyer', '0015_letters_links_and_months_sealed'), ('secours_loyer', '0016_plan_suspended'), ('secours_loyer', '0016_signers_and_answers_in_their_place'), ('secours_loyer', '0017_gracious_appeals'), ('secours_loyer', '0017_plan_facts'), ('secours_loyer', '0018_commission_examines_appeals'), ('secours_loyer', '0018_lease_events'), ('secours_loyer', '0019_payment_decisions'), ('secours_loyer', '0019_ties_answers_and_days'), ('secours_loyer', '0020_declared_ties'), ('secours_loyer', '0020_failures_confirmed_by_another'), ('secours_loyer', '0021_current_rent'), ('secours_loyer', '0021_rib_joined'), ('secours_loyer', '0022_day_ceiling'), ('secours_loyer', '0022_lease_end_answered'), ('secours_loyer', '0023_debt_contested'), ('secours_loyer', '0023_procedure_acts'), ('secours_loyer', '0024_downloads_sealed'), ('secours_loyer', '0024_partner_opinion'), ('secours_loyer', '0025_order_answers'), ('secours_loyer', '0025_signed_once_and_named_right'), ('secours_loyer', '0026_ties_by_one_function'), ('secours_loyer', '0026_word_of_the_landlord'), ('secours_loyer', '0027_alerts'), ('secours_loyer', '0027_letters_on_paper_and_reopened_files'), ('secours_loyer', '0028_channels_days_and_two_accounts'), ('secours_loyer', '0028_cheques'), ('secours_loyer', '0029_apart_as_a_member_of_the_landlord'), ('secours_loyer', '0029_intake_checks'), ('secours_loyer', '0030_phones_of_the_ccas'), ('secours_loyer', '0030_the_second_word'), ('secours_loyer', '0031_cheque_on_lease'), ('secours_loyer', '0031_mail_presence_and_sheets'), ('secours_loyer', '0032_approvals_cover_the_number'), ('secours_loyer', '0032_batch_cancelled'), ('secours_loyer', '0033_carry_over'), ('secours_loyer', '0033_failures_noted_then_confirmed'), ('secours_loyer', '0034_accountant_answers_mandates'), ('secours_loyer', '0034_overpayments'), ('secours_loyer', '0035_tie_before_leaving'), ('secours_loyer', '0036_decision_signatory_apart'), ('secours_loyer', '0037_landlord_of_link'), ('secours_loyer', '0038_answers_of_the_accountant'), ('secours_loyer', '0039_cheque_stopped_and_year_of_order'), ('secours_loyer', '0040_pieces_follow'), ('secours_loyer', '0041_money_came_back'), ('secours_loyer', '0042_lease_facts_kept'), ('secours_loyer', '0043_statement_answered'), ('secours_loyer', '0044_dates_and_amounts_read')]

    initial = True

    dependencies = [
        ('actors', '0001_people_network_and_journal'),
        ('households', '0001_households_and_their_amounts'),
    ]

    operations = [
        migrations.RunSQL(
            sql=NAME_WORDS,
            reverse_sql='DROP FUNCTION f_name_words(text)',
        ),
        migrations.CreateModel(
            name='RequestDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='households.household', verbose_name='ménage')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.organisation', verbose_name='organisation')),
                ('by_ccas', models.BooleanField(default=False, verbose_name='écrit au CCAS')),
                ('typed', models.JSONField(default=dict, verbose_name='saisie')),
                ('statement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.storedfile', verbose_name='décompte du bailleur')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écrit par')),
                ('created_at', models.DateTimeField(editable=False)),
                ('changed_at', models.DateTimeField(verbose_name='gardé le')),
            ],
            options={
                'verbose_name': 'brouillon de demande',
                'verbose_name_plural': 'brouillons de demandes',
                'ordering': ['-changed_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('uid',), name='draft_once', violation_error_message='Ce brouillon vient d’être gardé. Rechargez la page.'), models.CheckConstraint(condition=models.Q(('by_ccas', False), ('organisation', None), _connector='OR'), name='draft_of_one_house', violation_error_message='Un brouillon du CCAS n’est pas celui d’une organisation.')],
            },
        ),
        migrations.CreateModel(
            name='ReturnFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('camt053', 'Relevé de compte (camt.053)'), ('camt054', 'Avis d’opérations (camt.054)'), ('statut', 'Réponses du comptable (CSV)')], max_length=10, verbose_name='fichier')),
                ('name', models.CharField(max_length=110, verbose_name='nom')),
                ('message', models.CharField(blank=True, max_length=70, verbose_name='identifiant de la banque')),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='empreinte')),
                ('line_count', models.PositiveIntegerField(verbose_name='nombre de lignes')),
                ('received_at', models.DateTimeField(verbose_name='importé le')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'fichier de retour',
                'verbose_name_plural': 'fichiers de retour',
                'ordering': ['-received_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['camt053', 'camt054', 'statut']), ('line_count__gt', 0)), name='return_file_kind_known', violation_error_message='Ce fichier n’est pas d’une sorte connue.'), models.CheckConstraint(condition=models.Q(('sha256', models.Func(models.Func(models.F('content'), function='SHA256'), models.Value('hex'), function='ENCODE', output_field=models.CharField()))), name='return_file_digest', violation_error_message='L’empreinte n’est pas celle du fichier.')],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(editable=False, max_length=20, unique=True, verbose_name='numéro')),
                ('channel', models.CharField(choices=[('regie', 'Régie d’avances (virement)'), ('mandat', 'Mandat transmis au comptable'), ('cheque', 'Chèque d’urgence (régie)')], max_length=10, verbose_name='circuit')),
                ('state', models.CharField(choices=[('ouvert', 'Ouvert'), ('clos', 'Clos, à exporter'), ('exporte', 'Exporté, à transmettre'), ('transmis', 'Transmis'), ('acquitte', 'Acquitté'), ('annule', 'Annulé avant transmission'), ('abandonne', 'Abandonné, vide')], default='ouvert', max_length=10, verbose_name='état')),
                ('execute_on', models.DateField(verbose_name='à payer le')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_at', models.DateTimeField(verbose_name='ouvert le')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_at', models.DateTimeField(null=True, verbose_name='clos le')),
                ('exported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exported_at', models.DateTimeField(null=True, verbose_name='exporté le')),
                ('forwarded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('forwarded_at', models.DateTimeField(null=True, verbose_name='transmis le')),
                ('order_count', models.PositiveIntegerField(null=True, verbose_name='nombre d’ordres')),
                ('total_cents', models.BigIntegerField(null=True, verbose_name='total')),
                ('day_before_cents', models.BigIntegerField(null=True, verbose_name='déjà exporté ce jour')),
                ('day_ceiling_cents', models.BigIntegerField(null=True, verbose_name='plafond du jour')),
                ('cancelled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cancelled_at', models.DateTimeField(null=True, verbose_name='annulé le')),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name='motif de l’annulation')),
                ('cancel_confirmed', models.CharField(blank=True, max_length=300, verbose_name='fichiers détruits')),
            ],
            options={
                'verbose_name': 'lot de paiement',
                'verbose_name_plural': 'lots de paiement',
                'ordering': ['-opened_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['ouvert', 'clos', 'exporte', 'transmis', 'acquitte', 'annule', 'abandonne'])), name='batch_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(('channel__in', ['regie', 'mandat', 'cheque'])), name='batch_channel_known', violation_error_message='Ce circuit de paiement n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('ouvert', 'abandonne')), _negated=True), models.Q(('order_count', None), ('total_cents', None)), _connector='OR'), name='batch_open_says_nothing', violation_error_message='Un lot ouvert n’a pas encore de total.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['ouvert', 'abandonne', 'clos']), _negated=True), models.Q(('day_before_cents', None), ('day_ceiling_cents', None), ('exported_at', None), ('exported_by', None)), _connector='OR'), name='batch_exported_once_exported', violation_error_message='L’export d’un lot s’écrit quand il est exporté.'), models.CheckConstraint(condition=models.Q(('state__in', ('ouvert', 'abandonne')), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('order_count__gt', 0), ('total_cents__gt', 0)), _connector='OR'), name='batch_closed_by_someone', violation_error_message='Un lot est clos par quelqu’un, un jour donné.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('exporte', 'transmis', 'acquitte')), _negated=True), models.Q(('exported_at__isnull', False), ('exported_by__isnull', False), ('order_count__gt', 0), ('total_cents__gt', 0)), _connector='OR'), name='batch_exported_whole', violation_error_message='Un lot exporté a un total et un auteur.'), models.CheckConstraint(condition=models.Q(models.Q(('forwarded_at', None), ('forwarded_by', None), models.Q(('state', 'transmis'), _negated=True)), models.Q(('forwarded_at__isnull', False), ('forwarded_by__isnull', False), ('state__in', ('exporte', 'transmis', 'acquitte'))), _connector='OR'), name='batch_forwarded_by_someone', violation_error_message='Un lot transmis l’est par quelqu’un, un jour donné.'), models.CheckConstraint(condition=models.Q(models.Q(('cancel_reason', ''), ('cancelled_at', None), ('cancelled_by', None), models.Q(('state', 'annule'), _negated=True)), models.Q(('cancelled_at__isnull', False), ('state', 'annule'), models.Q(('cancelled_by', models.F('exported_by')), _negated=True), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='batch_cancelled_by_another', violation_error_message='Un lot est annulé par une autre personne que celle qui l’a exporté, avec un motif.'), models.CheckConstraint(condition=models.Q(('cancel_confirmed', ''), ('state', 'annule'), _connector='OR'), name='batch_confirmed_once_cancelled', violation_error_message='Ce que sont devenus les fichiers se dit à l’annulation.')],
            },
        ),
        migrations.CreateModel(
            name='BoardMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(unique=True, verbose_name='le')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('planned_at', models.DateTimeField(verbose_name='noté le')),
            ],
            options={
                'verbose_name': 'conseil d’administration',
                'verbose_name_plural': 'conseils d’administration',
                'ordering': ['-held_on'],
            },
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='exercice')),
                ('account', models.CharField(max_length=30, verbose_name='imputation')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_at', models.DateTimeField(verbose_name='ouverte le')),
            ],
            options={
                'verbose_name': 'ligne de budget',
                'verbose_name_plural': 'lignes de budget',
                'ordering': ['-year'],
                'constraints': [models.CheckConstraint(condition=models.Q(('year__gte', 2000), ('year__lte', 2100)), name='budget_line_year_known', violation_error_message='L’exercice est une année.')],
            },
        ),
        migrations.CreateModel(
            name='CommissionSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(editable=False, max_length=16, unique=True, verbose_name='numéro')),
                ('held_at', models.DateTimeField(verbose_name='tenue le')),
                ('place', models.CharField(max_length=120, verbose_name='lieu')),
                ('quorum', models.PositiveSmallIntegerField(verbose_name='quorum')),
                ('state', models.CharField(choices=[('preparee', 'En préparation'), ('ouverte', 'Ouverte'), ('levee', 'Levée, procès-verbal à signer'), ('signee', 'Procès-verbal signé'), ('annulee', 'Annulée')], default='preparee', max_length=10, verbose_name='état')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('planned_at', models.DateTimeField(verbose_name='prévue le')),
                ('opened_at', models.DateTimeField(null=True, verbose_name='ouverte le')),
                ('lifted_at', models.DateTimeField(null=True, verbose_name='levée le')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='procès-verbal signé par')),
                ('signed_at', models.DateTimeField(null=True, verbose_name='signée le')),
            ],
            options={
                'verbose_name': 'séance de la commission',
                'verbose_name_plural': 'séances de la commission',
                'ordering': ['-held_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['preparee', 'ouverte', 'levee', 'signee', 'annulee'])), name='session_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(('quorum__gt', 0)), name='session_quorum_positive', violation_error_message='Le quorum est d’au moins un membre.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'signee'), _negated=True), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='session_signed_by_someone', violation_error_message='Le procès-verbal a un signataire.')],
            },
        ),
        migrations.CreateModel(
            name='Landlord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.organisation', verbose_name='organisation du réseau')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('legal_name', models.CharField(max_length=140, verbose_name='nom exact du titulaire')),
                ('kind', models.CharField(choices=[('social', 'Bailleur social'), ('societe', 'Société ou agence'), ('particulier', 'Particulier')], max_length=15, verbose_name='type')),
                ('siret', models.CharField(blank=True, max_length=14, verbose_name='SIRET')),
                ('known_phone', models.CharField(blank=True, max_length=20, verbose_name='téléphone connu')),
                ('known_phone_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='téléphone donné par')),
                ('phone_confirmed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='téléphone confirmé par')),
                ('phone_confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='téléphone confirmé le')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse e-mail')),
                ('mail_lines', models.CharField(blank=True, max_length=200, verbose_name='adresse postale')),
                ('mail_postcode', models.CharField(blank=True, max_length=5, verbose_name='code postal')),
                ('mail_city', models.CharField(blank=True, max_length=80, verbose_name='commune')),
                ('mail_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='adresse postale donnée par')),
                ('mail_at', models.DateTimeField(editable=False, null=True, verbose_name='adresse postale notée le')),
                ('created_at', models.DateTimeField(editable=False)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bailleur',
                'verbose_name_plural': 'bailleurs',
                'ordering': ['name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['social', 'societe', 'particulier'])), name='landlord_kind_known', violation_error_message='Ce type de bailleur n’existe pas.'), models.CheckConstraint(condition=models.Q(('siret', ''), ('siret__regex', '^\\d{14}$'), _connector='OR'), name='landlord_siret_form', violation_error_message='Un SIRET compte 14 chiffres.'), models.CheckConstraint(condition=models.Q(('known_phone', ''), ('known_phone__regex', '^(0[1-9][0-9]{8}|\\+(?!33)[1-9][0-9]{6,14})$'), _connector='OR'), name='landlord_phone_form', violation_error_message='Écrivez un numéro de téléphone : dix chiffres qui commencent par 0 (03 26 00 00 00), ou « + » et l’indicatif du pays.'), models.CheckConstraint(condition=models.Q(models.Q(('phone_confirmed_at', None), ('phone_confirmed_by', None)), models.Q(('phone_confirmed_at__isnull', False), ('phone_confirmed_by__isnull', False), models.Q(('known_phone', ''), _negated=True)), _connector='OR'), name='landlord_phone_confirmed_whole', violation_error_message='Un numéro est confirmé par quelqu’un, un jour donné.'), models.CheckConstraint(condition=models.Q(models.Q(('mail_at', None), ('mail_by', None), ('mail_city', ''), ('mail_lines', ''), ('mail_postcode', '')), models.Q(('mail_at__isnull', False), ('mail_postcode__regex', '^\\d{5}$'), ('mail_by__isnull', False), models.Q(('mail_lines', ''), _negated=True), models.Q(('mail_city', ''), _negated=True)), _connector='OR'), name='landlord_mail_whole', violation_error_message='Une adresse postale a sa rue, son code postal de cinq chiffres et sa commune.'), models.UniqueConstraint(condition=models.Q(('siret', ''), _negated=True), fields=('siret',), name='landlord_siret_once', violation_error_message='Un bailleur porte déjà ce SIRET.')],
            },
        ),
        migrations.CreateModel(
            name='MoneySeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_type', models.CharField(max_length=60)),
                ('object_id', models.BigIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'sceau de paiement',
                'verbose_name_plural': 'sceaux de paiement',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['object_type', 'object_id', '-id'], name='money_seal_object')],
            },
        ),
        migrations.CreateModel(
            name='OutgoingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='secours_loyer.batch')),
                ('kind', models.CharField(choices=[('pain001', 'Fichier de virements (pain.001)'), ('bordereau-pdf', 'Bordereau (PDF)'), ('bordereau-csv', 'Bordereau (tableur)'), ('liste-csv', 'Liste nominative (tableur)'), ('liste-pdf', 'Liste nominative (PDF)'), ('ordres-pdf', 'Ordres de paiement à faire acquitter (PDF)'), ('pes', 'Brouillon PES, non certifié (XML)'), ('dossier', 'Dossier complet pour le comptable (ZIP)')], max_length=20, verbose_name='fichier')),
                ('name', models.CharField(max_length=80)),
                ('media_type', models.CharField(max_length=80)),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64, verbose_name='empreinte')),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'fichier sortant',
                'verbose_name_plural': 'fichiers sortants',
                'ordering': ['batch', 'kind'],
                'constraints': [models.UniqueConstraint(fields=('batch', 'kind'), name='outgoing_file_once', violation_error_message='Ce lot a déjà ce fichier.'), models.CheckConstraint(condition=models.Q(('sha256', models.Func(models.Func(models.F('content'), function='SHA256'), models.Value('hex'), function='ENCODE', output_field=models.CharField()))), name='outgoing_file_digest', violation_error_message='L’empreinte n’est pas celle du fichier.')],
            },
        ),
        migrations.CreateModel(
            name='SessionMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='secours_loyer.commissionsession')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='qualité')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='compte')),
                ('present', models.BooleanField(default=False, verbose_name='présent')),
            ],
            options={
                'verbose_name': 'membre de la commission',
                'verbose_name_plural': 'membres de la commission',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('session', 'name'), name='member_once', violation_error_message='Cette personne est déjà dans la liste.'), models.UniqueConstraint(fields=('session', 'user'), name='member_account_once', violation_error_message='Cette personne est déjà dans la liste.')],
            },
        ),
        migrations.CreateModel(
            name='SessionMinutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='secours_loyer.commissionsession')),
                ('name', models.CharField(max_length=80)),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64, verbose_name='empreinte')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(verbose_name='signé le')),
            ],
            options={
                'verbose_name': 'procès-verbal',
                'verbose_name_plural': 'procès-verbaux',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256', models.Func(models.Func(models.F('content'), function='SHA256'), models.Value('hex'), function='ENCODE', output_field=models.CharField()))), name='minutes_digest', violation_error_message='L’empreinte n’est pas celle du procès-verbal.')],
            },
        ),
        migrations.CreateModel(
            name='Tenancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenancies', to='households.household')),
                ('landlord', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenancies', to='secours_loyer.landlord')),
                ('reference', models.CharField(blank=True, max_length=30, verbose_name='référence du locataire')),
                ('address', models.CharField(max_length=250, verbose_name='adresse du logement')),
                ('postcode', models.CharField(max_length=5, verbose_name='code postal')),
                ('city', models.CharField(default='Reims', max_length=80, verbose_name='commune')),
                ('building', models.CharField(db_index=True, default='', editable=False, max_length=300, verbose_name='immeuble')),
                ('lease_date', models.DateField(verbose_name='date du bail')),
                ('lease_end', models.DateField(blank=True, null=True, verbose_name='fin du bail')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='bail terminé le')),
                ('rent_cents', models.PositiveIntegerField(verbose_name='loyer par mois (centimes)')),
                ('charges_cents', models.PositiveIntegerField(default=0, verbose_name='charges par mois (centimes)')),
                ('housing_aid_cents', models.PositiveIntegerField(default=0, verbose_name='aide au logement par mois (centimes)')),
                ('aid_paid_to_landlord', models.BooleanField(default=False, verbose_name='aide versée au bailleur')),
                ('created_at', models.DateTimeField(editable=False)),
            ],
            options={
                'verbose_name': 'bail',
                'verbose_name_plural': 'baux',
                'ordering': ['-lease_date', 'pk'],
                'constraints': [models.UniqueConstraint(models.F('landlord'), django.db.models.functions.text.Upper('reference'), condition=models.Q(('reference', ''), _negated=True), name='tenancy_reference_once', violation_error_message='Un bail porte déjà cette référence chez ce bailleur : contactez le CCAS.'), models.CheckConstraint(condition=models.Q(('building', ''), _negated=True), name='tenancy_building_named', violation_error_message='Écrivez l’adresse du logement et son code postal.'), models.CheckConstraint(condition=models.Q(('rent_cents__gt', 0), ('rent_cents__lte', 1000000), ('charges_cents__lte', 1000000), ('housing_aid_cents__lte', 1000000)), name='tenancy_rent_plausible', violation_error_message='Vérifiez le loyer : il doit être supérieur à zéro et sous 10 000 € par mois.'), models.CheckConstraint(condition=models.Q(models.Q(('lease_end', None), ('lease_end__gt', models.F('lease_date')), _connector='OR'), models.Q(('ended_on', None), ('ended_on__gte', models.F('lease_date')), _connector='OR')), name='tenancy_dates_ordered', violation_error_message='La fin du bail ne peut pas précéder sa signature.')],
            },
        ),
        migrations.CreateModel(
            name='BoardReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='secours_loyer.boardmeeting')),
                ('name', models.CharField(max_length=80)),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64, verbose_name='empreinte')),
                ('decision_count', models.PositiveIntegerField(verbose_name='décisions')),
                ('total_cents', models.BigIntegerField(verbose_name='total')),
                ('made_at', models.DateTimeField(verbose_name='établi le')),
            ],
            options={
                'verbose_name': 'compte rendu des décisions urgentes',
                'verbose_name_plural': 'comptes rendus des décisions urgentes',
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256', models.Func(models.Func(models.F('content'), function='SHA256'), models.Value('hex'), function='ENCODE', output_field=models.CharField()))), name='board_report_digest', violation_error_message='L’empreinte n’est pas celle du compte rendu.')],
            },
        ),
        migrations.CreateModel(
            name='BudgetCredit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credits', to='secours_loyer.budgetline')),
                ('cents', models.BigIntegerField(verbose_name='montant')),
                ('deliberation', models.CharField(max_length=80, verbose_name='délibération')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'crédits ouverts',
                'verbose_name_plural': 'crédits ouverts',
                'ordering': ['line', 'at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('cents', 0), _negated=True), models.Q(('deliberation', ''), _negated=True)), name='budget_credit_not_zero', violation_error_message='Indiquez un montant et la délibération qui le vote.')],
            },
        ),
        migrations.CreateModel(
            name='ProcedureAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='secours_loyer.tenancy')),
                ('kind', models.CharField(choices=[('commandement', 'Commandement de payer'), ('ccapex', 'Signalement à la CCAPEX'), ('assignation', 'Assignation'), ('audience', 'Audience'), ('jugement', 'Jugement'), ('quitter', 'Commandement de quitter les lieux'), ('concours', 'Concours de la force publique demandé'), ('accorde', 'Concours de la force publique accordé')], max_length=15, verbose_name='acte')),
                ('served_on', models.DateField(verbose_name='le')),
                ('delay', models.CharField(blank=True, choices=[('six_semaines', 'Six semaines'), ('deux_mois', 'Deux mois'), ('date', 'Une date précise'), ('inconnu', 'Pas encore lu sur l’acte')], max_length=15, verbose_name='délai écrit sur l’acte')),
                ('printed_until', models.DateField(blank=True, null=True, verbose_name='date écrite sur l’acte')),
                ('deadline_on', models.DateField(null=True, verbose_name='dernier jour')),
                ('signaller', models.CharField(blank=True, choices=[('commissaire', 'Commissaire de justice'), ('bailleur', 'Bailleur'), ('ccas', 'CCAS'), ('caf', 'CAF ou MSA')], max_length=15, verbose_name='signalé par')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('noted_at', models.DateTimeField(verbose_name='noté le')),
                ('cancelled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cancelled_at', models.DateTimeField(null=True, verbose_name='rayé le')),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name='pourquoi')),
            ],
            options={
                'verbose_name': 'acte de procédure',
                'verbose_name_plural': 'actes de procédure',
                'ordering': ['-served_on', '-pk'],
                'indexes': [models.Index(condition=models.Q(('cancelled_at', None), ('deadline_on__isnull', False)), fields=['deadline_on'], name='act_deadline')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['commandement', 'ccapex', 'assignation', 'audience', 'jugement', 'quitter', 'concours', 'accorde'])), name='act_kind_known', violation_error_message='Cet acte n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('delay__in', ['six_semaines', 'deux_mois', 'date', 'inconnu']), ('kind', 'commandement')), models.Q(('delay__in', ['deux_mois', 'date', 'inconnu']), ('kind', 'quitter')), models.Q(('delay__in', ['date', 'inconnu']), ('kind', 'jugement')), models.Q(models.Q(('kind__in', ('commandement', 'jugement', 'quitter')), _negated=True), ('delay', '')), _connector='OR'), name='act_delay_fits', violation_error_message='Ce délai n’est pas de cet acte. Choisissez « Pas encore lu » si vous ne l’avez pas sous les yeux.'), models.CheckConstraint(condition=models.Q(models.Q(('delay', 'date'), ('printed_until__gte', models.F('served_on')), ('printed_until__isnull', False)), models.Q(models.Q(('delay', 'date'), _negated=True), ('printed_until', None)), _connector='OR'), name='act_printed_date', violation_error_message='Recopiez la date écrite sur l’acte, après sa remise.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'ccapex'), ('signaller__in', ['commissaire', 'bailleur', 'ccas', 'caf'])), models.Q(models.Q(('kind', 'ccapex'), _negated=True), ('signaller', '')), _connector='OR'), name='act_signaller_named', violation_error_message='Dites qui a signalé à la CCAPEX.'), models.CheckConstraint(condition=models.Q(models.Q(('cancel_reason', ''), ('cancelled_at', None), ('cancelled_by', None)), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='act_crossed_out', violation_error_message='Dites pourquoi l’acte est rayé.'), models.UniqueConstraint(condition=models.Q(('cancelled_at', None)), fields=('tenancy', 'kind', 'served_on'), name='act_once', violation_error_message='Cet acte est déjà noté à cette date.')],
            },
        ),
        migrations.CreateModel(
            name='TenancyEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='secours_loyer.tenancy')),
                ('kind', models.CharField(choices=[('depart', 'Le ménage a quitté le logement'), ('deces', 'Décès du locataire'), ('vente', 'Logement vendu'), ('bailleur', 'Nouveau bailleur'), ('resiliation', 'Bail résilié'), ('expulsion', 'Expulsion')], max_length=12, verbose_name='événement')),
                ('happened_on', models.DateField(verbose_name='le')),
                ('new_landlord', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='secours_loyer.landlord', verbose_name='nouveau bailleur')),
                ('detail', models.CharField(blank=True, max_length=200, verbose_name='précision')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('noted_at', models.DateTimeField(verbose_name='noté le')),
                ('answer', models.CharField(blank=True, choices=[('continue', 'Le bail continue (conjoint, colocataire, héritier)'), ('vendeur', 'La dette reste due au bailleur du dossier'), ('bailleur', 'Nouveau bailleur confirmé'), ('indemnite', 'Le ménage reste : indemnité d’occupation'), ('protocole', 'Le ménage reste : protocole de cohésion sociale signé'), ('erreur', 'Noté par erreur')], max_length=12, verbose_name='suite')),
                ('answer_reason', models.CharField(blank=True, max_length=300, verbose_name='pourquoi')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_at', models.DateTimeField(null=True, verbose_name='tranché le')),
            ],
            options={
                'verbose_name': 'événement du bail',
                'verbose_name_plural': 'événements du bail',
                'ordering': ['-happened_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['depart', 'deces', 'vente', 'bailleur', 'resiliation', 'expulsion'])), name='lease_event_kind_known', violation_error_message='Cet événement n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'bailleur'), ('new_landlord__isnull', False)), models.Q(models.Q(('kind', 'bailleur'), _negated=True), ('new_landlord', None)), _connector='OR'), name='lease_event_names_landlord', violation_error_message='Dites qui est le nouveau bailleur.'), models.CheckConstraint(condition=models.Q(('answer', ''), models.Q(('answer__in', ('continue', 'erreur')), ('kind', 'depart')), models.Q(('answer__in', ('continue', 'erreur')), ('kind', 'deces')), models.Q(('answer__in', ('vendeur', 'bailleur', 'erreur')), ('kind', 'vente')), models.Q(('answer__in', ('bailleur', 'erreur')), ('kind', 'bailleur')), models.Q(('answer__in', ('indemnite', 'protocole', 'continue', 'erreur')), ('kind', 'resiliation')), models.Q(('answer__in', ('erreur',)), ('kind', 'expulsion')), _connector='OR'), name='lease_event_answer_fits', violation_error_message='Cette suite ne convient pas à cet événement.'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answer_reason', ''), ('answered_at', None), ('answered_by', None)), models.Q(models.Q(('answer', ''), _negated=True), models.Q(('answer_reason', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='lease_event_answered', violation_error_message='Dites pourquoi, et qui a tranché.'), models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('noted_by')), _negated=True), _connector='OR'), name='lease_event_two_people', violation_error_message='Une autre personne que celle qui a noté l’événement dit ce qui suit.'), models.UniqueConstraint(condition=models.Q(('answer', '')), fields=('tenancy', 'kind'), name='lease_event_open_once', violation_error_message='Cet événement est déjà noté pour ce bail.')],
            },
        ),
        migrations.CreateModel(
            name='Debt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='debts', to='secours_loyer.tenancy')),
                ('months', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='mois impayés')),
                ('certified_cents', models.BigIntegerField(verbose_name='dette certifiée (centimes)')),
                ('statement_on', models.DateField(verbose_name='décompte daté du')),
                ('statement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.storedfile')),
                ('statement_unread', models.BooleanField(default=False, editable=False)),
                ('created_at', models.DateTimeField(editable=False)),
                ('released_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'dette de loyer',
                'verbose_name_plural': 'dettes de loyer',
                'ordering': ['-created_at', 'pk'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('released_at', None)), expressions=[('tenancy', '='), ('months', '&&')], name='debt_months_once', violation_error_message='Une demande porte déjà sur une partie de ces mois pour ce bail.'), models.CheckConstraint(condition=models.Q(('months__endswith__isnull', False), ('months__isempty', False), ('months__startswith__isnull', False)), name='debt_months_bounded', violation_error_message='Indiquez le premier et le dernier mois impayés.'), models.CheckConstraint(condition=models.Q(('certified_cents__gt', 0), ('certified_cents__lte', 99999999999)), name='debt_certified_cents_positive', violation_error_message='Le montant doit être supérieur à zéro.')],
            },
        ),
        migrations.CreateModel(
            name='ArrearsMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('debt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='arrears', to='secours_loyer.debt')),
                ('month', models.DateField(verbose_name='mois')),
                ('due_cents', models.PositiveIntegerField(verbose_name='dû (centimes)')),
                ('paid_cents', models.PositiveIntegerField(default=0, verbose_name='payé (centimes)')),
            ],
            options={
                'verbose_name': 'mois impayé',
                'verbose_name_plural': 'mois impayés',
                'ordering': ['debt', 'month'],
                'constraints': [models.UniqueConstraint(fields=('debt', 'month'), name='arrears_month_once', violation_error_message='Ce mois est déjà dans le détail.'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='arrears_month_first_day', violation_error_message='Un mois est noté à son premier jour.'), models.CheckConstraint(condition=models.Q(('paid_cents__lte', models.F('due_cents'))), name='arrears_paid_within_due', violation_error_message='Le payé d’un mois ne dépasse pas ce qui était dû.')],
            },
        ),
        migrations.CreateModel(
            name='FileDownload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='downloads', to='secours_loyer.outgoingfile')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(verbose_name='téléchargé le')),
            ],
            options={
                'verbose_name': 'téléchargement d’un fichier sortant',
                'verbose_name_plural': 'téléchargements de fichiers sortants',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RentRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.CharField(editable=False, max_length=16, unique=True, verbose_name='numéro')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rent_requests', to='households.household')),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='secours_loyer.tenancy')),
                ('debt', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='request', to='secours_loyer.debt')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.organisation', verbose_name='déposée par l’organisation')),
                ('state', models.CharField(choices=[('brouillon', 'Brouillon'), ('deposee', 'Déposée'), ('incomplete', 'À compléter'), ('en_instruction', 'En instruction'), ('avis_rendu', 'Avis rendu'), ('validee_technique', 'Prête pour la décision'), ('inscrite', 'Inscrite à une séance'), ('ajournee', 'Ajournée'), ('accordee', 'Accordée'), ('refusee', 'Refusée'), ('notifiee', 'Notifiée'), ('close', 'Close'), ('sans_suite', 'Classée sans suite'), ('retiree', 'Retirée')], default='brouillon', max_length=20, verbose_name='état')),
                ('summary', models.TextField(max_length=1500, verbose_name='situation en quelques mots')),
                ('cofunding_cents', models.PositiveIntegerField(default=0, verbose_name='autres financements (centimes)')),
                ('down_payment_cents', models.PositiveIntegerField(default=0, verbose_name='apport du ménage (centimes)')),
                ('proposed_cents', models.PositiveIntegerField(null=True, verbose_name='aide proposée (centimes)')),
                ('opinion', models.TextField(blank=True, max_length=1500, verbose_name='avis motivé')),
                ('missing', models.TextField(blank=True, max_length=1000, verbose_name='pièces demandées')),
                ('filed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField(editable=False)),
                ('filed_at', models.DateTimeField(null=True, verbose_name='déposée le')),
                ('instructor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='instructeur')),
                ('past_instructors', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None)),
                ('validated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('urgent_at', models.DateTimeField(null=True, verbose_name='décidée en urgence le')),
                ('closed_at', models.DateTimeField(null=True)),
                ('helped_by', models.CharField(blank=True, default='', max_length=120, verbose_name='déposée avec l’aide de')),
                ('agreed_at', models.DateTimeField(null=True, verbose_name='accord du ménage noté le')),
                ('stands_because', models.CharField(blank=True, default='', max_length=500, verbose_name='pourquoi le montant de la demande reste')),
                ('dispute_answer', models.CharField(blank=True, default='', max_length=500, verbose_name='suite donnée à la contestation')),
            ],
            options={
                'verbose_name': 'demande de secours loyer',
                'verbose_name_plural': 'demandes de secours loyer',
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'filed_at'], name='request_state_filed'), models.Index(fields=['-created_at', '-id'], name='request_created')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['brouillon', 'deposee', 'incomplete', 'en_instruction', 'avis_rendu', 'validee_technique', 'inscrite', 'ajournee', 'accordee', 'refusee', 'notifiee', 'close', 'sans_suite', 'retiree'])), name='request_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(('helped_by', ''), ('agreed_at__isnull', False), _connector='OR'), name='request_helped_with_consent', violation_error_message='Notez l’accord du ménage : quelqu’un d’autre l’aide à déposer sa demande.'), models.CheckConstraint(condition=models.Q(('state__in', ('brouillon', 'deposee', 'incomplete', 'sans_suite', 'retiree')), ('instructor__isnull', False), _connector='OR'), name='request_instructor_set', violation_error_message='Une demande en instruction a un instructeur.'), models.CheckConstraint(condition=models.Q(('validated_by', None), models.Q(('validated_by', models.F('instructor')), _negated=True), _connector='OR'), name='request_validator_apart', violation_error_message='La validation revient à une autre personne que l’instructeur.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('validee_technique', 'inscrite', 'ajournee', 'accordee', 'refusee', 'notifiee', 'close')), _negated=True), ('validated_by__isnull', False), ('urgent_at__isnull', False), _connector='OR'), name='request_validated_before_decision', violation_error_message='La décision demande une validation technique.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'brouillon'), _negated=True), models.Q(('closed_at', None), ('filed_at', None), ('instructor', None), ('opinion', ''), ('proposed_cents', None), ('urgent_at', None), ('validated_by', None)), _connector='OR'), name='request_draft_bare', violation_error_message='Un brouillon n’a encore ni avis, ni décision.'), models.CheckConstraint(condition=models.Q(('urgent_at', None), ('state__in', ('accordee', 'refusee', 'notifiee', 'close')), _connector='OR'), name='request_urgent_when_granted', violation_error_message='Une demande décidée en urgence est accordée.')],
            },
        ),
        migrations.CreateModel(
            name='LandlordAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('landlord', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='secours_loyer.landlord')),
                ('iban', models.CharField(max_length=34, verbose_name='IBAN')),
                ('bic', models.CharField(blank=True, max_length=11, verbose_name='BIC')),
                ('holder', models.CharField(max_length=70, verbose_name='titulaire')),
                ('state', models.CharField(choices=[('saisi', 'Saisi, à vérifier'), ('verifie', 'Vérifié, alerte à lever'), ('actif', 'Actif'), ('bloque', 'Bloqué'), ('archive', 'Archivé')], default='saisi', max_length=10, verbose_name='état')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_at', models.DateTimeField(verbose_name='saisi le')),
                ('verified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('verified_at', models.DateTimeField(null=True, verbose_name='vérifié le')),
                ('called_on', models.DateField(null=True, verbose_name='rappel fait le')),
                ('called_number', models.CharField(blank=True, max_length=20, verbose_name='numéro appelé')),
                ('called_person', models.CharField(blank=True, max_length=120, verbose_name='personne qui a répondu')),
                ('payee_check', models.CharField(blank=True, choices=[('concordant', 'Le nom correspond'), ('proche', 'Le nom est proche'), ('non_concordant', 'Le nom ne correspond pas'), ('indisponible', 'La banque ne peut pas répondre')], max_length=15, verbose_name='réponse de la banque sur le titulaire')),
                ('payee_checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('activated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifted_reason', models.CharField(blank=True, max_length=300, verbose_name='explication de l’alerte')),
                ('blocked_reason', models.CharField(blank=True, max_length=200, verbose_name='motif du blocage')),
                ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.storedfile')),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='secours_loyer.rentrequest')),
            ],
            options={
                'verbose_name': 'compte de bailleur',
                'verbose_name_plural': 'comptes de bailleurs',
                'ordering': ['-entered_at', '-pk'],
                'indexes': [models.Index(fields=['iban'], name='account_iban')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['saisi', 'verifie', 'actif', 'bloque', 'archive'])), name='account_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(('iban__regex', '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$')), name='account_iban_form', violation_error_message='Recopiez l’IBAN tel qu’il est écrit sur le RIB.'), models.CheckConstraint(condition=models.Q(('verified_by', None), models.Q(('verified_by', models.F('entered_by')), _negated=True), _connector='OR'), name='account_verifier_apart', violation_error_message='Le compte est vérifié par une autre personne que celle qui l’a saisi.'), models.CheckConstraint(condition=models.Q(('activated_by', None), models.Q(('activated_by', models.F('entered_by')), _negated=True), _connector='OR'), name='account_activator_apart', violation_error_message='Le compte est activé par une autre personne que celle qui l’a saisi.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('verifie', 'actif')), _negated=True), models.Q(('verified_at__isnull', False), ('verified_by__isnull', False), ('called_on__isnull', False), models.Q(('called_number', ''), _negated=True), models.Q(('called_person', ''), _negated=True)), _connector='OR'), name='account_trusted_after_call', violation_error_message='Un compte est vérifié après un rappel du bailleur à un numéro connu : dites quel jour, et qui a répondu.'), models.CheckConstraint(condition=models.Q(('called_number', ''), ('called_number__regex', '^(0[1-9][0-9]{8}|\\+(?!33)[1-9][0-9]{6,14})$'), _connector='OR'), name='account_called_number_form', violation_error_message='Écrivez un numéro de téléphone : dix chiffres qui commencent par 0 (03 26 00 00 00), ou « + » et l’indicatif du pays.'), models.CheckConstraint(condition=models.Q(('payee_check', ''), ('payee_check__in', ['concordant', 'proche', 'non_concordant', 'indisponible']), _connector='OR'), name='account_payee_check_known', violation_error_message='Cette réponse de la banque n’existe pas.'), models.CheckConstraint(condition=models.Q(('lifted_reason', ''), models.Q(('activated_by__isnull', False), ('verified_by__isnull', False), models.Q(('activated_by', models.F('verified_by')), _negated=True)), _connector='OR'), name='account_lifted_by_second', violation_error_message='L’alerte d’un compte est levée par une autre personne que celle qui l’a vérifié.'), models.CheckConstraint(condition=models.Q(('paper', None), ('request__isnull', False), _connector='OR'), name='account_paper_of_request', violation_error_message='Un RIB se joint depuis le dossier qui l’apporte.'), models.UniqueConstraint(condition=models.Q(('state', 'archive'), _negated=True), fields=('landlord', 'iban'), name='account_once_per_landlord', violation_error_message='Ce compte est déjà enregistré pour ce bailleur.')],
            },
        ),
        migrations.CreateModel(
            name='PartnerOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partner_opinions', to='secours_loyer.rentrequest')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.organisation')),
                ('question', models.CharField(max_length=500, verbose_name='question')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField(verbose_name='demandé le')),
                ('stance', models.CharField(blank=True, choices=[('favorable', 'Favorable'), ('reserve', 'Réservé'), ('defavorable', 'Défavorable')], default='', max_length=12, verbose_name='avis')),
                ('answer', models.TextField(blank=True, default='', max_length=1500, verbose_name='réponse')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_at', models.DateTimeField(null=True, verbose_name='répondu le')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='retiré le')),
            ],
            options={
                'verbose_name': 'avis d’un partenaire',
                'verbose_name_plural': 'avis des partenaires',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None), ('withdrawn_at', None)), fields=('request', 'organisation'), name='opinion_waits_once', violation_error_message='L’avis de cette association est déjà demandé.'), models.CheckConstraint(condition=models.Q(('question', ''), _negated=True), name='opinion_question_given', violation_error_message='Écrivez votre question.'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None), ('stance', '')), models.Q(('answered_by__isnull', False), ('stance__in', ['favorable', 'reserve', 'defavorable']), ('withdrawn_at', None), ('answered_at__gte', models.F('asked_at')), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='opinion_answered_whole', violation_error_message='Choisissez un avis et dites pourquoi.')],
            },
        ),
        migrations.CreateModel(
            name='RepaymentPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='secours_loyer.rentrequest')),
                ('debt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='secours_loyer.debt')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('total_cents', models.BigIntegerField(verbose_name='montant du plan')),
                ('instalment_count', models.PositiveSmallIntegerField(verbose_name='nombre de mensualités')),
                ('first_due', models.DateField(verbose_name='première échéance')),
                ('derogation', models.CharField(blank=True, max_length=300, verbose_name='motif de dérogation')),
                ('state', models.CharField(choices=[('brouillon', 'Brouillon'), ('propose', 'Proposé à la signature'), ('actif', 'En cours'), ('en_alerte', 'En alerte : échéance ou loyer manqué'), ('suspendu', 'Suspendu'), ('remplace', 'Remplacé par un avenant'), ('solde', 'Soldé'), ('rompu', 'Rompu'), ('abandonne', 'Abandonné avant signature')], default='brouillon', max_length=10, verbose_name='état')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_at', models.DateTimeField(verbose_name='préparé le')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_at', models.DateTimeField(null=True, verbose_name='approuvé le')),
                ('tenant_signed_on', models.DateField(null=True, verbose_name='signé par le locataire le')),
                ('landlord_signed_on', models.DateField(null=True, verbose_name='signé par le bailleur le')),
                ('signed_sheet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.storedfile', verbose_name='feuille signée')),
                ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='secours_loyer.repaymentplan')),
                ('reason', models.CharField(blank=True, default='', max_length=300, verbose_name='motif de l’avenant')),
                ('most_months', models.PositiveSmallIntegerField(null=True, verbose_name='durée maximale ce jour-là')),
                ('left_cents', models.BigIntegerField(null=True, verbose_name='reste à vivre après la mensualité')),
            ],
            options={
                'verbose_name': 'plan d’apurement',
                'verbose_name_plural': 'plans d’apurement',
                'ordering': ['-prepared_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['brouillon', 'propose', 'actif', 'en_alerte', 'suspendu', 'remplace', 'solde', 'rompu', 'abandonne'])), name='plan_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(('total_cents__gt', 0), ('total_cents__lte', 99999999999)), name='plan_total_cents_positive', violation_error_message='Le montant doit être supérieur à zéro.'), models.CheckConstraint(condition=models.Q(('instalment_count__gt', 0), ('instalment_count__lte', 99999999999)), name='plan_instalment_count_positive', violation_error_message='Le montant doit être supérieur à zéro.'), models.UniqueConstraint(fields=('debt', 'version'), name='plan_version_once', violation_error_message='Cette version du plan existe déjà.'), models.UniqueConstraint(condition=models.Q(('state__in', ('actif', 'en_alerte', 'suspendu'))), fields=('debt',), name='plan_running_once', violation_error_message='Un plan est déjà en cours pour cette dette.'), models.CheckConstraint(condition=models.Q(('most_months', None), ('instalment_count__lte', models.F('most_months')), models.Q(('derogation', ''), _negated=True), _connector='OR'), name='plan_within_months', violation_error_message='Le plan dépasse la durée maximale : écrivez le motif de dérogation.'), models.CheckConstraint(condition=models.Q(('left_cents', None), ('left_cents__gte', 0), models.Q(('derogation', ''), _negated=True), _connector='OR'), name='plan_affordable', violation_error_message='Le ménage ne peut pas payer cette mensualité : écrivez le motif de dérogation.'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('replaces', None)), models.Q(('replaces__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='plan_amended_for_a_reason', violation_error_message='Un avenant a un motif.'), models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='plan_approver_apart', violation_error_message='Le plan est approuvé par une autre personne que celle qui l’a préparé.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('actif', 'en_alerte', 'suspendu')), _negated=True), models.Q(('approved_by__isnull', False), ('landlord_signed_on__isnull', False), ('tenant_signed_on__isnull', False)), _connector='OR'), name='plan_signed_by_both', violation_error_message='Un plan démarre quand le locataire et le bailleur l’ont signé.')],
            },
        ),
        migrations.CreateModel(
            name='RequestPiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='secours_loyer.rentrequest')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.storedfile')),
                ('at', models.DateTimeField(verbose_name='jointe le')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'pièce',
                'verbose_name_plural': 'pièces',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SocialNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='secours_loyer.rentrequest')),
                ('text', models.TextField(max_length=4000, verbose_name='note sociale')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'note sociale',
                'verbose_name_plural': 'notes sociales',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='note_not_empty', violation_error_message='Écrivez la note.')],
            },
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80, unique=True)),
                ('kind', models.CharField(choices=[('clause', 'Commandement de payer : dernier jour pour payer'), ('audience', 'Audience'), ('treve', 'Fin de la trêve hivernale'), ('silence', 'Demande sans décision : le silence de deux mois est un refus'), ('recours', 'Recours sans réponse : le silence de deux mois est un rejet'), ('aide', 'Aide accordée, bientôt trop vieille pour être payée'), ('ordre', 'Ordre de paiement qui n’avance plus'), ('compte', 'Compte du bailleur bloqué, aide à payer'), ('plan', 'Plan d’apurement à revoir'), ('conservation', 'Fin de conservation du dossier')], max_length=15, verbose_name='alerte')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='secours_loyer.rentrequest')),
                ('due_on', models.DateField(verbose_name='échéance')),
                ('raised_at', models.DateTimeField(verbose_name='signalée le')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('done_at', models.DateTimeField(null=True, verbose_name='traitée le')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='ce qui a été fait')),
                ('over_at', models.DateTimeField(null=True, verbose_name='sans objet depuis')),
            ],
            options={
                'verbose_name': 'alerte',
                'verbose_name_plural': 'alertes',
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(condition=models.Q(('done_at', None), ('over_at', None)), fields=['kind', 'due_on'], name='alert_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['clause', 'audience', 'treve', 'silence', 'recours', 'aide', 'ordre', 'compte', 'plan', 'conservation'])), name='alert_kind_known', violation_error_message='Cette alerte n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('done_by', None), ('note', '')), models.Q(('done_at__isnull', False), ('done_by__isnull', False), models.Q(('note', ''), _negated=True)), _connector='OR'), name='alert_handled', violation_error_message='Dites ce qui a été fait.')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='secours_loyer.rentrequest')),
                ('on', models.DateField(verbose_name='règles du')),
                ('inputs', models.JSONField()),
                ('parameters', models.JSONField()),
                ('lines', models.JSONField(verbose_name='explication')),
                ('aid_cents', models.PositiveIntegerField(verbose_name='aide calculée (centimes)')),
                ('at', models.DateTimeField(verbose_name='calculé le')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'calcul',
                'verbose_name_plural': 'calculs',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Cofunding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cofundings', to='secours_loyer.rentrequest')),
                ('fund', models.CharField(choices=[('fsl', 'Fonds de solidarité logement (FSL)'), ('action_logement', 'Action Logement'), ('caf', 'CAF'), ('autre', 'Autre organisme')], max_length=15, verbose_name='organisme')),
                ('state', models.CharField(choices=[('demandee', 'Demandée, sans réponse'), ('accordee', 'Accordée'), ('refusee', 'Refusée')], default='demandee', max_length=10, verbose_name='réponse')),
                ('amount_cents', models.BigIntegerField(verbose_name='montant')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('noted_at', models.DateTimeField(verbose_name='noté le')),
            ],
            options={
                'verbose_name': 'autre financement',
                'verbose_name_plural': 'autres financements',
                'ordering': ['fund'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['demandee', 'accordee', 'refusee'])), name='cofunding_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(('fund__in', ['fsl', 'action_logement', 'caf', 'autre'])), name='cofunding_fund_known', violation_error_message='Cet organisme n’est pas dans la liste.'), models.CheckConstraint(condition=models.Q(models.Q(('amount_cents', 0), ('state', 'refusee')), models.Q(models.Q(('state', 'refusee'), _negated=True), ('amount_cents__gt', 0)), _connector='OR'), name='cofunding_amount_by_answer', violation_error_message='Indiquez le montant ; un refus n’en a pas.'), models.UniqueConstraint(fields=('request', 'fund'), name='cofunding_once', violation_error_message='Cet organisme est déjà noté pour cette demande.')],
            },
        ),
        migrations.CreateModel(
            name='DeclaredTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ties', to='secours_loyer.rentrequest')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='déclaré par')),
                ('reason', models.CharField(max_length=200, verbose_name='lien')),
                ('at', models.DateTimeField(verbose_name='déclaré le')),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifted_at', models.DateTimeField(null=True, verbose_name='levé le')),
                ('lifted_reason', models.CharField(blank=True, default='', max_length=200, verbose_name='motif de la levée')),
            ],
            options={
                'verbose_name': 'lien déclaré',
                'verbose_name_plural': 'liens déclarés',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('request', 'user'), name='tie_once', violation_error_message='Votre lien avec ce dossier est déjà déclaré.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='tie_reason_given', violation_error_message='Dites quel est ce lien.'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_by', None), ('lifted_reason', '')), models.Q(('lifted_at__gte', models.F('at')), ('lifted_by__isnull', False), models.Q(('lifted_reason', ''), _negated=True)), _connector='OR'), name='tie_lifted_whole', violation_error_message='Dites pourquoi ce lien ne compte pas.'), models.CheckConstraint(condition=models.Q(('lifted_by', None), models.Q(('lifted_by', models.F('user')), _negated=True), _connector='OR'), name='tie_lifted_by_another', violation_error_message='Un lien est levé par une autre personne.')],
            },
        ),
        migrations.CreateModel(
            name='FundCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fund_checks', to='secours_loyer.rentrequest')),
                ('fund', models.CharField(choices=[('fsl', 'Fonds de solidarité logement (FSL)'), ('action_logement', 'Action Logement'), ('caf', 'CAF'), ('autre', 'Autre organisme')], max_length=15, verbose_name='organisme')),
                ('finding', models.CharField(choices=[('rien', 'Rien payé pour ces mois'), ('autres_mois', 'Payé pour d’autres mois'), ('deduit', 'Payé pour ces mois, déjà déduit du décompte'), ('a_deduire', 'Accordé pour ces mois, à noter dans les autres financements')], max_length=12, verbose_name='constat')),
                ('detail', models.CharField(blank=True, default='', max_length=200, verbose_name='précision')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(verbose_name='vérifié le')),
            ],
            options={
                'verbose_name': 'vérification auprès d’un organisme',
                'verbose_name_plural': 'vérifications auprès des organismes',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('request', 'fund'), name='fund_check_once', violation_error_message='Cet organisme est déjà vérifié pour cette demande.'), models.CheckConstraint(condition=models.Q(('finding__in', ['rien', 'autres_mois', 'deduit', 'a_deduire']), ('fund__in', ('fsl', 'action_logement', 'caf'))), name='fund_check_known', violation_error_message='Choisissez une réponse de la liste.'), models.CheckConstraint(condition=models.Q(('finding', 'rien'), models.Q(('detail', ''), _negated=True), _connector='OR'), name='fund_check_detailed', violation_error_message='Dites quels mois, et d’où vient la réponse.')],
            },
        ),
        migrations.CreateModel(
            name='LandlordLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='secours_loyer.rentrequest')),
                ('landlord', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='secours_loyer.landlord')),
                ('membership', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.membership')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('expires_at', models.DateTimeField(verbose_name='valable jusqu’au')),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'lien d’un bailleur',
                'verbose_name_plural': 'liens des bailleurs',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='landlord_link_expires', violation_error_message='Un lien a une date de fin.'), models.UniqueConstraint(condition=models.Q(('closed_at', None), ('membership', None)), fields=('request',), name='landlord_link_one_sent', violation_error_message='Un lien vient d’être envoyé. Rechargez la page.'), models.UniqueConstraint(condition=models.Q(('closed_at', None), ('membership__isnull', False)), fields=('request', 'membership'), name='landlord_link_one_own', violation_error_message='Cette page est déjà ouverte. Rechargez-la.')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='secours_loyer.rentrequest')),
                ('kind', models.CharField(choices=[('accuse', 'Accusé de réception'), ('pieces', 'Demande de pièces'), ('decompte', 'Demande de décompte au bailleur'), ('decision', 'Lettre de décision'), ('ajournement', 'Lettre d’ajournement'), ('recours', 'Accusé de réception du recours'), ('maintien', 'Réponse au recours : décision maintenue'), ('convention', 'Plan d’apurement à signer'), ('rappel', 'Rappel d’échéance'), ('rupture', 'Constat de rupture du plan'), ('orientation', 'Fiche d’orientation (CCAPEX ou FSL)'), ('cloture', 'Lettre de clôture'), ('paye_menage', 'Avis de paiement au ménage'), ('trop_percu', 'Réclamation d’un trop-perçu'), ('paye_bailleur', 'Avis de paiement au bailleur'), ('revenu_menage', 'Paiement revenu, lettre au ménage'), ('revenu_bailleur', 'Paiement revenu, lettre au bailleur')], max_length=15, verbose_name='lettre')),
                ('event', models.CharField(max_length=60)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.storedfile')),
                ('at', models.DateTimeField(verbose_name='écrite le')),
            ],
            options={
                'verbose_name': 'lettre',
                'verbose_name_plural': 'lettres',
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'event'), name='letter_once', violation_error_message='Cette lettre est déjà écrite.')],
            },
        ),
        migrations.CreateModel(
            name='Instalment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instalments', to='secours_loyer.repaymentplan')),
                ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                ('due_on', models.DateField(verbose_name='échéance')),
                ('cents', models.BigIntegerField(verbose_name='montant')),
            ],
            options={
                'verbose_name': 'échéance',
                'verbose_name_plural': 'échéances',
                'ordering': ['plan', 'number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('cents__gt', 0), ('cents__lte', 99999999999)), name='instalment_cents_positive', violation_error_message='Le montant doit être supérieur à zéro.'), models.UniqueConstraint(fields=('plan', 'number'), name='instalment_number_once', violation_error_message='Cette échéance existe déjà.')],
            },
        ),
        migrations.CreateModel(
            name='PlanPause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='secours_loyer.repaymentplan')),
                ('since', models.DateField(verbose_name='à partir du')),
                ('until', models.DateField(null=True, verbose_name='fin prévue le')),
                ('reason', models.CharField(choices=[('surendettement', 'Dossier de surendettement recevable (Banque de France)'), ('juge', 'Décision d’un juge'), ('logement', 'Événement sur le logement')], max_length=15, verbose_name='motif')),
                ('detail', models.CharField(blank=True, max_length=200, verbose_name='précision')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField(verbose_name='demandée le')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_at', models.DateTimeField(null=True, verbose_name='approuvée le')),
                ('refused_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('refused_at', models.DateTimeField(null=True, verbose_name='refusée le')),
                ('ended_on', models.DateField(null=True, verbose_name='levée à partir du')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'suspension d’un plan',
                'verbose_name_plural': 'suspensions des plans',
                'ordering': ['-since', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['surendettement', 'juge', 'logement'])), name='pause_reason_known', violation_error_message='Ce motif n’est pas dans la liste.'), models.CheckConstraint(condition=models.Q(models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), models.Q(('ended_on', None), ('ended_on__gte', models.F('since')), _connector='OR')), name='pause_dates_ordered', violation_error_message='La fin de la suspension vient après son début.'), models.CheckConstraint(condition=models.Q(('approved_by', None), ('reason', 'logement'), models.Q(('approved_by', models.F('asked_by')), _negated=True), _connector='OR'), name='pause_approver_apart', violation_error_message='La suspension est approuvée par une autre personne que celle qui la demande.'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), ('refused_at', None), ('refused_by', None)), _connector='OR'), name='pause_answered_once', violation_error_message='Une suspension est approuvée, ou refusée.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_by', None), ('ended_on', None)), models.Q(('approved_at__isnull', False), ('ended_by__isnull', False), ('ended_on__isnull', False)), _connector='OR'), name='pause_ended_after_approval', violation_error_message='Seule une suspension approuvée se lève.'), models.UniqueConstraint(condition=models.Q(('ended_on', None), ('refused_at', None)), fields=('plan',), name='pause_open_once', violation_error_message='Une suspension est déjà demandée ou en cours.')],
            },
        ),
        migrations.CreateModel(
            name='AskedPiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checklist', to='secours_loyer.rentrequest')),
                ('kind', models.CharField(choices=[('ressources', 'Ressources des trois derniers mois'), ('caf', 'Attestation de la CAF du mois précédent'), ('impots', 'Avis d’imposition'), ('bail', 'Bail'), ('quittance', 'Dernière quittance ou indemnité d’occupation'), ('autre', 'Autre pièce')], max_length=12, verbose_name='pièce')),
                ('detail', models.CharField(blank=True, max_length=120, verbose_name='précision')),
                ('state', models.CharField(choices=[('attendue', 'Attendue'), ('recue', 'Reçue, à vérifier'), ('acceptee', 'Acceptée'), ('refusee', 'Refusée'), ('dispensee', 'Dispensée')], default='attendue', max_length=10, verbose_name='état')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='motif')),
                ('piece', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='secours_loyer.requestpiece')),
                ('judged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('judged_at', models.DateTimeField(null=True, verbose_name='vérifiée le')),
            ],
            options={
                'verbose_name': 'pièce demandée',
                'verbose_name_plural': 'pièces demandées',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['attendue', 'recue', 'acceptee', 'refusee', 'dispensee'])), name='asked_piece_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(('kind__in', ['ressources', 'caf', 'impots', 'bail', 'quittance', 'autre'])), name='asked_piece_kind_known', violation_error_message='Ce type de pièce n’existe pas.'), models.UniqueConstraint(fields=('request', 'kind', 'detail'), name='asked_piece_once', violation_error_message='Cette pièce est déjà demandée.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['acceptee', 'dispensee', 'refusee']), _negated=True), models.Q(('judged_at__isnull', False), ('judged_by__isnull', False)), _connector='OR'), name='asked_piece_judged', violation_error_message='Dites qui a vérifié la pièce.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['refusee', 'dispensee']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='asked_piece_reason', violation_error_message='Dites pourquoi la pièce est refusée ou dispensée.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['recue', 'acceptee']), _negated=True), ('piece__isnull', False), _connector='OR'), name='asked_piece_seen', violation_error_message='Une pièce reçue ou acceptée a un fichier.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'autre'), _negated=True), models.Q(('detail', ''), _negated=True), _connector='OR'), name='asked_piece_other_named', violation_error_message='Dites quelle autre pièce est demandée.')],
            },
        ),
        migrations.CreateModel(
            name='CurrentRent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rents', to='secours_loyer.tenancy')),
                ('month', models.DateField(verbose_name='mois')),
                ('kind', models.CharField(choices=[('paye', 'Payé'), ('partiel', 'Payé en partie'), ('impaye', 'Impayé')], max_length=10, verbose_name='loyer')),
                ('due_cents', models.PositiveIntegerField(verbose_name='dû (centimes)')),
                ('cents', models.PositiveIntegerField(verbose_name='reçu (centimes)')),
                ('link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rents', to='secours_loyer.landlordlink')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'loyer courant',
                'verbose_name_plural': 'loyers courants',
                'ordering': ['month', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('cents', models.F('due_cents')), ('kind', 'paye')), models.Q(('cents__gt', 0), ('cents__lt', models.F('due_cents')), ('kind', 'partiel')), models.Q(('cents', 0), ('due_cents__gt', 0), ('kind', 'impaye')), _connector='OR'), name='rent_amount_by_kind', violation_error_message='Le montant reçu ne va pas avec ce qui est dû ce mois-là.'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='rent_month_first_day', violation_error_message='Un mois est noté à son premier jour.'), models.CheckConstraint(condition=models.Q(models.Q(('by', None), ('link__isnull', False)), models.Q(('by__isnull', False), ('link', None)), _connector='OR'), name='rent_said_by_one', violation_error_message='Un loyer est noté par le CCAS, ou par le bailleur.')],
            },
        ),
        migrations.CreateModel(
            name='AccountProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='secours_loyer.landlordlink')),
                ('iban', models.CharField(max_length=34, verbose_name='IBAN')),
                ('holder', models.CharField(max_length=70, verbose_name='titulaire')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.storedfile')),
                ('at', models.DateTimeField(verbose_name='proposé le')),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='secours_loyer.landlordaccount')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_at', models.DateTimeField(null=True, verbose_name='traité le')),
            ],
            options={
                'verbose_name': 'compte proposé par un bailleur',
                'verbose_name_plural': 'comptes proposés par les bailleurs',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('account', None), ('answered_at', None), ('answered_by', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='proposal_answered_by_one', violation_error_message='Un compte proposé est saisi ou écarté par une personne.')],
            },
        ),
        migrations.CreateModel(
            name='InstalmentFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('instalment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='secours_loyer.instalment')),
                ('kind', models.CharField(choices=[('declaree', 'Déclarée payée par le locataire, preuve à l’appui'), ('confirmee', 'Payée'), ('partielle', 'Payée en partie'), ('impayee', 'Non payée')], max_length=10, verbose_name='constat')),
                ('cents', models.BigIntegerField(verbose_name='reçu (centimes)')),
                ('proof', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.storedfile')),
                ('link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='secours_loyer.landlordlink')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'constat d’échéance',
                'verbose_name_plural': 'constats d’échéance',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['declaree', 'confirmee', 'partielle', 'impayee'])), name='fact_kind_known', violation_error_message='Ce constat n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('cents', 0), ('kind', 'impayee')), models.Q(models.Q(('kind', 'impayee'), _negated=True), ('cents__gt', 0)), _connector='OR'), name='fact_amount_by_kind', violation_error_message='Indiquez le montant reçu ; une échéance non payée n’en a pas.'), models.CheckConstraint(condition=models.Q(models.Q(('by', None), ('link__isnull', False)), models.Q(('by__isnull', False), ('link', None)), _connector='OR'), name='fact_said_by_one', violation_error_message='Un constat vient du CCAS, ou du bailleur.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'declaree'), _negated=True), models.Q(('link', None), ('proof__isnull', False)), _connector='OR'), name='fact_declared_with_proof', violation_error_message='Joignez la preuve du paiement déclaré.')],
            },
        ),
        migrations.CreateModel(
            name='DuplicateAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duplicate_answers', to='secours_loyer.rentrequest')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='secours_loyer.rentrequest', verbose_name='autre demande')),
                ('reason', models.CharField(choices=[('autre_logement', 'Autre logement'), ('ancien_occupant', 'Ancien occupant du logement'), ('autres_mois', 'Mois différents, le décompte le montre'), ('parts', 'Chacun sa part de la même dette'), ('autre', 'Autre raison')], max_length=15, verbose_name='raison')),
                ('why', models.CharField(max_length=300, verbose_name='ce qui a été vérifié')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(verbose_name='répondu le')),
            ],
            options={
                'verbose_name': 'réponse à un doublon probable',
                'verbose_name_plural': 'réponses aux doublons probables',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['autre_logement', 'ancien_occupant', 'autres_mois', 'parts', 'autre']), models.Q(('why', ''), _negated=True)), name='duplicate_answer_known', violation_error_message='Choisissez une raison et écrivez ce que vous avez vérifié.'), models.CheckConstraint(condition=models.Q(('request', models.F('other')), _negated=True), name='duplicate_answer_of_another', violation_error_message='Une demande n’est pas le doublon d’elle-même.')],
            },
        ),
        migrations.CreateModel(
            name='LeaseCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='secours_loyer.tenancy')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='secours_loyer.rentrequest')),
                ('before', models.JSONField(verbose_name='avant')),
                ('after', models.JSONField(verbose_name='après')),
                ('paper', models.CharField(max_length=300, verbose_name='d’après quel papier')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(verbose_name='corrigé le')),
            ],
            options={
                'verbose_name': 'correction d’un bail',
                'verbose_name_plural': 'corrections des baux',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='lease_correction_changes', violation_error_message='Rien ne change : corrigez au moins un fait du bail.'), models.CheckConstraint(condition=models.Q(('paper', ''), _negated=True), name='lease_correction_paper', violation_error_message='Dites d’après quel papier le bail est corrigé.')],
            },
        ),
        migrations.CreateModel(
            name='LeaseRenewal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='secours_loyer.tenancy')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='secours_loyer.rentrequest')),
                ('past_end', models.DateField(verbose_name='fin écrite au bail')),
                ('learned', models.CharField(max_length=300, verbose_name='d’après quoi')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(verbose_name='répondu le')),
            ],
            options={
                'verbose_name': 'reconduction d’un bail',
                'verbose_name_plural': 'reconductions des baux',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('learned', ''), _negated=True), name='lease_renewal_learned', violation_error_message='Dites d’après quoi le bail continue.'), models.UniqueConstraint(fields=('tenancy', 'past_end'), name='lease_renewal_once', violation_error_message='Cette fin de bail a déjà sa réponse. Rechargez la page.')],
            },
        ),
        migrations.CreateModel(
            name='DebtContest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contests', to='secours_loyer.rentrequest')),
                ('part', models.CharField(choices=[('montant', 'Le montant n’est pas le bon'), ('dette', 'Rien n’est dû')], max_length=10, verbose_name='ce qui est contesté')),
                ('said_on', models.DateField(verbose_name='dit le')),
                ('words', models.CharField(max_length=500, verbose_name='ce que dit le ménage')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('noted_at', models.DateTimeField(verbose_name='noté le')),
                ('answer', models.CharField(blank=True, default='', max_length=500, verbose_name='suite')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_at', models.DateTimeField(null=True, verbose_name='répondu le')),
            ],
            options={
                'verbose_name': 'contestation de la dette par le ménage',
                'verbose_name_plural': 'contestations de la dette par les ménages',
                'ordering': ['-noted_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('part__in', ['montant', 'dette']), models.Q(('words', ''), _negated=True)), name='contest_said', violation_error_message='Écrivez ce que dit le ménage.'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='contest_answered_whole', violation_error_message='Écrivez ce qui règle la contestation.'), models.UniqueConstraint(condition=models.Q(('answer', '')), fields=('request',), name='contest_open_once', violation_error_message='Une contestation du ménage attend déjà sa réponse sur cette demande.')],
            },
        ),
        migrations.CreateModel(
            name='LetterPosting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='posting', to='secours_loyer.letter')),
                ('way', models.CharField(choices=[('poste', 'Postée'), ('main', 'Remise en main propre')], max_length=10, verbose_name='envoi')),
                ('sent_on', models.DateField(verbose_name='partie le')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(verbose_name='noté le')),
            ],
            options={
                'verbose_name': 'envoi d’une lettre',
                'verbose_name_plural': 'envois de lettres',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('way__in', ['poste', 'main'])), name='posting_way_known', violation_error_message='Dites si la lettre est postée ou remise.')],
            },
        ),
        migrations.CreateModel(
            name='LetterPrint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prints', to='secours_loyer.letter')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(verbose_name='imprimée le')),
            ],
            options={
                'verbose_name': 'impression d’une lettre',
                'verbose_name_plural': 'impressions de lettres',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(editable=False, max_length=16, unique=True, verbose_name='numéro')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='secours_loyer.rentrequest', verbose_name='demande')),
                ('outcome', models.CharField(choices=[('accord', 'Accord'), ('refus', 'Refus')], max_length=10, verbose_name='décision')),
                ('motive', models.TextField(max_length=1500, verbose_name='motif')),
                ('debt_cents', models.BigIntegerField(verbose_name='dette certifiée')),
                ('aid_cents', models.BigIntegerField(verbose_name='aide')),
                ('cofunding_cents', models.BigIntegerField(verbose_name='autres financements')),
                ('down_payment_cents', models.BigIntegerField(verbose_name='apport du ménage')),
                ('plan_cents', models.BigIntegerField(verbose_name='plan d’apurement')),
                ('unfunded_cents', models.BigIntegerField(verbose_name='reste sans financement')),
                ('ceiling_cents', models.BigIntegerField(verbose_name='plafond du règlement ce jour-là')),
                ('decided_at', models.DateTimeField(verbose_name='signée le')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signataire')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='secours_loyer.decision', verbose_name='remplace')),
                ('origin', models.CharField(choices=[('commission', 'Commission'), ('delegation', 'Délégation, en urgence'), ('directe', 'Signature directe, avant les commissions')], default='directe', max_length=10, verbose_name='origine')),
                ('urgency', models.TextField(blank=True, default='', max_length=500, verbose_name='urgence')),
                ('delegated_since', models.DateTimeField(null=True, verbose_name='délégation comptée depuis le')),
                ('delegated_before_cents', models.BigIntegerField(null=True, verbose_name='déjà accordé par délégation')),
                ('delegation_ceiling_cents', models.BigIntegerField(null=True, verbose_name='plafond de la délégation')),
                ('period_since', models.DateTimeField(null=True, verbose_name='aides comptées depuis le')),
                ('period_before_cents', models.BigIntegerField(null=True, verbose_name='déjà accordé sur la période')),
                ('period_cap_cents', models.BigIntegerField(null=True, verbose_name='plafond de la période')),
            ],
            options={
                'verbose_name': 'décision',
                'verbose_name_plural': 'décisions',
                'ordering': ['-decided_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('debt_cents', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('aid_cents'), '+', models.F('cofunding_cents')), '+', models.F('down_payment_cents')), '+', models.F('plan_cents')), '+', models.F('unfunded_cents')))), name='decision_shares_the_debt', violation_error_message='L’aide, les autres financements, l’apport, le plan et le reste doivent faire exactement la dette.'), models.CheckConstraint(condition=models.Q(('aid_cents__gte', 0), ('cofunding_cents__gte', 0), ('down_payment_cents__gte', 0), ('plan_cents__gte', 0), ('unfunded_cents__gte', 0)), name='decision_parts_not_negative', violation_error_message='Aucune part ne peut être négative.'), models.CheckConstraint(condition=models.Q(('aid_cents__lte', models.F('ceiling_cents')), ('aid_cents__lte', models.F('debt_cents'))), name='decision_under_ceiling', violation_error_message='L’aide dépasse le plafond ou la dette.'), models.CheckConstraint(condition=models.Q(models.Q(('aid_cents__gt', 0), ('outcome', 'accord')), models.Q(('aid_cents', 0), ('outcome', 'refus')), _connector='OR'), name='decision_amount_matches_outcome', violation_error_message='Un accord a un montant, un refus n’en a pas.'), models.CheckConstraint(condition=models.Q(models.Q(('origin', 'delegation'), _negated=True), ('aid_cents__lte', django.db.models.expressions.CombinedExpression(models.F('delegation_ceiling_cents'), '-', models.F('delegated_before_cents'))), _connector='OR'), name='decision_under_delegation', violation_error_message='L’aide dépasse le plafond de la délégation pour ce ménage : inscrivez la demande à une séance.'), models.CheckConstraint(condition=models.Q(('period_cap_cents', None), ('aid_cents', 0), ('aid_cents__lte', django.db.models.expressions.CombinedExpression(models.F('period_cap_cents'), '-', models.F('period_before_cents'))), _connector='OR'), name='decision_under_period_cap', violation_error_message='L’aide dépasse ce que ce ménage peut encore recevoir sur la période.'), models.CheckConstraint(condition=models.Q(('number__regex', '^D-\\d{4}-\\d{5,}$')), name='decision_number_form', violation_error_message='Le numéro de décision est donné par le portail.'), models.UniqueConstraint(condition=models.Q(('replaces', None)), fields=('request',), name='decision_first_once', violation_error_message='Cette demande a déjà une décision : remplacez-la au lieu d’en signer une autre.')],
            },
        ),
        migrations.CreateModel(
            name='BoardReportLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='secours_loyer.boardreport')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report_line', to='secours_loyer.decision')),
            ],
            options={
                'verbose_name': 'décision rendue compte',
                'verbose_name_plural': 'décisions rendues compte',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='award', to='secours_loyer.decision')),
                ('amount_cents', models.BigIntegerField(verbose_name='montant accordé')),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'attribution',
                'verbose_name_plural': 'attributions',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0), ('amount_cents__lte', 99999999999)), name='award_amount_cents_positive', violation_error_message='Le montant doit être supérieur à zéro.')],
            },
        ),
        migrations.CreateModel(
            name='PaymentOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='secours_loyer.award')),
                ('tranche', models.PositiveSmallIntegerField(default=1, verbose_name='tranche')),
                ('amount_cents', models.BigIntegerField(verbose_name='montant')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='secours_loyer.landlordaccount')),
                ('payee_name', models.CharField(max_length=70, verbose_name='bénéficiaire')),
                ('label', models.CharField(max_length=140, verbose_name='libellé du virement')),
                ('channel', models.CharField(choices=[('regie', 'Régie d’avances (virement)'), ('mandat', 'Mandat transmis au comptable'), ('cheque', 'Chèque d’urgence (régie)')], default='regie', max_length=10, verbose_name='circuit')),
                ('budget_year', models.PositiveSmallIntegerField(verbose_name='exercice')),
                ('end_to_end_id', models.CharField(editable=False, max_length=35, unique=True, verbose_name='référence')),
                ('state', models.CharField(choices=[('brouillon', 'Brouillon'), ('controle', 'Contrôlé, à approuver'), ('approuve_1', 'Approuvé une fois'), ('approuve_2', 'Approuvé'), ('en_lot', 'Dans un lot'), ('emis', 'Émis'), ('transmis', 'Transmis'), ('en_instance', 'En instance chez le comptable'), ('pris_en_charge', 'Pris en charge'), ('paye', 'Payé'), ('rapproche', 'Payé et rapproché'), ('rejete_visa', 'Rejeté au visa'), ('rejete_apres_pec', 'Rejeté après prise en charge'), ('rejete', 'Rejeté par la banque'), ('retourne', 'Retourné par la banque'), ('cheque_annule', 'Chèque annulé'), ('annule', 'Annulé'), ('annule_emis', 'Annulé avant transmission')], default='brouillon', max_length=20, verbose_name='état')),
                ('round', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_at', models.DateTimeField(verbose_name='préparé le')),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='secours_loyer.batch')),
                ('line', models.PositiveIntegerField(null=True, verbose_name='ligne')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='secours_loyer.paymentorder')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='motif du rejet ou du retour')),
                ('piece', models.PositiveIntegerField(null=True, verbose_name='numéro de pièce')),
                ('held_at', models.DateTimeField(null=True, verbose_name='en instance le')),
                ('taken_at', models.DateTimeField(null=True, verbose_name='pris en charge le')),
                ('failed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('failure_seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('failure_seen_at', models.DateTimeField(null=True, verbose_name='échec confirmé le')),
                ('failure_step', models.CharField(blank=True, db_default='', default='', max_length=20, verbose_name='échec noté')),
                ('failure_words', models.CharField(blank=True, db_default='', default='', max_length=120, verbose_name='ce qui a été lu')),
                ('failure_denied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('failure_denied_at', models.DateTimeField(null=True, verbose_name='erreur dite le')),
                ('failure_denial', models.CharField(blank=True, db_default='', default='', max_length=300, verbose_name='pourquoi c’était une erreur')),
            ],
            options={
                'verbose_name': 'ordre de paiement',
                'verbose_name_plural': 'ordres de paiement',
                'ordering': ['-prepared_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'prepared_at'], name='order_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['brouillon', 'controle', 'approuve_1', 'approuve_2', 'en_lot', 'emis', 'transmis', 'en_instance', 'pris_en_charge', 'paye', 'rapproche', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule', 'annule_emis'])), name='order_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0), ('amount_cents__lte', 99999999999)), name='order_amount_cents_positive', violation_error_message='Le montant doit être supérieur à zéro.'), models.CheckConstraint(condition=models.Q(('tranche__gte', 1), ('tranche__lte', 99)), name='order_tranche_known', violation_error_message='Une aide se paie en 99 tranches au plus, numérotées depuis 1.'), models.CheckConstraint(condition=models.Q(('channel__in', ['regie', 'mandat', 'cheque'])), name='order_channel_known', violation_error_message='Ce circuit de paiement n’existe pas.'), models.UniqueConstraint(condition=models.Q(('state__in', ('annule', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis')), _negated=True), fields=('award', 'tranche'), name='order_live_once', violation_error_message='Un ordre est déjà en cours pour cette aide.'), models.UniqueConstraint(fields=('batch', 'line'), name='order_line_once', violation_error_message='Cette ligne du lot est déjà prise.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('en_lot', 'emis', 'transmis', 'en_instance', 'pris_en_charge', 'paye', 'rapproche', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis')), ('batch__isnull', False), ('line__isnull', False)), models.Q(models.Q(('state__in', ('en_lot', 'emis', 'transmis', 'en_instance', 'pris_en_charge', 'paye', 'rapproche', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis')), _negated=True), ('batch', None), ('line', None)), _connector='OR'), name='order_batch_by_state', violation_error_message='Seul un ordre mis en lot a une ligne de lot.'), models.UniqueConstraint(condition=models.Q(('piece__isnull', False), models.Q(('state__in', ['rejete_visa', 'annule_emis']), _negated=True)), fields=('budget_year', 'piece'), name='order_piece_once', violation_error_message='Ce numéro de pièce est déjà pris.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'rejete_visa'), _negated=True), ('taken_at', None), _connector='OR'), name='order_visa_before_charge', violation_error_message='Cet ordre est déjà pris en charge : notez un rejet après prise en charge.'), models.CheckConstraint(condition=models.Q(models.Q(('failure_seen_at', None), ('failure_seen_by', None)), models.Q(('failure_seen_at__isnull', False), ('failure_seen_by__isnull', False)), _connector='OR'), name='order_failure_seen_whole', violation_error_message='Un échec est confirmé par quelqu’un, un jour donné.'), models.CheckConstraint(condition=models.Q(models.Q(('failure_step', ''), ('failure_words', '')), models.Q(('failed_by__isnull', False), ('failure_step__in', ['refuse_visa', 'reject_taken', 'reject_order', 'return_order'])), _connector='OR'), name='order_failure_noted_whole', violation_error_message='Un échec se note par quelqu’un, avec ce qui est arrivé.'), models.CheckConstraint(condition=models.Q(models.Q(('failure_denial', ''), ('failure_denied_at', None), ('failure_denied_by', None)), models.Q(('failure_denial__regex', '\\S.{8,}\\S'), ('failure_denied_at__isnull', False), ('failure_denied_by__isnull', False)), _connector='OR'), name='order_failure_denied_whole', violation_error_message='Écrivez en une phrase pourquoi c’était une erreur.'), models.CheckConstraint(condition=models.Q(('replaces', None), models.Q(('replaces', models.F('id')), _negated=True), _connector='OR'), name='order_replaces_another', violation_error_message='Un ordre ne se remplace pas lui-même.')],
            },
        ),
        migrations.CreateModel(
            name='Overpayment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.CharField(editable=False, max_length=20, unique=True, verbose_name='numéro')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overpayments', to='secours_loyer.paymentorder')),
                ('cents', models.BigIntegerField(verbose_name='montant')),
                ('cause', models.CharField(choices=[('dette_moindre', 'La dette était moins élevée que le décompte'), ('autre_fonds', 'Un autre fonds a payé les mêmes mois'), ('bail_termine', 'Le logement était quitté'), ('deux_fois', 'Payé deux fois'), ('autre', 'Autre cause')], max_length=15, verbose_name='cause')),
                ('words', models.CharField(max_length=300, verbose_name='ce qui a été constaté')),
                ('state', models.CharField(choices=[('constate', 'Constaté, à réclamer'), ('reclame', 'Réclamé au bailleur'), ('recouvre', 'Recouvré'), ('abandonne', 'Abandonné'), ('eteint', 'Éteint, le paiement est revenu')], default='constate', max_length=10, verbose_name='état')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_at', models.DateTimeField(verbose_name='constaté le')),
                ('title', models.CharField(blank=True, max_length=30, verbose_name='titre de recettes')),
                ('claimed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claimed_at', models.DateTimeField(null=True, verbose_name='réclamé le')),
                ('dropped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dropped_at', models.DateTimeField(null=True, verbose_name='abandonné le')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='pourquoi')),
            ],
            options={
                'verbose_name': 'trop-perçu',
                'verbose_name_plural': 'trop-perçus',
                'ordering': ['-recorded_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['constate', 'reclame', 'recouvre', 'abandonne', 'eteint'])), name='overpayment_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(('cents__gt', 0), ('cents__lte', 99999999999)), name='overpayment_cents_positive', violation_error_message='Le montant doit être supérieur à zéro.'), models.CheckConstraint(condition=models.Q(('cause__in', ['dette_moindre', 'autre_fonds', 'bail_termine', 'deux_fois', 'autre']), models.Q(('words', ''), _negated=True)), name='overpayment_cause_known', violation_error_message='Choisissez la cause et écrivez ce qui a été constaté.'), models.CheckConstraint(condition=models.Q(models.Q(('claimed_at', None), ('claimed_by', None), ('title', ''), models.Q(('state__in', ['reclame', 'recouvre']), _negated=True)), models.Q(('claimed_at__isnull', False), ('claimed_by__isnull', False), models.Q(('title', ''), _negated=True)), _connector='OR'), name='overpayment_claimed_whole', violation_error_message='Une réclamation a un auteur et un titre de recettes.'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'abandonne'), _negated=True), ('dropped_at', None), ('dropped_by', None), ('reason', '')), models.Q(('dropped_by__isnull', False), ('state', 'abandonne'), ('dropped_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='overpayment_dropped_whole', violation_error_message='Écrivez pourquoi la réclamation est abandonnée.'), models.CheckConstraint(condition=models.Q(models.Q(('claimed_by', None), models.Q(('claimed_by', models.F('recorded_by')), _negated=True), _connector='OR'), models.Q(('dropped_by', None), models.Q(('dropped_by', models.F('recorded_by')), _negated=True), _connector='OR')), name='overpayment_two_people', violation_error_message='Une autre personne que celle qui a constaté le trop-perçu le réclame ou l’abandonne.')],
            },
        ),
        migrations.CreateModel(
            name='PaymentDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payment_decisions', to='secours_loyer.paymentorder')),
                ('round', models.PositiveSmallIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('number', models.CharField(editable=False, max_length=20, unique=True, verbose_name='numéro')),
                ('name', models.CharField(max_length=80)),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64, verbose_name='empreinte')),
                ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_at', models.DateTimeField(verbose_name='signée le')),
            ],
            options={
                'verbose_name': 'décision de paiement à un tiers',
                'verbose_name_plural': 'décisions de paiement à un tiers',
                'ordering': ['-signed_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('order', 'round'), name='payment_decision_once', violation_error_message='La décision de payer cet ordre est déjà signée.'), models.CheckConstraint(condition=models.Q(('sha256', models.Func(models.Func(models.F('content'), function='SHA256'), models.Value('hex'), function='ENCODE', output_field=models.CharField()))), name='payment_decision_digest', violation_error_message='L’empreinte n’est pas celle de la décision.')],
            },
        ),
        migrations.CreateModel(
            name='PaymentEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('amount', models.BigIntegerField(verbose_name='montant')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='secours_loyer.paymententry', verbose_name='corrige')),
                ('kind', models.CharField(choices=[('engage', 'Engagé'), ('emis', 'Émis'), ('paye', 'Payé'), ('recouvre', 'Recouvré')], max_length=10, verbose_name='mouvement')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='secours_loyer.award', verbose_name='attribution')),
                ('order', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='secours_loyer.paymentorder', verbose_name='ordre de paiement')),
                ('budget_line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='secours_loyer.budgetline', verbose_name='ligne de budget')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
            ],
            options={
                'verbose_name': 'écriture de paiement',
                'verbose_name_plural': 'écritures de paiement',
                'ordering': ['at', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='payment_entry_amount_not_zero', violation_error_message='Un mouvement de zéro n’a pas de sens.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'engage'), ('order', None)), models.Q(('kind__in', ['emis', 'paye', 'recouvre']), ('order__isnull', False)), _connector='OR'), name='payment_entry_order_by_kind', violation_error_message='Un paiement se rattache à un ordre.'), models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('corrects', None)), models.Q(('amount__lt', 0), ('corrects__isnull', False)), _connector='OR'), name='payment_entry_corrects_something', violation_error_message='Une écriture négative corrige une autre écriture.'), models.UniqueConstraint(condition=models.Q(('amount__gt', 0), ('kind__in', ['emis', 'paye'])), fields=('order', 'kind'), name='payment_entry_once', violation_error_message='Cet ordre a déjà été émis ou payé.')],
            },
        ),
        migrations.CreateModel(
            name='ReturnLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='secours_loyer.returnfile')),
                ('rank', models.PositiveIntegerField(verbose_name='ligne')),
                ('source', models.CharField(choices=[('camt053', 'Relevé de compte (camt.053)'), ('camt054', 'Avis d’opérations (camt.054)'), ('statut', 'Réponses du comptable (CSV)')], max_length=10)),
                ('event', models.CharField(choices=[('paye', 'Payé'), ('retour', 'Revenu'), ('recu', 'Somme reçue'), ('pris_en_charge', 'Pris en charge'), ('en_instance', 'En instance'), ('rejete_visa', 'Rejeté au visa'), ('rejete', 'Rejeté après prise en charge')], max_length=15, verbose_name='réponse')),
                ('reference', models.CharField(blank=True, max_length=70, verbose_name='référence')),
                ('amount_cents', models.BigIntegerField(null=True, verbose_name='montant')),
                ('currency', models.CharField(max_length=3, verbose_name='devise')),
                ('code', models.CharField(blank=True, max_length=35, verbose_name='code du motif')),
                ('words', models.CharField(blank=True, max_length=70, verbose_name='motif écrit')),
                ('booked_on', models.DateField(null=True, verbose_name='date')),
                ('text', models.CharField(blank=True, db_default='', default='', max_length=140, verbose_name='texte du mouvement')),
                ('bank_reference', models.CharField(blank=True, db_default='', default='', max_length=70, verbose_name='référence de la banque')),
                ('state', models.CharField(choices=[('lue', 'Lue, à traiter'), ('rapprochee', 'Rapprochée'), ('quarantaine', 'En quarantaine'), ('reglee', 'Réglée à deux'), ('ecartee', 'Écartée')], default='lue', max_length=15, verbose_name='état')),
                ('problem', models.CharField(blank=True, choices=[('inconnue', 'Aucun ordre ne porte cette référence.'), ('sans_reference', 'Le mouvement ne donne aucune référence d’ordre.'), ('montant', 'Le montant n’est pas celui de l’ordre.'), ('devise', 'Le mouvement n’est pas en euros.'), ('etat', 'L’état de l’ordre ne permet pas cette réponse.'), ('circuit', 'Le comptable répond sur les mandats, la banque sur les virements, pas sur cet ordre.'), ('double', 'Le même mouvement est déjà rapproché de cet ordre.'), ('recu', 'Une somme reçue n’est pas un retour de virement.'), ('date', 'La date manque, ou n’est pas entre le départ de l’ordre et aujourd’hui.'), ('refus', 'Le portail a refusé d’appliquer cette réponse.')], max_length=15, verbose_name='ce qui ne va pas')),
                ('order', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='return_lines', to='secours_loyer.paymentorder')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_at', models.DateTimeField(null=True, verbose_name='proposée le')),
                ('resolved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('resolved_at', models.DateTimeField(null=True, verbose_name='résolue le')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='pourquoi')),
                ('aside_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('aside_at', models.DateTimeField(null=True, verbose_name='écart proposé le')),
            ],
            options={
                'verbose_name': 'ligne de retour',
                'verbose_name_plural': 'lignes de retour',
                'ordering': ['-file', 'rank'],
                'indexes': [models.Index(condition=models.Q(('state', 'lue')), fields=['file', 'rank'], name='return_line_to_do'), models.Index(condition=models.Q(('state', 'quarantaine')), fields=['booked_on'], name='return_line_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['lue', 'rapprochee', 'quarantaine', 'reglee', 'ecartee'])), name='return_line_state_known', violation_error_message='Cet état n’existe pas.'), models.UniqueConstraint(fields=('file', 'rank'), name='return_line_once', violation_error_message='Cette ligne du fichier est déjà lue.'), models.UniqueConstraint(condition=models.Q(('source__in', ('camt053', 'camt054')), ('state__in', ('rapprochee', 'reglee'))), fields=('order', 'event', 'source'), name='return_line_said_once', violation_error_message='Le même mouvement est déjà rapproché de cet ordre.'), models.CheckConstraint(condition=models.Q(('amount_cents', None), ('amount_cents__gt', 0), _connector='OR'), name='return_line_amount', violation_error_message='Le montant doit être supérieur à zéro.'), models.CheckConstraint(condition=models.Q(models.Q(('order', None), ('problem', ''), ('proposed_by', None), ('state', 'lue')), models.Q(('order__isnull', False), ('problem', ''), ('proposed_by', None), ('state', 'rapprochee')), models.Q(('state__in', ['quarantaine', 'ecartee']), models.Q(('problem', ''), _negated=True)), models.Q(('order__isnull', False), ('state', 'reglee'), models.Q(('problem', ''), _negated=True)), _connector='OR'), name='return_line_by_state', violation_error_message='Une ligne en quarantaine dit ce qui ne va pas.'), models.CheckConstraint(condition=models.Q(models.Q(('proposed_at', None), ('proposed_by', None)), models.Q(('order__isnull', False), ('proposed_at__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='return_line_proposed_whole', violation_error_message='Une proposition nomme un ordre et une personne.'), models.CheckConstraint(condition=models.Q(models.Q(('resolved_at', None), ('resolved_by', None), ('state__in', ['lue', 'rapprochee', 'quarantaine'])), models.Q(('resolved_at__isnull', False), ('resolved_by__isnull', False), ('state__in', ['reglee', 'ecartee'])), _connector='OR'), name='return_line_resolved_whole', violation_error_message='Une ligne résolue l’est par quelqu’un, un jour donné.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'reglee'), _negated=True), models.Q(('proposed_by__isnull', False), models.Q(('proposed_by', models.F('resolved_by')), _negated=True)), _connector='OR'), name='return_line_two_people', violation_error_message='Une autre personne que celle qui a proposé l’ordre règle la ligne.'), models.CheckConstraint(condition=models.Q(models.Q(('aside_at', None), ('aside_by', None)), models.Q(('aside_at__isnull', False), ('aside_by__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='return_line_aside_whole', violation_error_message='Qui propose d’écarter une ligne écrit pourquoi.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ecartee'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='return_line_dismissed_why', violation_error_message='Écrivez pourquoi cette ligne est écartée.')],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='secours_loyer.paymentorder')),
                ('round', models.PositiveSmallIntegerField()),
                ('rank', models.PositiveSmallIntegerField(verbose_name='rang')),
                ('approver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'approbation',
                'verbose_name_plural': 'approbations',
                'ordering': ['order', 'round', 'rank'],
                'constraints': [models.UniqueConstraint(fields=('order', 'round', 'rank'), name='approval_rank_once', violation_error_message='Cette approbation a déjà été donnée.'), models.UniqueConstraint(fields=('order', 'round', 'approver'), name='approval_two_people', violation_error_message='La seconde approbation revient à une autre personne que la première.'), models.CheckConstraint(condition=models.Q(('rank__in', [1, 2])), name='approval_rank_known', violation_error_message='Un ordre reçoit deux approbations.')],
            },
        ),
        migrations.CreateModel(
            name='Cheque',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cheque', to='secours_loyer.paymentorder')),
                ('number', models.CharField(max_length=7, unique=True, verbose_name='numéro du chèque')),
                ('issued_on', models.DateField(verbose_name='daté du')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issued_at', models.DateTimeField(verbose_name='noté le')),
                ('received_by', models.CharField(blank=True, max_length=120, verbose_name='reçu par')),
                ('received_on', models.DateField(null=True, verbose_name='reçu le')),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('noted_at', models.DateTimeField(null=True, verbose_name='acquit noté le')),
                ('stopped_how', models.CharField(blank=True, choices=[('rendu', 'Le chèque est revenu au CCAS, il est détruit'), ('opposition', 'Chèque perdu ou volé : opposition faite à la banque'), ('non_ecrit', 'Le chèque n’a pas été écrit')], max_length=10, verbose_name='ce qu’il est devenu')),
                ('stopped_on', models.DateField(null=True, verbose_name='annulé le')),
                ('stopped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stopped_at', models.DateTimeField(null=True, verbose_name='annulation notée le')),
            ],
            options={
                'verbose_name': 'chèque',
                'verbose_name_plural': 'chèques',
                'ordering': ['-issued_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__regex', '^[0-9]{7}$')), name='cheque_number_shape', violation_error_message='Le numéro d’un chèque a sept chiffres.'), models.CheckConstraint(condition=models.Q(models.Q(('noted_at', None), ('noted_by', None), ('received_by', ''), ('received_on', None)), models.Q(models.Q(('received_by', ''), _negated=True), ('received_on__gte', models.F('issued_on')), ('noted_at__isnull', False), ('noted_by__isnull', False)), _connector='OR'), name='cheque_received_whole', violation_error_message='Un acquit dit qui a reçu le chèque et quel jour, pas avant la date du chèque.'), models.CheckConstraint(condition=models.Q(models.Q(('stopped_at', None), ('stopped_by', None), ('stopped_how', ''), ('stopped_on', None)), models.Q(('received_on', None), ('stopped_at__isnull', False), ('stopped_by__isnull', False), ('stopped_how__in', ('rendu', 'opposition')), ('stopped_on__gte', models.F('issued_on'))), _connector='OR'), name='cheque_stopped_whole', violation_error_message='Un chèque annulé n’est pas acquitté ; il est rendu, ou mis en opposition, pas avant sa date.')],
            },
        ),
        migrations.CreateModel(
            name='LandlordReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='secours_loyer.landlordlink')),
                ('kind', models.CharField(choices=[('dette', 'Dette confirmée'), ('contestee', 'Dette contestée'), ('decompte', 'Décompte certifié'), ('acceptee', 'Plan accepté'), ('recue', 'Aide bien reçue'), ('payee', 'Échéance payée'), ('partielle', 'Échéance payée en partie'), ('manquee', 'Échéance manquée')], max_length=10, verbose_name='déclaration')),
                ('order', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='secours_loyer.paymentorder')),
                ('instalment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='secours_loyer.instalment')),
                ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='secours_loyer.repaymentplan')),
                ('cents', models.BigIntegerField(null=True, verbose_name='montant')),
                ('said_on', models.DateField(null=True, verbose_name='daté du')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.storedfile')),
                ('at', models.DateTimeField(verbose_name='le')),
            ],
            options={
                'verbose_name': 'déclaration d’un bailleur',
                'verbose_name_plural': 'déclarations des bailleurs',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', True), ('instalment__isnull', True), ('kind__in', ['dette', 'contestee']), ('order__isnull', True), ('plan__isnull', True)), models.Q(('file__isnull', True), ('instalment__isnull', True), ('kind__in', ['recue']), ('order__isnull', False), ('plan__isnull', True)), models.Q(('file__isnull', True), ('instalment__isnull', False), ('kind__in', ['payee', 'manquee', 'partielle']), ('order__isnull', True), ('plan__isnull', True)), models.Q(('file__isnull', True), ('instalment__isnull', True), ('kind__in', ['acceptee']), ('order__isnull', True), ('plan__isnull', False)), models.Q(('file__isnull', False), ('instalment__isnull', True), ('kind__in', ['decompte']), ('order__isnull', True), ('plan__isnull', True)), _connector='OR'), name='landlord_report_subject', violation_error_message='Dites de quoi il s’agit.'), models.CheckConstraint(condition=models.Q(models.Q(('cents__gt', 0), ('cents__isnull', False), ('kind__in', ['decompte', 'partielle'])), models.Q(models.Q(('kind__in', ['decompte', 'partielle']), _negated=True), ('cents', None)), _connector='OR'), name='landlord_report_amount', violation_error_message='Indiquez le montant.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'decompte'), ('said_on__isnull', False)), models.Q(models.Q(('kind', 'decompte'), _negated=True), ('said_on', None)), _connector='OR'), name='landlord_statement_dated', violation_error_message='Indiquez la date du décompte.')],
            },
        ),
        migrations.CreateModel(
            name='Recovery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('overpayment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recoveries', to='secours_loyer.overpayment')),
                ('cents', models.BigIntegerField(verbose_name='montant')),
                ('received_on', models.DateField(verbose_name='reçu le')),
                ('line', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recovery', to='secours_loyer.returnline')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(verbose_name='noté le')),
            ],
            options={
                'verbose_name': 'somme recouvrée',
                'verbose_name_plural': 'sommes recouvrées',
                'ordering': ['overpayment', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('cents__gt', 0), ('cents__lte', 99999999999)), name='recovery_cents_positive', violation_error_message='Le montant doit être supérieur à zéro.')],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='secours_loyer.decision')),
                ('received_on', models.DateField(verbose_name='reçu le')),
                ('source', models.CharField(choices=[('menage', 'Le ménage'), ('aide', 'Le ménage, aidé par quelqu’un')], max_length=10, verbose_name='présenté par')),
                ('helped_by', models.CharField(blank=True, default='', max_length=120, verbose_name='avec l’aide de')),
                ('reason', models.TextField(max_length=2000, verbose_name='ce que dit le ménage')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.storedfile', verbose_name='courrier')),
                ('late', models.BooleanField(default=False, verbose_name='hors délai')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('noted_at', models.DateTimeField(verbose_name='noté le')),
                ('outcome', models.CharField(blank=True, choices=[('maintenue', 'Décision maintenue'), ('remplacee', 'Décision remplacée'), ('retire', 'Recours retiré')], default='', max_length=10, verbose_name='suite')),
                ('answer_motive', models.TextField(blank=True, default='', max_length=1500, verbose_name='motif de la réponse')),
                ('answer', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers_appeal', to='secours_loyer.decision')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_at', models.DateTimeField(null=True, verbose_name='répondu le')),
            ],
            options={
                'verbose_name': 'recours gracieux',
                'verbose_name_plural': 'recours gracieux',
                'ordering': ['-received_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('helped_by', ''), ('source', 'menage')), models.Q(('source', 'aide'), models.Q(('helped_by', ''), _negated=True)), _connector='OR'), name='appeal_source_whole', violation_error_message='Dites qui aide le ménage, si quelqu’un l’aide.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='appeal_reason_given', violation_error_message='Écrivez ce que dit le ménage.'), models.CheckConstraint(condition=models.Q(models.Q(('answer', None), ('answer_motive', ''), ('answered_at', None), ('answered_by', None), ('outcome', '')), models.Q(('answer__isnull', False), ('outcome', 'remplacee'), ('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('answer_motive', ''), _negated=True)), models.Q(('answer', None), ('outcome__in', ['maintenue', 'retire']), ('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('answer_motive', ''), _negated=True)), _connector='OR'), name='appeal_answered_whole', violation_error_message='Une réponse à un recours a un motif et un auteur.'), models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('decision',), name='appeal_open_once', violation_error_message='Un recours est déjà noté contre cette décision.')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='secours_loyer.commissionsession')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='secours_loyer.rentrequest')),
                ('rank', models.PositiveSmallIntegerField(verbose_name='rang')),
                ('outcome', models.CharField(blank=True, choices=[('accord', 'Accord'), ('refus', 'Refus'), ('ajourne', 'Ajournement'), ('maintien', 'Décision maintenue')], default='', max_length=10, verbose_name='résultat')),
                ('motive', models.TextField(blank=True, default='', max_length=1500, verbose_name='motif')),
                ('aid_cents', models.PositiveIntegerField(default=0, verbose_name='aide (centimes)')),
                ('plan_cents', models.PositiveIntegerField(null=True, verbose_name='plan d’apurement (centimes)')),
                ('voters', models.PositiveSmallIntegerField(null=True, verbose_name='membres ayant siégé')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_at', models.DateTimeField(null=True, verbose_name='saisi le')),
                ('left_at', models.DateTimeField(null=True, verbose_name='retiré le')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='décidé le')),
                ('appeal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='secours_loyer.appeal', verbose_name='recours examiné')),
            ],
            options={
                'verbose_name': 'dossier d’une séance',
                'verbose_name_plural': 'dossiers des séances',
                'ordering': ['session', 'rank'],
                'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('session', 'rank'), name='item_rank_once', violation_error_message='Deux dossiers ont le même rang.'), models.UniqueConstraint(condition=models.Q(('decided_at', None), ('left_at', None)), fields=('request',), name='item_live_once', violation_error_message='Ce dossier est déjà inscrit à une séance.'), models.CheckConstraint(condition=models.Q(('outcome', ''), ('outcome__in', ['accord', 'refus', 'ajourne', 'maintien']), _connector='OR'), name='item_outcome_known', violation_error_message='Ce résultat n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('aid_cents__gt', 0), ('outcome', 'accord')), models.Q(models.Q(('outcome', 'accord'), _negated=True), ('aid_cents', 0), ('plan_cents', None)), _connector='OR'), name='item_amount_matches_outcome', violation_error_message='Un accord a un montant, un autre résultat n’en a pas.'), models.CheckConstraint(condition=models.Q(models.Q(('appeal', None), models.Q(('outcome', 'maintien'), _negated=True)), models.Q(('appeal__isnull', False), models.Q(('outcome', 'refus'), _negated=True)), _connector='OR'), name='item_outcome_of_review', violation_error_message='Un recours se conclut par « Décision maintenue », un accord ou un ajournement.'), models.CheckConstraint(condition=models.Q(models.Q(('entered_at', None), ('entered_by', None), ('motive', ''), ('outcome', ''), ('voters', None)), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('motive', ''), _negated=True), ('entered_at__isnull', False), ('entered_by__isnull', False), ('voters__isnull', False)), _connector='OR'), name='item_entered_whole', violation_error_message='Écrivez le motif : il figure sur la lettre.')],
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='secours_loyer.agendaitem')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='secours_loyer.sessionmember')),
                ('reason', models.CharField(max_length=200, verbose_name='motif')),
                ('at', models.DateTimeField(verbose_name='noté le')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifted_at', models.DateTimeField(null=True, verbose_name='corrigé le')),
            ],
            options={
                'verbose_name': 'déport',
                'verbose_name_plural': 'déports',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('item', 'member'), name='recusal_once', violation_error_message='Ce membre est déjà déporté pour ce dossier.'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='recusal_reason_given', violation_error_message='Écrivez le motif du déport.'), models.CheckConstraint(condition=models.Q(('lifted_at', None), ('lifted_at__gte', models.F('at')), _connector='OR'), name='recusal_lifted_after', violation_error_message='Un déport est corrigé après avoir été noté.')],
            },
        ),
        migrations.AddField(
            model_name='rentrequest',
            name='answered_statement',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='secours_loyer.landlordreport'),
        ),
        migrations.AddField(
            model_name='rentrequest',
            name='answered_dispute',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='secours_loyer.landlordreport'),
        ),
        migrations.AddConstraint(
            model_name='rentrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_statement', None), ('stands_because', '')), models.Q(('answered_statement__isnull', False), models.Q(('stands_because', ''), _negated=True)), _connector='OR'), name='request_stands_because', violation_error_message='Écrivez pourquoi le montant de la demande reste.'),
        ),
        migrations.AddConstraint(
            model_name='rentrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_dispute', None), ('dispute_answer', '')), models.Q(('answered_dispute__isnull', False), models.Q(('dispute_answer', ''), _negated=True)), _connector='OR'), name='request_dispute_answered', violation_error_message='Écrivez ce qui règle la contestation.'),
        ),
        migrations.AddField(
            model_name='decision',
            name='item',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='secours_loyer.agendaitem', verbose_name='dossier de la séance'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('delegated_before_cents', None), ('delegated_since', None), ('delegation_ceiling_cents', None), ('item__isnull', False), ('origin', 'commission'), ('urgency', '')), models.Q(('delegated_before_cents__gte', 0), ('delegated_before_cents__isnull', False), ('delegated_since__isnull', False), ('delegation_ceiling_cents__isnull', False), ('item', None), ('origin', 'delegation'), ('outcome', 'accord'), models.Q(('urgency', ''), _negated=True)), models.Q(('item', None), ('origin', 'directe')), _connector='OR'), name='decision_origin_whole', violation_error_message='Une décision vient d’une séance, ou d’une urgence dont le motif est écrit.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnfile',
            trigger=pgtrigger.compiler.Trigger(name='return_file_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='63966b0923c88a9d1b6615a6a72fc67ff5dab49c', operation='UPDATE OR DELETE', pgid='pgtrigger_return_file_append_only_0be64', table='secours_loyer_returnfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnfile',
            trigger=pgtrigger.compiler.Trigger(name='return_file_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='86238b5c7aeb1c0b50a89fc8f170f906b16fa550', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_return_file_append_only_truncate_ff6ca', table='secours_loyer_returnfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2e048cdf66146303388372345cf459af334eafef', operation='DELETE', pgid='pgtrigger_batch_kept_23fde', table='secours_loyer_batch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='e473762038ce24eef003cf818a2e12a0ec8e6b3e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_batch_kept_truncate_22b8f', table='secours_loyer_batch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_with_two_people', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (NEW.cancelled_by_id IS DISTINCT FROM OLD.cancelled_by_id AND NEW.cancelled_by_id <> NEW.exported_by_id AND f_one_person(NEW.cancelled_by_id, NEW.exported_by_id)) THEN RAISE EXCEPTION 'two accounts of one person, as far as it shows' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_person_two_accounts';\n    END IF;\n    RETURN NULL;\n", hash='2fffd126ee1234887f8810db4052b9787a50c009', operation='UPDATE', pgid='pgtrigger_batch_with_two_people_79421', table='secours_loyer_batch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_states', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF TG_OP = 'INSERT' THEN\n            IF NEW.state <> 'ouvert' THEN RAISE EXCEPTION 'a row starts as a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_states';\n            END IF;\n        ELSIF NEW.state <> OLD.state\n              AND (OLD.state || ':' || NEW.state) NOT IN ('clos:exporte', 'clos:ouvert', 'exporte:acquitte', 'exporte:annule', 'exporte:transmis', 'ouvert:abandonne', 'ouvert:clos', 'transmis:acquitte') THEN\n            RAISE EXCEPTION 'no such step' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_states';\n        END IF;\n        RETURN NEW;\n        ", hash='51767b1aea4d775abd3a1957455a981e9963fed7', operation='INSERT OR UPDATE', pgid='pgtrigger_batch_states_84cad', table='secours_loyer_batch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_near_day', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF TG_OP = 'UPDATE' AND NEW.execute_on = OLD.execute_on\n        THEN RETURN NEW; END IF;\n        IF NEW.execute_on < (coalesce(NEW.closed_at, NEW.opened_at) AT TIME ZONE 'Europe/Paris')::date\n           OR NEW.execute_on > (coalesce(NEW.closed_at, NEW.opened_at) AT TIME ZONE 'Europe/Paris')::date + interval '1 year' THEN\n            RAISE EXCEPTION 'the day is past, or more than a year ahead' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_near_day';\n        END IF;\n        RETURN NEW;\n        ", hash='b60e519ca5a2890f3387b34119d581f687e3314a', operation='INSERT OR UPDATE', pgid='pgtrigger_batch_near_day_7cb09', table='secours_loyer_batch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.number IS DISTINCT FROM OLD.number OR NEW.channel IS DISTINCT FROM OLD.channel OR NEW.execute_on IS DISTINCT FROM OLD.execute_on OR NEW.opened_by_id IS DISTINCT FROM OLD.opened_by_id OR NEW.opened_at IS DISTINCT FROM OLD.opened_at OR NEW.exported_by_id IS DISTINCT FROM OLD.exported_by_id OR NEW.exported_at IS DISTINCT FROM OLD.exported_at OR NEW.order_count IS DISTINCT FROM OLD.order_count OR NEW.total_cents IS DISTINCT FROM OLD.total_cents OR NEW.day_before_cents IS DISTINCT FROM OLD.day_before_cents OR NEW.day_ceiling_cents IS DISTINCT FROM OLD.day_ceiling_cents) AND NOT (OLD.state IN ('ouvert', 'clos')) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='c24aa976a7097ed26936ff4a885ed728c5134ea3', operation='UPDATE', pgid='pgtrigger_batch_frozen_d9cc1', table='secours_loyer_batch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_opened_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.number IS DISTINCT FROM OLD.number OR NEW.channel IS DISTINCT FROM OLD.channel OR NEW.opened_by_id IS DISTINCT FROM OLD.opened_by_id OR NEW.opened_at IS DISTINCT FROM OLD.opened_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_opened_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='e0be17fbfca9536b311d53cae79bbc422f23cc53', operation='UPDATE', pgid='pgtrigger_batch_opened_frozen_968d8', table='secours_loyer_batch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_closed_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.closed_by_id IS DISTINCT FROM OLD.closed_by_id OR NEW.closed_at IS DISTINCT FROM OLD.closed_at) AND NOT (OLD.state = 'ouvert' AND NEW.state = 'clos') THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_closed_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='a0944620c29c017f0cb145e64b4f321f3843e5ae', operation='UPDATE', pgid='pgtrigger_batch_closed_frozen_37dbb', table='secours_loyer_batch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_forwarded_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.forwarded_by_id IS DISTINCT FROM OLD.forwarded_by_id OR NEW.forwarded_at IS DISTINCT FROM OLD.forwarded_at) AND NOT (OLD.state = 'exporte' AND NEW.state = 'transmis') THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_forwarded_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='bf54d8a60851b058b7b9e359a6a578410c74f3d1', operation='UPDATE', pgid='pgtrigger_batch_forwarded_frozen_74ccc', table='secours_loyer_batch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_cancelled_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.cancelled_by_id IS DISTINCT FROM OLD.cancelled_by_id OR NEW.cancelled_at IS DISTINCT FROM OLD.cancelled_at OR NEW.cancel_reason IS DISTINCT FROM OLD.cancel_reason OR NEW.cancel_confirmed IS DISTINCT FROM OLD.cancel_confirmed) AND NOT (OLD.state = 'exporte' AND NEW.state = 'annule') THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_cancelled_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='39bdf576fec7724bb26ac3da8d69852f19ff18c6', operation='UPDATE', pgid='pgtrigger_batch_cancelled_frozen_d31c7', table='secours_loyer_batch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_to_transfer_day', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (TG_OP = 'INSERT' OR NEW.execute_on <> OLD.execute_on)\n       AND (SELECT extract(isodow FROM g.day) > 5\n            OR to_char(g.day, 'MM-DD') IN ('01-01', '05-01', '12-25', '12-26')\n            OR g.day IN (g.easter - 2, g.easter + 1)\n        FROM (SELECT k.day, make_date(k.y, 3, 22) + k.d + k.e - (CASE\n                    WHEN k.e = 6 AND (k.d = 29 OR k.d = 28 AND k.y % 19 > 10) THEN 7 ELSE 0\n                END) AS easter\n            FROM (SELECT j.*, (2 * (j.y % 4) + 4 * (j.y % 7) + 6 * j.d + 5) % 7 AS e\n                FROM (SELECT i.*, (19 * (i.y % 19) + 24) % 30 AS d\n                    FROM (SELECT (NEW.execute_on)::date AS day,\n                                 extract(year FROM (NEW.execute_on)::date)::int AS y) i\n                ) j\n            ) k\n        ) g) THEN\n        RAISE EXCEPTION 'no transfer is executed that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_on_transfer_day';\n    END IF;\n    RETURN NULL;\n", hash='00a20c4b2bb35f4af4db0375bcb87a6ad26eda1d', operation='INSERT OR UPDATE', pgid='pgtrigger_batch_to_transfer_day_d5e38', table='secours_loyer_batch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_cancelled_whole', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state <> 'annule' OR OLD.state = 'annule' THEN RETURN NEW; END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder\n        WHERE batch_id = NEW.id AND state <> 'annule_emis'\n    ) THEN RAISE EXCEPTION 'an order of it is not cancelled' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_cancelled_whole';\n    END IF;\n    IF NEW.cancel_confirmed = '' AND EXISTS (\n        SELECT 1 FROM secours_loyer_filedownload d\n        JOIN secours_loyer_outgoingfile f ON f.id = d.file_id WHERE f.batch_id = NEW.id\n    ) THEN RAISE EXCEPTION 'a file of it was taken away' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_cancel_confirmed';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_filedownload d\n        JOIN secours_loyer_outgoingfile f ON f.id = d.file_id\n        WHERE f.batch_id = NEW.id AND d.by_id = NEW.cancelled_by_id\n    ) THEN RAISE EXCEPTION 'they took a file of it away' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_cancelled_by_no_downloader';\n    END IF;\n    RETURN NEW;\n", hash='32d06a81ee36221bb1fd9c8ce5865ff1b3470c18', operation='UPDATE', pgid='pgtrigger_batch_cancelled_whole_a0ff2', table='secours_loyer_batch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_handed_over', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state <> 'transmis' OR OLD.state <> 'exporte' THEN RETURN NEW; END IF;\n    IF NEW.forwarded_at < NEW.exported_at THEN\n        RAISE EXCEPTION 'handed over before its export' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_forwarded_after_export';\n    END IF;\n    IF ((coalesce((SELECT value = 'false'::jsonb FROM actors_parameter WHERE key = 'secours.paiements_ouverts' AND period @> (NEW.forwarded_at AT TIME ZONE 'Europe/Paris')::date ORDER BY id DESC LIMIT 1), FALSE) OR EXISTS (SELECT 1 FROM actors_parameter WHERE key = 'secours.paiements_ouverts' AND set_at > NEW.forwarded_at)) AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_returnline x\n        JOIN secours_loyer_paymentorder o ON o.id = x.order_id\n        WHERE o.batch_id = NEW.id AND x.state IN ('rapprochee', 'reglee')\n    )) THEN\n        RAISE EXCEPTION 'payments are stopped' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_forwarded_while_open';\n    END IF;\n    IF (EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o\n        JOIN secours_loyer_landlordaccount a ON a.id = o.account_id\n        WHERE o.batch_id = NEW.id AND o.state = 'emis' AND a.state <> 'actif'\n    ) AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_returnline x\n        JOIN secours_loyer_paymentorder o ON o.id = x.order_id\n        WHERE o.batch_id = NEW.id AND x.state IN ('rapprochee', 'reglee')\n    )) THEN\n        RAISE EXCEPTION 'an account of the batch is not active' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_forwarded_account_active';\n    END IF;\n    RETURN NEW;\n", hash='57d74ee6fc55e7bd026070fc0207d6ae160f5122', operation='UPDATE', pgid='pgtrigger_batch_handed_over_92430', table='secours_loyer_batch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_day', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE sent bigint;', func="\n    IF NEW.state <> 'exporte' OR OLD.state <> 'clos' THEN RETURN NEW; END IF;\n    PERFORM pg_advisory_xact_lock(7203002);\n    SELECT coalesce(sum(total_cents), 0) INTO sent FROM secours_loyer_batch\n    WHERE id <> NEW.id AND exported_at IS NOT NULL AND state <> 'annule'\n      AND (exported_at AT TIME ZONE 'Europe/Paris')::date\n          = (NEW.exported_at AT TIME ZONE 'Europe/Paris')::date;\n    IF NEW.day_before_cents IS NULL OR NEW.day_ceiling_cents IS NULL\n       OR NEW.day_before_cents < sent THEN\n        RAISE EXCEPTION 'what was exported that day is more' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_day_counted';\n    END IF;\n    IF NEW.day_ceiling_cents <> coalesce((SELECT (value)::bigint FROM actors_parameter WHERE key = 'secours.jour_montant' AND replaced_at IS NULL AND period @> (NEW.exported_at AT TIME ZONE 'Europe/Paris')::date), 20000000) THEN\n        RAISE EXCEPTION 'the ceiling is not the one decided for that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_day_ceiling_decided';\n    END IF;\n    IF NEW.day_before_cents + NEW.total_cents > NEW.day_ceiling_cents THEN\n        RAISE EXCEPTION 'over the ceiling of the day' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_day_ceiling';\n    END IF;\n    RETURN NEW;\n", hash='5a90bf90005b14421b0519c0ab0c2e87fb63129d', operation='UPDATE', pgid='pgtrigger_batch_day_05530', table='secours_loyer_batch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_whole', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE held record; files text[];', func='\n    IF NEW.state = \'exporte\' AND OLD.state = \'clos\' THEN\n        IF NEW.exported_at < NEW.closed_at THEN\n            RAISE EXCEPTION \'exported before it was closed\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'batch_exported_after_closing\';\n        END IF;\n        IF (coalesce((SELECT value = \'false\'::jsonb FROM actors_parameter WHERE key = \'secours.paiements_ouverts\' AND period @> (NEW.exported_at AT TIME ZONE \'Europe/Paris\')::date ORDER BY id DESC LIMIT 1), FALSE) OR EXISTS (SELECT 1 FROM actors_parameter WHERE key = \'secours.paiements_ouverts\' AND set_at > NEW.exported_at)) THEN\n            RAISE EXCEPTION \'payments are stopped\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'batch_while_open\';\n        END IF;\n        SELECT count(*) AS orders, coalesce(sum(amount_cents), 0) AS cents,\n               count(*) FILTER (WHERE state <> \'emis\') AS behind\n        INTO held FROM secours_loyer_paymentorder WHERE batch_id = NEW.id;\n        IF held.orders = 0 OR held.orders IS DISTINCT FROM NEW.order_count\n           OR held.cents IS DISTINCT FROM NEW.total_cents OR held.behind > 0 THEN\n            RAISE EXCEPTION \'the total is not the sum of the lines\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'batch_total_is_its_lines\';\n        END IF;\n        IF NEW.channel = \'mandat\' AND EXISTS (\n            SELECT 1 FROM secours_loyer_paymentorder o\n            WHERE o.budget_year IN (\n                SELECT budget_year FROM secours_loyer_paymentorder WHERE batch_id = NEW.id)\n            GROUP BY o.budget_year HAVING max(o.piece) <> count(DISTINCT o.piece)\n        ) THEN RAISE EXCEPTION \'a number of piece was jumped over\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'batch_pieces_follow\';\n        END IF;\n        SELECT array_agg(kind::text ORDER BY kind COLLATE "C") INTO files\n        FROM secours_loyer_outgoingfile WHERE batch_id = NEW.id;\n        IF files IS DISTINCT FROM (CASE NEW.channel WHEN \'cheque\' THEN ARRAY[\'liste-csv\', \'liste-pdf\', \'ordres-pdf\'] WHEN \'regie\' THEN ARRAY[\'liste-csv\', \'liste-pdf\', \'pain001\'] WHEN \'mandat\' THEN ARRAY[\'bordereau-csv\', \'bordereau-pdf\', \'dossier\', \'liste-csv\', \'liste-pdf\', \'pes\'] END) THEN\n            RAISE EXCEPTION \'its files are not kept\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'batch_files_kept_first\';\n        END IF;\n    END IF;\n    RETURN NEW;\n', hash='582c04e157ec87946df8ef8b65bfc922c90bf7c2', operation='UPDATE', pgid='pgtrigger_batch_whole_97909', table='secours_loyer_batch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_signed', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF TG_OP = 'INSERT' THEN\n        IF NEW.closed_by_id IS NOT NULL OR NEW.closed_at IS NOT NULL THEN\n            RAISE EXCEPTION 'a new batch is not closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_closed_frozen';\n        END IF;\n        IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.opened_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('depenses')) THEN\n            RAISE EXCEPTION 'whoever opens it may not' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_by_its_role';\n        END IF;\n        RETURN NULL;\n    END IF;\n    IF (NEW.state = 'clos' AND OLD.state = 'ouvert'\n        AND NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.closed_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('depenses')))\n       OR (NEW.state = 'exporte' AND OLD.state = 'clos'\n           AND NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.exported_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('depenses')))\n       OR (NEW.state = 'transmis' AND OLD.state = 'exporte'\n           AND NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.forwarded_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('depenses')))\n       OR (NEW.state = 'annule' AND OLD.state = 'exporte'\n           AND NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.cancelled_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('cadre')))\n    THEN RAISE EXCEPTION 'whoever takes this step may not' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_by_its_role';\n    END IF;\n    RETURN NULL;\n", hash='59e6f1968e9d75a69644c9ec090f9a651dfa2f46', operation='INSERT OR UPDATE', pgid='pgtrigger_batch_signed_0b7b1', table='secours_loyer_batch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='batch',
            trigger=pgtrigger.compiler.Trigger(name='batch_lines', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state = 'ouvert' AND OLD.state = 'clos' AND EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder WHERE batch_id = NEW.id AND state <> 'en_lot'\n    ) THEN RAISE EXCEPTION 'an order of it has left' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_reopened_whole';\n    END IF;\n    IF NEW.state = 'abandonne' AND EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder WHERE batch_id = NEW.id\n    ) THEN RAISE EXCEPTION 'an order is in it' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_abandoned_empty';\n    END IF;\n    IF NEW.state = 'acquitte' AND OLD.state <> 'acquitte' AND EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder\n        WHERE batch_id = NEW.id AND state IN ('en_lot', 'emis', 'transmis', 'en_instance', 'pris_en_charge')\n    ) THEN RAISE EXCEPTION 'an order of it is not answered' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_settled_whole';\n    END IF;\n    RETURN NULL;\n", hash='c923b97992c2bf5cc09cb77697745c13c5437a70', operation='UPDATE', pgid='pgtrigger_batch_lines_63273', table='secours_loyer_batch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boardmeeting',
            trigger=pgtrigger.compiler.Trigger(name='board_meeting_reported', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF EXISTS (SELECT 1 FROM secours_loyer_boardreport p WHERE p.meeting_id = OLD.id)\n    THEN RAISE EXCEPTION 'the report of this meeting is made' USING ERRCODE = 'check_violation', CONSTRAINT = 'board_meeting_reported';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n", hash='48fd22df1363e59cb17a9a5ce9a5e3b5ea58e1fa', operation='UPDATE OR DELETE', pgid='pgtrigger_board_meeting_reported_13440', table='secours_loyer_boardmeeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boardmeeting',
            trigger=pgtrigger.compiler.Trigger(name='board_meeting_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='e8de8cb9a619a53c93f4f897118ae214b881cd10', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_board_meeting_truncate_f7e2f', table='secours_loyer_boardmeeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boardmeeting',
            trigger=pgtrigger.compiler.Trigger(name='board_planned_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.planned_by_id IS DISTINCT FROM OLD.planned_by_id OR NEW.planned_at IS DISTINCT FROM OLD.planned_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'board_planned_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='f368492779d9042bc61396efe442317565576b71', operation='UPDATE', pgid='pgtrigger_board_planned_frozen_68c72', table='secours_loyer_boardmeeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boardmeeting',
            trigger=pgtrigger.compiler.Trigger(name='board_near_day', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF TG_OP = 'UPDATE' AND NEW.held_on = OLD.held_on\n        THEN RETURN NEW; END IF;\n        IF NEW.held_on < (coalesce(NEW.planned_at) AT TIME ZONE 'Europe/Paris')::date\n           OR NEW.held_on > (coalesce(NEW.planned_at) AT TIME ZONE 'Europe/Paris')::date + interval '1 year' THEN\n            RAISE EXCEPTION 'the day is past, or more than a year ahead' USING ERRCODE = 'check_violation', CONSTRAINT = 'board_near_day';\n        END IF;\n        RETURN NEW;\n        ", hash='7b329b1aa778f49fc33fcaebc48e7e5686870759', operation='INSERT OR UPDATE', pgid='pgtrigger_board_near_day_49c84', table='secours_loyer_boardmeeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetline',
            trigger=pgtrigger.compiler.Trigger(name='budget_line_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7f4b40f243d49509dc5739711e7f4d696147afb1', operation='UPDATE OR DELETE', pgid='pgtrigger_budget_line_append_only_36b75', table='secours_loyer_budgetline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetline',
            trigger=pgtrigger.compiler.Trigger(name='budget_line_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='2ba5491634a1e32938c70048acb01b4c572edc4f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_budget_line_append_only_truncate_614b1', table='secours_loyer_budgetline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commissionsession',
            trigger=pgtrigger.compiler.Trigger(name='session_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='5904335314913f1c5ea4858275347a747276b54e', operation='DELETE', pgid='pgtrigger_session_kept_83579', table='secours_loyer_commissionsession', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commissionsession',
            trigger=pgtrigger.compiler.Trigger(name='session_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='a141a69944ea2a6d3c10cce84e368e1ca5378840', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_session_kept_truncate_3570a', table='secours_loyer_commissionsession', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commissionsession',
            trigger=pgtrigger.compiler.Trigger(name='session_states', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF TG_OP = 'INSERT' THEN\n            IF NEW.state <> 'preparee' THEN RAISE EXCEPTION 'a row starts as a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_states';\n            END IF;\n        ELSIF NEW.state <> OLD.state\n              AND (OLD.state || ':' || NEW.state) NOT IN ('levee:ouverte', 'levee:signee', 'ouverte:levee', 'preparee:annulee', 'preparee:ouverte') THEN\n            RAISE EXCEPTION 'no such step' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_states';\n        END IF;\n        RETURN NEW;\n        ", hash='9b384c55e1b116d5ae1aeaea11b36ea56c2a09cd', operation='INSERT OR UPDATE', pgid='pgtrigger_session_states_32f7f', table='secours_loyer_commissionsession', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commissionsession',
            trigger=pgtrigger.compiler.Trigger(name='session_near_day', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF TG_OP = 'UPDATE' AND (NEW.held_at AT TIME ZONE 'Europe/Paris')::date = (OLD.held_at AT TIME ZONE 'Europe/Paris')::date\n        THEN RETURN NEW; END IF;\n        IF (NEW.held_at AT TIME ZONE 'Europe/Paris')::date < (coalesce(NEW.planned_at) AT TIME ZONE 'Europe/Paris')::date\n           OR (NEW.held_at AT TIME ZONE 'Europe/Paris')::date > (coalesce(NEW.planned_at) AT TIME ZONE 'Europe/Paris')::date + interval '1 year' THEN\n            RAISE EXCEPTION 'the day is past, or more than a year ahead' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_near_day';\n        END IF;\n        RETURN NEW;\n        ", hash='cd2539e36fce8a1133bf75e9f6ba2570917c8432', operation='INSERT OR UPDATE', pgid='pgtrigger_session_near_day_93e8c', table='secours_loyer_commissionsession', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commissionsession',
            trigger=pgtrigger.compiler.Trigger(name='session_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.number IS DISTINCT FROM OLD.number OR NEW.held_at IS DISTINCT FROM OLD.held_at OR NEW.place IS DISTINCT FROM OLD.place OR NEW.quorum IS DISTINCT FROM OLD.quorum) AND NOT (OLD.state = 'preparee' AND NEW.number = OLD.number) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='cd91837b592bfc551b4f16be9f0a91f13738553f', operation='UPDATE', pgid='pgtrigger_session_frozen_63206', table='secours_loyer_commissionsession', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commissionsession',
            trigger=pgtrigger.compiler.Trigger(name='session_planned_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.planned_by_id IS DISTINCT FROM OLD.planned_by_id OR NEW.planned_at IS DISTINCT FROM OLD.planned_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_planned_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='00720ae48ce900396d0c689d3efcb6faca225de2', operation='UPDATE', pgid='pgtrigger_session_planned_frozen_ee378', table='secours_loyer_commissionsession', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commissionsession',
            trigger=pgtrigger.compiler.Trigger(name='session_opened_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.opened_at IS DISTINCT FROM OLD.opened_at) AND NOT (OLD.state = 'preparee' AND NEW.state = 'ouverte') THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_opened_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='c28c78aed81c1e14da6fb6a789135c09a291a1b3', operation='UPDATE', pgid='pgtrigger_session_opened_frozen_59785', table='secours_loyer_commissionsession', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commissionsession',
            trigger=pgtrigger.compiler.Trigger(name='session_lifted_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.lifted_at IS DISTINCT FROM OLD.lifted_at) AND NOT (OLD.state = 'ouverte' AND NEW.state = 'levee') THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_lifted_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='31cee505e46fb8ad9acb84091b5a3788e2c5a292', operation='UPDATE', pgid='pgtrigger_session_lifted_frozen_8e5c1', table='secours_loyer_commissionsession', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commissionsession',
            trigger=pgtrigger.compiler.Trigger(name='session_signed_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.signed_by_id IS DISTINCT FROM OLD.signed_by_id OR NEW.signed_at IS DISTINCT FROM OLD.signed_at) AND NOT (OLD.state = 'levee' AND NEW.state = 'signee') THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_signed_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='6659faf5ea58642db37f1c4c0067833d18a2a591', operation='UPDATE', pgid='pgtrigger_session_signed_frozen_26d25', table='secours_loyer_commissionsession', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commissionsession',
            trigger=pgtrigger.compiler.Trigger(name='session_whole', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state = OLD.state THEN RETURN NEW; END IF;\n    IF NEW.state IN ('ouverte', 'levee', 'signee') AND (\n        coalesce(CASE NEW.state WHEN 'ouverte' THEN NEW.opened_at WHEN 'levee' THEN NEW.lifted_at\n        ELSE NEW.signed_at END, NEW.planned_at) AT TIME ZONE 'Europe/Paris'\n    )::date < (NEW.held_at AT TIME ZONE 'Europe/Paris')::date\n    THEN RAISE EXCEPTION 'the session is not held yet' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_on_its_day';\n    END IF;\n    IF NEW.state = 'ouverte' AND (\n        SELECT count(*) FROM secours_loyer_sessionmember m\n        WHERE m.session_id = NEW.id AND m.present\n    ) < NEW.quorum THEN RAISE EXCEPTION 'too few members are present' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_quorum';\n    END IF;\n    IF NEW.state = 'ouverte' AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_agendaitem i\n        WHERE i.session_id = NEW.id AND i.left_at IS NULL\n    ) THEN RAISE EXCEPTION 'the agenda is empty' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_agenda';\n    END IF;\n    IF NEW.state = 'levee' AND EXISTS (\n        SELECT 1 FROM secours_loyer_agendaitem i\n        WHERE i.session_id = NEW.id AND i.left_at IS NULL AND i.outcome = ''\n    ) THEN RAISE EXCEPTION 'a file of the agenda has no outcome' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_all_entered';\n    END IF;\n    IF NEW.state = 'annulee' AND EXISTS (\n        SELECT 1 FROM secours_loyer_agendaitem i\n        WHERE i.session_id = NEW.id AND i.left_at IS NULL\n    ) THEN RAISE EXCEPTION 'a file is still on the agenda' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_emptied';\n    END IF;\n    IF NEW.state = 'signee' AND (\n        NOT EXISTS (\n            SELECT 1 FROM secours_loyer_sessionminutes p\n            WHERE p.session_id = NEW.id AND p.signed_by_id = NEW.signed_by_id\n        ) OR EXISTS (\n            SELECT 1 FROM secours_loyer_agendaitem i\n            WHERE i.session_id = NEW.id AND i.left_at IS NULL AND i.decided_at IS NULL\n        )\n    ) THEN RAISE EXCEPTION 'the minutes are not whole' USING ERRCODE = 'check_violation', CONSTRAINT = 'session_minutes_kept';\n    END IF;\n    RETURN NEW;\n", hash='3d19e532d553d941c091a39996dfc2db29f9fc82', operation='UPDATE', pgid='pgtrigger_session_whole_2ad98', table='secours_loyer_commissionsession', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlord',
            trigger=pgtrigger.compiler.Trigger(name='landlord_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='e527edd034f133a0bc39bc02f1aed570331c9142', operation='DELETE', pgid='pgtrigger_landlord_kept_77e18', table='secours_loyer_landlord', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlord',
            trigger=pgtrigger.compiler.Trigger(name='landlord_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='a8c4cc6bfb8224a97b550bd741b362ceb56bdaa0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_landlord_kept_truncate_f18e2', table='secours_loyer_landlord', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlord',
            trigger=pgtrigger.compiler.Trigger(name='landlord_named_as_trusted', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (NEW.name, NEW.legal_name, NEW.kind, NEW.siret)\n       IS DISTINCT FROM (OLD.name, OLD.legal_name, OLD.kind, OLD.siret) AND (\n        EXISTS (\n            SELECT 1 FROM secours_loyer_landlordaccount a\n            WHERE a.landlord_id = NEW.id AND a.state IN ('saisi', 'verifie', 'actif')\n        ) OR EXISTS (\n            SELECT 1 FROM secours_loyer_paymentorder o\n            JOIN secours_loyer_landlordaccount a ON a.id = o.account_id\n            WHERE a.landlord_id = NEW.id AND o.state NOT IN ('annule', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis', 'paye', 'rapproche')\n        )\n    ) THEN RAISE EXCEPTION 'an account or an order rests on this name' USING ERRCODE = 'check_violation', CONSTRAINT = 'landlord_named_as_trusted';\n    END IF;\n    RETURN NEW;\n", hash='20e1c5167249a657b64e00b4a4df077536cee4c5', operation='UPDATE', pgid='pgtrigger_landlord_named_as_trusted_8c5d4', table='secours_loyer_landlord', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlord',
            trigger=pgtrigger.compiler.Trigger(name='landlord_phone_confirmed_anew', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.known_phone <> OLD.known_phone AND NEW.phone_confirmed_at IS NOT NULL\n       AND NEW.phone_confirmed_at IS NOT DISTINCT FROM OLD.phone_confirmed_at\n       AND NEW.phone_confirmed_by_id IS NOT DISTINCT FROM OLD.phone_confirmed_by_id\n    THEN RAISE EXCEPTION 'the new number is not confirmed' USING ERRCODE = 'check_violation', CONSTRAINT = 'landlord_phone_confirmed_anew';\n    END IF;\n    RETURN NEW;\n", hash='9ecfa8627e073dcb4c9e304a5a58f9d9ed1bc0cf', operation='UPDATE', pgid='pgtrigger_landlord_phone_confirmed_anew_d010c', table='secours_loyer_landlord', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlord',
            trigger=pgtrigger.compiler.Trigger(name='landlord_phone_confirmed_by', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.phone_confirmed_by_id IS NULL OR TG_OP = 'UPDATE'\n       AND NEW.known_phone = OLD.known_phone\n       AND NEW.known_phone_by_id IS NOT DISTINCT FROM OLD.known_phone_by_id\n       AND NEW.phone_confirmed_by_id IS NOT DISTINCT FROM OLD.phone_confirmed_by_id\n       AND NEW.phone_confirmed_at IS NOT DISTINCT FROM OLD.phone_confirmed_at\n    THEN RETURN NEW;\n    END IF;\n    IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.phone_confirmed_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('accueil', 'instructeur', 'cadre'))\n    THEN RAISE EXCEPTION 'only the CCAS confirms a number' USING ERRCODE = 'check_violation', CONSTRAINT = 'landlord_phone_by_ccas';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_landlordaccount a\n        WHERE a.landlord_id = NEW.id AND a.state = 'saisi'\n          AND a.entered_by_id = NEW.phone_confirmed_by_id\n    ) THEN RAISE EXCEPTION 'the typist of a waiting account' USING ERRCODE = 'check_violation', CONSTRAINT = 'landlord_phone_by_typist';\n    END IF;\n    IF TG_OP = 'UPDATE' AND NEW.known_phone = OLD.known_phone\n       AND NEW.known_phone_by_id IS NOT DISTINCT FROM OLD.known_phone_by_id THEN\n        IF OLD.phone_confirmed_by_id IS NULL\n           AND NEW.phone_confirmed_by_id = NEW.known_phone_by_id\n        THEN RAISE EXCEPTION 'the giver confirms their own number' USING ERRCODE = 'check_violation', CONSTRAINT = 'landlord_phone_confirmed_apart';\n        END IF;\n    ELSIF NEW.phone_confirmed_by_id IS DISTINCT FROM NEW.known_phone_by_id\n    THEN RAISE EXCEPTION 'a new number, confirmed by another' USING ERRCODE = 'check_violation', CONSTRAINT = 'landlord_phone_confirmed_apart';\n    END IF;\n    RETURN NEW;\n", hash='86ef61bd86d0f275b225c23a41bca6896868a716', operation='INSERT OR UPDATE', pgid='pgtrigger_landlord_phone_confirmed_by_2552b', table='secours_loyer_landlord', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlord',
            trigger=pgtrigger.compiler.Trigger(name='landlord_mail_noted', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.mail_lines = OLD.mail_lines AND NEW.mail_postcode = OLD.mail_postcode\n       AND NEW.mail_city = OLD.mail_city AND NEW.mail_by_id IS NOT DISTINCT FROM OLD.mail_by_id\n       AND NEW.mail_at IS NOT DISTINCT FROM OLD.mail_at\n    THEN RETURN NEW;\n    END IF;\n    IF NEW.mail_by_id IS NULL OR OLD.mail_at IS NOT NULL AND NEW.mail_at <= OLD.mail_at\n       OR NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.mail_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('accueil', 'instructeur', 'cadre'))\n    THEN RAISE EXCEPTION 'only the CCAS notes an address, anew' USING ERRCODE = 'check_violation', CONSTRAINT = 'landlord_mail_noted';\n    END IF;\n    RETURN NEW;\n", hash='e12043ae821390aaea4a664bcd927648bd1a23b4', operation='UPDATE', pgid='pgtrigger_landlord_mail_noted_6ca72', table='secours_loyer_landlord', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moneyseal',
            trigger=pgtrigger.compiler.Trigger(name='money_seal_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0e74fd21300bb44dad0740428a50fb799a94f140', operation='UPDATE OR DELETE', pgid='pgtrigger_money_seal_append_only_25abb', table='secours_loyer_moneyseal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moneyseal',
            trigger=pgtrigger.compiler.Trigger(name='money_seal_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='07584602a7344b7488c3cad753f3e7b7681b2215', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_money_seal_append_only_truncate_71cd5', table='secours_loyer_moneyseal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outgoingfile',
            trigger=pgtrigger.compiler.Trigger(name='outgoing_file_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2356dcfd0192f84a18a9251b06be0c0403cf0902', operation='UPDATE OR DELETE', pgid='pgtrigger_outgoing_file_append_only_ff815', table='secours_loyer_outgoingfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outgoingfile',
            trigger=pgtrigger.compiler.Trigger(name='outgoing_file_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='854048326bdc9de7df73e8b1bc39efb8c0736878', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_outgoing_file_append_only_truncate_eb096', table='secours_loyer_outgoingfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outgoingfile',
            trigger=pgtrigger.compiler.Trigger(name='file_of_closed_batch', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (SELECT 1 FROM secours_loyer_batch WHERE id = NEW.batch_id AND state = 'clos')\n    THEN RAISE EXCEPTION 'files are written while the batch is being exported' USING ERRCODE = 'check_violation', CONSTRAINT = 'file_of_closed_batch';\n    END IF;\n    RETURN NEW;\n", hash='40cac8f60b748b1bdddff0f5320eaa824166115e', operation='INSERT', pgid='pgtrigger_file_of_closed_batch_4460d', table='secours_loyer_outgoingfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessionmember',
            trigger=pgtrigger.compiler.Trigger(name='member_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='62142d51922d65bd11eff7eb463586af3bfe397e', operation='DELETE', pgid='pgtrigger_member_kept_09475', table='secours_loyer_sessionmember', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessionmember',
            trigger=pgtrigger.compiler.Trigger(name='member_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='cbdbdae5386164a91ebf48230064398f5e754703', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_member_kept_truncate_24033', table='secours_loyer_sessionmember', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessionmember',
            trigger=pgtrigger.compiler.Trigger(name='member_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.session_id IS DISTINCT FROM OLD.session_id OR NEW.name IS DISTINCT FROM OLD.name OR NEW.title IS DISTINCT FROM OLD.title OR NEW.user_id IS DISTINCT FROM OLD.user_id) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'member_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='3b985e5661925ac17c048143037fd690e03b741a', operation='UPDATE', pgid='pgtrigger_member_frozen_3cc11', table='secours_loyer_sessionmember', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessionmember',
            trigger=pgtrigger.compiler.Trigger(name='member_of_running', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (SELECT s.state FROM secours_loyer_commissionsession s WHERE s.id = NEW.session_id)\n       NOT IN ('preparee', 'ouverte')\n    THEN RAISE EXCEPTION 'the session is over' USING ERRCODE = 'check_violation', CONSTRAINT = 'member_of_running';\n    END IF;\n    IF TG_OP = 'INSERT' AND NEW.present\n    THEN RAISE EXCEPTION 'presence is noted, not assumed' USING ERRCODE = 'check_violation', CONSTRAINT = 'member_starts_absent';\n    END IF;\n    RETURN NEW;\n", hash='5bb4da5d239e1dbe5bd2275d8c2a85f3c9b3e67f', operation='INSERT OR UPDATE', pgid='pgtrigger_member_of_running_84107', table='secours_loyer_sessionmember', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessionminutes',
            trigger=pgtrigger.compiler.Trigger(name='minutes_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='46b2ebe9805a29ecc9d792d0208b10cbae1634ae', operation='UPDATE OR DELETE', pgid='pgtrigger_minutes_append_only_bec39', table='secours_loyer_sessionminutes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessionminutes',
            trigger=pgtrigger.compiler.Trigger(name='minutes_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='fe1b664af7326758e53158744824a5c63e3f6b9c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_minutes_append_only_truncate_7a7f7', table='secours_loyer_sessionminutes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessionminutes',
            trigger=pgtrigger.compiler.Trigger(name='minutes_of_lifted', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (SELECT s.state FROM secours_loyer_commissionsession s WHERE s.id = NEW.session_id)\n       <> 'levee'\n    THEN RAISE EXCEPTION 'the session is not over' USING ERRCODE = 'check_violation', CONSTRAINT = 'minutes_of_lifted';\n    END IF;\n    RETURN NEW;\n", hash='0f0157e74d237a7941643118e4f3ab5476518727', operation='INSERT', pgid='pgtrigger_minutes_of_lifted_92e43', table='secours_loyer_sessionminutes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessionminutes',
            trigger=pgtrigger.compiler.Trigger(name='minutes_signed_apart', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_agendaitem i\n        WHERE i.session_id = NEW.session_id AND i.left_at IS NULL\n          AND ((EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = i.request_id AND tie.user_id = NEW.signed_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = i.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.signed_by_id AND belongs.ended_at IS NULL))) OR EXISTS (\n            SELECT 1 FROM secours_loyer_recusal x\n            JOIN secours_loyer_sessionmember m ON m.id = x.member_id\n            WHERE x.item_id = i.id AND x.lifted_at IS NULL AND m.user_id = NEW.signed_by_id\n          ))\n    ) THEN RAISE EXCEPTION 'the signatory has a tie with a file' USING ERRCODE = 'check_violation', CONSTRAINT = 'minutes_signed_apart';\n    END IF;\n    RETURN NEW;\n", hash='83a16d2d17561ec5b713ab61c4c8c781e63942f9', operation='INSERT', pgid='pgtrigger_minutes_signed_apart_9ad19', table='secours_loyer_sessionminutes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancy',
            trigger=pgtrigger.compiler.Trigger(name='tenancy_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ca1a1fdd4c283ac416c7ac6f45d9600f10667c5a', operation='DELETE', pgid='pgtrigger_tenancy_kept_759c5', table='secours_loyer_tenancy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancy',
            trigger=pgtrigger.compiler.Trigger(name='tenancy_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='1ac3f0a84754666f4fc1215a12a1d0d26f46e319', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_tenancy_kept_truncate_3a173', table='secours_loyer_tenancy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancy',
            trigger=pgtrigger.compiler.Trigger(name='tenancy_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.household_id IS DISTINCT FROM OLD.household_id OR NEW.created_at IS DISTINCT FROM OLD.created_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'tenancy_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='d1d749e52ae6363a41bda71691ec265637ed3801', operation='UPDATE', pgid='pgtrigger_tenancy_frozen_a8ea6', table='secours_loyer_tenancy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancy',
            trigger=pgtrigger.compiler.Trigger(name='tenancy_date_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.lease_date IS DISTINCT FROM OLD.lease_date) AND NOT (NOT EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest r JOIN secours_loyer_debt d ON d.id = r.debt_id\n        WHERE r.tenancy_id = OLD.id AND d.released_at IS NULL\n          AND r.state NOT IN ('close', 'sans_suite', 'retiree')\n    ) AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_repaymentplan p JOIN secours_loyer_debt d ON d.id = p.debt_id\n        WHERE d.tenancy_id = OLD.id AND p.state IN ('actif', 'en_alerte', 'suspendu')\n    )) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'tenancy_date_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='8c62c29bcd70d480b95a18adce3de1475839368f', operation='UPDATE', pgid='pgtrigger_tenancy_date_frozen_c6091', table='secours_loyer_tenancy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancy',
            trigger=pgtrigger.compiler.Trigger(name='tenancy_reference_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.reference IS DISTINCT FROM OLD.reference) AND NOT (NEW.landlord_id IS DISTINCT FROM OLD.landlord_id OR (NOT EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest r JOIN secours_loyer_debt d ON d.id = r.debt_id\n        WHERE r.tenancy_id = OLD.id AND d.released_at IS NULL\n          AND r.state NOT IN ('close', 'sans_suite', 'retiree')\n    ) AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_repaymentplan p JOIN secours_loyer_debt d ON d.id = p.debt_id\n        WHERE d.tenancy_id = OLD.id AND p.state IN ('actif', 'en_alerte', 'suspendu')\n    ))) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'tenancy_reference_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='5cde1185f38dfa851ca87ac806e9f150a3ced2d4', operation='UPDATE', pgid='pgtrigger_tenancy_reference_frozen_8651c', table='secours_loyer_tenancy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancy',
            trigger=pgtrigger.compiler.Trigger(name='tenancy_facts_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.address IS DISTINCT FROM OLD.address OR NEW.postcode IS DISTINCT FROM OLD.postcode OR NEW.city IS DISTINCT FROM OLD.city OR NEW.building IS DISTINCT FROM OLD.building OR NEW.lease_end IS DISTINCT FROM OLD.lease_end OR NEW.rent_cents IS DISTINCT FROM OLD.rent_cents OR NEW.charges_cents IS DISTINCT FROM OLD.charges_cents OR NEW.housing_aid_cents IS DISTINCT FROM OLD.housing_aid_cents OR NEW.aid_paid_to_landlord IS DISTINCT FROM OLD.aid_paid_to_landlord) AND NOT (NOT EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest r JOIN secours_loyer_debt d ON d.id = r.debt_id\n        WHERE r.tenancy_id = OLD.id AND d.released_at IS NULL\n          AND r.state IN ('accordee', 'notifiee')\n    ) AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_repaymentplan p JOIN secours_loyer_debt d ON d.id = p.debt_id\n        WHERE d.tenancy_id = OLD.id AND p.state IN ('actif', 'en_alerte', 'suspendu')\n    )) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'tenancy_facts_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='84aa06b26e159db835e302fab5c885aaa3d40f8f', operation='UPDATE', pgid='pgtrigger_tenancy_facts_frozen_1154e', table='secours_loyer_tenancy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancy',
            trigger=pgtrigger.compiler.Trigger(name='tenancy_ended_by_event', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF (SELECT ended_on FROM secours_loyer_tenancy WHERE id = NEW.id) IS DISTINCT FROM (\n        SELECT min(happened_on) FROM secours_loyer_tenancyevent\n        WHERE tenancy_id = NEW.id AND kind IN ('depart', 'deces', 'resiliation', 'expulsion')\n          AND answer NOT IN ('continue', 'erreur')\n    ) THEN RAISE EXCEPTION 'the lease does not end as its events say' USING ERRCODE = 'check_violation', CONSTRAINT = 'tenancy_ended_by_event';\n    END IF;\n    RETURN NULL;\n", hash='6f36c2e0aa3bb8681586b7d7e5b6463170892f22', operation='INSERT OR UPDATE', pgid='pgtrigger_tenancy_ended_by_event_14f61', table='secours_loyer_tenancy', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancy',
            trigger=pgtrigger.compiler.Trigger(name='tenancy_landlord_by_event', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.landlord_id IS DISTINCT FROM OLD.landlord_id AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_tenancyevent\n        WHERE tenancy_id = NEW.id AND new_landlord_id = NEW.landlord_id AND answer = 'bailleur'\n    ) THEN RAISE EXCEPTION 'no confirmed event names this landlord' USING ERRCODE = 'check_violation', CONSTRAINT = 'tenancy_landlord_by_event';\n    END IF;\n    RETURN NULL;\n", hash='09d04d561a44d6ef02a897c559910289ccb32016', operation='UPDATE', pgid='pgtrigger_tenancy_landlord_by_event_1bf21', table='secours_loyer_tenancy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boardreport',
            trigger=pgtrigger.compiler.Trigger(name='board_report_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bb50177b5fb0d382998c9dfc11ff2a444cac27ab', operation='UPDATE OR DELETE', pgid='pgtrigger_board_report_append_only_986e9', table='secours_loyer_boardreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boardreport',
            trigger=pgtrigger.compiler.Trigger(name='board_report_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='fcb0ab198f9802980a74a3bbf7c777ddab7904bb', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_board_report_append_only_truncate_aa46c', table='secours_loyer_boardreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boardreport',
            trigger=pgtrigger.compiler.Trigger(name='board_report_whole', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_decision d\n        WHERE d.origin = 'delegation' AND d.decided_at <= NEW.made_at AND NOT EXISTS (\n            SELECT 1 FROM secours_loyer_boardreportline l WHERE l.decision_id = d.id\n        )\n    ) OR (\n        SELECT count(*) FROM secours_loyer_boardreportline l WHERE l.report_id = NEW.id\n    ) <> NEW.decision_count\n    THEN RAISE EXCEPTION 'a delegated decision is missing' USING ERRCODE = 'check_violation', CONSTRAINT = 'board_report_whole';\n    END IF;\n    RETURN NULL;\n", hash='813821629130b4c6f9147d811f41135b9526c292', operation='INSERT', pgid='pgtrigger_board_report_whole_e34b8', table='secours_loyer_boardreport', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetcredit',
            trigger=pgtrigger.compiler.Trigger(name='budget_credit_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='065a068f68b3c895ae4932e508f8482dbedc0fb1', operation='UPDATE OR DELETE', pgid='pgtrigger_budget_credit_append_only_cd8f3', table='secours_loyer_budgetcredit', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetcredit',
            trigger=pgtrigger.compiler.Trigger(name='budget_credit_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='002f8772a183606a339f2b507fd9704b3f7e3465', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_budget_credit_append_only_truncate_61d1b', table='secours_loyer_budgetcredit', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetcredit',
            trigger=pgtrigger.compiler.Trigger(name='credits_cover', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE opened bigint; used bigint;', func="\n    PERFORM 1 FROM secours_loyer_budgetline WHERE id = NEW.line_id FOR NO KEY UPDATE;\n    \n    SELECT coalesce(sum(cents), 0) INTO opened FROM secours_loyer_budgetcredit\n    WHERE line_id = NEW.line_id;\n    SELECT coalesce(sum(amount), 0) INTO used FROM secours_loyer_paymententry\n    WHERE budget_line_id = NEW.line_id AND kind = 'engage';\n\n    IF opened + NEW.cents < used THEN\n        RAISE EXCEPTION 'credits fall under what is committed' USING ERRCODE = 'check_violation', CONSTRAINT = 'credits_cover_commitments';\n    END IF;\n    RETURN NEW;\n", hash='737427ff7c1cbe589408f0891691b5cf445427b8', operation='INSERT', pgid='pgtrigger_credits_cover_a9d23', table='secours_loyer_budgetcredit', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='procedureact',
            trigger=pgtrigger.compiler.Trigger(name='act_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='7625dfaab0fc93a4b867a8837c9fe69e51e88e06', operation='DELETE', pgid='pgtrigger_act_kept_78037', table='secours_loyer_procedureact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='procedureact',
            trigger=pgtrigger.compiler.Trigger(name='act_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='4dc291c91e095f19a5070f33ca512a84110d6692', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_act_kept_truncate_f4122', table='secours_loyer_procedureact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='procedureact',
            trigger=pgtrigger.compiler.Trigger(name='act_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF OLD.cancelled_at IS NOT NULL\n       OR (NEW.tenancy_id, NEW.kind, NEW.served_on, NEW.signaller, NEW.noted_by_id, NEW.noted_at)\n          IS DISTINCT FROM\n          (OLD.tenancy_id, OLD.kind, OLD.served_on, OLD.signaller, OLD.noted_by_id, OLD.noted_at)\n       OR (OLD.delay <> 'inconnu' AND (NEW.delay, NEW.printed_until, NEW.deadline_on)\n           IS DISTINCT FROM (OLD.delay, OLD.printed_until, OLD.deadline_on))\n    THEN RAISE EXCEPTION 'an act is as it was noted' USING ERRCODE = 'check_violation', CONSTRAINT = 'act_frozen';\n    END IF;\n    RETURN NEW;\n", hash='edc9711109ea9e009930339ae2a2788a57b3d0e3', operation='UPDATE', pgid='pgtrigger_act_frozen_8c2b3', table='secours_loyer_procedureact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='procedureact',
            trigger=pgtrigger.compiler.Trigger(name='act_deadline_computed', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE signed date; expected date;', func="\n    IF NEW.cancelled_at IS NOT NULL THEN RETURN NEW; END IF;\n    SELECT lease_date INTO signed FROM secours_loyer_tenancy WHERE id = NEW.tenancy_id;\n    expected := CASE\n        WHEN NEW.delay = 'date' THEN NEW.printed_until\n        WHEN NEW.kind = 'audience' THEN NEW.served_on\n        WHEN NEW.kind = 'commandement' AND (NEW.delay = 'six_semaines'\n             OR NEW.delay = 'inconnu' AND signed >= '2023-07-29') THEN NEW.served_on + 42\n        WHEN NEW.kind IN ('commandement', 'quitter', 'concours')\n             THEN (NEW.served_on + interval '2 months')::date\n    END;\n    IF NEW.deadline_on IS DISTINCT FROM expected THEN\n        RAISE EXCEPTION 'the last day is not that of the act' USING ERRCODE = 'check_violation', CONSTRAINT = 'act_deadline_computed';\n    END IF;\n    RETURN NEW;\n", hash='2095671a9ade917835c560e2ee54316a7f7615f4', operation='INSERT OR UPDATE', pgid='pgtrigger_act_deadline_computed_3e0d3', table='secours_loyer_procedureact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancyevent',
            trigger=pgtrigger.compiler.Trigger(name='lease_event_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='795e6654ec4d51e7f7c0b3c5697f822fa5e8fdc8', operation='DELETE', pgid='pgtrigger_lease_event_kept_e9066', table='secours_loyer_tenancyevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancyevent',
            trigger=pgtrigger.compiler.Trigger(name='lease_event_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='2c260c328e6fc3a680658da8120b96483fc54446', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_lease_event_kept_truncate_e5f3f', table='secours_loyer_tenancyevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancyevent',
            trigger=pgtrigger.compiler.Trigger(name='lease_event_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.tenancy_id IS DISTINCT FROM OLD.tenancy_id OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.happened_on IS DISTINCT FROM OLD.happened_on OR NEW.new_landlord_id IS DISTINCT FROM OLD.new_landlord_id OR NEW.detail IS DISTINCT FROM OLD.detail OR NEW.noted_by_id IS DISTINCT FROM OLD.noted_by_id OR NEW.noted_at IS DISTINCT FROM OLD.noted_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'lease_event_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='dc89e67f89d2327b45125faebb326c87c9c4ff97', operation='UPDATE', pgid='pgtrigger_lease_event_frozen_8b5ce', table='secours_loyer_tenancyevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancyevent',
            trigger=pgtrigger.compiler.Trigger(name='lease_event_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.noted_by_id IS DISTINCT FROM OLD.noted_by_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie JOIN secours_loyer_rentrequest own ON own.id = tie.request_id WHERE own.tenancy_id = NEW.tenancy_id AND tie.user_id = NEW.noted_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_tenancy home WHERE home.id = NEW.tenancy_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.noted_by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever notes or answers it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'lease_event_tied';\n    END IF;\n    IF NEW.answered_by_id IS DISTINCT FROM OLD.answered_by_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie JOIN secours_loyer_rentrequest own ON own.id = tie.request_id WHERE own.tenancy_id = NEW.tenancy_id AND tie.user_id = NEW.answered_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_tenancy home WHERE home.id = NEW.tenancy_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.answered_by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever notes or answers it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'lease_event_tied';\n    END IF;\n    RETURN NEW;\n", hash='e6abe4cb7063b91b47fd22120ba04e952db12eb1', operation='INSERT OR UPDATE', pgid='pgtrigger_lease_event_apart_from_ties_ba95a', table='secours_loyer_tenancyevent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancyevent',
            trigger=pgtrigger.compiler.Trigger(name='lease_event_once_answered', sql=reims_solidarite.kit.walls.WallSql(func="\n    PERFORM 1 FROM secours_loyer_tenancy WHERE id = NEW.tenancy_id FOR NO KEY UPDATE;\n    IF TG_OP = 'INSERT' THEN\n        IF NEW.answer <> '' THEN RAISE EXCEPTION 'an event starts open' USING ERRCODE = 'check_violation', CONSTRAINT = 'lease_event_starts_open';\n        END IF;\n    ELSIF OLD.answer <> '' THEN\n        RAISE EXCEPTION 'the event is answered' USING ERRCODE = 'check_violation', CONSTRAINT = 'lease_event_once_answered';\n    END IF;\n    RETURN NEW;\n", hash='925aba1f77ed020bc37f60003642f98897db04e5', operation='INSERT OR UPDATE', pgid='pgtrigger_lease_event_once_answered_88562', table='secours_loyer_tenancyevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancyevent',
            trigger=pgtrigger.compiler.Trigger(name='lease_event_pauses_plans', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_tenancyevent e\n        JOIN secours_loyer_debt b ON b.tenancy_id = e.tenancy_id\n        JOIN secours_loyer_repaymentplan p ON p.debt_id = b.id\n        WHERE e.id = NEW.id AND e.answer = '' AND p.state IN ('actif', 'en_alerte')\n    ) THEN RAISE EXCEPTION 'a plan still runs on this lease' USING ERRCODE = 'check_violation', CONSTRAINT = 'lease_event_pauses_plans';\n    END IF;\n    RETURN NULL;\n", hash='4e0a99bdc3136a05ba35f5cf601752a013215f0e', operation='INSERT', pgid='pgtrigger_lease_event_pauses_plans_d1830', table='secours_loyer_tenancyevent', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tenancyevent',
            trigger=pgtrigger.compiler.Trigger(name='lease_event_ends_lease', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF (SELECT ended_on FROM secours_loyer_tenancy WHERE id = NEW.tenancy_id) IS DISTINCT FROM (\n        SELECT min(happened_on) FROM secours_loyer_tenancyevent\n        WHERE tenancy_id = NEW.tenancy_id AND kind IN ('depart', 'deces', 'resiliation', 'expulsion')\n          AND answer NOT IN ('continue', 'erreur')\n    ) THEN RAISE EXCEPTION 'the lease does not end as its events say' USING ERRCODE = 'check_violation', CONSTRAINT = 'tenancy_ended_by_event';\n    END IF;\n    RETURN NULL;\n", hash='173e80c4fe0b98d7e4dd1ca086da4fa3a4e812f8', operation='INSERT OR UPDATE', pgid='pgtrigger_lease_event_ends_lease_7887b', table='secours_loyer_tenancyevent', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debt',
            trigger=pgtrigger.compiler.Trigger(name='debt_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='25667c155c4c692106b02274b9de0d9c7f0d5af1', operation='DELETE', pgid='pgtrigger_debt_kept_9843d', table='secours_loyer_debt', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debt',
            trigger=pgtrigger.compiler.Trigger(name='debt_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='cc3ad9158cc5cef974f4ab9dd341dc718a6e9d3b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_debt_kept_truncate_ca628', table='secours_loyer_debt', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debt',
            trigger=pgtrigger.compiler.Trigger(name='debt_released_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.released_at IS DISTINCT FROM OLD.released_at) AND NOT (OLD.released_at IS NULL OR (\n    NEW.released_at IS NULL AND EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest r\n        JOIN secours_loyer_agendaitem i ON i.request_id = r.id\n        JOIN secours_loyer_commissionsession s ON s.id = i.session_id\n        WHERE r.debt_id = NEW.id AND i.appeal_id IS NOT NULL AND i.left_at IS NULL\n          AND i.decided_at IS NULL AND i.outcome = 'accord' AND s.state = 'levee'\n    )\n)) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'debt_released_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='c8e02e112dfad633d19bbfa61e7d5c4a7632c81c', operation='UPDATE', pgid='pgtrigger_debt_released_frozen_8b834', table='secours_loyer_debt', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debt',
            trigger=pgtrigger.compiler.Trigger(name='debt_born_claimed', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.released_at IS NOT NULL THEN\n        RAISE EXCEPTION 'a new debt is claimed' USING ERRCODE = 'check_violation', CONSTRAINT = 'debt_released_frozen';\n    END IF;\n    RETURN NEW;\n", hash='b0f2e827a87d29c294a7793b266870ce92e55c13', operation='INSERT', pgid='pgtrigger_debt_born_claimed_c559a', table='secours_loyer_debt', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debt',
            trigger=pgtrigger.compiler.Trigger(name='debt_released_at_end', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF NEW.released_at IS NULL THEN RETURN NULL; END IF;\n    IF \n    EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest r\n        JOIN secours_loyer_decision d ON d.request_id = r.id\n        JOIN secours_loyer_award a ON a.decision_id = d.id\n        WHERE r.debt_id = NEW.id AND a.revoked_at IS NULL\n    ) OR EXISTS (\n        SELECT 1 FROM secours_loyer_repaymentplan\n        WHERE debt_id = NEW.id AND state IN ('actif', 'en_alerte', 'suspendu')\n    )\n THEN\n        RAISE EXCEPTION 'an award or a plan rests on it' USING ERRCODE = 'check_violation', CONSTRAINT = 'debt_released_free';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest\n        WHERE debt_id = NEW.id AND state NOT IN ('refusee', 'sans_suite', 'retiree', 'notifiee', 'close')\n    ) THEN RAISE EXCEPTION 'its request goes on' USING ERRCODE = 'check_violation', CONSTRAINT = 'debt_released_at_end';\n    END IF;\n    RETURN NULL;\n", hash='9f7693b1e45698c33c3b6b107bcc596f81d4df89', operation='UPDATE', pgid='pgtrigger_debt_released_at_end_c791a', table='secours_loyer_debt', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debt',
            trigger=pgtrigger.compiler.Trigger(name='debt_reclaimed_for_award', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF OLD.released_at IS NOT NULL AND NEW.released_at IS NULL\n       AND NOT (\n    EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest r\n        JOIN secours_loyer_decision d ON d.request_id = r.id\n        JOIN secours_loyer_award a ON a.decision_id = d.id\n        WHERE r.debt_id = NEW.id AND a.revoked_at IS NULL\n    ) OR EXISTS (\n        SELECT 1 FROM secours_loyer_repaymentplan\n        WHERE debt_id = NEW.id AND state IN ('actif', 'en_alerte', 'suspendu')\n    )\n) THEN\n        RAISE EXCEPTION 'nothing was granted on them' USING ERRCODE = 'check_violation', CONSTRAINT = 'debt_reclaimed_for_award';\n    END IF;\n    RETURN NULL;\n", hash='6257a3faa536d0bd20d90a2ebccb5d8b2581728e', operation='UPDATE', pgid='pgtrigger_debt_reclaimed_for_award_88ce6', table='secours_loyer_debt', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debt',
            trigger=pgtrigger.compiler.Trigger(name='debt_amount_of_statement', sql=reims_solidarite.kit.walls.WallSql(func="\n                IF NEW.certified_cents <> OLD.certified_cents AND NOT OLD.statement_unread\n                   AND NEW.statement_id IS NOT DISTINCT FROM OLD.statement_id\n                THEN RAISE EXCEPTION 'no newer statement certifies it' USING ERRCODE = 'check_violation', CONSTRAINT = 'debt_amount_of_statement';\n                END IF;\n                RETURN NEW;\n                ", hash='123107ccd7ff7f776e7b4ff861bc6cdabe1ee7fe', operation='UPDATE', pgid='pgtrigger_debt_amount_of_statement_aad1f', table='secours_loyer_debt', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debt',
            trigger=pgtrigger.compiler.Trigger(name='debt_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.tenancy_id IS DISTINCT FROM OLD.tenancy_id OR NEW.months IS DISTINCT FROM OLD.months OR NEW.certified_cents IS DISTINCT FROM OLD.certified_cents OR NEW.statement_id IS DISTINCT FROM OLD.statement_id OR NEW.statement_on IS DISTINCT FROM OLD.statement_on OR NEW.statement_unread IS DISTINCT FROM OLD.statement_unread) AND NOT (NOT EXISTS (SELECT 1 FROM secours_loyer_decision d JOIN secours_loyer_rentrequest r ON r.id = d.request_id WHERE r.debt_id = OLD.id)) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'debt_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='731c4677cc8c4971cb1dbe4bf306e70b22d37cde', operation='UPDATE', pgid='pgtrigger_debt_frozen_ca8c3', table='secours_loyer_debt', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='arrearsmonth',
            trigger=pgtrigger.compiler.Trigger(name='arrears_before_decision', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_decision d\n        JOIN secours_loyer_rentrequest r ON r.id = d.request_id\n        WHERE r.debt_id = coalesce(NEW.debt_id, OLD.debt_id)\n    ) THEN RAISE EXCEPTION 'the debt was decided on' USING ERRCODE = 'check_violation', CONSTRAINT = 'arrears_before_decision';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n", hash='a79ddfa7e77adabd5850c1383bdb4f3e2dd8a4f7', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_arrears_before_decision_c59d0', table='secours_loyer_arrearsmonth', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='arrearsmonth',
            trigger=pgtrigger.compiler.Trigger(name='arrears_exact', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', declare='DECLARE wanted record; held record;', func="\n    SELECT certified_cents, months INTO wanted FROM secours_loyer_debt\n    WHERE id = coalesce(NEW.debt_id, OLD.debt_id);\n    SELECT count(*) AS rows, coalesce(sum(due_cents - paid_cents), 0) AS cents,\n           coalesce(bool_and(month <@ wanted.months), TRUE) AS inside\n    INTO held FROM secours_loyer_arrearsmonth WHERE debt_id = coalesce(NEW.debt_id, OLD.debt_id);\n    IF held.rows > 0 AND (held.cents <> wanted.certified_cents OR NOT held.inside) THEN\n        RAISE EXCEPTION 'the months are not the certified debt' USING ERRCODE = 'check_violation', CONSTRAINT = 'arrears_exact';\n    END IF;\n    RETURN NULL;\n", hash='6de99cf03409839eb56967ed1b8c753d5c994796', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_arrears_exact_8b361', table='secours_loyer_arrearsmonth', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='filedownload',
            trigger=pgtrigger.compiler.Trigger(name='download_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e658fbe18fb256c9251724f546d81527c4953e64', operation='UPDATE OR DELETE', pgid='pgtrigger_download_append_only_4c897', table='secours_loyer_filedownload', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='filedownload',
            trigger=pgtrigger.compiler.Trigger(name='download_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='1c6c4f95659e8971b62e04a5f809612393fa3879', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_download_append_only_truncate_e51d1', table='secours_loyer_filedownload', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='filedownload',
            trigger=pgtrigger.compiler.Trigger(name='download_right', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE held record;', func="\n    SELECT b.* INTO held FROM secours_loyer_outgoingfile f\n    JOIN secours_loyer_batch b ON b.id = f.batch_id WHERE f.id = NEW.file_id FOR SHARE OF b;\n    IF held.state = 'annule' THEN\n        IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('auditeur')) THEN\n            RAISE EXCEPTION 'the batch is cancelled' USING ERRCODE = 'check_violation', CONSTRAINT = 'download_of_cancelled';\n        END IF;\n        RETURN NEW;\n    END IF;\n    IF (EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o\n        JOIN secours_loyer_paymentorder n ON n.award_id = o.award_id AND n.id > o.id\n        WHERE o.batch_id = held.id AND o.state IN ('rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis') AND n.state NOT IN ('annule', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis')\n    ) OR NOT EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o\n        WHERE o.batch_id = held.id AND o.state NOT IN ('rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis')\n    )) THEN\n        IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('auditeur')) THEN\n            RAISE EXCEPTION 'another order stands for one of its orders' USING ERRCODE = 'check_violation', CONSTRAINT = 'download_of_paid_again';\n        END IF;\n        RETURN NEW;\n    END IF;\n    IF held.state NOT IN ('exporte', 'transmis', 'acquitte') OR NEW.at < held.exported_at THEN\n        RAISE EXCEPTION 'the batch is not exported' USING ERRCODE = 'check_violation', CONSTRAINT = 'download_after_export';\n    END IF;\n    IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('depenses')) THEN\n        RAISE EXCEPTION 'whoever takes it away may not' USING ERRCODE = 'check_violation', CONSTRAINT = 'download_by_its_role';\n    END IF;\n    IF held.state = 'exporte' AND ((coalesce((SELECT value = 'false'::jsonb FROM actors_parameter WHERE key = 'secours.paiements_ouverts' AND period @> (NEW.at AT TIME ZONE 'Europe/Paris')::date ORDER BY id DESC LIMIT 1), FALSE) OR EXISTS (SELECT 1 FROM actors_parameter WHERE key = 'secours.paiements_ouverts' AND set_at > NEW.at)) AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_returnline x\n        JOIN secours_loyer_paymentorder o ON o.id = x.order_id\n        WHERE o.batch_id = held.id AND x.state IN ('rapprochee', 'reglee')\n    )) THEN\n        RAISE EXCEPTION 'payments are stopped' USING ERRCODE = 'check_violation', CONSTRAINT = 'download_while_open';\n    END IF;\n    IF held.state = 'exporte' AND (EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o\n        JOIN secours_loyer_landlordaccount a ON a.id = o.account_id\n        WHERE o.batch_id = held.id AND o.state = 'emis' AND a.state <> 'actif'\n    ) AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_returnline x\n        JOIN secours_loyer_paymentorder o ON o.id = x.order_id\n        WHERE o.batch_id = held.id AND x.state IN ('rapprochee', 'reglee')\n    )) THEN\n        RAISE EXCEPTION 'an account of the batch is not active' USING ERRCODE = 'check_violation', CONSTRAINT = 'download_account_active';\n    END IF;\n    RETURN NEW;\n", hash='4a4284191160af9178c289ab8f02db845e9347a0', operation='INSERT', pgid='pgtrigger_download_right_d1261', table='secours_loyer_filedownload', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='96a3893aff037879a55b5b32b278e7bb9e40cf87', operation='DELETE', pgid='pgtrigger_request_kept_6e522', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='f0630fc3992a6d24af94398ae5ac012b38581f38', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_request_kept_truncate_0cb8a', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_with_two_people', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (NEW.validated_by_id IS DISTINCT FROM OLD.validated_by_id AND NEW.validated_by_id <> NEW.instructor_id AND f_one_person(NEW.validated_by_id, NEW.instructor_id)) THEN RAISE EXCEPTION 'two accounts of one person, as far as it shows' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_person_two_accounts';\n    END IF;\n    RETURN NULL;\n", hash='4df673e50b952aaf7e82099ccb104d8c3a9e0c9a', operation='UPDATE', pgid='pgtrigger_request_with_two_people_8b78b', table='secours_loyer_rentrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_states', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF TG_OP = 'INSERT' THEN\n            IF NEW.state <> 'brouillon' THEN RAISE EXCEPTION 'a row starts as a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_states';\n            END IF;\n        ELSIF NEW.state <> OLD.state\n              AND (OLD.state || ':' || NEW.state) NOT IN ('accordee:notifiee', 'ajournee:en_instruction', 'ajournee:retiree', 'avis_rendu:accordee', 'avis_rendu:en_instruction', 'avis_rendu:retiree', 'avis_rendu:validee_technique', 'brouillon:deposee', 'brouillon:retiree', 'close:notifiee', 'deposee:en_instruction', 'deposee:incomplete', 'deposee:retiree', 'deposee:sans_suite', 'en_instruction:accordee', 'en_instruction:avis_rendu', 'en_instruction:en_instruction', 'en_instruction:incomplete', 'en_instruction:retiree', 'en_instruction:sans_suite', 'incomplete:deposee', 'incomplete:retiree', 'incomplete:sans_suite', 'inscrite:accordee', 'inscrite:ajournee', 'inscrite:refusee', 'inscrite:retiree', 'inscrite:validee_technique', 'notifiee:close', 'refusee:notifiee', 'validee_technique:accordee', 'validee_technique:en_instruction', 'validee_technique:inscrite', 'validee_technique:retiree') THEN\n            RAISE EXCEPTION 'no such step' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_states';\n        END IF;\n        RETURN NEW;\n        ", hash='6056c692d695815424f85761be2178974ada1a4e', operation='INSERT OR UPDATE', pgid='pgtrigger_request_states_9e9de', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.uid IS DISTINCT FROM OLD.uid OR NEW.number IS DISTINCT FROM OLD.number OR NEW.household_id IS DISTINCT FROM OLD.household_id OR NEW.tenancy_id IS DISTINCT FROM OLD.tenancy_id OR NEW.debt_id IS DISTINCT FROM OLD.debt_id OR NEW.organisation_id IS DISTINCT FROM OLD.organisation_id OR NEW.filed_by_id IS DISTINCT FROM OLD.filed_by_id OR NEW.created_at IS DISTINCT FROM OLD.created_at OR NEW.helped_by IS DISTINCT FROM OLD.helped_by OR NEW.agreed_at IS DISTINCT FROM OLD.agreed_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='468f0076dbcc278b91ee32171ffc4d9b34d6c6f8', operation='UPDATE', pgid='pgtrigger_request_frozen_389a9', table='secours_loyer_rentrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_filing', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (NEW.filed_at, NEW.summary) IS DISTINCT FROM (OLD.filed_at, OLD.summary)\n       AND (OLD.state, NEW.state) NOT IN (('brouillon', 'deposee'), ('incomplete', 'deposee'))\n    THEN RAISE EXCEPTION 'it changes when the request is filed' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_as_filed';\n    END IF;\n    IF NEW.closed_at IS DISTINCT FROM OLD.closed_at\n       AND NOT (NEW.state <> OLD.state AND NEW.state IN ('close', 'sans_suite', 'retiree'))\n       AND NOT ((OLD.state, NEW.state) = ('close', 'notifiee') AND NEW.closed_at IS NULL)\n    THEN RAISE EXCEPTION 'it changes when the request ends' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_closed_by_step';\n    END IF;\n    RETURN NEW;\n", hash='536b8db1eb46de200a64bd14f1d3817be50a78e5', operation='UPDATE', pgid='pgtrigger_request_filing_0e6ff', table='secours_loyer_rentrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_study', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.instructor_id IS DISTINCT FROM OLD.instructor_id THEN\n        IF (OLD.state, NEW.state) NOT IN (('deposee', 'en_instruction'), ('en_instruction', 'en_instruction'))\n        THEN RAISE EXCEPTION 'nobody hands the study over now' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_instructor_by_step';\n        END IF;\n        IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.instructor_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('instructeur', 'cadre'))\n        THEN RAISE EXCEPTION 'the instructor is no social worker' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_instructor_role';\n        END IF;\n        IF EXISTS (\n            SELECT 1 FROM actors_membership m WHERE m.user_id = NEW.instructor_id\n              AND m.organisation_id = NEW.organisation_id AND m.ended_at IS NULL\n        ) THEN RAISE EXCEPTION 'the instructor acts for whoever filed it' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_instructor_apart';\n        END IF;\n    END IF;\n    IF (NEW.proposed_cents, NEW.opinion) IS DISTINCT FROM (OLD.proposed_cents, OLD.opinion)\n       AND (OLD.state, NEW.state) <> ('en_instruction', 'avis_rendu')\n    THEN RAISE EXCEPTION 'the opinion is given at the end of the study' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_opinion_by_step';\n    END IF;\n    IF (OLD.state, NEW.state) = ('en_instruction', 'avis_rendu') AND (\n        NEW.proposed_cents IS NULL\n        OR NEW.proposed_cents > (\n            SELECT certified_cents FROM secours_loyer_debt WHERE id = NEW.debt_id\n        )\n        OR NOT EXISTS (SELECT 1 FROM secours_loyer_assessment WHERE request_id = NEW.id)\n    ) THEN RAISE EXCEPTION 'nothing was computed, or it is above the debt' USING ERRCODE = 'check_violation', CONSTRAINT = 'opinion_after_computation';\n    END IF;\n    RETURN NEW;\n", hash='532f551a05f9b3f68813d95465cc6ba80fb5a7f9', operation='UPDATE', pgid='pgtrigger_request_study_cf9a4', table='secours_loyer_rentrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_validation', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.validated_by_id IS DISTINCT FROM OLD.validated_by_id AND NOT (\n        NEW.validated_by_id IS NULL AND NEW.state = 'en_instruction'\n        OR NEW.validated_by_id IS NOT NULL AND (OLD.state, NEW.state) = ('avis_rendu', 'validee_technique')\n    ) THEN RAISE EXCEPTION 'nobody validates it now' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_validated_by_step';\n    END IF;\n    IF (OLD.state, NEW.state) = ('avis_rendu', 'validee_technique')\n       AND NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.validated_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('cadre'))\n    THEN RAISE EXCEPTION 'whoever validates is not a manager' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_validator_role';\n    END IF;\n    IF (OLD.state, NEW.state) = ('avis_rendu', 'validee_technique')\n       AND NEW.validated_by_id = ANY(NEW.past_instructors)\n    THEN RAISE EXCEPTION 'whoever validates held the file' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_validator_studied';\n    END IF;\n    RETURN NEW;\n", hash='6067379fb0c0ea57610a324a7af3c167486a8a42', operation='UPDATE', pgid='pgtrigger_request_validation_2f9b9', table='secours_loyer_rentrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_decided_with', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (NEW.urgent_at IS DISTINCT FROM OLD.urgent_at) IS DISTINCT FROM (\n        NEW.state = 'accordee'\n        AND OLD.state IN ('en_instruction', 'avis_rendu', 'validee_technique')\n    ) OR (NEW.urgent_at IS DISTINCT FROM OLD.urgent_at AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_decision\n        WHERE request_id = NEW.id AND origin = 'delegation'\n    )) THEN RAISE EXCEPTION 'no urgent decision says so' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_urgent_by_delegation';\n    END IF;\n    IF (NEW.down_payment_cents IS DISTINCT FROM OLD.down_payment_cents\n        AND OLD.state NOT IN ('brouillon', 'deposee', 'incomplete', 'en_instruction'))\n       OR (NEW.cofunding_cents IS DISTINCT FROM OLD.cofunding_cents AND EXISTS (\n            SELECT 1 FROM secours_loyer_decision WHERE request_id = NEW.id))\n    THEN RAISE EXCEPTION 'the debt was shared out with them' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_shares_frozen';\n    END IF;\n    RETURN NEW;\n", hash='ba16c9c4a94502297b12d5349ad3bb38c791ecbc', operation='UPDATE', pgid='pgtrigger_request_decided_with_bc6b6', table='secours_loyer_rentrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_held_by', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF TG_OP = 'INSERT' THEN\n        NEW.past_instructors := '{}';\n        RETURN NEW;\n    END IF;\n    NEW.past_instructors := OLD.past_instructors;\n    IF OLD.instructor_id IS DISTINCT FROM NEW.instructor_id AND OLD.instructor_id IS NOT NULL\n       AND NOT OLD.instructor_id = ANY(OLD.past_instructors)\n    THEN NEW.past_instructors := OLD.past_instructors || OLD.instructor_id::bigint;\n    END IF;\n    RETURN NEW;\n", hash='9da82e43205819d6ee38e35c8e94ab8f22aa6814', operation='INSERT OR UPDATE', pgid='pgtrigger_request_held_by_399f7', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_counts_cofunding', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', declare='DECLARE granted bigint; noted bigint;', func="\n    SELECT sum(amount_cents) FILTER (WHERE state = 'accordee'), count(*) INTO granted, noted\n    FROM secours_loyer_cofunding WHERE request_id = NEW.id;\n    IF noted > 0 AND coalesce(granted, 0) <> (\n        SELECT cofunding_cents FROM secours_loyer_rentrequest WHERE id = NEW.id\n    ) THEN RAISE EXCEPTION 'the request does not count what other funds granted' USING ERRCODE = 'check_violation', CONSTRAINT = 'cofunding_counted';\n    END IF;\n    RETURN NULL;\n", hash='a408d4f78a262359c7540ef6748ba9a6e3f34f42', operation='UPDATE', pgid='pgtrigger_request_counts_cofunding_b8be8', table='secours_loyer_rentrequest', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='opinion_after_pieces', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state = 'avis_rendu' AND OLD.state <> 'avis_rendu' AND EXISTS (\n        SELECT 1 FROM secours_loyer_askedpiece\n        WHERE request_id = NEW.id AND state NOT IN ('acceptee', 'dispensee')\n    ) THEN RAISE EXCEPTION 'papers are awaited' USING ERRCODE = 'check_violation', CONSTRAINT = 'opinion_after_pieces';\n    END IF;\n    RETURN NEW;\n", hash='c307054bc94b083b2bee8089e2ecfe73ea2ac7a4', operation='UPDATE', pgid='pgtrigger_opinion_after_pieces_aa087', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='opinion_after_funds', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (NEW.state = 'avis_rendu' AND OLD.state <> 'avis_rendu'\n        OR NEW.urgent_at IS NOT NULL AND OLD.urgent_at IS NULL) AND (\n        (SELECT count(*) FROM secours_loyer_fundcheck WHERE request_id = NEW.id) < 3\n        OR EXISTS (\n            SELECT 1 FROM secours_loyer_fundcheck k\n            WHERE k.request_id = NEW.id AND k.finding = 'a_deduire' AND NOT EXISTS (\n                SELECT 1 FROM secours_loyer_cofunding c\n                WHERE c.request_id = NEW.id AND c.fund = k.fund AND c.state = 'accordee'\n            )\n        )\n    ) THEN RAISE EXCEPTION 'another fund may have paid the same months' USING ERRCODE = 'check_violation', CONSTRAINT = 'opinion_after_funds';\n    END IF;\n    RETURN NEW;\n", hash='a25d22e427e3f6e433ca151441ac5b59b87b533a', operation='UPDATE', pgid='pgtrigger_opinion_after_funds_ab383', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_statement_answered', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state <> OLD.state AND (\n        NEW.state = 'inscrite' OR (NEW.state = 'validee_technique' AND OLD.state = 'avis_rendu')\n    ) AND EXISTS (\n        SELECT 1 FROM (\n            SELECT p.id, p.cents FROM secours_loyer_landlordreport p\n            JOIN secours_loyer_landlordlink l ON l.id = p.link_id\n            WHERE l.request_id = NEW.id AND p.kind = 'decompte'\n            ORDER BY p.at DESC, p.id DESC LIMIT 1\n        ) said\n        JOIN secours_loyer_debt owed ON owed.id = NEW.debt_id\n        WHERE said.cents <> owed.certified_cents AND said.id IS DISTINCT FROM NEW.answered_statement_id\n    )\n    THEN RAISE EXCEPTION 'the landlord certifies another amount' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_statement_answered';\n    END IF;\n    RETURN NEW;\n", hash='3d1278b8ebc6619edb72cb3e10611dca83ed8df6', operation='UPDATE', pgid='pgtrigger_request_statement_answered_912de', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_claimed_once', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state <> OLD.state AND (\n        NEW.state IN ('avis_rendu', 'inscrite')\n        OR (NEW.state = 'validee_technique' AND OLD.state = 'avis_rendu')\n    ) AND EXISTS (\n        SELECT 1 FROM (\n        SELECT own, other, grade FROM (SELECT own_r.id AS own, their_r.id AS other, CASE\n            WHEN their_r.household_id = own_r.household_id THEN 'menage'\n            WHEN (their_t.lease_date = own_t.lease_date OR (own_t.reference <> '' AND their_t.reference <> '' AND regexp_replace(regexp_replace(upper(own_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g') <> '' AND regexp_replace(regexp_replace(upper(their_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g') = regexp_replace(regexp_replace(upper(own_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g')))\n                AND (\n    their_l.id = own_l.id\n    OR (own_l.siret <> '' AND left(their_l.siret, 9) = left(own_l.siret, 9))\n    OR regexp_replace(lower(public.f_unaccent(their_l.name)), '[^a-z0-9]+', ' ', 'g') = regexp_replace(lower(public.f_unaccent(own_l.name)), '[^a-z0-9]+', ' ', 'g')\n    OR regexp_replace(lower(public.f_unaccent(their_l.legal_name)), '[^a-z0-9]+', ' ', 'g') = regexp_replace(lower(public.f_unaccent(own_l.legal_name)), '[^a-z0-9]+', ' ', 'g')\n) THEN 'logement'\n            WHEN their_t.building = own_t.building AND (\n                their_t.lease_date = own_t.lease_date OR (own_t.reference <> '' AND their_t.reference <> '' AND regexp_replace(regexp_replace(upper(own_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g') <> '' AND regexp_replace(regexp_replace(upper(their_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g') = regexp_replace(regexp_replace(upper(own_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g')) OR (\n    their_l.id = own_l.id\n    OR (own_l.siret <> '' AND left(their_l.siret, 9) = left(own_l.siret, 9))\n    OR regexp_replace(lower(public.f_unaccent(their_l.name)), '[^a-z0-9]+', ' ', 'g') = regexp_replace(lower(public.f_unaccent(own_l.name)), '[^a-z0-9]+', ' ', 'g')\n    OR regexp_replace(lower(public.f_unaccent(their_l.legal_name)), '[^a-z0-9]+', ' ', 'g') = regexp_replace(lower(public.f_unaccent(own_l.legal_name)), '[^a-z0-9]+', ' ', 'g')\n)\n            ) THEN 'logement'\n            WHEN their_t.building = own_t.building THEN 'immeuble'\n        END AS grade\n        FROM secours_loyer_rentrequest own_r\n        JOIN secours_loyer_debt own_d ON own_d.id = own_r.debt_id\n        JOIN secours_loyer_tenancy own_t ON own_t.id = own_r.tenancy_id\n        JOIN secours_loyer_landlord own_l ON own_l.id = own_t.landlord_id\n        JOIN secours_loyer_debt their_d\n          ON their_d.months && own_d.months AND their_d.released_at IS NULL\n        JOIN secours_loyer_rentrequest their_r\n          ON their_r.debt_id = their_d.id AND their_r.id <> own_r.id\n        JOIN secours_loyer_tenancy their_t ON their_t.id = their_r.tenancy_id AND (\n            their_t.building = own_t.building OR their_t.lease_date = own_t.lease_date\n            OR their_t.household_id = own_t.household_id OR (own_t.reference <> '' AND their_t.reference <> '' AND regexp_replace(regexp_replace(upper(own_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g') <> '' AND regexp_replace(regexp_replace(upper(their_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g') = regexp_replace(regexp_replace(upper(own_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g'))\n        )\n        JOIN secours_loyer_landlord their_l ON their_l.id = their_t.landlord_id\n        WHERE own_r.id = NEW.id) alike WHERE grade IS NOT NULL) claim\n        WHERE claim.grade IN ('menage', 'logement') AND NOT EXISTS (\n            SELECT 1 FROM secours_loyer_duplicateanswer a\n            WHERE a.request_id = claim.own AND a.other_id = claim.other\n        )\n    )\n    THEN RAISE EXCEPTION 'a probable duplicate is not answered' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_claimed_once';\n    END IF;\n    RETURN NEW;\n", hash='09fb5355bd773528bf229f51b8203ce3d00c16f5', operation='UPDATE', pgid='pgtrigger_request_claimed_once_48de9', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_computed_on_facts', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state <> OLD.state AND (\n        NEW.state IN ('avis_rendu', 'inscrite')\n        OR (NEW.state = 'validee_technique' AND OLD.state = 'avis_rendu')\n    ) AND EXISTS (\n        SELECT 1 FROM (\n            SELECT a.inputs, r.tenancy_id, r.debt_id FROM secours_loyer_assessment a\n            JOIN secours_loyer_rentrequest r ON r.id = a.request_id\n            WHERE a.request_id = NEW.id ORDER BY a.at DESC, a.id DESC LIMIT 1\n        ) made\n        JOIN secours_loyer_tenancy t ON t.id = made.tenancy_id\n        JOIN secours_loyer_debt d ON d.id = made.debt_id\n        WHERE (made.inputs->>'rent_cents')::bigint <> t.rent_cents + t.charges_cents\n           OR (made.inputs->>'housing_benefit_cents')::bigint <> t.housing_aid_cents\n           OR (made.inputs->>'debt_cents')::bigint <> d.certified_cents\n    )\n    THEN RAISE EXCEPTION 'the computation is about other facts' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_computed_on_facts';\n    END IF;\n    RETURN NEW;\n", hash='936d4371d0d9d111af42bfe6b4d2e196132dcfdd', operation='UPDATE', pgid='pgtrigger_request_computed_on_facts_baa09', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_lease_end_answered', sql=reims_solidarite.kit.walls.WallSql(func='\n    IF NEW.state = \'avis_rendu\' AND OLD.state <> \'avis_rendu\'\n       AND EXISTS (\n        SELECT 1 FROM secours_loyer_tenancy t\n        WHERE t.id = NEW.tenancy_id AND t.ended_on IS NULL AND t.lease_end < (SELECT max(a."on") FROM secours_loyer_assessment a WHERE a.request_id = NEW.id)\n          AND NOT EXISTS (\n            SELECT 1 FROM secours_loyer_leaserenewal w\n            WHERE w.tenancy_id = t.id AND w.past_end = t.lease_end\n          )\n    )\n    THEN RAISE EXCEPTION \'the lease ended, nobody says what followed\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'request_lease_end_answered\';\n    END IF;\n    RETURN NEW;\n', hash='0b365f4bc47da64c5899b8c720377599b213aef5', operation='UPDATE', pgid='pgtrigger_request_lease_end_answered_bbd70', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_consistent', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_debt d JOIN secours_loyer_tenancy t ON t.id = d.tenancy_id\n        WHERE d.id = NEW.debt_id AND t.id = NEW.tenancy_id AND t.household_id = NEW.household_id\n    ) THEN RAISE EXCEPTION 'debt, lease and household do not belong together' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_consistent';\n    END IF;\n    RETURN NEW;\n", hash='8d478b7547862efda2a845336cb146218010a5d0', operation='INSERT OR UPDATE', pgid='pgtrigger_request_consistent_5382b', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_closed_answered', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state = 'close' AND OLD.state <> 'close' AND EXISTS (\n        SELECT 1 FROM secours_loyer_appeal a JOIN secours_loyer_decision d ON d.id = a.decision_id\n        WHERE d.request_id = NEW.id AND a.outcome = ''\n    ) THEN RAISE EXCEPTION 'an appeal waits for its answer' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_closed_answered';\n    END IF;\n    RETURN NEW;\n", hash='5b3215757fe1edd0bdee2b5920b55ed4abe07db7', operation='UPDATE', pgid='pgtrigger_request_closed_answered_dfe9a', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_reopened_by_appeal', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF OLD.state = 'close' AND NEW.state <> 'close' AND (NEW.closed_at IS NOT NULL OR NOT EXISTS (\n        SELECT 1 FROM secours_loyer_appeal a JOIN secours_loyer_decision d ON d.id = a.decision_id\n        WHERE d.request_id = NEW.id AND a.outcome = ''\n    )) THEN RAISE EXCEPTION 'no appeal waits' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_reopened_by_appeal';\n    END IF;\n    RETURN NEW;\n", hash='7ed298e0127378f344c81196e46ae40dd0e772ff', operation='UPDATE', pgid='pgtrigger_request_reopened_by_appeal_de3f3', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.instructor_id IS NOT NULL AND (\n        NEW.instructor_id IS DISTINCT FROM OLD.instructor_id\n        OR (NEW.state <> OLD.state\n            AND NEW.state IN ('avis_rendu', 'validee_technique', 'inscrite'))\n    ) AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.id AND tie.user_id = NEW.instructor_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.instructor_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'the instructor has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'tied_does_not_study';\n    END IF;\n    \n    IF NEW.validated_by_id IS DISTINCT FROM OLD.validated_by_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.id AND tie.user_id = NEW.validated_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.validated_by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever validates has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'tied_does_not_validate';\n    END IF;\n    RETURN NEW;\n", hash='6a92129ef24d0aaef2d00fda7c3f4dfc577afd4d', operation='UPDATE', pgid='pgtrigger_request_apart_from_ties_be9c9', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rentrequest',
            trigger=pgtrigger.compiler.Trigger(name='request_as_told', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state = OLD.state THEN RETURN NEW; END IF;\n    IF NEW.state IN ('accordee', 'refusee') AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_decision d WHERE d.request_id = NEW.id\n          AND d.outcome = CASE NEW.state WHEN 'accordee' THEN 'accord' ELSE 'refus' END\n          AND NOT EXISTS (SELECT 1 FROM secours_loyer_decision n WHERE n.replaces_id = d.id)\n    ) THEN RAISE EXCEPTION 'nothing decides this request' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_decided';\n    END IF;\n    IF NEW.state = 'notifiee' AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_letter l WHERE l.request_id = NEW.id AND l.kind = 'decision'\n    ) THEN RAISE EXCEPTION 'no letter tells the decision' USING ERRCODE = 'check_violation', CONSTRAINT = 'request_told';\n    END IF;\n    RETURN NEW;\n", hash='cf970be279a3752fe48cf7369c160d63b7c8dc3b', operation='UPDATE', pgid='pgtrigger_request_as_told_276b3', table='secours_loyer_rentrequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordaccount',
            trigger=pgtrigger.compiler.Trigger(name='account_with_two_people', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id AND NEW.verified_by_id <> NEW.entered_by_id AND f_one_person(NEW.verified_by_id, NEW.entered_by_id)) OR (NEW.activated_by_id IS DISTINCT FROM OLD.activated_by_id AND NEW.activated_by_id <> NEW.entered_by_id AND f_one_person(NEW.activated_by_id, NEW.entered_by_id)) OR (NEW.activated_by_id IS DISTINCT FROM OLD.activated_by_id AND NEW.activated_by_id <> NEW.verified_by_id AND f_one_person(NEW.activated_by_id, NEW.verified_by_id)) THEN RAISE EXCEPTION 'two accounts of one person, as far as it shows' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_person_two_accounts';\n    END IF;\n    RETURN NULL;\n", hash='5d018aa0944edb60bca94e062e314ffbd31fc1ed', operation='UPDATE', pgid='pgtrigger_account_with_two_people_a9e1b', table='secours_loyer_landlordaccount', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordaccount',
            trigger=pgtrigger.compiler.Trigger(name='account_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='edbb7442f7116619de64e8d1472862c5a8ead226', operation='DELETE', pgid='pgtrigger_account_kept_87118', table='secours_loyer_landlordaccount', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordaccount',
            trigger=pgtrigger.compiler.Trigger(name='account_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='8c50c354086085ca09805a385c60a8b6f68edf33', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_account_kept_truncate_75fed', table='secours_loyer_landlordaccount', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordaccount',
            trigger=pgtrigger.compiler.Trigger(name='account_states', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF TG_OP = 'INSERT' THEN\n            IF NEW.state <> 'saisi' THEN RAISE EXCEPTION 'a row starts as a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_states';\n            END IF;\n        ELSIF NEW.state <> OLD.state\n              AND (OLD.state || ':' || NEW.state) NOT IN ('actif:archive', 'actif:bloque', 'bloque:archive', 'saisi:actif', 'saisi:archive', 'saisi:bloque', 'saisi:verifie', 'verifie:actif', 'verifie:archive', 'verifie:bloque') THEN\n            RAISE EXCEPTION 'no such step' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_states';\n        END IF;\n        RETURN NEW;\n        ", hash='bae8fcb5f522e943f0d20544f752b6218b2df685', operation='INSERT OR UPDATE', pgid='pgtrigger_account_states_d3f18', table='secours_loyer_landlordaccount', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordaccount',
            trigger=pgtrigger.compiler.Trigger(name='account_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.uid IS DISTINCT FROM OLD.uid OR NEW.landlord_id IS DISTINCT FROM OLD.landlord_id OR NEW.iban IS DISTINCT FROM OLD.iban OR NEW.bic IS DISTINCT FROM OLD.bic OR NEW.holder IS DISTINCT FROM OLD.holder OR NEW.entered_by_id IS DISTINCT FROM OLD.entered_by_id OR NEW.entered_at IS DISTINCT FROM OLD.entered_at OR NEW.paper_id IS DISTINCT FROM OLD.paper_id OR NEW.request_id IS DISTINCT FROM OLD.request_id) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='f1b414c30776075f603b746ad3abf61528a0a968', operation='UPDATE', pgid='pgtrigger_account_frozen_a8629', table='secours_loyer_landlordaccount', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordaccount',
            trigger=pgtrigger.compiler.Trigger(name='account_iban_holds', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.iban !~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' THEN RETURN NEW; END IF;\n    IF (\n        SELECT string_agg(\n            CASE WHEN c ~ '[A-Z]' THEN (ascii(c) - 55)::text ELSE c END, '' ORDER BY n\n        )::numeric FROM regexp_split_to_table(substr(NEW.iban, 5) || left(NEW.iban, 4), '') WITH ORDINALITY AS said(c, n)\n    ) % 97 <> 1 THEN RAISE EXCEPTION 'the key of the IBAN is wrong' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_iban_key';\n    END IF;\n    IF left(NEW.iban, 2) IN ('FR', 'MC') AND (length(NEW.iban) <> 27 OR translate(substr(NEW.iban, 5), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '12345678912345678923456789')::numeric % 97 <> 0)\n    THEN RAISE EXCEPTION 'the RIB key is wrong' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_rib_key';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM actors_parameter p WHERE p.key = 'secours.payeur'\n          AND upper(regexp_replace(p.value ->> 'iban', '\\s', '', 'g')) = NEW.iban\n    ) THEN RAISE EXCEPTION 'it is the account that pays' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_of_payer';\n    END IF;\n    RETURN NEW;\n", hash='7fdcb1d6df9b2b598de30851bba46446457bf74b', operation='INSERT', pgid='pgtrigger_account_iban_holds_7d773', table='secours_loyer_landlordaccount', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordaccount',
            trigger=pgtrigger.compiler.Trigger(name='account_phone_apart', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.verified_by_id IS NOT DISTINCT FROM OLD.verified_by_id THEN RETURN NEW; END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_landlord\n        WHERE id = NEW.landlord_id AND known_phone_by_id = NEW.entered_by_id\n    ) THEN RAISE EXCEPTION 'the typist also gave the number to call' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_phone_apart';\n    END IF;\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_landlord\n        WHERE id = NEW.landlord_id AND phone_confirmed_by_id IS NOT NULL\n          AND phone_confirmed_by_id <> NEW.entered_by_id\n    ) THEN RAISE EXCEPTION 'nobody of the CCAS confirmed the number to call' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_phone_confirmed';\n    END IF;\n    RETURN NEW;\n", hash='8261d83ee54eb3552dd67f1861d90c18949d5c1f', operation='UPDATE', pgid='pgtrigger_account_phone_apart_81e41', table='secours_loyer_landlordaccount', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordaccount',
            trigger=pgtrigger.compiler.Trigger(name='account_of_request', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.request_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest r\n        JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n        WHERE r.id = NEW.request_id AND t.landlord_id = NEW.landlord_id\n    ) THEN RAISE EXCEPTION 'the request is about another landlord' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_of_request';\n    END IF;\n    RETURN NEW;\n", hash='ab22cad675f0c699c83b1ee2cb592792537b4b25', operation='INSERT', pgid='pgtrigger_account_of_request_bee73', table='secours_loyer_landlordaccount', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordaccount',
            trigger=pgtrigger.compiler.Trigger(name='account_trust', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF TG_OP = 'INSERT' THEN\n        IF coalesce(NEW.verified_by_id::text, '') || coalesce(NEW.verified_at::text, '') || coalesce(NEW.called_on::text, '') || coalesce(NEW.called_number::text, '') || coalesce(NEW.called_person::text, '') || coalesce(NEW.payee_check::text, '') || coalesce(NEW.payee_checked_by_id::text, '') || coalesce(NEW.activated_by_id::text, '') || coalesce(NEW.lifted_reason::text, '') || coalesce(NEW.blocked_reason::text, '') <> ''\n        THEN RAISE EXCEPTION 'an account is typed first' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_starts_unverified';\n        END IF;\n        RETURN NEW;\n    END IF;\n    IF coalesce(OLD.verified_by_id::text, '') <> '' AND NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id OR coalesce(OLD.verified_at::text, '') <> '' AND NEW.verified_at IS DISTINCT FROM OLD.verified_at OR coalesce(OLD.called_on::text, '') <> '' AND NEW.called_on IS DISTINCT FROM OLD.called_on OR coalesce(OLD.called_number::text, '') <> '' AND NEW.called_number IS DISTINCT FROM OLD.called_number OR coalesce(OLD.called_person::text, '') <> '' AND NEW.called_person IS DISTINCT FROM OLD.called_person OR coalesce(OLD.payee_check::text, '') <> '' AND NEW.payee_check IS DISTINCT FROM OLD.payee_check OR coalesce(OLD.payee_checked_by_id::text, '') <> '' AND NEW.payee_checked_by_id IS DISTINCT FROM OLD.payee_checked_by_id OR coalesce(OLD.activated_by_id::text, '') <> '' AND NEW.activated_by_id IS DISTINCT FROM OLD.activated_by_id OR coalesce(OLD.lifted_reason::text, '') <> '' AND NEW.lifted_reason IS DISTINCT FROM OLD.lifted_reason OR coalesce(OLD.blocked_reason::text, '') <> '' AND NEW.blocked_reason IS DISTINCT FROM OLD.blocked_reason THEN RAISE EXCEPTION 'what was said is not rewritten' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_set_once';\n    END IF;\n    \n    IF NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id THEN\n        IF EXISTS (\n    SELECT 1 FROM secours_loyer_accountproposal p\n    JOIN secours_loyer_landlordlink l ON l.id = p.link_id\n    WHERE p.account_id = NEW.id AND l.created_by_id = NEW.verified_by_id\n)\n        THEN RAISE EXCEPTION 'whoever verifies opened the link' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_verifier_opened_link';\n        END IF;\n        IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.verified_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('cadre', 'depenses'))\n        THEN RAISE EXCEPTION 'this role verifies no account' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_by_verifier';\n        END IF;\n        IF (EXISTS (\n    SELECT 1 FROM secours_loyer_declaredtie tie\n    JOIN secours_loyer_rentrequest r ON r.id = tie.request_id\n    JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n    WHERE tie.user_id = NEW.verified_by_id AND tie.lifted_at IS NULL AND t.landlord_id = NEW.landlord_id\n      AND r.state NOT IN ('close', 'sans_suite', 'retiree', 'refusee')\n) OR EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = NEW.landlord_id AND belongs.user_id = NEW.verified_by_id AND belongs.ended_at IS NULL))\n        THEN RAISE EXCEPTION 'whoever verifies has a tie with this landlord' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_verifier_tied';\n        END IF;\n    END IF;\n    \n    \n    IF NEW.activated_by_id IS DISTINCT FROM OLD.activated_by_id THEN\n        IF EXISTS (\n    SELECT 1 FROM secours_loyer_accountproposal p\n    JOIN secours_loyer_landlordlink l ON l.id = p.link_id\n    WHERE p.account_id = NEW.id AND l.created_by_id = NEW.activated_by_id\n)\n        THEN RAISE EXCEPTION 'whoever verifies opened the link' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_verifier_opened_link';\n        END IF;\n        IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.activated_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('cadre', 'depenses'))\n        THEN RAISE EXCEPTION 'this role verifies no account' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_by_verifier';\n        END IF;\n        IF (EXISTS (\n    SELECT 1 FROM secours_loyer_declaredtie tie\n    JOIN secours_loyer_rentrequest r ON r.id = tie.request_id\n    JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n    WHERE tie.user_id = NEW.activated_by_id AND tie.lifted_at IS NULL AND t.landlord_id = NEW.landlord_id\n      AND r.state NOT IN ('close', 'sans_suite', 'retiree', 'refusee')\n) OR EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = NEW.landlord_id AND belongs.user_id = NEW.activated_by_id AND belongs.ended_at IS NULL))\n        THEN RAISE EXCEPTION 'whoever verifies has a tie with this landlord' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_verifier_tied';\n        END IF;\n    END IF;\n    \n    \n    IF NEW.payee_checked_by_id IS DISTINCT FROM OLD.payee_checked_by_id THEN\n        IF EXISTS (\n    SELECT 1 FROM secours_loyer_accountproposal p\n    JOIN secours_loyer_landlordlink l ON l.id = p.link_id\n    WHERE p.account_id = NEW.id AND l.created_by_id = NEW.payee_checked_by_id\n)\n        THEN RAISE EXCEPTION 'whoever verifies opened the link' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_verifier_opened_link';\n        END IF;\n        IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.payee_checked_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('cadre', 'depenses'))\n        THEN RAISE EXCEPTION 'this role verifies no account' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_by_verifier';\n        END IF;\n        IF (EXISTS (\n    SELECT 1 FROM secours_loyer_declaredtie tie\n    JOIN secours_loyer_rentrequest r ON r.id = tie.request_id\n    JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n    WHERE tie.user_id = NEW.payee_checked_by_id AND tie.lifted_at IS NULL AND t.landlord_id = NEW.landlord_id\n      AND r.state NOT IN ('close', 'sans_suite', 'retiree', 'refusee')\n) OR EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = NEW.landlord_id AND belongs.user_id = NEW.payee_checked_by_id AND belongs.ended_at IS NULL))\n        THEN RAISE EXCEPTION 'whoever verifies has a tie with this landlord' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_verifier_tied';\n        END IF;\n    END IF;\n    \n    IF NEW.payee_check <> OLD.payee_check AND NEW.payee_checked_by_id IS NULL\n    THEN RAISE EXCEPTION 'nobody says who noted the answer of the bank' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_answer_noted_by';\n    END IF;\n    IF NEW.state <> 'actif' OR OLD.state = 'actif' AND NEW.payee_check = OLD.payee_check\n    THEN RETURN NEW;\n    END IF;\n    IF NEW.activated_by_id IS NULL\n    THEN RAISE EXCEPTION 'nobody activates it' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_activated_by_one';\n    END IF;\n    IF (OLD.state = 'verifie' OR (\n    (\n    SELECT f_name_words(NEW.holder) = ''\n        OR f_name_words(NEW.holder) NOT IN (f_name_words(b.legal_name), f_name_words(b.name))\n    FROM secours_loyer_landlord b WHERE b.id = NEW.landlord_id\n)\n    OR NEW.payee_check = 'non_concordant'\n    OR left(NEW.iban, 2) <> 'FR'\n    OR EXISTS (\n        SELECT 1 FROM secours_loyer_landlordaccount o\n        WHERE o.iban = NEW.iban AND o.id <> NEW.id\n          AND (o.landlord_id <> NEW.landlord_id OR o.blocked_reason <> '')\n    )\n))\n       AND (NEW.activated_by_id = NEW.verified_by_id OR NEW.lifted_reason = '')\n    THEN RAISE EXCEPTION 'an alert stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'account_alert_lifted';\n    END IF;\n    RETURN NEW;\n", hash='9a07f996e585b301775b5f1369a495462b2e3caa', operation='INSERT OR UPDATE', pgid='pgtrigger_account_trust_ae192', table='secours_loyer_landlordaccount', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partneropinion',
            trigger=pgtrigger.compiler.Trigger(name='partner_opinion_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='6d314cb94378eb25a6e36a84b922a5706f61fb40', operation='DELETE', pgid='pgtrigger_partner_opinion_kept_f7690', table='secours_loyer_partneropinion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partneropinion',
            trigger=pgtrigger.compiler.Trigger(name='partner_opinion_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='3a53195ab5daaf6f7a8e08fb32ae6c4cd0c2dd88', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_partner_opinion_kept_truncate_03d32', table='secours_loyer_partneropinion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partneropinion',
            trigger=pgtrigger.compiler.Trigger(name='partner_opinion_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.uid IS DISTINCT FROM OLD.uid OR NEW.request_id IS DISTINCT FROM OLD.request_id OR NEW.organisation_id IS DISTINCT FROM OLD.organisation_id OR NEW.question IS DISTINCT FROM OLD.question OR NEW.asked_by_id IS DISTINCT FROM OLD.asked_by_id OR NEW.asked_at IS DISTINCT FROM OLD.asked_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'partner_opinion_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='3e7dec2125066156d9c3a9b341feb63a457335b1', operation='UPDATE', pgid='pgtrigger_partner_opinion_frozen_207bf', table='secours_loyer_partneropinion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partneropinion',
            trigger=pgtrigger.compiler.Trigger(name='partner_opinion_given_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.stance IS DISTINCT FROM OLD.stance OR NEW.answer IS DISTINCT FROM OLD.answer OR NEW.answered_by_id IS DISTINCT FROM OLD.answered_by_id OR NEW.answered_at IS DISTINCT FROM OLD.answered_at OR NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at) AND NOT (OLD.answered_at IS NULL AND OLD.withdrawn_at IS NULL) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'partner_opinion_given_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='a76d1e87afde49f3d5ebca7f6dba213cd06d0714', operation='UPDATE', pgid='pgtrigger_partner_opinion_given_frozen_8672f', table='secours_loyer_partneropinion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partneropinion',
            trigger=pgtrigger.compiler.Trigger(name='partner_opinion_asked', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest r\n        JOIN households_accompaniment a ON a.household_id = r.household_id\n        WHERE r.id = NEW.request_id AND a.organisation_id = NEW.organisation_id\n          AND a.ended_at IS NULL\n    ) THEN RAISE EXCEPTION 'this organisation does not accompany the household' USING ERRCODE = 'check_violation', CONSTRAINT = 'opinion_of_companion';\n    END IF;\n    IF NEW.answered_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL\n    THEN RAISE EXCEPTION 'an opinion is asked before it is given' USING ERRCODE = 'check_violation', CONSTRAINT = 'opinion_asked_first';\n    END IF;\n    RETURN NEW;\n", hash='053aa8482a5af9f84ab9b2b86fb51ff59054b037', operation='INSERT', pgid='pgtrigger_partner_opinion_asked_1f266', table='secours_loyer_partneropinion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partneropinion',
            trigger=pgtrigger.compiler.Trigger(name='partner_opinion_answered', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.answered_by_id IS NOT DISTINCT FROM OLD.answered_by_id THEN RETURN NEW; END IF;\n    IF NOT EXISTS (\n        SELECT 1 FROM actors_membership m\n        WHERE m.user_id = NEW.answered_by_id AND m.organisation_id = NEW.organisation_id\n          AND m.ended_at IS NULL\n    ) THEN RAISE EXCEPTION 'whoever answers is not of this organisation' USING ERRCODE = 'check_violation', CONSTRAINT = 'opinion_by_its_member';\n    END IF;\n    RETURN NEW;\n", hash='6457d11d8660cf6b3c1aaf9ab947484bf81b7527', operation='UPDATE', pgid='pgtrigger_partner_opinion_answered_9e1df', table='secours_loyer_partneropinion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='480073fe9fd9e0c7ca2a127b7ba53659fec1df99', operation='DELETE', pgid='pgtrigger_plan_kept_64e8b', table='secours_loyer_repaymentplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='731abd00219c09b1a94686652ea1bfaecb0b1007', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_plan_kept_truncate_826be', table='secours_loyer_repaymentplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_states', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF TG_OP = 'INSERT' THEN\n            IF NEW.state <> 'brouillon' THEN RAISE EXCEPTION 'a row starts as a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_states';\n            END IF;\n        ELSIF NEW.state <> OLD.state\n              AND (OLD.state || ':' || NEW.state) NOT IN ('actif:en_alerte', 'actif:remplace', 'actif:rompu', 'actif:solde', 'actif:suspendu', 'brouillon:abandonne', 'brouillon:propose', 'en_alerte:actif', 'en_alerte:remplace', 'en_alerte:rompu', 'en_alerte:solde', 'en_alerte:suspendu', 'propose:abandonne', 'propose:actif', 'suspendu:actif', 'suspendu:remplace', 'suspendu:rompu', 'suspendu:solde') THEN\n            RAISE EXCEPTION 'no such step' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_states';\n        END IF;\n        RETURN NEW;\n        ", hash='7aef518c5c59dca85cc547cadde3e4dd7bd34df3', operation='INSERT OR UPDATE', pgid='pgtrigger_plan_states_66992', table='secours_loyer_repaymentplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.request_id IS DISTINCT FROM OLD.request_id OR NEW.debt_id IS DISTINCT FROM OLD.debt_id OR NEW.version IS DISTINCT FROM OLD.version OR NEW.total_cents IS DISTINCT FROM OLD.total_cents OR NEW.instalment_count IS DISTINCT FROM OLD.instalment_count OR NEW.first_due IS DISTINCT FROM OLD.first_due OR NEW.prepared_by_id IS DISTINCT FROM OLD.prepared_by_id OR NEW.prepared_at IS DISTINCT FROM OLD.prepared_at OR NEW.derogation IS DISTINCT FROM OLD.derogation OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.replaces_id IS DISTINCT FROM OLD.replaces_id OR NEW.most_months IS DISTINCT FROM OLD.most_months OR NEW.left_cents IS DISTINCT FROM OLD.left_cents) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='8453374bc7673ded5a4e677a6c0c71e38598200e', operation='UPDATE', pgid='pgtrigger_plan_frozen_c36f5', table='secours_loyer_repaymentplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.prepared_by_id IS DISTINCT FROM OLD.prepared_by_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.request_id AND tie.user_id = NEW.prepared_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.prepared_by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever prepares the plan has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_preparer_tied';\n    END IF;\n    IF NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.request_id AND tie.user_id = NEW.approved_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.approved_by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever approves the plan has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_approver_tied';\n    END IF;\n    IF NEW.state = 'actif' AND OLD.state = 'propose' AND (\n        (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.request_id AND tie.user_id = NEW.prepared_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.prepared_by_id AND belongs.ended_at IS NULL))) OR (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.request_id AND tie.user_id = NEW.approved_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.approved_by_id AND belongs.ended_at IS NULL)))\n    ) THEN RAISE EXCEPTION 'who prepared or approved it has a tie since' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_starts_untied';\n    END IF;\n    RETURN NEW;\n", hash='087fadf8aa446c8407571e78dfe8bcb551003d12', operation='INSERT OR UPDATE', pgid='pgtrigger_plan_apart_from_ties_4dbf4', table='secours_loyer_repaymentplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_signed_after_proposal', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF least(NEW.tenant_signed_on, NEW.landlord_signed_on)\n       < (NEW.prepared_at AT TIME ZONE 'Europe/Paris')::date\n       AND (NEW.tenant_signed_on IS DISTINCT FROM OLD.tenant_signed_on\n            OR NEW.landlord_signed_on IS DISTINCT FROM OLD.landlord_signed_on)\n    THEN RAISE EXCEPTION 'nobody signed before the plan was written' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_signed_after_proposal';\n    END IF;\n    RETURN NEW;\n", hash='c783f6d05f159b707471d8f10e04ff51a9ec2fd7', operation='UPDATE', pgid='pgtrigger_plan_signed_after_proposal_8edaa', table='secours_loyer_repaymentplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_whole', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', declare='DECLARE wanted record; held record;', func="\n    SELECT p.total_cents, p.instalment_count INTO wanted\n    FROM secours_loyer_repaymentplan p WHERE p.id = NEW.id;\n    SELECT coalesce(sum(cents), 0) AS cents, count(*) AS rows,\n           bool_and(due_on > before IS NOT FALSE) AS rising,\n           bool_and(number = position) AS numbered\n    INTO held FROM (\n        SELECT cents, due_on, number, lag(due_on) OVER (ORDER BY number) AS before,\n               row_number() OVER (ORDER BY number) AS position\n        FROM secours_loyer_instalment WHERE plan_id = NEW.id\n    ) AS written;\n    IF held.cents <> wanted.total_cents OR held.rows <> wanted.instalment_count THEN\n        RAISE EXCEPTION 'the instalments are not the amount of the plan' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_sum_exact';\n    END IF;\n    IF NOT held.rising OR NOT held.numbered THEN\n        RAISE EXCEPTION 'the dates of a plan rise' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_dates_rising';\n    END IF;\n    RETURN NULL;\n", hash='1af5d04698d459bf86d09dfe3b693c2e32ac5dfd', operation='INSERT', pgid='pgtrigger_plan_whole_42555', table='secours_loyer_repaymentplan', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_as_decided', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state = OLD.state OR NEW.state NOT IN ('propose', 'actif')\n       OR OLD.state IN ('en_alerte', 'suspendu') THEN RETURN NEW; END IF;\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_decision d\n        WHERE d.request_id = NEW.request_id AND d.plan_cents = NEW.total_cents + (\n              \n    SELECT coalesce(sum(word.cents), 0) FROM (\n        SELECT DISTINCT ON (f.instalment_id) f.cents\n        FROM secours_loyer_instalmentfact f\n        JOIN secours_loyer_instalment i ON i.id = f.instalment_id\n        JOIN secours_loyer_repaymentplan p ON p.id = i.plan_id\n        WHERE p.debt_id = NEW.debt_id AND p.id <> NEW.id AND f.kind <> 'declaree'\n        ORDER BY f.instalment_id, f.id DESC\n    ) AS word\n\n          )\n          AND NOT EXISTS (SELECT 1 FROM secours_loyer_decision n WHERE n.replaces_id = d.id)\n    ) THEN RAISE EXCEPTION 'the decision in force leaves another amount to a plan' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_as_decided';\n    END IF;\n    RETURN NEW;\n", hash='28d5fb060bbb958f00b71c5930211779d91211b4', operation='UPDATE', pgid='pgtrigger_plan_as_decided_4bc82', table='secours_loyer_repaymentplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_ended_right', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state = OLD.state THEN RETURN NEW; END IF;\n    IF NEW.state = 'solde' AND NEW.total_cents <> (\n    SELECT coalesce(sum(word.cents), 0) FROM (\n        SELECT DISTINCT ON (f.instalment_id) f.cents\n        FROM secours_loyer_instalmentfact f\n        JOIN secours_loyer_instalment i ON i.id = f.instalment_id\n        JOIN secours_loyer_repaymentplan p ON p.id = i.plan_id\n        WHERE p.id = NEW.id AND f.kind <> 'declaree'\n        ORDER BY f.instalment_id, f.id DESC\n    ) AS word\n) THEN\n        RAISE EXCEPTION 'an instalment is not confirmed' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_settled_when_received';\n    END IF;\n    IF (OLD.state, NEW.state) = ('en_alerte', 'actif') AND EXISTS (\n        SELECT 1 FROM (\n            SELECT DISTINCT ON (f.instalment_id) f.kind\n            FROM secours_loyer_instalmentfact f\n            JOIN secours_loyer_instalment i ON i.id = f.instalment_id\n            WHERE i.plan_id = NEW.id AND f.kind <> 'declaree'\n            ORDER BY f.instalment_id, f.id DESC\n        ) AS word WHERE word.kind IN ('impayee', 'partielle')\n    ) THEN RAISE EXCEPTION 'an instalment is still missed' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_alert_until_caught_up';\n    END IF;\n    IF (OLD.state, NEW.state) = ('en_alerte', 'actif') AND EXISTS (\n        SELECT 1 FROM (\n            SELECT DISTINCT ON (c.month) c.kind\n            FROM secours_loyer_currentrent c\n            JOIN secours_loyer_rentrequest r ON r.tenancy_id = c.tenancy_id\n            WHERE r.id = NEW.request_id AND c.month >= date_trunc('month', NEW.tenant_signed_on)\n            ORDER BY c.month, c.id DESC\n        ) AS word WHERE word.kind <> 'paye'\n    ) THEN RAISE EXCEPTION 'a month of rent is still unpaid' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_alert_until_rent_paid';\n    END IF;\n    RETURN NEW;\n", hash='2d8f78df32cffd0d4c8af0d930a24c54a1c0ae1a', operation='UPDATE', pgid='pgtrigger_plan_ended_right_91f97', table='secours_loyer_repaymentplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_succeeded', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF NEW.state = 'remplace' AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_repaymentplan\n        WHERE replaces_id = NEW.id AND tenant_signed_on IS NOT NULL\n          AND landlord_signed_on IS NOT NULL\n    ) THEN RAISE EXCEPTION 'no signed version replaces it' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_replaced_by_signed';\n    END IF;\n    RETURN NULL;\n", hash='6bc578557e645a7f7eba501af8fb6f64fa7de120', operation='UPDATE', pgid='pgtrigger_plan_succeeded_a198e', table='secours_loyer_repaymentplan', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_bounded', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF NEW.most_months IS NULL THEN\n        RAISE EXCEPTION 'the longest duration is not written down' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_bound_known';\n    END IF;\n    IF NEW.derogation = '' AND EXISTS (\n        SELECT 1 FROM secours_loyer_instalment i\n        JOIN secours_loyer_rentrequest r ON r.id = NEW.request_id\n        JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n        WHERE i.plan_id = NEW.id AND i.due_on > t.lease_end\n    ) THEN RAISE EXCEPTION 'the plan outlives the lease' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_within_lease';\n    END IF;\n    IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_repaymentplan o\n        WHERE o.id = NEW.replaces_id AND o.debt_id = NEW.debt_id AND o.version < NEW.version\n    ) THEN RAISE EXCEPTION 'it replaces the plan of another debt' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_replaces_own';\n    END IF;\n    RETURN NULL;\n", hash='4a82f1b7477e0171d5667dc5a6babffbd8f58a8d', operation='INSERT', pgid='pgtrigger_plan_bounded_e7ced', table='secours_loyer_repaymentplan', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_of_its_debt', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest r\n        WHERE r.id = NEW.request_id AND r.debt_id = NEW.debt_id\n    ) THEN RAISE EXCEPTION 'a plan is about the debt of its request' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_of_its_debt';\n    END IF;\n    RETURN NEW;\n", hash='fde0fbd716c4045d96fbee604044ef4d35023d21', operation='INSERT', pgid='pgtrigger_plan_of_its_debt_3299e', table='secours_loyer_repaymentplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_on_claimed_months', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state = 'actif' AND OLD.state = 'propose' AND EXISTS (\n        SELECT 1 FROM secours_loyer_debt WHERE id = NEW.debt_id AND released_at IS NOT NULL\n    ) THEN RAISE EXCEPTION 'its months were given back' USING ERRCODE = 'check_violation', CONSTRAINT = 'debt_released_free';\n    END IF;\n    RETURN NEW;\n", hash='152e07c82a1664091b2c9d4bbb3db863f1d7eed7', operation='UPDATE', pgid='pgtrigger_plan_on_claimed_months_09852', table='secours_loyer_repaymentplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_on_agreed_debt', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT (NEW.state = 'propose' AND OLD.state = 'brouillon'\n            OR NEW.state = 'actif' AND OLD.state = 'propose') THEN RETURN NEW; END IF;\n    IF EXISTS (\n        SELECT 1 FROM (\n            SELECT p.id, p.kind FROM secours_loyer_landlordreport p\n            JOIN secours_loyer_landlordlink l ON l.id = p.link_id\n            WHERE l.request_id = NEW.request_id AND p.kind IN ('dette', 'contestee')\n            ORDER BY p.at DESC, p.id DESC LIMIT 1\n        ) said\n        WHERE said.kind = 'contestee' AND said.id IS DISTINCT FROM (SELECT answered_dispute_id FROM secours_loyer_rentrequest WHERE id = NEW.request_id)\n    )\n    THEN RAISE EXCEPTION 'the landlord contests the debt' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_dispute_answered';\n    END IF;\n    IF EXISTS (SELECT 1 FROM secours_loyer_debtcontest WHERE request_id = NEW.request_id AND answer = '')\n    THEN RAISE EXCEPTION 'the household contests the debt' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_contest_answered';\n    END IF;\n    RETURN NEW;\n", hash='88e7e087ecfc75127d1cc3a3c4856aabc46707f1', operation='UPDATE', pgid='pgtrigger_plan_on_agreed_debt_79adf', table='secours_loyer_repaymentplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_signatures', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF TG_OP = 'INSERT' THEN\n        IF num_nonnulls(NEW.approved_by_id, NEW.approved_at, NEW.tenant_signed_on,\n                        NEW.landlord_signed_on, NEW.signed_sheet_id) > 0 THEN\n            RAISE EXCEPTION 'a new plan is not signed' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_signatures_frozen';\n        END IF;\n        RETURN NULL;\n    END IF;\n    IF ((NEW.approved_by_id, NEW.approved_at) IS DISTINCT FROM (OLD.approved_by_id, OLD.approved_at)\n        AND NOT (OLD.state = 'brouillon' AND NEW.state = 'propose'))\n       OR ((NEW.tenant_signed_on, NEW.landlord_signed_on)\n           IS DISTINCT FROM (OLD.tenant_signed_on, OLD.landlord_signed_on)\n           AND NOT (OLD.state = 'propose' AND NEW.state = 'actif'))\n    THEN RAISE EXCEPTION 'a signature does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_signatures_frozen';\n    END IF;\n    IF NEW.signed_sheet_id IS DISTINCT FROM OLD.signed_sheet_id\n       AND (OLD.signed_sheet_id IS NOT NULL OR NEW.tenant_signed_on IS NULL)\n    THEN RAISE EXCEPTION 'the sheet is joined once, to a signed plan' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_sheet_once';\n    END IF;\n    IF OLD.state = 'brouillon' AND NEW.state = 'propose'\n       AND (NEW.approved_at IS NULL OR NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.approved_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('cadre')))\n    THEN RAISE EXCEPTION 'whoever approves the plan may not' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_by_manager';\n    END IF;\n    RETURN NULL;\n", hash='7598fab9ee143242994f40751a87373d5acf0fe0', operation='INSERT OR UPDATE', pgid='pgtrigger_plan_signatures_d50a4', table='secours_loyer_repaymentplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_still_within_lease', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state = OLD.state OR NEW.derogation <> ''\n       OR (OLD.state, NEW.state) NOT IN (('brouillon', 'propose'), ('propose', 'actif'))\n    THEN RETURN NULL; END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_instalment i\n        JOIN secours_loyer_rentrequest r ON r.id = NEW.request_id\n        JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n        WHERE i.plan_id = NEW.id AND i.due_on > t.lease_end\n    ) THEN RAISE EXCEPTION 'the plan outlives the lease' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_within_lease';\n    END IF;\n    RETURN NULL;\n", hash='c979069c4ddc87d596cc5a5e82dc20fa5efc62b3', operation='UPDATE', pgid='pgtrigger_plan_still_within_lease_3cbad', table='secours_loyer_repaymentplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_paused', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE open_pause boolean;', func="\n    SELECT EXISTS (\n        SELECT 1 FROM secours_loyer_planpause\n        WHERE plan_id = NEW.id AND approved_at IS NOT NULL AND ended_on IS NULL\n    ) INTO open_pause;\n    IF NEW.state = 'suspendu' AND OLD.state <> 'suspendu' AND NOT open_pause THEN\n        RAISE EXCEPTION 'nobody approved this pause' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_paused_by_approval';\n    END IF;\n    IF OLD.state = 'suspendu' AND NEW.state IN ('actif', 'en_alerte') AND open_pause THEN\n        RAISE EXCEPTION 'the pause is not over' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_pause_ended_first';\n    END IF;\n    RETURN NEW;\n", hash='797e101d68548a86f960adab43130989314e5e40', operation='UPDATE', pgid='pgtrigger_plan_paused_df9c4', table='secours_loyer_repaymentplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='repaymentplan',
            trigger=pgtrigger.compiler.Trigger(name='plan_on_lease', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state <> 'actif' OR NEW.state = OLD.state THEN RETURN NEW; END IF;\n    PERFORM 1 FROM secours_loyer_debt b JOIN secours_loyer_tenancy t ON t.id = b.tenancy_id\n    WHERE b.id = NEW.debt_id FOR SHARE OF t;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_tenancyevent e\n        JOIN secours_loyer_debt b ON b.tenancy_id = e.tenancy_id\n        WHERE b.id = NEW.debt_id AND e.answer = ''\n    ) THEN RAISE EXCEPTION 'an event of the lease waits for its answer' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_on_settled_lease';\n    END IF;\n    RETURN NEW;\n", hash='c85a085bb9ede4ec05d611e97c1a8a1cb1be469b', operation='UPDATE', pgid='pgtrigger_plan_on_lease_7c56c', table='secours_loyer_repaymentplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='requestpiece',
            trigger=pgtrigger.compiler.Trigger(name='piece_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='622db58e315a82b3ad0fba0625f20492b60e4bea', operation='UPDATE OR DELETE', pgid='pgtrigger_piece_append_only_44cc4', table='secours_loyer_requestpiece', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='requestpiece',
            trigger=pgtrigger.compiler.Trigger(name='piece_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='355bc4b0c9a9369677a30ec92a93deb6e58b2313', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_piece_append_only_truncate_13ef3', table='secours_loyer_requestpiece', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='socialnote',
            trigger=pgtrigger.compiler.Trigger(name='note_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='17e59dd1de92c63f742937b4ccad6a2a0d745038', operation='UPDATE OR DELETE', pgid='pgtrigger_note_append_only_628a0', table='secours_loyer_socialnote', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='socialnote',
            trigger=pgtrigger.compiler.Trigger(name='note_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='2fc23607dd369eef9c6d720a457b3d0ce9ac557a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_note_append_only_truncate_99ed2', table='secours_loyer_socialnote', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='socialnote',
            trigger=pgtrigger.compiler.Trigger(name='note_by_social_worker', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('instructeur', 'cadre'))\n    THEN RAISE EXCEPTION 'whoever writes it is no social worker' USING ERRCODE = 'check_violation', CONSTRAINT = 'note_by_social_worker';\n    END IF;\n    RETURN NEW;\n", hash='0f08ac4da56be8f1d1da21ff1c7af18a9495d906', operation='INSERT', pgid='pgtrigger_note_by_social_worker_e6c1b', table='secours_loyer_socialnote', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alert',
            trigger=pgtrigger.compiler.Trigger(name='alert_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='00f5c6506d3c231230b2cbd69206319581018cda', operation='DELETE', pgid='pgtrigger_alert_kept_4e128', table='secours_loyer_alert', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alert',
            trigger=pgtrigger.compiler.Trigger(name='alert_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='2bcc9575a3b5b4211ffcd86340831e3d768c98b2', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_alert_kept_truncate_ba35b', table='secours_loyer_alert', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alert',
            trigger=pgtrigger.compiler.Trigger(name='alert_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.key IS DISTINCT FROM OLD.key OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.request_id IS DISTINCT FROM OLD.request_id OR NEW.due_on IS DISTINCT FROM OLD.due_on OR NEW.raised_at IS DISTINCT FROM OLD.raised_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'alert_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='951769f9140d74bc926ff580f05438450a6499c3', operation='UPDATE', pgid='pgtrigger_alert_frozen_2ea37', table='secours_loyer_alert', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='assessment_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='70deb184880839cde8e484a0c695aea21b03c832', operation='UPDATE OR DELETE', pgid='pgtrigger_assessment_append_only_1b87d', table='secours_loyer_assessment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='assessment_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='bc86a7d50f1791833c12e6fe457a5235a9060cf7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_assessment_append_only_truncate_0949f', table='secours_loyer_assessment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='assessment_apart', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.request_id AND tie.user_id = NEW.by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever computes has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'tied_does_not_study';\n    END IF;\n    RETURN NEW;\n", hash='c0e4c7224d2c638e36a816c51302bfa35d2cdcd6', operation='INSERT', pgid='pgtrigger_assessment_apart_36fbd', table='secours_loyer_assessment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='assessment_during_study', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest\n        WHERE id = NEW.request_id AND state = 'en_instruction'\n    ) THEN RAISE EXCEPTION 'the request is not being studied' USING ERRCODE = 'check_violation', CONSTRAINT = 'assessment_during_study';\n    END IF;\n    RETURN NEW;\n", hash='9545db153323dbb315144a0e9698019963dc5ca7', operation='INSERT', pgid='pgtrigger_assessment_during_study_9a1c8', table='secours_loyer_assessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cofunding',
            trigger=pgtrigger.compiler.Trigger(name='cofunding_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2b99e9d54eacc77a05ea73ffe550439db0362886', operation='DELETE', pgid='pgtrigger_cofunding_kept_94207', table='secours_loyer_cofunding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cofunding',
            trigger=pgtrigger.compiler.Trigger(name='cofunding_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='9d8c5954d5a4172797b0371cf92fa55602493a81', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_cofunding_kept_truncate_a683b', table='secours_loyer_cofunding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cofunding',
            trigger=pgtrigger.compiler.Trigger(name='cofunding_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.request_id IS DISTINCT FROM OLD.request_id OR NEW.fund IS DISTINCT FROM OLD.fund) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'cofunding_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='6ef407c3b41de51ef965f75fc5f042fe0022fff7', operation='UPDATE', pgid='pgtrigger_cofunding_frozen_73150', table='secours_loyer_cofunding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cofunding',
            trigger=pgtrigger.compiler.Trigger(name='cofunding_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.request_id AND tie.user_id = NEW.noted_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.noted_by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever notes it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'tied_does_not_check';\n    END IF;\n    RETURN NEW;\n    ", hash='706cac4512c59f8d96c0929c7e626d059ef9737a', operation='INSERT OR UPDATE', pgid='pgtrigger_cofunding_apart_from_ties_48efd', table='secours_loyer_cofunding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cofunding',
            trigger=pgtrigger.compiler.Trigger(name='cofunding_before_decision', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF EXISTS (SELECT 1 FROM secours_loyer_decision WHERE request_id = NEW.request_id) THEN\n        RAISE EXCEPTION 'the debt was shared out by a decision' USING ERRCODE = 'check_violation', CONSTRAINT = 'cofunding_before_decision';\n    END IF;\n    RETURN NEW;\n", hash='84d708df229e9ddb4c092a48f215448530bf7d9b', operation='INSERT OR UPDATE', pgid='pgtrigger_cofunding_before_decision_84137', table='secours_loyer_cofunding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cofunding',
            trigger=pgtrigger.compiler.Trigger(name='cofunding_counted', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', declare='DECLARE wanted bigint; held bigint;', func="\n    SELECT r.cofunding_cents INTO wanted FROM secours_loyer_rentrequest r\n    WHERE r.id = NEW.request_id;\n    SELECT coalesce(sum(amount_cents), 0) INTO held FROM secours_loyer_cofunding\n    WHERE request_id = NEW.request_id AND state = 'accordee';\n    IF wanted <> held THEN\n        RAISE EXCEPTION 'the request does not count what other funds granted' USING ERRCODE = 'check_violation', CONSTRAINT = 'cofunding_counted';\n    END IF;\n    RETURN NULL;\n", hash='7c41d5b38f95a00c69b07cc028cddf34db464c74', operation='INSERT OR UPDATE', pgid='pgtrigger_cofunding_counted_f0d6b', table='secours_loyer_cofunding', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='declaredtie',
            trigger=pgtrigger.compiler.Trigger(name='tie_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='a2030f39c71bdb237d140930ad952be495b30f41', operation='DELETE', pgid='pgtrigger_tie_kept_b56f5', table='secours_loyer_declaredtie', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='declaredtie',
            trigger=pgtrigger.compiler.Trigger(name='tie_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='2db84baddd89d1dd3831e5b807d71dea41d44166', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_tie_kept_truncate_90663', table='secours_loyer_declaredtie', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='declaredtie',
            trigger=pgtrigger.compiler.Trigger(name='tie_declared_alone', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.lifted_at IS NOT NULL THEN RAISE EXCEPTION 'a tie starts standing' USING ERRCODE = 'check_violation', CONSTRAINT = 'tie_starts_standing';\n    END IF;\n    PERFORM 1 FROM secours_loyer_tenancy t JOIN secours_loyer_rentrequest r ON r.tenancy_id = t.id\n    WHERE r.id = NEW.request_id FOR NO KEY UPDATE OF t;\n    RETURN NEW;\n", hash='202b960ed7e5cbad426bdf62bd1b187cf8c72165', operation='INSERT', pgid='pgtrigger_tie_declared_alone_38409', table='secours_loyer_declaredtie', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='declaredtie',
            trigger=pgtrigger.compiler.Trigger(name='tie_lifted_by_manager', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.lifted_by_id IS DISTINCT FROM OLD.lifted_by_id\n       AND NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.lifted_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('cadre'))\n    THEN RAISE EXCEPTION 'whoever lifts it is not a manager' USING ERRCODE = 'check_violation', CONSTRAINT = 'tie_lifted_by_manager';\n    END IF;\n    \n    IF NEW.lifted_by_id IS DISTINCT FROM OLD.lifted_by_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.request_id AND tie.user_id = NEW.lifted_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.lifted_by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever lifts it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'tie_lifted_untied';\n    END IF;\n    RETURN NEW;\n", hash='ae196c7e9865237c14f4aaede3a5dc2f51e8f1b3', operation='UPDATE', pgid='pgtrigger_tie_lifted_by_manager_195b1', table='secours_loyer_declaredtie', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='declaredtie',
            trigger=pgtrigger.compiler.Trigger(name='tie_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.request_id IS DISTINCT FROM OLD.request_id OR NEW.user_id IS DISTINCT FROM OLD.user_id OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.at IS DISTINCT FROM OLD.at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'tie_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='3df419e6f969717e10cd3eaf4a031f69c9d2e0c2', operation='UPDATE', pgid='pgtrigger_tie_frozen_74243', table='secours_loyer_declaredtie', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='declaredtie',
            trigger=pgtrigger.compiler.Trigger(name='tie_lifted_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.lifted_by_id IS DISTINCT FROM OLD.lifted_by_id OR NEW.lifted_at IS DISTINCT FROM OLD.lifted_at OR NEW.lifted_reason IS DISTINCT FROM OLD.lifted_reason) AND NOT (OLD.lifted_at IS NULL) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'tie_lifted_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='1d195060fced673da73d3f262c469628066b0ead', operation='UPDATE', pgid='pgtrigger_tie_lifted_frozen_b2694', table='secours_loyer_declaredtie', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundcheck',
            trigger=pgtrigger.compiler.Trigger(name='fund_check_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='0c08d1f641396b013318880fc8e68b69a307cd87', operation='DELETE', pgid='pgtrigger_fund_check_kept_70a9d', table='secours_loyer_fundcheck', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundcheck',
            trigger=pgtrigger.compiler.Trigger(name='fund_check_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='f08b072ac9fe6a0ae0c372794689ec2a491e3d8c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_fund_check_kept_truncate_88e8c', table='secours_loyer_fundcheck', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundcheck',
            trigger=pgtrigger.compiler.Trigger(name='fund_check_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.request_id IS DISTINCT FROM OLD.request_id OR NEW.fund IS DISTINCT FROM OLD.fund) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_check_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='603f399b248c98177d962f74c6630eb72b3b6766', operation='UPDATE', pgid='pgtrigger_fund_check_frozen_f8a2a', table='secours_loyer_fundcheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundcheck',
            trigger=pgtrigger.compiler.Trigger(name='fund_check_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.request_id AND tie.user_id = NEW.by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever notes it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'tied_does_not_check';\n    END IF;\n    RETURN NEW;\n    ", hash='6580affcff337546fa72cda71fbf439caf76ba1f', operation='INSERT OR UPDATE', pgid='pgtrigger_fund_check_apart_from_ties_eac05', table='secours_loyer_fundcheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundcheck',
            trigger=pgtrigger.compiler.Trigger(name='fund_check_before_decision', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF EXISTS (SELECT 1 FROM secours_loyer_decision WHERE request_id = NEW.request_id) THEN\n        RAISE EXCEPTION 'the debt was shared out by a decision' USING ERRCODE = 'check_violation', CONSTRAINT = 'cofunding_before_decision';\n    END IF;\n    RETURN NEW;\n", hash='48b369f05d613a2c0e4b120550b59261d2d11057', operation='INSERT OR UPDATE', pgid='pgtrigger_fund_check_before_decision_99439', table='secours_loyer_fundcheck', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordlink',
            trigger=pgtrigger.compiler.Trigger(name='landlord_link_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='75e8bc50cb9ead99b50b03d98044a737e419e2ec', operation='DELETE', pgid='pgtrigger_landlord_link_kept_b02cb', table='secours_loyer_landlordlink', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordlink',
            trigger=pgtrigger.compiler.Trigger(name='landlord_link_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='b5f0c4657ea2be3cfc0d01f2c75ac6677ce3fc37', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_landlord_link_kept_truncate_92401', table='secours_loyer_landlordlink', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordlink',
            trigger=pgtrigger.compiler.Trigger(name='landlord_link_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.uid IS DISTINCT FROM OLD.uid OR NEW.request_id IS DISTINCT FROM OLD.request_id OR NEW.landlord_id IS DISTINCT FROM OLD.landlord_id OR NEW.membership_id IS DISTINCT FROM OLD.membership_id OR NEW.token_hash IS DISTINCT FROM OLD.token_hash OR NEW.created_at IS DISTINCT FROM OLD.created_at OR NEW.created_by_id IS DISTINCT FROM OLD.created_by_id OR NEW.expires_at IS DISTINCT FROM OLD.expires_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'landlord_link_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='5a7c793716e523a56172154b08424ef51828662f', operation='UPDATE', pgid='pgtrigger_landlord_link_frozen_c7b63', table='secours_loyer_landlordlink', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordlink',
            trigger=pgtrigger.compiler.Trigger(name='landlord_link_closed_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.closed_at IS DISTINCT FROM OLD.closed_at) AND NOT (OLD.closed_at IS NULL) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'landlord_link_closed_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='9e403105cb4f9c4e16966045ee044a780e7d34e9', operation='UPDATE', pgid='pgtrigger_landlord_link_closed_frozen_f8c56', table='secours_loyer_landlordlink', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordlink',
            trigger=pgtrigger.compiler.Trigger(name='landlord_link_made_for', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest r\n        JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n        WHERE r.id = NEW.request_id AND t.landlord_id = NEW.landlord_id\n    ) THEN RAISE EXCEPTION 'the link is not for the landlord of the lease' USING ERRCODE = 'check_violation', CONSTRAINT = 'landlord_link_of_landlord';\n    END IF;\n    IF NEW.membership_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM actors_membership m\n        JOIN secours_loyer_landlord b ON b.organisation_id = m.organisation_id\n        WHERE m.id = NEW.membership_id AND b.id = NEW.landlord_id AND m.ended_at IS NULL\n          AND m.user_id = NEW.created_by_id\n    ) THEN RAISE EXCEPTION 'this agent does not act for this landlord' USING ERRCODE = 'check_violation', CONSTRAINT = 'landlord_link_of_member';\n    END IF;\n    RETURN NEW;\n", hash='945e25bb1849fa9d6d85773a5c58b78dabe67215', operation='INSERT', pgid='pgtrigger_landlord_link_made_for_21281', table='secours_loyer_landlordlink', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letter',
            trigger=pgtrigger.compiler.Trigger(name='letter_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4a8fdfb72aff9a5c97b40005be362fca4d8c09fe', operation='UPDATE OR DELETE', pgid='pgtrigger_letter_append_only_056ba', table='secours_loyer_letter', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letter',
            trigger=pgtrigger.compiler.Trigger(name='letter_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='70a110129e3de291e501dba7dfce57e9336ad6dd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_letter_append_only_truncate_08024', table='secours_loyer_letter', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instalment',
            trigger=pgtrigger.compiler.Trigger(name='instalment_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e0dbef58cd8ed28cc06781c994fee0ca05dd69d8', operation='UPDATE OR DELETE', pgid='pgtrigger_instalment_append_only_71b5b', table='secours_loyer_instalment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instalment',
            trigger=pgtrigger.compiler.Trigger(name='instalment_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='267eb4e52d76a7c1d57734be609b23ad5c375a4d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_instalment_append_only_truncate_d909d', table='secours_loyer_instalment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instalment',
            trigger=pgtrigger.compiler.Trigger(name='instalments_whole', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', declare='DECLARE wanted record; held record;', func="\n    SELECT p.total_cents, p.instalment_count INTO wanted\n    FROM secours_loyer_repaymentplan p WHERE p.id = NEW.plan_id;\n    SELECT coalesce(sum(cents), 0) AS cents, count(*) AS rows,\n           bool_and(due_on > before IS NOT FALSE) AS rising,\n           bool_and(number = position) AS numbered\n    INTO held FROM (\n        SELECT cents, due_on, number, lag(due_on) OVER (ORDER BY number) AS before,\n               row_number() OVER (ORDER BY number) AS position\n        FROM secours_loyer_instalment WHERE plan_id = NEW.plan_id\n    ) AS written;\n    IF held.cents <> wanted.total_cents OR held.rows <> wanted.instalment_count THEN\n        RAISE EXCEPTION 'the instalments are not the amount of the plan' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_sum_exact';\n    END IF;\n    IF NOT held.rising OR NOT held.numbered THEN\n        RAISE EXCEPTION 'the dates of a plan rise' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_dates_rising';\n    END IF;\n    RETURN NULL;\n", hash='4bd4ac73479b60fcca9e00cbf703b6a1ccf6c667', operation='INSERT', pgid='pgtrigger_instalments_whole_656f1', table='secours_loyer_instalment', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planpause',
            trigger=pgtrigger.compiler.Trigger(name='pause_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='868c2918e191bd4e0437efd454305887029356c3', operation='DELETE', pgid='pgtrigger_pause_kept_943e1', table='secours_loyer_planpause', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planpause',
            trigger=pgtrigger.compiler.Trigger(name='pause_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='a8fae8a2dcf74b2169eea1230ed3e20795ebbf90', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_pause_kept_truncate_79b69', table='secours_loyer_planpause', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planpause',
            trigger=pgtrigger.compiler.Trigger(name='pause_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.asked_by_id IS DISTINCT FROM OLD.asked_by_id AND EXISTS (SELECT 1 FROM secours_loyer_repaymentplan p WHERE p.id = NEW.plan_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = p.request_id AND tie.user_id = NEW.asked_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = p.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.asked_by_id AND belongs.ended_at IS NULL))))\n    THEN RAISE EXCEPTION 'whoever asks, answers or ends it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'pause_tied';\n    END IF;\n    IF NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id AND EXISTS (SELECT 1 FROM secours_loyer_repaymentplan p WHERE p.id = NEW.plan_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = p.request_id AND tie.user_id = NEW.approved_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = p.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.approved_by_id AND belongs.ended_at IS NULL))))\n    THEN RAISE EXCEPTION 'whoever asks, answers or ends it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'pause_tied';\n    END IF;\n    IF NEW.refused_by_id IS DISTINCT FROM OLD.refused_by_id AND EXISTS (SELECT 1 FROM secours_loyer_repaymentplan p WHERE p.id = NEW.plan_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = p.request_id AND tie.user_id = NEW.refused_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = p.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.refused_by_id AND belongs.ended_at IS NULL))))\n    THEN RAISE EXCEPTION 'whoever asks, answers or ends it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'pause_tied';\n    END IF;\n    IF NEW.ended_by_id IS DISTINCT FROM OLD.ended_by_id AND EXISTS (SELECT 1 FROM secours_loyer_repaymentplan p WHERE p.id = NEW.plan_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = p.request_id AND tie.user_id = NEW.ended_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = p.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.ended_by_id AND belongs.ended_at IS NULL))))\n    THEN RAISE EXCEPTION 'whoever asks, answers or ends it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'pause_tied';\n    END IF;\n    RETURN NEW;\n", hash='5b61395c0ee025a01ab8003cb324f87b17c08a15', operation='INSERT OR UPDATE', pgid='pgtrigger_pause_apart_from_ties_bc88e', table='secours_loyer_planpause', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planpause',
            trigger=pgtrigger.compiler.Trigger(name='pause_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.plan_id IS DISTINCT FROM OLD.plan_id OR NEW.since IS DISTINCT FROM OLD.since OR NEW.until IS DISTINCT FROM OLD.until OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.detail IS DISTINCT FROM OLD.detail OR NEW.asked_by_id IS DISTINCT FROM OLD.asked_by_id OR NEW.asked_at IS DISTINCT FROM OLD.asked_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'pause_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='a367a25500a60733cbde67b20876268e0cf8049c', operation='UPDATE', pgid='pgtrigger_pause_frozen_78425', table='secours_loyer_planpause', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planpause',
            trigger=pgtrigger.compiler.Trigger(name='pause_answer_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id OR NEW.approved_at IS DISTINCT FROM OLD.approved_at OR NEW.refused_by_id IS DISTINCT FROM OLD.refused_by_id OR NEW.refused_at IS DISTINCT FROM OLD.refused_at) AND NOT (OLD.approved_at IS NULL AND OLD.refused_at IS NULL) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'pause_answer_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='74c320a9f8752101458999d324a67bd331dceffd', operation='UPDATE', pgid='pgtrigger_pause_answer_frozen_076ac', table='secours_loyer_planpause', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planpause',
            trigger=pgtrigger.compiler.Trigger(name='pause_end_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.ended_on IS DISTINCT FROM OLD.ended_on OR NEW.ended_by_id IS DISTINCT FROM OLD.ended_by_id) AND NOT (OLD.ended_on IS NULL) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'pause_end_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='820d41310ab2e9e4beba3bcfe165b87482dc2116', operation='UPDATE', pgid='pgtrigger_pause_end_frozen_5667c', table='secours_loyer_planpause', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planpause',
            trigger=pgtrigger.compiler.Trigger(name='pause_answered_by_manager', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.reason <> 'logement' AND NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id\n       AND NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.approved_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('cadre'))\n    THEN RAISE EXCEPTION 'whoever approves it is not a manager' USING ERRCODE = 'check_violation', CONSTRAINT = 'pause_answered_by_manager';\n    END IF;\n    RETURN NEW;\n", hash='c575d56cfe813df1321d2b0fb8a55f92c6fb14b6', operation='UPDATE', pgid='pgtrigger_pause_answered_by_manager_a12be', table='secours_loyer_planpause', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planpause',
            trigger=pgtrigger.compiler.Trigger(name='pause_asked_first', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF num_nonnulls(NEW.approved_by_id, NEW.approved_at, NEW.refused_by_id, NEW.refused_at,\n                    NEW.ended_on, NEW.ended_by_id) > 0 THEN\n        RAISE EXCEPTION 'a pause is asked first' USING ERRCODE = 'check_violation', CONSTRAINT = 'pause_asked_first';\n    END IF;\n    RETURN NULL;\n", hash='acba19dbad8f305bf145e7530b16b45098ac5e9c', operation='INSERT', pgid='pgtrigger_pause_asked_first_8cb17', table='secours_loyer_planpause', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planpause',
            trigger=pgtrigger.compiler.Trigger(name='pause_suspends', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_planpause h\n        JOIN secours_loyer_repaymentplan p ON p.id = h.plan_id\n        WHERE h.id = NEW.id AND h.approved_at IS NOT NULL AND h.ended_on IS NULL\n          AND p.state IN ('actif', 'en_alerte')\n    ) THEN RAISE EXCEPTION 'an approved pause suspends its plan' USING ERRCODE = 'check_violation', CONSTRAINT = 'pause_suspends';\n    END IF;\n    RETURN NULL;\n", hash='997968b10de2a6fb2303835be84f19a5d2ec42b2', operation='INSERT OR UPDATE', pgid='pgtrigger_pause_suspends_5159f', table='secours_loyer_planpause', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='askedpiece',
            trigger=pgtrigger.compiler.Trigger(name='asked_piece_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='0d9c2a60f0cda4356b59ee56313a1decf6d09e9e', operation='DELETE', pgid='pgtrigger_asked_piece_kept_1d4e2', table='secours_loyer_askedpiece', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='askedpiece',
            trigger=pgtrigger.compiler.Trigger(name='asked_piece_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='c1cca23c812b754e7092b4be77a50aca3b33f6c3', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_asked_piece_kept_truncate_78bf0', table='secours_loyer_askedpiece', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='askedpiece',
            trigger=pgtrigger.compiler.Trigger(name='asked_piece_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.judged_by_id IS DISTINCT FROM OLD.judged_by_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.request_id AND tie.user_id = NEW.judged_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.judged_by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever judges the paper has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'tied_does_not_check';\n    END IF;\n    RETURN NEW;\n", hash='ed889dd9b8871c82b1d4da2aafba44adc79890f0', operation='UPDATE', pgid='pgtrigger_asked_piece_apart_from_ties_4546d', table='secours_loyer_askedpiece', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='askedpiece',
            trigger=pgtrigger.compiler.Trigger(name='asked_piece_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.request_id IS DISTINCT FROM OLD.request_id OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.detail IS DISTINCT FROM OLD.detail OR NEW.state IS DISTINCT FROM OLD.state OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.piece_id IS DISTINCT FROM OLD.piece_id OR NEW.judged_by_id IS DISTINCT FROM OLD.judged_by_id OR NEW.judged_at IS DISTINCT FROM OLD.judged_at) AND NOT (NEW.request_id = OLD.request_id AND NOT EXISTS (SELECT 1 FROM secours_loyer_decision d WHERE d.request_id = OLD.request_id)) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'asked_piece_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='60667f7b4e944d4c1f8624da881fdd9a2ea3a638', operation='UPDATE', pgid='pgtrigger_asked_piece_frozen_ced9e', table='secours_loyer_askedpiece', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currentrent',
            trigger=pgtrigger.compiler.Trigger(name='rent_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9d1e2cf7dda0370b838e925fe5e9f0a2dbda4451', operation='UPDATE OR DELETE', pgid='pgtrigger_rent_append_only_ce183', table='secours_loyer_currentrent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currentrent',
            trigger=pgtrigger.compiler.Trigger(name='rent_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='f145d11c72c72b60d5454a2538451eff44b852a5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_rent_append_only_truncate_c1f3a', table='secours_loyer_currentrent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currentrent',
            trigger=pgtrigger.compiler.Trigger(name='rent_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.by_id IS DISTINCT FROM OLD.by_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie JOIN secours_loyer_rentrequest own ON own.id = tie.request_id WHERE own.tenancy_id = NEW.tenancy_id AND tie.user_id = NEW.by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_tenancy home WHERE home.id = NEW.tenancy_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever notes it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_fact_tied';\n    END IF;\n    RETURN NEW;\n", hash='fed1fecafc03fc7d4a1fff7caf914b6f3ffd252e', operation='INSERT', pgid='pgtrigger_rent_apart_from_ties_de289', table='secours_loyer_currentrent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currentrent',
            trigger=pgtrigger.compiler.Trigger(name='rent_behind_live_link', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.link_id IS NULL THEN RETURN NEW; END IF;\n    PERFORM 1 FROM secours_loyer_landlordlink l\n    JOIN secours_loyer_rentrequest r ON r.id = l.request_id\n    JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n    JOIN secours_loyer_landlord b ON b.id = t.landlord_id\n    LEFT JOIN actors_membership m ON m.id = l.membership_id\n    LEFT JOIN actors_user u ON u.id = m.user_id\n    WHERE l.id = NEW.link_id AND l.closed_at IS NULL AND l.expires_at > NEW.at\n      AND l.landlord_id = b.id\n      AND (l.membership_id IS NULL OR (\n        m.ended_at IS NULL AND m.joined_at <= l.created_at AND u.is_active\n        AND m.organisation_id = b.organisation_id\n      ))\n    FOR SHARE OF l;\n    IF NOT FOUND THEN RAISE EXCEPTION 'the link is shut' USING ERRCODE = 'check_violation', CONSTRAINT = 'said_behind_live_link';\n    END IF;\n    RETURN NEW;\n", hash='825c4f735c2096db3517c7f74878a99cf5622621', operation='INSERT', pgid='pgtrigger_rent_behind_live_link_00025', table='secours_loyer_currentrent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='currentrent',
            trigger=pgtrigger.compiler.Trigger(name='rent_right', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE lease record;', func="\n    SELECT t.lease_date,\n           t.rent_cents + t.charges_cents\n           - CASE WHEN t.aid_paid_to_landlord THEN t.housing_aid_cents ELSE 0 END AS due\n    INTO lease FROM secours_loyer_tenancy t WHERE t.id = NEW.tenancy_id;\n    IF NEW.due_cents <> greatest(lease.due, 0) THEN\n        RAISE EXCEPTION 'the amount due is not that of the lease' USING ERRCODE = 'check_violation', CONSTRAINT = 'rent_due_of_lease';\n    END IF;\n    IF NEW.month > (NEW.at AT TIME ZONE 'Europe/Paris')::date\n       OR NEW.month < date_trunc('month', lease.lease_date) THEN\n        RAISE EXCEPTION 'this month is not due under the lease' USING ERRCODE = 'check_violation', CONSTRAINT = 'rent_month_of_lease';\n    END IF;\n    RETURN NEW;\n", hash='c387bc3c55865d4eccbfc0830d2e53ae541a7ff8', operation='INSERT', pgid='pgtrigger_rent_right_ca349', table='secours_loyer_currentrent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accountproposal',
            trigger=pgtrigger.compiler.Trigger(name='proposal_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='1011c480c75591958a559ac8eb5d0e6252a328d9', operation='DELETE', pgid='pgtrigger_proposal_kept_5182a', table='secours_loyer_accountproposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accountproposal',
            trigger=pgtrigger.compiler.Trigger(name='proposal_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='ce4e201514c5af5e07703170ed1a9bd092bb0321', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_proposal_kept_truncate_1ece6', table='secours_loyer_accountproposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accountproposal',
            trigger=pgtrigger.compiler.Trigger(name='proposal_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.link_id IS DISTINCT FROM OLD.link_id OR NEW.iban IS DISTINCT FROM OLD.iban OR NEW.holder IS DISTINCT FROM OLD.holder OR NEW.file_id IS DISTINCT FROM OLD.file_id OR NEW.at IS DISTINCT FROM OLD.at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='76f78b6ab23a87179606d53bd5f7937d1b1df21f', operation='UPDATE', pgid='pgtrigger_proposal_frozen_a268a', table='secours_loyer_accountproposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accountproposal',
            trigger=pgtrigger.compiler.Trigger(name='proposal_taken_as_is', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.account_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_landlordaccount a\n        JOIN secours_loyer_landlordlink l ON l.id = NEW.link_id\n        JOIN secours_loyer_rentrequest r ON r.id = l.request_id\n        JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n        WHERE a.id = NEW.account_id AND a.iban = NEW.iban AND a.landlord_id = l.landlord_id\n          AND a.paper_id = NEW.file_id\n          AND l.landlord_id = t.landlord_id\n    ) THEN RAISE EXCEPTION 'the account is not the one proposed' USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_taken_as_is';\n    END IF;\n    RETURN NEW;\n", hash='a1f24a6793bd485f2888f6147a040e8dbfadc4b3', operation='INSERT OR UPDATE', pgid='pgtrigger_proposal_taken_as_is_39de8', table='secours_loyer_accountproposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accountproposal',
            trigger=pgtrigger.compiler.Trigger(name='proposal_one_waits', sql=reims_solidarite.kit.walls.WallSql(func="\n    PERFORM 1 FROM secours_loyer_rentrequest r JOIN secours_loyer_landlordlink l\n    ON r.id = l.request_id WHERE l.id = NEW.link_id FOR NO KEY UPDATE OF r;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_accountproposal p\n        JOIN secours_loyer_landlordlink l ON l.id = p.link_id\n        JOIN secours_loyer_landlordlink mine ON mine.id = NEW.link_id\n        WHERE p.answered_at IS NULL AND l.request_id = mine.request_id\n          AND l.landlord_id = mine.landlord_id\n    ) THEN RAISE EXCEPTION 'another proposal waits' USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_one_waits';\n    END IF;\n    RETURN NEW;\n", hash='954b4ffafc6fe9c133a7c48b369ef3efa752dae3', operation='INSERT', pgid='pgtrigger_proposal_one_waits_a5f7a', table='secours_loyer_accountproposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accountproposal',
            trigger=pgtrigger.compiler.Trigger(name='proposal_behind_live_link', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.link_id IS NULL THEN RETURN NEW; END IF;\n    PERFORM 1 FROM secours_loyer_landlordlink l\n    JOIN secours_loyer_rentrequest r ON r.id = l.request_id\n    JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n    JOIN secours_loyer_landlord b ON b.id = t.landlord_id\n    LEFT JOIN actors_membership m ON m.id = l.membership_id\n    LEFT JOIN actors_user u ON u.id = m.user_id\n    WHERE l.id = NEW.link_id AND l.closed_at IS NULL AND l.expires_at > NEW.at\n      AND l.landlord_id = b.id\n      AND (l.membership_id IS NULL OR (\n        m.ended_at IS NULL AND m.joined_at <= l.created_at AND u.is_active\n        AND m.organisation_id = b.organisation_id\n      ))\n    FOR SHARE OF l;\n    IF NOT FOUND THEN RAISE EXCEPTION 'the link is shut' USING ERRCODE = 'check_violation', CONSTRAINT = 'said_behind_live_link';\n    END IF;\n    RETURN NEW;\n", hash='71421c792c610d0b7a16c92fe077f8d3620c55b6', operation='INSERT', pgid='pgtrigger_proposal_behind_live_link_5857b', table='secours_loyer_accountproposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instalmentfact',
            trigger=pgtrigger.compiler.Trigger(name='fact_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6b9c579a12187163ccc7e55454ae95d2546a0374', operation='UPDATE OR DELETE', pgid='pgtrigger_fact_append_only_4889f', table='secours_loyer_instalmentfact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instalmentfact',
            trigger=pgtrigger.compiler.Trigger(name='fact_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='b6d0753f736791d121037c036ebf8d5016683e1f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_fact_append_only_truncate_41386', table='secours_loyer_instalmentfact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instalmentfact',
            trigger=pgtrigger.compiler.Trigger(name='fact_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.by_id IS DISTINCT FROM OLD.by_id AND EXISTS (SELECT 1 FROM secours_loyer_instalment i WHERE i.id = NEW.instalment_id AND EXISTS (SELECT 1 FROM secours_loyer_repaymentplan p WHERE p.id = i.plan_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = p.request_id AND tie.user_id = NEW.by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = p.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.by_id AND belongs.ended_at IS NULL)))))\n    THEN RAISE EXCEPTION 'whoever notes it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_fact_tied';\n    END IF;\n    RETURN NEW;\n", hash='2a89753069196a08bd2c2b3de6e858406263f204', operation='INSERT', pgid='pgtrigger_fact_apart_from_ties_4012a', table='secours_loyer_instalmentfact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instalmentfact',
            trigger=pgtrigger.compiler.Trigger(name='fact_behind_live_link', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.link_id IS NULL THEN RETURN NEW; END IF;\n    PERFORM 1 FROM secours_loyer_landlordlink l\n    JOIN secours_loyer_rentrequest r ON r.id = l.request_id\n    JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n    JOIN secours_loyer_landlord b ON b.id = t.landlord_id\n    LEFT JOIN actors_membership m ON m.id = l.membership_id\n    LEFT JOIN actors_user u ON u.id = m.user_id\n    WHERE l.id = NEW.link_id AND l.closed_at IS NULL AND l.expires_at > NEW.at\n      AND l.landlord_id = b.id\n      AND (l.membership_id IS NULL OR (\n        m.ended_at IS NULL AND m.joined_at <= l.created_at AND u.is_active\n        AND m.organisation_id = b.organisation_id\n      ))\n    FOR SHARE OF l;\n    IF NOT FOUND THEN RAISE EXCEPTION 'the link is shut' USING ERRCODE = 'check_violation', CONSTRAINT = 'said_behind_live_link';\n    END IF;\n    RETURN NEW;\n", hash='1328dacd2aeddc6f5f47d2c05ae8d1e0a3b6da70', operation='INSERT', pgid='pgtrigger_fact_behind_live_link_fff62', table='secours_loyer_instalmentfact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instalmentfact',
            trigger=pgtrigger.compiler.Trigger(name='fact_right', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE row_of record; standing text;', func="\n    SELECT i.cents, i.due_on, i.plan_id INTO row_of FROM secours_loyer_instalment i\n    WHERE i.id = NEW.instalment_id;\n    SELECT p.state INTO standing FROM secours_loyer_repaymentplan p\n    WHERE p.id = row_of.plan_id FOR SHARE;\n    IF standing NOT IN ('actif', 'en_alerte', 'suspendu') THEN\n        RAISE EXCEPTION 'the plan does not run' USING ERRCODE = 'check_violation', CONSTRAINT = 'fact_of_running_plan';\n    END IF;\n    IF (NEW.kind = 'confirmee' AND NEW.cents <> row_of.cents)\n       OR (NEW.kind = 'partielle' AND NEW.cents >= row_of.cents)\n       OR NEW.cents > row_of.cents THEN\n        RAISE EXCEPTION 'the amount is not that of the instalment' USING ERRCODE = 'check_violation', CONSTRAINT = 'fact_within_instalment';\n    END IF;\n    IF NEW.kind = 'impayee' AND row_of.due_on > (NEW.at AT TIME ZONE 'Europe/Paris')::date THEN\n        RAISE EXCEPTION 'this instalment is not due yet' USING ERRCODE = 'check_violation', CONSTRAINT = 'fact_missed_once_due';\n    END IF;\n    IF NEW.kind = 'impayee' AND EXISTS (\n        SELECT 1 FROM secours_loyer_planpause h\n        WHERE h.plan_id = row_of.plan_id AND h.approved_at IS NOT NULL\n          AND h.since <= row_of.due_on AND (h.ended_on IS NULL OR row_of.due_on < h.ended_on)\n    ) THEN RAISE EXCEPTION 'the plan was suspended that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'fact_missed_outside_pause';\n    END IF;\n    RETURN NEW;\n", hash='90c670bd1dd44c4c282dd61da23d0a4b30134796', operation='INSERT', pgid='pgtrigger_fact_right_b1165', table='secours_loyer_instalmentfact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duplicateanswer',
            trigger=pgtrigger.compiler.Trigger(name='duplicate_answer_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2c62dd3ec5dd313134201e787ce05acbaa8c4c35', operation='UPDATE OR DELETE', pgid='pgtrigger_duplicate_answer_kept_8a004', table='secours_loyer_duplicateanswer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duplicateanswer',
            trigger=pgtrigger.compiler.Trigger(name='duplicate_answer_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='540db99c70e37c120975c1f825c878bb8386827d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_duplicate_answer_kept_truncate_45abc', table='secours_loyer_duplicateanswer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duplicateanswer',
            trigger=pgtrigger.compiler.Trigger(name='duplicate_answered_by_instructor', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest r\n        WHERE r.id = NEW.request_id AND r.instructor_id = NEW.by_id\n    ) THEN RAISE EXCEPTION 'only the instructor answers' USING ERRCODE = 'check_violation', CONSTRAINT = 'duplicate_answered_by_instructor';\n    END IF;\n    RETURN NEW;\n", hash='d124592d11cffb93c9fe14945c47169a34454eda', operation='INSERT', pgid='pgtrigger_duplicate_answered_by_instructor_e04c3', table='secours_loyer_duplicateanswer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duplicateanswer',
            trigger=pgtrigger.compiler.Trigger(name='duplicate_answer_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.request_id AND tie.user_id = NEW.by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever notes it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'tied_does_not_check';\n    END IF;\n    RETURN NEW;\n    ", hash='3a3f9bc11add083c1e7372bfdb279239f9f26183', operation='INSERT', pgid='pgtrigger_duplicate_answer_apart_from_ties_140a3', table='secours_loyer_duplicateanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='leasecorrection',
            trigger=pgtrigger.compiler.Trigger(name='lease_correction_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='be19c7db0b98917db654b69c49fe188c513cd1cf', operation='UPDATE OR DELETE', pgid='pgtrigger_lease_correction_kept_7d457', table='secours_loyer_leasecorrection', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='leasecorrection',
            trigger=pgtrigger.compiler.Trigger(name='lease_correction_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='c751e63957a9b3fc0a5011ad3b5fa086e81885d1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_lease_correction_kept_truncate_ad210', table='secours_loyer_leasecorrection', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='leasecorrection',
            trigger=pgtrigger.compiler.Trigger(name='lease_correction_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.by_id IS DISTINCT FROM OLD.by_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie JOIN secours_loyer_rentrequest own ON own.id = tie.request_id WHERE own.tenancy_id = NEW.tenancy_id AND tie.user_id = NEW.by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_tenancy home WHERE home.id = NEW.tenancy_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever corrects the lease has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'lease_correction_tied';\n    END IF;\n    RETURN NEW;\n", hash='bbe43fbeed8a51a98dd713bb4a980f2869285105', operation='INSERT', pgid='pgtrigger_lease_correction_apart_from_ties_470dd', table='secours_loyer_leasecorrection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='leaserenewal',
            trigger=pgtrigger.compiler.Trigger(name='lease_renewal_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9c783822f0f5bdd138af4155c365b94994903f92', operation='UPDATE OR DELETE', pgid='pgtrigger_lease_renewal_kept_fe9b8', table='secours_loyer_leaserenewal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='leaserenewal',
            trigger=pgtrigger.compiler.Trigger(name='lease_renewal_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='a583c5002a954858a8893a2544119a7997942349', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_lease_renewal_kept_truncate_eedf1', table='secours_loyer_leaserenewal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='leaserenewal',
            trigger=pgtrigger.compiler.Trigger(name='lease_renewal_of_past_end', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_tenancy t WHERE t.id = NEW.tenancy_id\n          AND t.lease_end = NEW.past_end\n          AND NEW.past_end < (NEW.at AT TIME ZONE 'Europe/Paris')::date\n    ) THEN RAISE EXCEPTION 'the lease did not end on that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'lease_renewal_of_past_end';\n    END IF;\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest r\n        WHERE r.id = NEW.request_id AND r.tenancy_id = NEW.tenancy_id\n          AND r.instructor_id = NEW.by_id\n    ) THEN RAISE EXCEPTION 'only the instructor answers' USING ERRCODE = 'check_violation', CONSTRAINT = 'lease_renewal_by_instructor';\n    END IF;\n    RETURN NEW;\n", hash='5c8ecb069fe651e6b961edb256b7d5914af1c59e', operation='INSERT', pgid='pgtrigger_lease_renewal_of_past_end_83430', table='secours_loyer_leaserenewal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='leaserenewal',
            trigger=pgtrigger.compiler.Trigger(name='lease_renewal_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.by_id IS DISTINCT FROM OLD.by_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie JOIN secours_loyer_rentrequest own ON own.id = tie.request_id WHERE own.tenancy_id = NEW.tenancy_id AND tie.user_id = NEW.by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_tenancy home WHERE home.id = NEW.tenancy_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever corrects the lease has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'lease_correction_tied';\n    END IF;\n    RETURN NEW;\n", hash='cfc6fe0a34d28b92c4b3d638e463577e79e70794', operation='INSERT', pgid='pgtrigger_lease_renewal_apart_from_ties_9bbf3', table='secours_loyer_leaserenewal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debtcontest',
            trigger=pgtrigger.compiler.Trigger(name='contest_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='db1dc7fc35f4863123ac77b208b03c6da36ae92d', operation='DELETE', pgid='pgtrigger_contest_kept_547ee', table='secours_loyer_debtcontest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debtcontest',
            trigger=pgtrigger.compiler.Trigger(name='contest_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='7623b6d2de6fdacd2ea696b96257d3f7f07a9713', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_contest_kept_truncate_4e4af', table='secours_loyer_debtcontest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debtcontest',
            trigger=pgtrigger.compiler.Trigger(name='contest_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.request_id IS DISTINCT FROM OLD.request_id OR NEW.part IS DISTINCT FROM OLD.part OR NEW.said_on IS DISTINCT FROM OLD.said_on OR NEW.words IS DISTINCT FROM OLD.words OR NEW.noted_by_id IS DISTINCT FROM OLD.noted_by_id OR NEW.noted_at IS DISTINCT FROM OLD.noted_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'contest_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='863859cf3afc303778d5aeeb0a4ef20f6cd43e3d', operation='UPDATE', pgid='pgtrigger_contest_frozen_7b86a', table='secours_loyer_debtcontest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debtcontest',
            trigger=pgtrigger.compiler.Trigger(name='contest_answered', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF TG_OP = 'INSERT' THEN\n        IF NEW.answer <> ''\n        THEN RAISE EXCEPTION 'a contest starts open' USING ERRCODE = 'check_violation', CONSTRAINT = 'contest_starts_open';\n        END IF;\n        IF NEW.said_on > (NEW.noted_at AT TIME ZONE 'Europe/Paris')::date\n        THEN RAISE EXCEPTION 'the contest is said after it is noted' USING ERRCODE = 'check_violation', CONSTRAINT = 'contest_said_before';\n        END IF;\n        RETURN NEW;\n    END IF;\n    IF OLD.answer <> '' THEN RAISE EXCEPTION 'the contest is answered' USING ERRCODE = 'check_violation', CONSTRAINT = 'contest_answered_once';\n    END IF;\n    IF NEW.answer <> '' AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest r\n        WHERE r.id = NEW.request_id AND r.instructor_id = NEW.answered_by_id\n    ) THEN RAISE EXCEPTION 'only the instructor answers' USING ERRCODE = 'check_violation', CONSTRAINT = 'contest_answered_by_instructor';\n    END IF;\n    RETURN NEW;\n", hash='1a24c5dcfa1cb5a58efbe56c2b5cd35d4e3133ca', operation='INSERT OR UPDATE', pgid='pgtrigger_contest_answered_07f2d', table='secours_loyer_debtcontest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='debtcontest',
            trigger=pgtrigger.compiler.Trigger(name='contest_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.noted_by_id IS DISTINCT FROM OLD.noted_by_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.request_id AND tie.user_id = NEW.noted_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.noted_by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever notes or answers it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'contest_tied';\n    END IF;\n    IF NEW.answered_by_id IS DISTINCT FROM OLD.answered_by_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.request_id AND tie.user_id = NEW.answered_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.answered_by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'whoever notes or answers it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'contest_tied';\n    END IF;\n    RETURN NEW;\n", hash='be0ce009ed8d34bf96b6e0f9e4cbe74c949b1e44', operation='INSERT OR UPDATE', pgid='pgtrigger_contest_apart_from_ties_52e39', table='secours_loyer_debtcontest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterposting',
            trigger=pgtrigger.compiler.Trigger(name='letter_posting_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8213a2451a8ce118826251e5d8c3ed16ccc7a72e', operation='UPDATE OR DELETE', pgid='pgtrigger_letter_posting_append_only_67d80', table='secours_loyer_letterposting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterposting',
            trigger=pgtrigger.compiler.Trigger(name='letter_posting_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='20f723db61520e7ff6a477234ba3b55b6b9fea1b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_letter_posting_append_only_truncate_b9ccc', table='secours_loyer_letterposting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterposting',
            trigger=pgtrigger.compiler.Trigger(name='letter_posting_right', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.sent_on < (\n        SELECT (at AT TIME ZONE 'Europe/Paris')::date FROM secours_loyer_letter\n        WHERE id = NEW.letter_id\n    ) THEN RAISE EXCEPTION 'the letter was not written yet' USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_after_writing';\n    END IF;\n    IF NEW.sent_on > (NEW.at AT TIME ZONE 'Europe/Paris')::date\n    THEN RAISE EXCEPTION 'that day has not come' USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_not_ahead';\n    END IF;\n    IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('accueil', 'instructeur', 'cadre', 'secretaire', 'signataire', 'depenses'))\n    THEN RAISE EXCEPTION 'whoever sends letters may not' USING ERRCODE = 'check_violation', CONSTRAINT = 'letter_sent_by_role';\n    END IF;\n    RETURN NEW;\n", hash='4eb5a2e53f34a051a14b5a81b7b44acd8c155638', operation='INSERT', pgid='pgtrigger_letter_posting_right_4d0dc', table='secours_loyer_letterposting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterprint',
            trigger=pgtrigger.compiler.Trigger(name='letter_print_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e7390a93d8b655c1c63da839795ba72545e9604c', operation='UPDATE OR DELETE', pgid='pgtrigger_letter_print_append_only_fda0f', table='secours_loyer_letterprint', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterprint',
            trigger=pgtrigger.compiler.Trigger(name='letter_print_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='af295b31fc20e68832bfdf6f6f631df1ee55d5bc', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_letter_print_append_only_truncate_db4a6', table='secours_loyer_letterprint', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='letterprint',
            trigger=pgtrigger.compiler.Trigger(name='letter_print_right', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.at < (SELECT at FROM secours_loyer_letter WHERE id = NEW.letter_id)\n    THEN RAISE EXCEPTION 'the letter is not written yet' USING ERRCODE = 'check_violation', CONSTRAINT = 'print_after_writing';\n    END IF;\n    IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('accueil', 'instructeur', 'cadre', 'secretaire', 'signataire', 'depenses'))\n    THEN RAISE EXCEPTION 'whoever sends letters may not' USING ERRCODE = 'check_violation', CONSTRAINT = 'letter_sent_by_role';\n    END IF;\n    RETURN NEW;\n", hash='21f01769397575e21c602a8de8d1b404a41069b7', operation='INSERT', pgid='pgtrigger_letter_print_right_99dd9', table='secours_loyer_letterprint', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='76317d0733df5a5baf2f1e87653b73e3a770b5e8', operation='UPDATE OR DELETE', pgid='pgtrigger_decision_append_only_632a0', table='secours_loyer_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='389ac1295b44ff904f86e8ba634686642f0afd21', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_decision_append_only_truncate_1629b', table='secours_loyer_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_computed_on_facts', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.outcome = 'accord' AND NEW.replaces_id IS NULL AND EXISTS (\n        SELECT 1 FROM (\n            SELECT a.inputs, r.tenancy_id, r.debt_id FROM secours_loyer_assessment a\n            JOIN secours_loyer_rentrequest r ON r.id = a.request_id\n            WHERE a.request_id = NEW.request_id ORDER BY a.at DESC, a.id DESC LIMIT 1\n        ) made\n        JOIN secours_loyer_tenancy t ON t.id = made.tenancy_id\n        JOIN secours_loyer_debt d ON d.id = made.debt_id\n        WHERE (made.inputs->>'rent_cents')::bigint <> t.rent_cents + t.charges_cents\n           OR (made.inputs->>'housing_benefit_cents')::bigint <> t.housing_aid_cents\n           OR (made.inputs->>'debt_cents')::bigint <> d.certified_cents\n    )\n    THEN RAISE EXCEPTION 'the computation is about other facts' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_computed_on_facts';\n    END IF;\n    RETURN NEW;\n", hash='888de6f2a93f26eefcb2738c2d1a4204eb4f694e', operation='INSERT', pgid='pgtrigger_decision_computed_on_facts_6b0dd', table='secours_loyer_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_claimed_once', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.outcome = 'accord' AND EXISTS (\n        SELECT 1 FROM (\n        SELECT own, other, grade FROM (SELECT own_r.id AS own, their_r.id AS other, CASE\n            WHEN their_r.household_id = own_r.household_id THEN 'menage'\n            WHEN (their_t.lease_date = own_t.lease_date OR (own_t.reference <> '' AND their_t.reference <> '' AND regexp_replace(regexp_replace(upper(own_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g') <> '' AND regexp_replace(regexp_replace(upper(their_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g') = regexp_replace(regexp_replace(upper(own_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g')))\n                AND (\n    their_l.id = own_l.id\n    OR (own_l.siret <> '' AND left(their_l.siret, 9) = left(own_l.siret, 9))\n    OR regexp_replace(lower(public.f_unaccent(their_l.name)), '[^a-z0-9]+', ' ', 'g') = regexp_replace(lower(public.f_unaccent(own_l.name)), '[^a-z0-9]+', ' ', 'g')\n    OR regexp_replace(lower(public.f_unaccent(their_l.legal_name)), '[^a-z0-9]+', ' ', 'g') = regexp_replace(lower(public.f_unaccent(own_l.legal_name)), '[^a-z0-9]+', ' ', 'g')\n) THEN 'logement'\n            WHEN their_t.building = own_t.building AND (\n                their_t.lease_date = own_t.lease_date OR (own_t.reference <> '' AND their_t.reference <> '' AND regexp_replace(regexp_replace(upper(own_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g') <> '' AND regexp_replace(regexp_replace(upper(their_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g') = regexp_replace(regexp_replace(upper(own_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g')) OR (\n    their_l.id = own_l.id\n    OR (own_l.siret <> '' AND left(their_l.siret, 9) = left(own_l.siret, 9))\n    OR regexp_replace(lower(public.f_unaccent(their_l.name)), '[^a-z0-9]+', ' ', 'g') = regexp_replace(lower(public.f_unaccent(own_l.name)), '[^a-z0-9]+', ' ', 'g')\n    OR regexp_replace(lower(public.f_unaccent(their_l.legal_name)), '[^a-z0-9]+', ' ', 'g') = regexp_replace(lower(public.f_unaccent(own_l.legal_name)), '[^a-z0-9]+', ' ', 'g')\n)\n            ) THEN 'logement'\n            WHEN their_t.building = own_t.building THEN 'immeuble'\n        END AS grade\n        FROM secours_loyer_rentrequest own_r\n        JOIN secours_loyer_debt own_d ON own_d.id = own_r.debt_id\n        JOIN secours_loyer_tenancy own_t ON own_t.id = own_r.tenancy_id\n        JOIN secours_loyer_landlord own_l ON own_l.id = own_t.landlord_id\n        JOIN secours_loyer_debt their_d\n          ON their_d.months && own_d.months AND their_d.released_at IS NULL\n        JOIN secours_loyer_rentrequest their_r\n          ON their_r.debt_id = their_d.id AND their_r.id <> own_r.id\n        JOIN secours_loyer_tenancy their_t ON their_t.id = their_r.tenancy_id AND (\n            their_t.building = own_t.building OR their_t.lease_date = own_t.lease_date\n            OR their_t.household_id = own_t.household_id OR (own_t.reference <> '' AND their_t.reference <> '' AND regexp_replace(regexp_replace(upper(own_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g') <> '' AND regexp_replace(regexp_replace(upper(their_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g') = regexp_replace(regexp_replace(upper(own_t.reference), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]+', '', 'g'))\n        )\n        JOIN secours_loyer_landlord their_l ON their_l.id = their_t.landlord_id\n        WHERE own_r.id = NEW.request_id) alike WHERE grade IS NOT NULL) claim\n        WHERE claim.grade IN ('menage', 'logement') AND NOT EXISTS (\n            SELECT 1 FROM secours_loyer_duplicateanswer a\n            WHERE a.request_id = claim.own AND a.other_id = claim.other\n        )\n    )\n    THEN RAISE EXCEPTION 'a probable duplicate is not answered' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_claimed_once';\n    END IF;\n    RETURN NEW;\n", hash='a0a5c99bedad07ef2c66730452a636fb9d5291cb', operation='INSERT', pgid='pgtrigger_decision_claimed_once_4a5f3', table='secours_loyer_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_lease_end_answered', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.origin = 'delegation' AND NEW.replaces_id IS NULL AND EXISTS (\n        SELECT 1 FROM secours_loyer_tenancy t\n        WHERE t.id = (SELECT r.tenancy_id FROM secours_loyer_rentrequest r WHERE r.id = NEW.request_id) AND t.ended_on IS NULL AND t.lease_end < (NEW.decided_at AT TIME ZONE 'Europe/Paris')::date\n          AND NOT EXISTS (\n            SELECT 1 FROM secours_loyer_leaserenewal w\n            WHERE w.tenancy_id = t.id AND w.past_end = t.lease_end\n          )\n    )\n    THEN RAISE EXCEPTION 'the lease ended, nobody says what followed' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_lease_end_answered';\n    END IF;\n    RETURN NEW;\n", hash='5a2930f582fb0b5c9388f1f54e69f5a8d56d8511', operation='INSERT', pgid='pgtrigger_decision_lease_end_answered_a6ab4', table='secours_loyer_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_statement_answered', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_rentrequest r WHERE r.id = NEW.request_id\n          AND EXISTS (\n        SELECT 1 FROM (\n            SELECT p.id, p.cents FROM secours_loyer_landlordreport p\n            JOIN secours_loyer_landlordlink l ON l.id = p.link_id\n            WHERE l.request_id = r.id AND p.kind = 'decompte'\n            ORDER BY p.at DESC, p.id DESC LIMIT 1\n        ) said\n        JOIN secours_loyer_debt owed ON owed.id = r.debt_id\n        WHERE said.cents <> owed.certified_cents AND said.id IS DISTINCT FROM r.answered_statement_id\n    )\n    ) THEN RAISE EXCEPTION 'the landlord certifies another amount' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_statement_answered';\n    END IF;\n    RETURN NEW;\n", hash='a7cb8ccf5e080c6e6ead4793924122c0bc4c619b', operation='INSERT', pgid='pgtrigger_decision_statement_answered_80b8a', table='secours_loyer_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_signed_right', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE asked record;', func="\n    SELECT r.instructor_id, r.past_instructors, r.filed_by_id, r.state, d.certified_cents INTO asked\n    FROM secours_loyer_rentrequest r JOIN secours_loyer_debt d ON d.id = r.debt_id\n    WHERE r.id = NEW.request_id;\n    IF asked.instructor_id IS NULL OR asked.instructor_id = NEW.signed_by_id THEN\n        RAISE EXCEPTION 'the instructor does not sign' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_signatory_apart';\n    END IF;\n    IF NEW.signed_by_id = ANY(asked.past_instructors) THEN\n        RAISE EXCEPTION 'whoever studied the request does not sign' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_past_instructor_apart';\n    END IF;\n    IF asked.filed_by_id = NEW.signed_by_id THEN\n        RAISE EXCEPTION 'whoever filed the request does not sign' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_applicant_apart';\n    END IF;\n    IF (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.request_id AND tie.user_id = NEW.signed_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.signed_by_id AND belongs.ended_at IS NULL)))\n    THEN RAISE EXCEPTION 'the signatory has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_signatory_tied';\n    END IF;\n    IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.signed_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('signataire')) THEN\n        RAISE EXCEPTION 'the signatory does not hold the role' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_by_signatory';\n    END IF;\n    IF asked.certified_cents <> NEW.debt_cents THEN\n        RAISE EXCEPTION 'the decision is about another amount of debt' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_on_certified_debt';\n    END IF;\n    IF asked.state NOT IN ('accordee', 'refusee', 'notifiee') AND NOT (\n        NEW.origin = 'commission' AND asked.state = 'inscrite'\n    ) AND NOT (\n        NEW.origin = 'delegation'\n        AND asked.state IN ('en_instruction', 'avis_rendu', 'validee_technique')\n    ) THEN\n        RAISE EXCEPTION 'the request is not ready' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_after_validation';\n    END IF;\n    IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_decision o\n        WHERE o.id = NEW.replaces_id AND o.request_id = NEW.request_id\n    ) THEN RAISE EXCEPTION 'it replaces a decision of another request' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_replaces_own';\n    END IF;\n    IF NEW.replaces_id IS NOT NULL AND EXISTS (\n        SELECT 1 FROM secours_loyer_repaymentplan\n        WHERE request_id = NEW.request_id AND state IN ('actif', 'en_alerte', 'suspendu')\n    ) THEN RAISE EXCEPTION 'a plan runs under the decision' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_before_plan';\n    END IF;\n    RETURN NEW;\n", hash='722836478acbd108ca92777ac27155d77e10d17e', operation='INSERT', pgid='pgtrigger_decision_signed_right_3a62d', table='secours_loyer_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_recorded', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.origin = 'directe'\n    THEN RAISE EXCEPTION 'decisions come from a session or from the delegation' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_two_ways';\n    END IF;\n    IF NEW.origin <> 'commission' THEN RETURN NEW; END IF;\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_agendaitem i\n        JOIN secours_loyer_commissionsession s ON s.id = i.session_id\n        WHERE i.id = NEW.item_id AND i.request_id = NEW.request_id AND s.state = 'levee'\n          AND i.left_at IS NULL AND i.decided_at IS NULL\n          AND i.outcome = NEW.outcome AND i.aid_cents = NEW.aid_cents AND i.motive = NEW.motive\n    ) THEN RAISE EXCEPTION 'the session recorded something else' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_as_recorded';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_recusal x\n        JOIN secours_loyer_sessionmember m ON m.id = x.member_id\n        WHERE x.item_id = NEW.item_id AND x.lifted_at IS NULL AND m.user_id = NEW.signed_by_id\n    ) THEN RAISE EXCEPTION 'the signatory stepped aside for this file' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_signatory_recused';\n    END IF;\n    RETURN NEW;\n", hash='8816c658e5ce29087ee840753c37fbeecffa57cd', operation='INSERT', pgid='pgtrigger_decision_recorded_31da9', table='secours_loyer_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_reviews_contested', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.origin = 'commission' AND NEW.replaces_id IS DISTINCT FROM (\n        SELECT a.decision_id FROM secours_loyer_agendaitem i\n        JOIN secours_loyer_appeal a ON a.id = i.appeal_id WHERE i.id = NEW.item_id\n    ) THEN RAISE EXCEPTION 'it does not replace the decision contested' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_reviews_contested';\n    END IF;\n    RETURN NEW;\n", hash='ec40a9cfb9cf2953d1bdc67573fcf6734a8b6c1b', operation='INSERT', pgid='pgtrigger_decision_reviews_contested_77b12', table='secours_loyer_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_delegated_right', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.origin <> 'delegation' THEN RETURN NEW; END IF;\n    IF NOT EXISTS (SELECT 1 FROM secours_loyer_assessment c WHERE c.request_id = NEW.request_id)\n    THEN RAISE EXCEPTION 'nothing was computed for this request' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_after_computation';\n    END IF;\n    IF NEW.delegated_before_cents < (\n        SELECT coalesce(sum(d.aid_cents), 0)\n        FROM secours_loyer_decision d\n        JOIN secours_loyer_rentrequest r ON r.id = d.request_id\n        JOIN secours_loyer_rentrequest own ON own.household_id = r.household_id\n        LEFT JOIN secours_loyer_award a ON a.decision_id = d.id\n        WHERE own.id = NEW.request_id AND d.origin = 'delegation'\n          AND d.decided_at >= NEW.delegated_since AND a.revoked_at IS NULL\n    ) THEN RAISE EXCEPTION 'what was delegated before is more' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_delegated_total';\n    END IF;\n    RETURN NEW;\n", hash='ec2ac911e2b461608a0102512680cecc99e5c19f', operation='INSERT', pgid='pgtrigger_decision_delegated_right_2052b', table='secours_loyer_decision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_counted', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE home bigint;', func="\n    SELECT r.household_id INTO home FROM secours_loyer_rentrequest r WHERE r.id = NEW.request_id;\n    PERFORM 1 FROM households_household WHERE id = home FOR NO KEY UPDATE;\n    IF NEW.period_since IS DISTINCT FROM (((NEW.decided_at AT TIME ZONE 'Europe/Paris')::date - make_interval(months => coalesce((SELECT (value)::bigint FROM actors_parameter WHERE key = 'secours.periode_mois' AND replaced_at IS NULL AND period @> (NEW.decided_at AT TIME ZONE 'Europe/Paris')::date), 24)::integer))::timestamp AT TIME ZONE 'Europe/Paris') THEN\n        RAISE EXCEPTION 'the period is not the one counted that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_period_of_day';\n    END IF;\n    IF NEW.period_before_cents IS NULL OR NEW.period_before_cents < (\n        SELECT coalesce(sum(d.aid_cents), 0) FROM secours_loyer_decision d\n        JOIN secours_loyer_rentrequest r ON r.id = d.request_id\n        LEFT JOIN secours_loyer_award a ON a.decision_id = d.id\n        WHERE r.household_id = home AND d.id <> NEW.id AND d.decided_at >= NEW.period_since\n          AND a.revoked_at IS NULL\n    ) THEN RAISE EXCEPTION 'what was granted before is more' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_period_counted';\n    END IF;\n    IF NEW.period_cap_cents IS DISTINCT FROM nullif(coalesce((SELECT (value)::bigint FROM actors_parameter WHERE key = 'secours.plafond_periode' AND replaced_at IS NULL AND period @> (NEW.decided_at AT TIME ZONE 'Europe/Paris')::date), 200000), 0) THEN\n        RAISE EXCEPTION 'the cap is not the one of that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_cap_of_day';\n    END IF;\n    IF NEW.ceiling_cents > coalesce((SELECT (value)::bigint FROM actors_parameter WHERE key = 'secours.plafond_demande' AND replaced_at IS NULL AND period @> (NEW.decided_at AT TIME ZONE 'Europe/Paris')::date), 150000) THEN\n        RAISE EXCEPTION 'the ceiling is not the one of that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_ceiling_of_day';\n    END IF;\n    IF NEW.origin = 'delegation' AND (\n        NEW.delegated_since <> NEW.period_since\n        OR NEW.delegation_ceiling_cents <> coalesce((SELECT (value)::bigint FROM actors_parameter WHERE key = 'secours.delegation_plafond' AND replaced_at IS NULL AND period @> (NEW.decided_at AT TIME ZONE 'Europe/Paris')::date), 100000)\n    ) THEN RAISE EXCEPTION 'the delegation is not the one of that day' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_delegation_of_day';\n    END IF;\n    RETURN NULL;\n", hash='b4af6c1a3e7b97e693ab41841222876b066dd6af', operation='INSERT', pgid='pgtrigger_decision_counted_d7e66', table='secours_loyer_decision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_replaces_revoked', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF NEW.replaces_id IS NOT NULL AND EXISTS (\n        SELECT 1 FROM secours_loyer_award\n        WHERE decision_id = NEW.replaces_id AND revoked_at IS NULL\n    ) THEN RAISE EXCEPTION 'the older award still stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_replaces_revoked';\n    END IF;\n    RETURN NULL;\n", hash='71704e18156e8ebc54ddbbc5ebcd79efac374fd3', operation='INSERT', pgid='pgtrigger_decision_replaces_revoked_ce673', table='secours_loyer_decision', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decision',
            trigger=pgtrigger.compiler.Trigger(name='decision_answers_appeal', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF NEW.replaces_id IS NOT NULL AND EXISTS (\n        SELECT 1 FROM secours_loyer_appeal WHERE decision_id = NEW.replaces_id AND outcome = ''\n    ) THEN RAISE EXCEPTION 'the appeal stays without answer' USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_answers_appeal';\n    END IF;\n    RETURN NULL;\n", hash='d86e443a7a59c916fb8a8915e54a0a0081e24b75', operation='INSERT', pgid='pgtrigger_decision_answers_appeal_c5fe2', table='secours_loyer_decision', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boardreportline',
            trigger=pgtrigger.compiler.Trigger(name='board_line_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b30ef9f4e8c5d9c4a8ce3dbc7fd486e3d2639277', operation='UPDATE OR DELETE', pgid='pgtrigger_board_line_append_only_a84a8', table='secours_loyer_boardreportline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boardreportline',
            trigger=pgtrigger.compiler.Trigger(name='board_line_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='ff28db77ecaa1a598d9633c8587c7564cfe20180', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_board_line_append_only_truncate_28166', table='secours_loyer_boardreportline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='boardreportline',
            trigger=pgtrigger.compiler.Trigger(name='board_line_delegated', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_decision d JOIN secours_loyer_boardreport p\n          ON p.id = NEW.report_id\n        WHERE d.id = NEW.decision_id AND d.origin = 'delegation' AND d.decided_at <= p.made_at\n    ) THEN RAISE EXCEPTION 'only delegated decisions are reported' USING ERRCODE = 'check_violation', CONSTRAINT = 'board_line_delegated';\n    END IF;\n    RETURN NEW;\n", hash='76786c94ee4ced117496efeca9366fc8e1c20fba', operation='INSERT', pgid='pgtrigger_board_line_delegated_c4711', table='secours_loyer_boardreportline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='award_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ba1804479cf7d951ee8aa5488ec09167e1ea51be', operation='DELETE', pgid='pgtrigger_award_kept_04133', table='secours_loyer_award', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='award_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='5815965098d394bee4c7d4ce754f1a0e53ca870d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_award_kept_truncate_fd97f', table='secours_loyer_award', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='award_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.decision_id IS DISTINCT FROM OLD.decision_id OR NEW.amount_cents IS DISTINCT FROM OLD.amount_cents) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'award_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='a1e3e5c9576a96c142e9d6daab7560aa415a8177', operation='UPDATE', pgid='pgtrigger_award_frozen_e99cc', table='secours_loyer_award', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='award_revoked_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.revoked_at IS DISTINCT FROM OLD.revoked_at) AND NOT (OLD.revoked_at IS NULL) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'award_revoked_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='9b80f72114b04dffaa5b5ca41a9702f23255d492', operation='UPDATE', pgid='pgtrigger_award_revoked_frozen_ad0dc', table='secours_loyer_award', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='award_on_claimed_months', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_decision d\n        JOIN secours_loyer_rentrequest r ON r.id = d.request_id\n        JOIN secours_loyer_debt b ON b.id = r.debt_id\n        WHERE d.id = NEW.decision_id AND b.released_at IS NOT NULL\n    ) THEN RAISE EXCEPTION 'its months were given back' USING ERRCODE = 'check_violation', CONSTRAINT = 'debt_released_free';\n    END IF;\n    RETURN NEW;\n", hash='11a1260b24f792c4fc7e1c45fe07c64400c12ca3', operation='INSERT', pgid='pgtrigger_award_on_claimed_months_f344e', table='secours_loyer_award', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='award_revoked_unpaid', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.revoked_at IS NULL OR OLD.revoked_at IS NOT NULL THEN RETURN NEW; END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o\n        WHERE o.award_id = NEW.id AND (o.state NOT IN ('annule', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis') OR (o.failed_by_id IS NOT NULL AND o.failure_seen_by_id IS NULL\n        AND NOT EXISTS (\n            SELECT 1 FROM secours_loyer_returnline x\n            JOIN secours_loyer_returnfile rf ON rf.id = x.file_id\n            WHERE x.order_id = o.id AND x.state IN ('rapprochee', 'reglee') AND x.event IN ('retour', 'rejete_visa', 'rejete')\n              AND NOT EXISTS (\n                  SELECT 1 FROM unnest(ARRAY[rf.received_by_id, x.proposed_by_id, x.resolved_by_id]::bigint[]) hand WHERE hand = o.failed_by_id\n                     OR f_one_person(hand, o.failed_by_id))\n        )))\n    ) THEN RAISE EXCEPTION 'an order pays it' USING ERRCODE = 'check_violation', CONSTRAINT = 'award_revoked_unpaid';\n    END IF;\n    RETURN NEW;\n", hash='9993174adc2a5c756eec5455da06fa408dec33d0', operation='UPDATE', pgid='pgtrigger_award_revoked_unpaid_613d7', table='secours_loyer_award', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='award_revoked_by_decision', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF NEW.revoked_at IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_decision WHERE replaces_id = NEW.decision_id\n    ) THEN RAISE EXCEPTION 'no decision replaces it' USING ERRCODE = 'check_violation', CONSTRAINT = 'award_revoked_by_decision';\n    END IF;\n    RETURN NULL;\n", hash='67e4d4afdd1b8f3626fa4f9d785c112fc08aab36', operation='UPDATE', pgid='pgtrigger_award_revoked_by_decision_dff94', table='secours_loyer_award', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='award_live_once', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.revoked_at IS NOT NULL THEN\n        RAISE EXCEPTION 'a new award stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'award_revoked_frozen';\n    END IF;\n    PERFORM 1 FROM secours_loyer_rentrequest r JOIN secours_loyer_decision d ON d.request_id = r.id\n    WHERE d.id = NEW.decision_id FOR NO KEY UPDATE OF r;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_decision own\n        JOIN secours_loyer_decision d ON d.request_id = own.request_id\n        JOIN secours_loyer_award a ON a.decision_id = d.id\n        WHERE own.id = NEW.decision_id AND a.id <> NEW.id AND a.revoked_at IS NULL\n    ) THEN RAISE EXCEPTION 'the request has an award that stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'award_live_once';\n    END IF;\n    RETURN NULL;\n", hash='87bad8eccb9c83e9770e98a1ccb904d388aad901', operation='INSERT', pgid='pgtrigger_award_live_once_8a967', table='secours_loyer_award', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='award_as_decided', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_decision d\n        WHERE d.id = NEW.decision_id AND d.aid_cents = NEW.amount_cents AND d.outcome = 'accord'\n    ) THEN RAISE EXCEPTION 'the award is not what was decided' USING ERRCODE = 'check_violation', CONSTRAINT = 'award_as_decided';\n    END IF;\n    RETURN NEW;\n", hash='ef70d18e5fe85e59cf071aac8f76d9a996418673', operation='INSERT', pgid='pgtrigger_award_as_decided_88f2a', table='secours_loyer_award', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='7644d8ef792d13d1c6c2ee555cbcf1bdab146ae7', operation='DELETE', pgid='pgtrigger_order_kept_04af1', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='9f8be9af33172ac947cd408dd3c9bbfef33e6a10', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_order_kept_truncate_94453', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_states', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF TG_OP = 'INSERT' THEN\n            IF NEW.state <> 'brouillon' THEN RAISE EXCEPTION 'a row starts as a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_states';\n            END IF;\n        ELSIF NEW.state <> OLD.state\n              AND (OLD.state || ':' || NEW.state) NOT IN ('approuve_1:annule', 'approuve_1:approuve_2', 'approuve_1:brouillon', 'approuve_2:annule', 'approuve_2:brouillon', 'approuve_2:en_lot', 'brouillon:annule', 'brouillon:controle', 'controle:annule', 'controle:approuve_1', 'controle:brouillon', 'emis:annule_emis', 'emis:cheque_annule', 'emis:en_instance', 'emis:paye', 'emis:rejete', 'emis:rejete_apres_pec', 'emis:rejete_visa', 'emis:transmis', 'en_instance:paye', 'en_instance:pris_en_charge', 'en_instance:rejete', 'en_instance:rejete_apres_pec', 'en_instance:rejete_visa', 'en_lot:approuve_2', 'en_lot:emis', 'paye:rapproche', 'paye:retourne', 'pris_en_charge:en_instance', 'pris_en_charge:paye', 'pris_en_charge:rejete', 'pris_en_charge:rejete_apres_pec', 'rapproche:retourne', 'transmis:cheque_annule', 'transmis:en_instance', 'transmis:paye', 'transmis:pris_en_charge', 'transmis:rejete', 'transmis:rejete_apres_pec', 'transmis:rejete_visa') THEN\n            RAISE EXCEPTION 'no such step' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_states';\n        END IF;\n        RETURN NEW;\n        ", hash='05fe8d5b59e1f9c17d8f5b25735f7e5937285b49', operation='INSERT OR UPDATE', pgid='pgtrigger_order_states_29dde', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.amount_cents IS DISTINCT FROM OLD.amount_cents OR NEW.account_id IS DISTINCT FROM OLD.account_id OR NEW.payee_name IS DISTINCT FROM OLD.payee_name OR NEW.label IS DISTINCT FROM OLD.label OR NEW.channel IS DISTINCT FROM OLD.channel OR NEW.budget_year IS DISTINCT FROM OLD.budget_year) AND NOT (OLD.state = 'brouillon' AND NEW.state = 'brouillon') THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='379a86dfc56e26743c69e6d3ed0a5ccb7498efa8', operation='UPDATE', pgid='pgtrigger_order_frozen_d8166', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_identity_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.uid IS DISTINCT FROM OLD.uid OR NEW.award_id IS DISTINCT FROM OLD.award_id OR NEW.tranche IS DISTINCT FROM OLD.tranche OR NEW.end_to_end_id IS DISTINCT FROM OLD.end_to_end_id OR NEW.replaces_id IS DISTINCT FROM OLD.replaces_id) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_identity_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='f2935e3b6f5b41a2726253f8e9b7c9703477c995', operation='UPDATE', pgid='pgtrigger_order_identity_frozen_ec120', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_prepared_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.prepared_by_id IS DISTINCT FROM OLD.prepared_by_id OR NEW.prepared_at IS DISTINCT FROM OLD.prepared_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_prepared_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='abb122ad1f56f2135c302cf1a5034fcf8e78f3ac', operation='UPDATE', pgid='pgtrigger_order_prepared_frozen_94bc8', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_reason_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.reason IS DISTINCT FROM OLD.reason) AND NOT (NEW.state <> OLD.state AND NEW.state IN ('en_instance', 'pris_en_charge', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis')) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_reason_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='fca22750ceb46d6bb3304891480b95fa98c75967', operation='UPDATE', pgid='pgtrigger_order_reason_frozen_d13dd', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_by_its_role', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.prepared_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('depenses'))\n    THEN RAISE EXCEPTION 'whoever prepares it may not' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_by_its_role';\n    END IF;\n    IF NEW.reason <> '' THEN RAISE EXCEPTION 'nothing came back yet' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_reason_frozen';\n    END IF;\n    RETURN NEW;\n", hash='ada77c43dcf9b47e521176ed8d293636b1bc119f', operation='INSERT', pgid='pgtrigger_order_by_its_role_91318', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_within_award', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE held record; others bigint;', func="\n    IF NEW.state IN ('annule', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis') THEN RETURN NEW; END IF;\n    SELECT amount_cents, revoked_at INTO held FROM secours_loyer_award WHERE id = NEW.award_id\n    FOR NO KEY UPDATE;\n    IF held.revoked_at IS NOT NULL THEN\n        RAISE EXCEPTION 'the award was revoked' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_of_live_award';\n    END IF;\n    SELECT coalesce(sum(amount_cents), 0) INTO others FROM secours_loyer_paymentorder\n    WHERE award_id = NEW.award_id AND id IS DISTINCT FROM NEW.id\n      AND state NOT IN ('annule', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis');\n    IF others + NEW.amount_cents > held.amount_cents THEN\n        RAISE EXCEPTION 'orders exceed the award' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_within_award';\n    END IF;\n    RETURN NEW;\n", hash='8a6377c75ee3fd75a9abf511e73cd14c6956fde0', operation='INSERT OR UPDATE', pgid='pgtrigger_order_within_award_3d394', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_after_decision', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_award w JOIN secours_loyer_decision d ON d.id = w.decision_id\n        WHERE w.id = NEW.award_id AND d.decided_at <= NEW.prepared_at AND d.number <> ''\n    ) THEN RAISE EXCEPTION 'the order is older than the decision that it pays' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_after_decision';\n    END IF;\n    RETURN NEW;\n", hash='385ea89da931cdee0509cb3a745b252fe2d68aa1', operation='INSERT OR UPDATE', pgid='pgtrigger_order_after_decision_c9a56', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_payee', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT (NEW.state IN ('controle', 'approuve_1', 'approuve_2', 'en_lot', 'emis')\n            OR NEW.state = 'transmis' AND NEW.channel = 'cheque')\n       OR (TG_OP = 'UPDATE' AND (NEW.state = OLD.state OR OLD.state = 'en_lot'\n                                 AND NEW.state = 'approuve_2')) THEN RETURN NEW; END IF;\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_landlordaccount a\n        JOIN secours_loyer_award w ON w.id = NEW.award_id\n        JOIN secours_loyer_decision d ON d.id = w.decision_id\n        JOIN secours_loyer_rentrequest r ON r.id = d.request_id\n        JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n        WHERE a.id = NEW.account_id AND a.landlord_id = t.landlord_id AND a.state = 'actif'\n          AND a.holder = NEW.payee_name\n    ) THEN RAISE EXCEPTION 'the account is not an active one of this landlord' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_payee_trusted';\n    END IF;\n    RETURN NEW;\n", hash='2efb948cd2cda517281ded4075751a64fbffa4a5', operation='INSERT OR UPDATE', pgid='pgtrigger_order_payee_92600', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_payee_checked', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state <> 'controle' OR NEW.state = OLD.state THEN RETURN NEW; END IF;\n    IF NEW.channel = 'regie' AND EXISTS (\n        SELECT 1 FROM secours_loyer_landlordaccount a\n        WHERE a.id = NEW.account_id AND a.payee_check = ''\n    ) THEN RAISE EXCEPTION 'the bank was not asked about the holder' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_payee_checked';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_landlordaccount a\n        WHERE a.id = NEW.account_id AND a.lifted_reason = ''\n          AND (\n    SELECT f_name_words(a.holder) = ''\n        OR f_name_words(a.holder) NOT IN (f_name_words(b.legal_name), f_name_words(b.name))\n    FROM secours_loyer_landlord b WHERE b.id = a.landlord_id\n)\n    ) THEN RAISE EXCEPTION 'the holder is not the landlord' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_holder_explained';\n    END IF;\n    RETURN NEW;\n", hash='9580d1162d23ede83d3a0f4a2878a44dc0f8d8fe', operation='UPDATE', pgid='pgtrigger_order_payee_checked_1c80e', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_approved', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE valid integer; here integer;', func="\n    IF NOT (NEW.state IN ('approuve_1', 'approuve_2', 'en_lot', 'emis')\n            OR NEW.state = 'transmis' AND NEW.channel = 'cheque')\n       OR NEW.state = OLD.state THEN RETURN NEW; END IF;\n    SELECT count(DISTINCT p.approver_id),\n           count(DISTINCT p.approver_id) FILTER (\n               WHERE EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = p.approver_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('cadre', 'signataire', 'depenses'))) INTO valid, here\n    FROM secours_loyer_approval p\n    WHERE p.order_id = NEW.id AND p.round = NEW.round AND p.digest IN (encode(sha256(convert_to(concat_ws('|', 'v2', (SELECT x.iban FROM secours_loyer_landlordaccount x WHERE x.id = NEW.account_id), (SELECT x.bic FROM secours_loyer_landlordaccount x WHERE x.id = NEW.account_id), NEW.award_id, NEW.account_id, NEW.amount_cents, NEW.channel, length(NEW.payee_name), NEW.payee_name, NEW.label), 'UTF8')), 'hex'), encode(sha256(convert_to(concat_ws('|', NEW.award_id, NEW.account_id, NEW.amount_cents, NEW.channel, length(NEW.payee_name), NEW.payee_name, NEW.label), 'UTF8')), 'hex'));\n    IF valid < (CASE NEW.state WHEN 'approuve_1' THEN 1 ELSE 2 END) THEN\n        RAISE EXCEPTION 'approvals are missing or void' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_approved_by_two';\n    END IF;\n    IF here < valid AND NOT (OLD.state = 'en_lot' AND NEW.state = 'approuve_2') THEN\n        RAISE EXCEPTION 'an approver has no open account, or no role, any more' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_approvers_here';\n    END IF;\n    IF NEW.state = 'en_lot' AND OLD.state = 'approuve_2' AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_batch WHERE id = NEW.batch_id AND state = 'ouvert' FOR UPDATE\n    ) THEN RAISE EXCEPTION 'the batch is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_in_open_batch';\n    END IF;\n    IF NEW.state = 'en_lot' AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_batch WHERE id = NEW.batch_id AND channel = NEW.channel\n    ) THEN RAISE EXCEPTION 'the batch leaves by another channel' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_in_its_channel';\n    END IF;\n    RETURN NEW;\n", hash='d68f6c19935a3f6f074e6af896cf42a7a8610d41', operation='UPDATE', pgid='pgtrigger_order_approved_26ca6', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_taken_back', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF TG_OP = 'INSERT' THEN\n        IF NEW.round <> 1 THEN RAISE EXCEPTION 'an order begins at its first round' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_round';\n        END IF;\n    ELSIF NEW.round <> OLD.round + (\n        CASE WHEN NEW.state = 'brouillon' AND OLD.state <> 'brouillon' THEN 1 ELSE 0 END\n    ) THEN RAISE EXCEPTION 'the round rises when the order is taken back' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_round';\n    END IF;\n    RETURN NEW;\n", hash='d3117fd4858f34c84d10dbe7074e74fce166ff3a', operation='INSERT OR UPDATE', pgid='pgtrigger_order_taken_back_4289d', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_with_its_batch', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF OLD.batch_id IS NOT NULL AND NEW.batch_id IS NOT NULL\n       AND (NEW.batch_id, NEW.line) IS DISTINCT FROM (OLD.batch_id, OLD.line)\n       AND NOT EXISTS (\n           SELECT 1 FROM secours_loyer_batch\n           WHERE id = NEW.batch_id AND state = 'ouvert' AND channel = NEW.channel FOR UPDATE\n       ) THEN RAISE EXCEPTION 'the batch is closed, or of another channel' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_in_open_batch';\n    END IF;\n    IF NEW.state = OLD.state THEN RETURN NEW; END IF;\n    IF NEW.state = 'emis' AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_batch WHERE id = NEW.batch_id AND state = 'clos'\n    ) THEN RAISE EXCEPTION 'its batch is not closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_sent_of_closed_batch';\n    END IF;\n    IF NEW.state IN ('paye', 'rejete', 'cheque_annule') AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_batch\n        WHERE id = NEW.batch_id AND state IN ('exporte', 'transmis', 'acquitte')\n    ) THEN RAISE EXCEPTION 'its batch is not exported' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_answered_after_export';\n    END IF;\n    RETURN NEW;\n", hash='54340a76fa0575c084d8bb8e201633b1a7de058d', operation='UPDATE', pgid='pgtrigger_order_with_its_batch_f1f5a', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_on_its_year', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state NOT IN ('controle', 'approuve_1', 'approuve_2', 'en_lot', 'emis')\n       OR NEW.state = OLD.state OR (OLD.state = 'en_lot' AND NEW.state = 'approuve_2')\n    THEN RETURN NEW; END IF;\n    IF NEW.amount_cents + (\n        SELECT coalesce(sum(o.amount_cents), 0) FROM secours_loyer_paymentorder o\n        WHERE o.award_id = NEW.award_id AND o.id <> NEW.id AND o.budget_year = NEW.budget_year\n          AND o.state NOT IN ('brouillon', 'annule', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis')\n    ) > (\n        SELECT coalesce(sum(e.amount), 0) FROM secours_loyer_paymententry e\n        JOIN secours_loyer_budgetline b ON b.id = e.budget_line_id\n        WHERE e.award_id = NEW.award_id AND e.kind = 'engage' AND b.year = NEW.budget_year\n    ) THEN RAISE EXCEPTION 'the award is not promised on that year' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_on_committed_year';\n    END IF;\n    RETURN NEW;\n", hash='65909a974131f8abc107d95435886987245819f5', operation='UPDATE', pgid='pgtrigger_order_on_its_year_5e2d9', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_decided', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state <> 'emis' OR NEW.state = OLD.state OR NEW.channel <> 'mandat' THEN\n        RETURN NEW;\n    END IF;\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_paymentdecision p\n        WHERE p.order_id = NEW.id AND p.round = NEW.round\n          AND p.digest IN (encode(sha256(convert_to(concat_ws('|', 'v2', (SELECT x.iban FROM secours_loyer_landlordaccount x WHERE x.id = NEW.account_id), (SELECT x.bic FROM secours_loyer_landlordaccount x WHERE x.id = NEW.account_id), NEW.award_id, NEW.account_id, NEW.amount_cents, NEW.channel, length(NEW.payee_name), NEW.payee_name, NEW.label), 'UTF8')), 'hex'), encode(sha256(convert_to(concat_ws('|', NEW.award_id, NEW.account_id, NEW.amount_cents, NEW.channel, length(NEW.payee_name), NEW.payee_name, NEW.label), 'UTF8')), 'hex'))\n    ) THEN RAISE EXCEPTION 'its payment to a third party is not decided' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_third_party_decided';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_paymentdecision p\n        WHERE p.order_id = NEW.id AND p.round = NEW.round\n          AND NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = p.signed_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('signataire'))\n    ) THEN RAISE EXCEPTION 'who decided its payment may not sign any more' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_signatory_here';\n    END IF;\n    RETURN NEW;\n", hash='1b17a0f870c5c5640ec41e87a0f85f49358c3b98', operation='UPDATE', pgid='pgtrigger_order_decided_77d91', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_cheque', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.channel <> 'cheque' OR NEW.state = OLD.state THEN RETURN NEW; END IF;\n    IF NEW.state = 'transmis' AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_cheque WHERE order_id = NEW.id\n    ) THEN RAISE EXCEPTION 'no cheque is written for it' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_cheque_written';\n    END IF;\n    IF NEW.state = 'paye' AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_cheque WHERE order_id = NEW.id AND received_on IS NOT NULL\n    ) THEN RAISE EXCEPTION 'nobody signed for the cheque' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_cheque_acquitted';\n    END IF;\n    IF NEW.state IN ('pris_en_charge', 'en_instance', 'rejete_visa', 'rejete_apres_pec') THEN\n        RAISE EXCEPTION 'no accountant takes a cheque in charge' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_cheque_not_taken';\n    END IF;\n    RETURN NEW;\n", hash='ffeeca4d824c00498e7ede96f94ff2b0ab07ba63', operation='UPDATE', pgid='pgtrigger_order_cheque_c623e', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_written_by_channel', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state = OLD.state THEN RETURN NEW; END IF;\n    IF NEW.state = 'rejete' AND NEW.channel = 'mandat' THEN\n        RAISE EXCEPTION 'the accountant answers mandates' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_bank_answers_no_mandate';\n    END IF;\n    IF NEW.state = 'rejete' AND NEW.channel = 'cheque' THEN\n        RAISE EXCEPTION 'a cheque is stopped by its own steps' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_cheque_by_its_steps';\n    END IF;\n    IF NEW.state = 'cheque_annule' AND NEW.channel <> 'cheque' THEN\n        RAISE EXCEPTION 'it is not paid by cheque' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_stops_a_cheque';\n    END IF;\n    IF NEW.state = 'cheque_annule' AND EXISTS (\n        SELECT 1 FROM secours_loyer_cheque WHERE order_id = NEW.id AND stopped_on IS NULL\n    ) THEN RAISE EXCEPTION 'its cheque is not stopped' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_cheque_stopped_first';\n    END IF;\n    IF NEW.state = 'paye' AND NEW.channel = 'mandat' AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_batch\n        WHERE id = NEW.batch_id AND forwarded_at IS NOT NULL\n    ) AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_returnline x\n        WHERE x.state IN ('lue', 'quarantaine') AND x.event = 'paye' AND x.source = 'statut'\n          AND (x.reference = NEW.end_to_end_id OR x.order_id = NEW.id)\n    ) THEN RAISE EXCEPTION 'the accountant was handed nothing' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_paid_once_handed_over';\n    END IF;\n    RETURN NEW;\n", hash='775ebe8510f81fe1077a817880c1773707596606', operation='UPDATE', pgid='pgtrigger_order_written_by_channel_1e709', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_unsent', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state <> 'annule_emis' OR NEW.state = OLD.state THEN RETURN NEW; END IF;\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_batch WHERE id = NEW.batch_id AND state = 'exporte'\n    ) THEN RAISE EXCEPTION 'its batch was handed over' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_cancelled_before_transmission';\n    END IF;\n    RETURN NEW;\n", hash='aed3a3a1a3e9b7ef63aee12ccc5770ca6b30b972', operation='UPDATE', pgid='pgtrigger_order_unsent_61257', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_cancelled_with_its_batch', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NEW."state" = \'annule_emis\')', constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o JOIN secours_loyer_batch b ON b.id = o.batch_id\n        WHERE o.id = NEW.id AND o.state = 'annule_emis' AND b.state <> 'annule'\n    ) THEN RAISE EXCEPTION 'its batch is not cancelled' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_cancelled_with_its_batch';\n    END IF;\n    RETURN NULL;\n", hash='e21dcba03a903ceb12cd005f895545fd03e80e6a', operation='UPDATE', pgid='pgtrigger_order_cancelled_with_its_batch_809a2', table='secours_loyer_paymentorder', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_forwarded', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state NOT IN ('transmis', 'en_instance', 'pris_en_charge', 'rejete_visa',\n                         'rejete_apres_pec') OR NEW.state = OLD.state\n    THEN RETURN NEW; END IF;\n    IF NEW.state <> 'transmis' AND NEW.channel <> 'mandat' THEN\n        RAISE EXCEPTION 'the accountant answers mandates only' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_answer_of_accountant';\n    END IF;\n    IF (NEW.state = 'pris_en_charge' AND NEW.taken_at IS NULL)\n       OR (NEW.state = 'en_instance' AND NEW.held_at IS NULL) THEN\n        RAISE EXCEPTION 'the answer has no day' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_answer_dated';\n    END IF;\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_batch\n        WHERE id = NEW.batch_id AND (\n            state IN ('transmis', 'acquitte')\n            OR state = 'exporte' AND (NEW.state <> 'transmis' OR NEW.channel = 'cheque')\n        )\n    ) THEN RAISE EXCEPTION 'the batch is not exported, or handed over' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_forwarded_after_export';\n    END IF;\n    RETURN NEW;\n", hash='414347c233c27d7b310c832b9f9a54dff8bd2e94', operation='UPDATE', pgid='pgtrigger_order_forwarded_9a733', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_on_lease', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE held record;', func="\n    IF NEW.state = OLD.state OR NOT (\n        NEW.state IN ('en_lot', 'emis') OR NEW.state = 'transmis' AND NEW.channel = 'cheque'\n    ) THEN RETURN NEW; END IF;\n    SELECT t.id AS lease, upper(b.months) AS until INTO held FROM secours_loyer_award w\n    JOIN secours_loyer_decision d ON d.id = w.decision_id\n    JOIN secours_loyer_rentrequest r ON r.id = d.request_id\n    JOIN secours_loyer_debt b ON b.id = r.debt_id\n    JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n    WHERE w.id = NEW.award_id FOR SHARE OF t;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_tenancyevent WHERE tenancy_id = held.lease AND answer = ''\n    ) THEN RAISE EXCEPTION 'an event of the lease waits for its answer' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_on_settled_lease';\n    END IF;\n    IF NEW.label NOT LIKE '%indemnites d''occupation%' AND EXISTS (\n        SELECT 1 FROM secours_loyer_tenancyevent WHERE tenancy_id = held.lease\n          AND answer IN ('indemnite', 'protocole') AND happened_on < held.until\n    ) THEN RAISE EXCEPTION 'the label speaks of rents after the lease' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_label_of_occupation';\n    END IF;\n    RETURN NEW;\n", hash='52539b0edd12bd5394e9ebc61e93fb6d65022826', operation='UPDATE', pgid='pgtrigger_order_on_lease_b3c95', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_untied', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE held record;', func="\n    IF NEW.state = OLD.state OR NOT (\n        NEW.state = 'en_lot' AND OLD.state = 'approuve_2' OR NEW.state = 'emis'\n        OR NEW.state = 'transmis' AND NEW.channel = 'cheque'\n    ) THEN RETURN NEW; END IF;\n    SELECT r.id AS request INTO held FROM secours_loyer_award w\n    JOIN secours_loyer_decision d ON d.id = w.decision_id\n    JOIN secours_loyer_rentrequest r ON r.id = d.request_id\n    JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n    WHERE w.id = NEW.award_id FOR SHARE OF t;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_approval p\n        WHERE p.order_id = NEW.id AND p.round = NEW.round\n          AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = held.request AND tie.user_id = p.approver_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = held.request AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = p.approver_id AND belongs.ended_at IS NULL)))\n    ) THEN RAISE EXCEPTION 'an approver has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_approver_tied';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_paymentdecision p\n        WHERE p.order_id = NEW.id AND p.round = NEW.round\n          AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = held.request AND tie.user_id = p.signed_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = held.request AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = p.signed_by_id AND belongs.ended_at IS NULL)))\n    ) THEN RAISE EXCEPTION 'the signatory of the payment has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_signatory_tied';\n    END IF;\n    RETURN NEW;\n", hash='8f040032ca7ead350626fe2f4fc233115e1cbb82', operation='UPDATE', pgid='pgtrigger_order_untied_12a72', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.prepared_by_id IS DISTINCT FROM OLD.prepared_by_id AND EXISTS (SELECT 1 FROM secours_loyer_award w JOIN secours_loyer_decision d ON d.id = w.decision_id WHERE w.id = NEW.award_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = d.request_id AND tie.user_id = NEW.prepared_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = d.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.prepared_by_id AND belongs.ended_at IS NULL))))\n    THEN RAISE EXCEPTION 'whoever prepares the order has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_preparer_tied';\n    END IF;\n    RETURN NEW;\n", hash='b7a50d94d8bf8058022254ea4782378f7252c596', operation='INSERT', pgid='pgtrigger_order_apart_from_ties_fb3f3', table='secours_loyer_paymentorder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_held_back', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE held record;', func="\n    IF NEW.state = OLD.state OR NOT (\n        NEW.state = 'en_lot' AND OLD.state = 'approuve_2' OR NEW.state = 'emis'\n        OR NEW.state = 'transmis' AND NEW.channel = 'cheque'\n    ) THEN RETURN NEW; END IF;\n    SELECT r.* INTO held FROM secours_loyer_award w\n    JOIN secours_loyer_decision d ON d.id = w.decision_id\n    JOIN secours_loyer_rentrequest r ON r.id = d.request_id\n    WHERE w.id = NEW.award_id;\n    IF EXISTS (\n        SELECT 1 FROM (\n            SELECT p.id, p.cents FROM secours_loyer_landlordreport p\n            JOIN secours_loyer_landlordlink l ON l.id = p.link_id\n            WHERE l.request_id = held.id AND p.kind = 'decompte'\n            ORDER BY p.at DESC, p.id DESC LIMIT 1\n        ) said\n        JOIN secours_loyer_debt owed ON owed.id = held.debt_id\n        WHERE said.cents <> owed.certified_cents AND said.id IS DISTINCT FROM held.answered_statement_id\n    )\n    THEN RAISE EXCEPTION 'the landlord certifies another amount' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_statement_answered';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM (\n            SELECT p.id, p.kind FROM secours_loyer_landlordreport p\n            JOIN secours_loyer_landlordlink l ON l.id = p.link_id\n            WHERE l.request_id = held.id AND p.kind IN ('dette', 'contestee')\n            ORDER BY p.at DESC, p.id DESC LIMIT 1\n        ) said\n        WHERE said.kind = 'contestee' AND said.id IS DISTINCT FROM held.answered_dispute_id\n    )\n    THEN RAISE EXCEPTION 'the landlord contests the debt' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_dispute_answered';\n    END IF;\n    IF EXISTS (SELECT 1 FROM secours_loyer_debtcontest WHERE request_id = held.id AND answer = '')\n    THEN RAISE EXCEPTION 'the household contests the debt' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_contest_answered';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o\n        WHERE o.award_id = NEW.award_id AND o.id <> NEW.id AND EXISTS (\n            SELECT 1 FROM secours_loyer_returnline x\n            WHERE x.state IN ('lue', 'quarantaine') AND x.event = 'paye'\n              AND ((x.order_id = o.id\n        OR position(translate(o.end_to_end_id, '-', '')\n            IN upper(regexp_replace(x.reference, '[^0-9A-Za-z]+', '', 'g'))) > 0\n        OR EXISTS (\n            SELECT 1 FROM secours_loyer_cheque c\n            WHERE c.order_id = o.id AND position(c.number IN x.reference) > 0\n        )) OR o.state IN ('rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis') AND (o.amount_cents = x.amount_cents\n        AND (o.channel = 'mandat') = (x.source = 'statut')\n        AND NOT EXISTS (\n            SELECT 1 FROM secours_loyer_returnline shown\n            WHERE shown.order_id = o.id AND shown.event = 'paye'\n              AND shown.state IN ('rapprochee', 'reglee')\n        )))\n        )\n    ) THEN RAISE EXCEPTION 'a debit on another order of the award waits' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_debit_answered';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_overpayment v\n        JOIN secours_loyer_paymentorder vo ON vo.id = v.order_id\n        JOIN secours_loyer_award vw ON vw.id = vo.award_id\n        JOIN secours_loyer_decision vd ON vd.id = vw.decision_id\n        JOIN secours_loyer_rentrequest vr ON vr.id = vd.request_id\n        JOIN secours_loyer_debt vb ON vb.id = vr.debt_id\n        JOIN secours_loyer_rentrequest own_r ON own_r.id = held.id\n        JOIN secours_loyer_debt own_b ON own_b.id = own_r.debt_id\n        WHERE v.state IN ('constate', 'reclame') AND vr.tenancy_id = own_r.tenancy_id\n          AND vb.months && own_b.months\n    )\n    THEN RAISE EXCEPTION 'a sum paid in excess for the same months waits' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_overpayment_settled';\n    END IF;\n    RETURN NEW;\n", hash='990a1b6aad4503b16ab4c982cc125d91d642229b', operation='UPDATE', pgid='pgtrigger_order_held_back_3dabb', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_with_two_people', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (NEW.failure_seen_by_id IS DISTINCT FROM OLD.failure_seen_by_id AND NEW.failure_seen_by_id <> NEW.failed_by_id AND f_one_person(NEW.failure_seen_by_id, NEW.failed_by_id)) THEN RAISE EXCEPTION 'two accounts of one person, as far as it shows' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_person_two_accounts';\n    END IF;\n    RETURN NULL;\n", hash='f893d840a2c6408a3e6a80fd0922193edf2e8ce5', operation='UPDATE', pgid='pgtrigger_order_with_two_people_973b9', table='secours_loyer_paymentorder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_stays', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.batch_id IS NOT DISTINCT FROM OLD.batch_id AND NEW.line IS NOT DISTINCT FROM OLD.line\n    THEN RETURN NEW; END IF;\n    IF OLD.batch_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_batch WHERE id = OLD.batch_id AND state = 'ouvert'\n    ) THEN RAISE EXCEPTION 'a closed batch keeps its lines' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_stays_in_batch';\n    END IF;\n    RETURN NEW;\n", hash='17b885062831a3de6d845f8dac0919682d805954', operation='UPDATE', pgid='pgtrigger_order_stays_f22d5', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_piece_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.piece IS DISTINCT FROM OLD.piece) AND NOT (OLD.state = 'en_lot' AND NEW.state = 'emis' AND OLD.piece IS NULL) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_piece_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='a69753b06984db80487feaca5dfba68cc9815052', operation='UPDATE', pgid='pgtrigger_order_piece_frozen_2ff26', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_taken_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.taken_at IS DISTINCT FROM OLD.taken_at) AND NOT (NEW.state = 'pris_en_charge' AND OLD.taken_at IS NULL) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_taken_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='2702944a9a8067b0bd57aacbf698298375496f77', operation='UPDATE', pgid='pgtrigger_order_taken_frozen_dd7ae', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_held_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.held_at IS DISTINCT FROM OLD.held_at) AND NOT (NEW.state = 'en_instance') THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_held_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='674b8469f603f4ffeb6b3897762c5d8be0a224de', operation='UPDATE', pgid='pgtrigger_order_held_frozen_f6cb6', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_numbered', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state <> 'emis' OR OLD.state <> 'en_lot' THEN RETURN NEW; END IF;\n    IF (NEW.channel = 'mandat') <> (NEW.piece IS NOT NULL) THEN\n        RAISE EXCEPTION 'a mandate has a piece number, nothing else has' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_piece_of_mandate';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o\n        WHERE o.budget_year = NEW.budget_year AND o.piece = NEW.piece AND o.id <> NEW.id\n          AND o.state <> 'annule_emis'\n          AND (o.award_id <> NEW.award_id OR o.tranche <> NEW.tranche)\n    ) THEN RAISE EXCEPTION 'the piece is that of another award' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_piece_of_its_award';\n    END IF;\n    RETURN NEW;\n", hash='0330b1ef2fa2bc5c30fa22cf5e0991ffceef29f7', operation='UPDATE', pgid='pgtrigger_order_numbered_f37a8', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_written_off', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE noted boolean; denied boolean; seer bigint;', func="\n    IF TG_OP = 'INSERT' THEN\n        IF NEW.failed_by_id IS NOT NULL OR NEW.failure_seen_by_id IS NOT NULL\n           OR NEW.failure_step <> '' OR NEW.failure_denied_by_id IS NOT NULL THEN\n            RAISE EXCEPTION 'a new order did not fail' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_failure_frozen';\n        END IF;\n        RETURN NEW;\n    END IF;\n    noted := OLD.failed_by_id IS NULL AND NEW.failed_by_id IS NOT NULL AND (\n        NEW.state = OLD.state AND NEW.failure_step <> '' AND NEW.state IN ('emis', 'transmis', 'en_instance', 'pris_en_charge', 'paye', 'rapproche')\n        OR NEW.state <> OLD.state AND NEW.state = 'cheque_annule' AND NEW.failure_step = ''\n    );\n    denied := OLD.failure_step <> '' AND NEW.failed_by_id IS NULL AND NEW.state = OLD.state\n        AND OLD.state IN ('emis', 'transmis', 'en_instance', 'pris_en_charge', 'paye', 'rapproche') AND NEW.failure_denied_by_id IS NOT NULL\n        AND (NEW.failure_denied_by_id, NEW.failure_denied_at, NEW.failure_denial) IS DISTINCT FROM (OLD.failure_denied_by_id, OLD.failure_denied_at, OLD.failure_denial);\n    IF (NEW.failed_by_id, NEW.failure_step, NEW.failure_words) IS DISTINCT FROM (OLD.failed_by_id, OLD.failure_step, OLD.failure_words) AND NOT (noted OR denied)\n       OR (NEW.failure_denied_by_id, NEW.failure_denied_at, NEW.failure_denial) IS DISTINCT FROM (OLD.failure_denied_by_id, OLD.failure_denied_at, OLD.failure_denial) AND NOT denied\n    THEN RAISE EXCEPTION 'who noted the failure is written with it' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_failure_frozen';\n    END IF;\n    IF noted AND NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.failed_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('depenses')) THEN\n        RAISE EXCEPTION 'whoever notes the failure may not' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_failure_by_finance';\n    END IF;\n    IF noted AND NEW.failure_step IN ('refuse_visa', 'reject_taken')\n       AND NEW.channel <> 'mandat' THEN\n        RAISE EXCEPTION 'the accountant answers mandates only' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_answer_of_accountant';\n    END IF;\n    IF noted AND NEW.failure_step = 'return_order' AND EXISTS (\n        SELECT 1 FROM secours_loyer_recovery r\n        JOIN secours_loyer_overpayment p ON p.id = r.overpayment_id WHERE p.order_id = NEW.id\n    ) THEN RAISE EXCEPTION 'the landlord gave back a part of it' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_return_after_recovery';\n    END IF;\n    IF NEW.state <> OLD.state AND NEW.state IN ('rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule') AND NEW.state <> 'cheque_annule'\n       AND NOT (\n           NEW.failed_by_id IS NOT NULL AND NEW.failure_seen_by_id IS NOT NULL\n           AND NEW.failure_step || ':' || NEW.state IN ('refuse_visa:rejete_visa', 'reject_taken:rejete_apres_pec', 'reject_order:rejete', 'return_order:retourne')\n       ) AND NOT EXISTS (\n            SELECT 1 FROM secours_loyer_returnline x\n            WHERE x.state IN ('lue', 'quarantaine') AND x.event IN ('retour', 'rejete_visa', 'rejete')\n              AND (x.reference = NEW.end_to_end_id OR x.order_id = NEW.id)\n    ) THEN RAISE EXCEPTION 'no file says so, and nobody noted it' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_failure_said';\n    END IF;\n    IF NEW.state = 'cheque_annule' AND NEW.failed_by_id IS NULL THEN\n        RAISE EXCEPTION 'nobody noted it' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_failure_said';\n    END IF;\n    IF NEW.state IN ('paye', 'annule_emis') AND NEW.state <> OLD.state\n       AND OLD.failed_by_id IS NOT NULL\n    THEN RAISE EXCEPTION 'a failure is noted, and nobody answered' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_failure_answered_first';\n    END IF;\n    IF NEW.failure_seen_by_id IS DISTINCT FROM OLD.failure_seen_by_id THEN\n        IF OLD.failure_seen_by_id IS NOT NULL OR OLD.failed_by_id IS NULL\n           OR NEW.failed_by_id IS NULL OR NEW.failure_seen_by_id = OLD.failed_by_id THEN\n            RAISE EXCEPTION 'another person confirms, once' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_failure_seen_by_another';\n        END IF;\n        IF NEW.state NOT IN ('rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule') THEN\n            RAISE EXCEPTION 'what is confirmed ends the order' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_failure_frozen';\n        END IF;\n    END IF;\n    IF denied AND NEW.failure_denied_by_id = OLD.failed_by_id THEN\n        RAISE EXCEPTION 'another person says so' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_failure_seen_by_another';\n    END IF;\n    IF denied AND f_one_person(NEW.failure_denied_by_id, OLD.failed_by_id) THEN\n        RAISE EXCEPTION 'two accounts of one person, as far as it shows' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_person_two_accounts';\n    END IF;\n    seer := CASE\n        WHEN denied THEN NEW.failure_denied_by_id\n        WHEN NEW.failure_seen_by_id IS DISTINCT FROM OLD.failure_seen_by_id\n        THEN NEW.failure_seen_by_id\n    END;\n    IF seer IS NOT NULL THEN\n        IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = seer AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('cadre', 'signataire', 'depenses')) THEN\n            RAISE EXCEPTION 'whoever confirms does not hold the role' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_failure_seen_by_approver';\n        END IF;\n        IF EXISTS (\n            SELECT 1 FROM secours_loyer_award w\n            JOIN secours_loyer_decision d ON d.id = w.decision_id\n            WHERE w.id = NEW.award_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = d.request_id AND tie.user_id = seer AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = d.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = seer AND belongs.ended_at IS NULL)))\n        ) THEN RAISE EXCEPTION 'whoever confirms has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_failure_seen_tied';\n        END IF;\n    END IF;\n    RETURN NEW;\n", hash='4b0a56c4bd8528ead8e7240cd0e3900a52008d8c', operation='INSERT OR UPDATE', pgid='pgtrigger_order_written_off_5623f', table='secours_loyer_paymentorder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_returned_unclaimed', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NEW."state" = \'retourne\')', constraint='CONSTRAINT', func="\n    IF NEW.state = 'retourne' AND EXISTS (\n        SELECT 1 FROM secours_loyer_overpayment v\n        WHERE v.order_id = NEW.id AND v.state IN ('constate', 'reclame')\n    ) THEN RAISE EXCEPTION 'a part of it is still claimed from the landlord' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_returned_unclaimed';\n    END IF;\n    RETURN NULL;\n", hash='623b967c3cefada2b89b8770e4b4d74e919b5bad', operation='UPDATE', pgid='pgtrigger_order_returned_unclaimed_50eac', table='secours_loyer_paymentorder', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_not_twice', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state IN ('annule', 'annule_emis', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule') THEN RETURN NULL; END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder f\n        WHERE f.award_id = NEW.award_id AND f.id <> NEW.id AND (f.failed_by_id IS NOT NULL AND f.failure_seen_by_id IS NULL\n        AND NOT EXISTS (\n            SELECT 1 FROM secours_loyer_returnline x\n            JOIN secours_loyer_returnfile rf ON rf.id = x.file_id\n            WHERE x.order_id = f.id AND x.state IN ('rapprochee', 'reglee') AND x.event IN ('retour', 'rejete_visa', 'rejete')\n              AND NOT EXISTS (\n                  SELECT 1 FROM unnest(ARRAY[rf.received_by_id, x.proposed_by_id, x.resolved_by_id]::bigint[]) hand WHERE hand = f.failed_by_id\n                     OR f_one_person(hand, f.failed_by_id))\n        ))\n    ) AND (\n        SELECT sum(o.amount_cents) FROM secours_loyer_paymentorder o\n        WHERE o.award_id = NEW.award_id\n          AND (o.state NOT IN ('annule', 'annule_emis', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule') OR (o.failed_by_id IS NOT NULL AND o.failure_seen_by_id IS NULL\n        AND NOT EXISTS (\n            SELECT 1 FROM secours_loyer_returnline x\n            JOIN secours_loyer_returnfile rf ON rf.id = x.file_id\n            WHERE x.order_id = o.id AND x.state IN ('rapprochee', 'reglee') AND x.event IN ('retour', 'rejete_visa', 'rejete')\n              AND NOT EXISTS (\n                  SELECT 1 FROM unnest(ARRAY[rf.received_by_id, x.proposed_by_id, x.resolved_by_id]::bigint[]) hand WHERE hand = o.failed_by_id\n                     OR f_one_person(hand, o.failed_by_id))\n        )))\n    ) > (SELECT amount_cents FROM secours_loyer_award WHERE id = NEW.award_id) THEN\n        RAISE EXCEPTION 'an order of the award failed on one word alone' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_failure_confirmed_first';\n    END IF;\n    RETURN NULL;\n", hash='1b0693d44ebf40b6b70a221b89e84b169d4ff7e8', operation='INSERT OR UPDATE', pgid='pgtrigger_order_not_twice_370f4', table='secours_loyer_paymentorder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentorder',
            trigger=pgtrigger.compiler.Trigger(name='order_replaces_dead', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.replaces_id IS NULL\n       OR (TG_OP = 'UPDATE' AND NEW.replaces_id IS NOT DISTINCT FROM OLD.replaces_id)\n    THEN RETURN NEW; END IF;\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o\n        WHERE o.id = NEW.replaces_id AND o.award_id = NEW.award_id AND o.state IN ('annule', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis')\n    ) THEN RAISE EXCEPTION 'it replaces an order that still lives' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_replaces_dead';\n    END IF;\n    RETURN NEW;\n", hash='2e9f24bd20870d6e70c41683d24c10566cf42765', operation='INSERT OR UPDATE', pgid='pgtrigger_order_replaces_dead_817b9', table='secours_loyer_paymentorder', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='overpayment',
            trigger=pgtrigger.compiler.Trigger(name='overpayment_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='f1b9023e24977bc09798bd795b7a382c02d4268b', operation='DELETE', pgid='pgtrigger_overpayment_kept_51156', table='secours_loyer_overpayment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='overpayment',
            trigger=pgtrigger.compiler.Trigger(name='overpayment_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='e7e2b0b61445cf7251fa0457eb3da3651ffc53e9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_overpayment_kept_truncate_27886', table='secours_loyer_overpayment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='overpayment',
            trigger=pgtrigger.compiler.Trigger(name='overpayment_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.recorded_by_id IS DISTINCT FROM OLD.recorded_by_id AND EXISTS (SELECT 1 FROM secours_loyer_paymentorder o JOIN secours_loyer_award w ON w.id = o.award_id JOIN secours_loyer_decision d ON d.id = w.decision_id WHERE o.id = NEW.order_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = d.request_id AND tie.user_id = NEW.recorded_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = d.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.recorded_by_id AND belongs.ended_at IS NULL))))\n    THEN RAISE EXCEPTION 'whoever acts on it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'overpayment_tied';\n    END IF;\n    IF NEW.claimed_by_id IS DISTINCT FROM OLD.claimed_by_id AND EXISTS (SELECT 1 FROM secours_loyer_paymentorder o JOIN secours_loyer_award w ON w.id = o.award_id JOIN secours_loyer_decision d ON d.id = w.decision_id WHERE o.id = NEW.order_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = d.request_id AND tie.user_id = NEW.claimed_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = d.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.claimed_by_id AND belongs.ended_at IS NULL))))\n    THEN RAISE EXCEPTION 'whoever acts on it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'overpayment_tied';\n    END IF;\n    IF NEW.dropped_by_id IS DISTINCT FROM OLD.dropped_by_id AND EXISTS (SELECT 1 FROM secours_loyer_paymentorder o JOIN secours_loyer_award w ON w.id = o.award_id JOIN secours_loyer_decision d ON d.id = w.decision_id WHERE o.id = NEW.order_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = d.request_id AND tie.user_id = NEW.dropped_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = d.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.dropped_by_id AND belongs.ended_at IS NULL))))\n    THEN RAISE EXCEPTION 'whoever acts on it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'overpayment_tied';\n    END IF;\n    RETURN NEW;\n", hash='08baebb445d7469a74d2e199fb3b96d0a6edbabd', operation='INSERT OR UPDATE', pgid='pgtrigger_overpayment_apart_from_ties_bfa73', table='secours_loyer_overpayment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='overpayment',
            trigger=pgtrigger.compiler.Trigger(name='overpayment_states', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF TG_OP = 'INSERT' THEN\n            IF NEW.state <> 'constate' THEN RAISE EXCEPTION 'a row starts as a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'overpayment_states';\n            END IF;\n        ELSIF NEW.state <> OLD.state\n              AND (OLD.state || ':' || NEW.state) NOT IN ('constate:abandonne', 'constate:eteint', 'constate:reclame', 'reclame:abandonne', 'reclame:eteint', 'reclame:recouvre') THEN\n            RAISE EXCEPTION 'no such step' USING ERRCODE = 'check_violation', CONSTRAINT = 'overpayment_states';\n        END IF;\n        RETURN NEW;\n        ", hash='ed3867ebeba69fa16268271337547285407ea43e', operation='INSERT OR UPDATE', pgid='pgtrigger_overpayment_states_84ff6', table='secours_loyer_overpayment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='overpayment',
            trigger=pgtrigger.compiler.Trigger(name='overpayment_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.uid IS DISTINCT FROM OLD.uid OR NEW.number IS DISTINCT FROM OLD.number OR NEW.order_id IS DISTINCT FROM OLD.order_id OR NEW.cents IS DISTINCT FROM OLD.cents OR NEW.cause IS DISTINCT FROM OLD.cause OR NEW.words IS DISTINCT FROM OLD.words OR NEW.recorded_by_id IS DISTINCT FROM OLD.recorded_by_id OR NEW.recorded_at IS DISTINCT FROM OLD.recorded_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'overpayment_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='ce18ba7242a59973807d26a069d97853687178d7', operation='UPDATE', pgid='pgtrigger_overpayment_frozen_79fa5', table='secours_loyer_overpayment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='overpayment',
            trigger=pgtrigger.compiler.Trigger(name='overpayment_claim_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.title IS DISTINCT FROM OLD.title OR NEW.claimed_by_id IS DISTINCT FROM OLD.claimed_by_id OR NEW.claimed_at IS DISTINCT FROM OLD.claimed_at) AND NOT (OLD.state = 'constate' AND NEW.state = 'reclame') THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'overpayment_claim_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='d608d2d5c5dfed7b03e78d08e5abfaa22d32316f', operation='UPDATE', pgid='pgtrigger_overpayment_claim_frozen_44e44', table='secours_loyer_overpayment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='overpayment',
            trigger=pgtrigger.compiler.Trigger(name='overpayment_end_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.dropped_by_id IS DISTINCT FROM OLD.dropped_by_id OR NEW.dropped_at IS DISTINCT FROM OLD.dropped_at OR NEW.reason IS DISTINCT FROM OLD.reason) AND NOT (OLD.state <> 'abandonne' AND NEW.state = 'abandonne') THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'overpayment_end_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='9f083f0a8861b6202473e6a1aa712d547be6ea30', operation='UPDATE', pgid='pgtrigger_overpayment_end_frozen_ef317', table='secours_loyer_overpayment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='overpayment',
            trigger=pgtrigger.compiler.Trigger(name='overpayment_within_order', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE held record; others bigint;', func="\n    SELECT amount_cents, state INTO held FROM secours_loyer_paymentorder WHERE id = NEW.order_id\n    FOR NO KEY UPDATE;\n    IF held.state NOT IN ('paye', 'rapproche') THEN\n        RAISE EXCEPTION 'the order is not paid' USING ERRCODE = 'check_violation', CONSTRAINT = 'overpayment_of_paid_order';\n    END IF;\n    SELECT coalesce(sum(CASE WHEN o.state IN ('abandonne', 'eteint') THEN (\n        SELECT coalesce(sum(r.cents), 0) FROM secours_loyer_recovery r\n        WHERE r.overpayment_id = o.id) ELSE o.cents END), 0) INTO others\n    FROM secours_loyer_overpayment o WHERE o.order_id = NEW.order_id;\n    IF others + NEW.cents > held.amount_cents THEN\n        RAISE EXCEPTION 'more than was paid' USING ERRCODE = 'check_violation', CONSTRAINT = 'overpayment_within_order';\n    END IF;\n    RETURN NEW;\n", hash='3f0be8929b3217773b1b485bb91a4163205a4765', operation='INSERT', pgid='pgtrigger_overpayment_within_order_48ead', table='secours_loyer_overpayment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='overpayment',
            trigger=pgtrigger.compiler.Trigger(name='overpayment_recovered', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.state = 'recouvre' AND NEW.cents <> (\n        SELECT coalesce(sum(cents), 0) FROM secours_loyer_recovery WHERE overpayment_id = NEW.id\n    ) THEN RAISE EXCEPTION 'it has not all come back' USING ERRCODE = 'check_violation', CONSTRAINT = 'overpayment_recovered_whole';\n    END IF;\n    IF NEW.state = 'eteint' AND OLD.state <> 'eteint' AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder WHERE id = NEW.order_id AND state = 'retourne'\n    ) THEN RAISE EXCEPTION 'the payment did not come back' USING ERRCODE = 'check_violation', CONSTRAINT = 'overpayment_void_of_returned';\n    END IF;\n    RETURN NEW;\n", hash='3bd515c364bb303c9a9af10ad636d965b292a287', operation='UPDATE', pgid='pgtrigger_overpayment_recovered_8ee35', table='secours_loyer_overpayment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentdecision',
            trigger=pgtrigger.compiler.Trigger(name='payment_decision_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='af1e4bb574c26f0e11624d664c6ee1828106110a', operation='UPDATE OR DELETE', pgid='pgtrigger_payment_decision_append_only_31d81', table='secours_loyer_paymentdecision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentdecision',
            trigger=pgtrigger.compiler.Trigger(name='payment_decision_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='1721ca736f7c938f23337ca5ae620e9bc58cc0b4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_payment_decision_append_only_truncate_cb554', table='secours_loyer_paymentdecision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentdecision',
            trigger=pgtrigger.compiler.Trigger(name='payment_decision_with_two_people', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o\n        JOIN secours_loyer_award w ON w.id = o.award_id\n        JOIN secours_loyer_decision d ON d.id = w.decision_id\n        JOIN secours_loyer_rentrequest r ON r.id = d.request_id\n        JOIN secours_loyer_landlordaccount a ON a.id = o.account_id\n        CROSS JOIN LATERAL unnest(\n            ARRAY[r.instructor_id, o.prepared_by_id, a.entered_by_id, a.verified_by_id,\n                  a.activated_by_id]::bigint[] || r.past_instructors::bigint[]\n            || ARRAY(SELECT p.approver_id FROM secours_loyer_approval p\n                     WHERE p.order_id = o.id AND p.round = o.round)::bigint[]\n            || ARRAY(\n        SELECT f.failed_by_id AS person FROM secours_loyer_paymentorder f\n        WHERE f.award_id = o.award_id AND f.failed_by_id IS NOT NULL\n        UNION SELECT hand FROM secours_loyer_paymentorder f\n        JOIN secours_loyer_returnline x ON x.order_id = f.id\n         AND x.state IN ('rapprochee', 'reglee') AND x.event IN ('retour', 'rejete_visa', 'rejete')\n        JOIN secours_loyer_returnfile rf ON rf.id = x.file_id\n        CROSS JOIN LATERAL unnest(ARRAY[rf.received_by_id, x.proposed_by_id, x.resolved_by_id]::bigint[]) hand\n        WHERE f.award_id = o.award_id AND hand IS NOT NULL)::bigint[]\n        ) acted\n        WHERE o.id = NEW.order_id AND acted <> NEW.signed_by_id AND f_one_person(NEW.signed_by_id, acted)\n    ) THEN RAISE EXCEPTION 'two accounts of one person, as far as it shows' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_person_two_accounts';\n    END IF;\n    RETURN NULL;\n", hash='fb52d07b1e8fb7f4cff74ccabbe5a383effdd611', operation='INSERT', pgid='pgtrigger_payment_decision_with_two_people_207b8', table='secours_loyer_paymentdecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentdecision',
            trigger=pgtrigger.compiler.Trigger(name='payment_decision_right', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE held record;', func="\n    \n    SELECT r.id AS request, r.instructor_id AS instructor, r.past_instructors AS past,\n           a.entered_by_id AS typist,\n           a.verified_by_id AS verifier, a.activated_by_id AS activator,\n           o.prepared_by_id AS preparer, o.state AS state, o.round AS round,\n           encode(sha256(convert_to(concat_ws('|', 'v2', (SELECT x.iban FROM secours_loyer_landlordaccount x WHERE x.id = o.account_id), (SELECT x.bic FROM secours_loyer_landlordaccount x WHERE x.id = o.account_id), o.award_id, o.account_id, o.amount_cents, o.channel, length(o.payee_name), o.payee_name, o.label), 'UTF8')), 'hex') AS digest\n    INTO held FROM secours_loyer_paymentorder o\n    JOIN secours_loyer_award w ON w.id = o.award_id\n    JOIN secours_loyer_decision d ON d.id = w.decision_id\n    JOIN secours_loyer_rentrequest r ON r.id = d.request_id\n    JOIN secours_loyer_landlordaccount a ON a.id = o.account_id\n    WHERE o.id = NEW.order_id;\n\n    IF NEW.signed_by_id IN (\n        held.instructor, held.typist, held.verifier, held.activator, held.preparer\n    ) OR NEW.signed_by_id = ANY(held.past) THEN\n        RAISE EXCEPTION 'the signatory took part in the file' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_decision_apart';\n    END IF;\n    IF (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = held.request AND tie.user_id = NEW.signed_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = held.request AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.signed_by_id AND belongs.ended_at IS NULL))) THEN\n        RAISE EXCEPTION 'the signatory has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_decision_tied';\n    END IF;\n    IF NEW.digest <> held.digest OR NEW.round <> held.round THEN\n        RAISE EXCEPTION 'the order changed since it was read' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_decision_of_this_content';\n    END IF;\n    IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.signed_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('signataire')) THEN\n        RAISE EXCEPTION 'the signatory does not hold the role' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_decision_by_signatory';\n    END IF;\n    IF held.state NOT IN ('approuve_2', 'en_lot') THEN\n        RAISE EXCEPTION 'the order is not approved, or has left' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_decision_of_approved';\n    END IF;\n    RETURN NEW;\n", hash='dc776befdcc4e043f8ba30563fb056d3560a4960', operation='INSERT', pgid='pgtrigger_payment_decision_right_10a93', table='secours_loyer_paymentdecision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymentdecision',
            trigger=pgtrigger.compiler.Trigger(name='payment_decision_apart_from_failure', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o\n        CROSS JOIN LATERAL (\n        SELECT f.failed_by_id AS person FROM secours_loyer_paymentorder f\n        WHERE f.award_id = o.award_id AND f.failed_by_id IS NOT NULL\n        UNION SELECT hand FROM secours_loyer_paymentorder f\n        JOIN secours_loyer_returnline x ON x.order_id = f.id\n         AND x.state IN ('rapprochee', 'reglee') AND x.event IN ('retour', 'rejete_visa', 'rejete')\n        JOIN secours_loyer_returnfile rf ON rf.id = x.file_id\n        CROSS JOIN LATERAL unnest(ARRAY[rf.received_by_id, x.proposed_by_id, x.resolved_by_id]::bigint[]) hand\n        WHERE f.award_id = o.award_id AND hand IS NOT NULL) said\n        WHERE o.id = NEW.order_id AND said.person = NEW.signed_by_id\n    ) THEN RAISE EXCEPTION 'they noted that an order of this aid failed' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_decision_apart_from_failure';\n    END IF;\n    RETURN NEW;\n", hash='c468e3fb459afa7218093477ec6ef25c795e7471', operation='INSERT', pgid='pgtrigger_payment_decision_apart_from_failure_b47a4', table='secours_loyer_paymentdecision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymententry',
            trigger=pgtrigger.compiler.Trigger(name='payment_entry_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='32432e92c796b982bbf4a5fc737818ff4c9ba987', operation='UPDATE OR DELETE', pgid='pgtrigger_payment_entry_append_only_fa226', table='secours_loyer_paymententry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymententry',
            trigger=pgtrigger.compiler.Trigger(name='payment_entry_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='caad3cc76f8c6486c0a720a2934924096b688fd0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_payment_entry_append_only_truncate_f282b', table='secours_loyer_paymententry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymententry',
            trigger=pgtrigger.compiler.Trigger(name='commitment_within_credits', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE opened bigint; used bigint; granted bigint;', func="\n    IF NEW.kind <> 'engage' THEN RETURN NEW; END IF;\n    IF NEW.corrects_id IS NOT NULL AND NEW.budget_line_id IS DISTINCT FROM (\n        SELECT budget_line_id FROM secours_loyer_paymententry WHERE id = NEW.corrects_id\n    ) THEN RAISE EXCEPTION 'the correction is on another line' USING ERRCODE = 'check_violation', CONSTRAINT = 'commitment_corrected_in_place';\n    END IF;\n    IF NEW.amount < 0 THEN RETURN NEW; END IF;\n    IF NEW.budget_line_id IS NULL THEN\n        RAISE EXCEPTION 'no budget line' USING ERRCODE = 'check_violation', CONSTRAINT = 'commitment_on_a_line';\n    END IF;\n    SELECT amount_cents INTO granted FROM secours_loyer_award WHERE id = NEW.award_id\n    FOR NO KEY UPDATE;\n    PERFORM 1 FROM secours_loyer_budgetline WHERE id = NEW.budget_line_id FOR NO KEY UPDATE;\n    \n    SELECT coalesce(sum(cents), 0) INTO opened FROM secours_loyer_budgetcredit\n    WHERE line_id = NEW.budget_line_id;\n    SELECT coalesce(sum(amount), 0) INTO used FROM secours_loyer_paymententry\n    WHERE budget_line_id = NEW.budget_line_id AND kind = 'engage';\n\n    IF used + NEW.amount > opened THEN\n        RAISE EXCEPTION 'not enough open credits' USING ERRCODE = 'check_violation', CONSTRAINT = 'commitment_within_credits';\n    END IF;\n    IF NEW.amount + (\n        SELECT coalesce(sum(amount), 0) FROM secours_loyer_paymententry\n        WHERE award_id = NEW.award_id AND kind = 'engage'\n    ) > granted THEN\n        RAISE EXCEPTION 'the award is promised already' USING ERRCODE = 'check_violation', CONSTRAINT = 'commitment_within_award';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_paymententry e\n        WHERE e.award_id = NEW.award_id AND e.budget_line_id = NEW.budget_line_id\n          AND e.kind = 'engage' AND e.amount > 0\n          AND NOT EXISTS (SELECT 1 FROM secours_loyer_paymententry c WHERE c.corrects_id = e.id)\n    ) THEN RAISE EXCEPTION 'promised on that line already' USING ERRCODE = 'check_violation', CONSTRAINT = 'commitment_once_a_year';\n    END IF;\n    RETURN NEW;\n", hash='68c057c001e88180bd8428a9dcf8d3819d9b2d3b', operation='INSERT', pgid='pgtrigger_commitment_within_credits_1fc61', table='secours_loyer_paymententry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymententry',
            trigger=pgtrigger.compiler.Trigger(name='payment_entry_corrects', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_paymententry e\n        WHERE e.id = NEW.corrects_id AND e.kind = NEW.kind AND e.award_id = NEW.award_id\n          AND e.amount = -NEW.amount AND e.order_id IS NOT DISTINCT FROM NEW.order_id\n          AND e.budget_line_id IS NOT DISTINCT FROM NEW.budget_line_id\n    ) THEN RAISE EXCEPTION 'it corrects something else' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_entry_corrects_same';\n    END IF;\n    RETURN NULL;\n", hash='c59e6e278efdfdda8b6d0d835e32d0c872cd53c3', operation='INSERT', pgid='pgtrigger_payment_entry_corrects_f9c5a', table='secours_loyer_paymententry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymententry',
            trigger=pgtrigger.compiler.Trigger(name='commitment_of_live_award', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NEW."kind" = \'engage\')', constraint='CONSTRAINT', func="\n    IF (\n        SELECT coalesce(sum(e.amount), 0) FROM secours_loyer_paymententry e\n        WHERE e.award_id = NEW.award_id AND e.kind = 'engage'\n    ) <> (\n        SELECT CASE WHEN a.revoked_at IS NULL THEN a.amount_cents ELSE 0 END\n        FROM secours_loyer_award a WHERE a.id = NEW.award_id\n    ) THEN RAISE EXCEPTION 'the commitments are not what is granted' USING ERRCODE = 'check_violation', CONSTRAINT = 'commitment_of_live_award';\n    END IF;\n    RETURN NULL;\n", hash='a5643f9d985162bf23c5350b2b2b835e60b0b097', operation='INSERT', pgid='pgtrigger_commitment_of_live_award_e4a0e', table='secours_loyer_paymententry', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paymententry',
            trigger=pgtrigger.compiler.Trigger(name='payment_entry_order', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE held record;', func="\n    IF NEW.order_id IS NULL THEN RETURN NULL; END IF;\n    SELECT state, award_id, amount_cents INTO held FROM secours_loyer_paymentorder\n    WHERE id = NEW.order_id;\n    IF held.award_id <> NEW.award_id\n       OR (NEW.kind IN ('emis', 'paye') AND abs(NEW.amount) <> held.amount_cents) THEN\n        RAISE EXCEPTION 'the order has another amount, or another award' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_entry_of_its_order';\n    END IF;\n    IF NOT (CASE\n        WHEN NEW.kind = 'emis' AND NEW.amount > 0 THEN held.state = 'emis'\n        WHEN NEW.kind = 'emis' THEN held.state IN ('rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis')\n        WHEN NEW.kind = 'paye' AND NEW.amount > 0 THEN held.state IN ('paye', 'rapproche')\n        WHEN NEW.kind = 'paye' THEN held.state = 'retourne'\n        ELSE held.state IN ('paye', 'rapproche')\n    END) THEN RAISE EXCEPTION 'the order is not there' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_entry_as_order_stands';\n    END IF;\n    IF NEW.kind = 'recouvre' AND (\n        SELECT coalesce(sum(amount), 0) FROM secours_loyer_paymententry\n        WHERE order_id = NEW.order_id AND kind = 'recouvre'\n    ) > (\n        SELECT coalesce(sum(r.cents), 0) FROM secours_loyer_recovery r\n        JOIN secours_loyer_overpayment o ON o.id = r.overpayment_id\n        WHERE o.order_id = NEW.order_id\n    ) THEN RAISE EXCEPTION 'nothing came back for it' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_entry_of_recovery';\n    END IF;\n    RETURN NULL;\n", hash='9fe667beab2c52b1d2bc814dc6b2e0ec836b0524', operation='INSERT', pgid='pgtrigger_payment_entry_order_701e1', table='secours_loyer_paymententry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnline',
            trigger=pgtrigger.compiler.Trigger(name='return_line_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='6361b0a1fa4027aee1ae332a95f548643538ae0d', operation='DELETE', pgid='pgtrigger_return_line_kept_38fb8', table='secours_loyer_returnline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnline',
            trigger=pgtrigger.compiler.Trigger(name='return_line_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='b7c461f97a252d88c8d629f09f72021a36dc9bca', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_return_line_kept_truncate_d2091', table='secours_loyer_returnline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnline',
            trigger=pgtrigger.compiler.Trigger(name='return_line_states', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF TG_OP = 'INSERT' THEN\n            IF NEW.state <> 'lue' THEN RAISE EXCEPTION 'a row starts as a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'return_line_states';\n            END IF;\n        ELSIF NEW.state <> OLD.state\n              AND (OLD.state || ':' || NEW.state) NOT IN ('lue:quarantaine', 'lue:rapprochee', 'quarantaine:ecartee', 'quarantaine:reglee') THEN\n            RAISE EXCEPTION 'no such step' USING ERRCODE = 'check_violation', CONSTRAINT = 'return_line_states';\n        END IF;\n        RETURN NEW;\n        ", hash='a92cd0dd651d27e29deaca1c9cf6c29262d9d90a', operation='INSERT OR UPDATE', pgid='pgtrigger_return_line_states_a18fc', table='secours_loyer_returnline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnline',
            trigger=pgtrigger.compiler.Trigger(name='return_line_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.uid IS DISTINCT FROM OLD.uid OR NEW.file_id IS DISTINCT FROM OLD.file_id OR NEW.rank IS DISTINCT FROM OLD.rank OR NEW.source IS DISTINCT FROM OLD.source OR NEW.event IS DISTINCT FROM OLD.event OR NEW.reference IS DISTINCT FROM OLD.reference OR NEW.amount_cents IS DISTINCT FROM OLD.amount_cents OR NEW.currency IS DISTINCT FROM OLD.currency OR NEW.code IS DISTINCT FROM OLD.code OR NEW.words IS DISTINCT FROM OLD.words OR NEW.booked_on IS DISTINCT FROM OLD.booked_on OR NEW.text IS DISTINCT FROM OLD.text OR NEW.bank_reference IS DISTINCT FROM OLD.bank_reference) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'return_line_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='d1232d73190ce33cfa59f6c90056975efe04a6ac', operation='UPDATE', pgid='pgtrigger_return_line_frozen_8d657', table='secours_loyer_returnline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnline',
            trigger=pgtrigger.compiler.Trigger(name='return_line_done_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.problem IS DISTINCT FROM OLD.problem OR NEW.order_id IS DISTINCT FROM OLD.order_id OR NEW.proposed_by_id IS DISTINCT FROM OLD.proposed_by_id OR NEW.proposed_at IS DISTINCT FROM OLD.proposed_at OR NEW.resolved_by_id IS DISTINCT FROM OLD.resolved_by_id OR NEW.resolved_at IS DISTINCT FROM OLD.resolved_at OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.aside_by_id IS DISTINCT FROM OLD.aside_by_id OR NEW.aside_at IS DISTINCT FROM OLD.aside_at) AND NOT (OLD.state IN ('lue', 'quarantaine')) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'return_line_done_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='ae323bc25b5ee3173740cc598189a2bb81664fa3', operation='UPDATE', pgid='pgtrigger_return_line_done_frozen_5aade', table='secours_loyer_returnline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnline',
            trigger=pgtrigger.compiler.Trigger(name='return_line_with_two_people', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF (NEW.resolved_by_id IS DISTINCT FROM OLD.resolved_by_id AND NEW.resolved_by_id <> NEW.proposed_by_id AND f_one_person(NEW.resolved_by_id, NEW.proposed_by_id)) OR (NEW.resolved_by_id IS DISTINCT FROM OLD.resolved_by_id AND NEW.resolved_by_id <> NEW.aside_by_id AND f_one_person(NEW.resolved_by_id, NEW.aside_by_id)) THEN RAISE EXCEPTION 'two accounts of one person, as far as it shows' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_person_two_accounts';\n    END IF;\n    RETURN NULL;\n", hash='fd4f763fdf1a2a184303b7758db14f3080a641f3', operation='UPDATE', pgid='pgtrigger_return_line_with_two_people_9054d', table='secours_loyer_returnline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnline',
            trigger=pgtrigger.compiler.Trigger(name='return_line_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.proposed_by_id IS DISTINCT FROM OLD.proposed_by_id AND EXISTS (SELECT 1 FROM secours_loyer_paymentorder o JOIN secours_loyer_award w ON w.id = o.award_id JOIN secours_loyer_decision d ON d.id = w.decision_id WHERE o.id = NEW.order_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = d.request_id AND tie.user_id = NEW.proposed_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = d.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.proposed_by_id AND belongs.ended_at IS NULL))))\n    THEN RAISE EXCEPTION 'whoever settles the line has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'return_line_tied';\n    END IF;\n    IF NEW.aside_by_id IS DISTINCT FROM OLD.aside_by_id AND EXISTS (SELECT 1 FROM secours_loyer_paymentorder o JOIN secours_loyer_award w ON w.id = o.award_id JOIN secours_loyer_decision d ON d.id = w.decision_id WHERE o.id = NEW.order_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = d.request_id AND tie.user_id = NEW.aside_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = d.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.aside_by_id AND belongs.ended_at IS NULL))))\n    THEN RAISE EXCEPTION 'whoever settles the line has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'return_line_tied';\n    END IF;\n    IF NEW.resolved_by_id IS DISTINCT FROM OLD.resolved_by_id AND EXISTS (SELECT 1 FROM secours_loyer_paymentorder o JOIN secours_loyer_award w ON w.id = o.award_id JOIN secours_loyer_decision d ON d.id = w.decision_id WHERE o.id = NEW.order_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = d.request_id AND tie.user_id = NEW.resolved_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = d.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.resolved_by_id AND belongs.ended_at IS NULL))))\n    THEN RAISE EXCEPTION 'whoever settles the line has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'return_line_tied';\n    END IF;\n    RETURN NEW;\n", hash='518129f10de5ec670cfc36297ff61ae3d3f7675f', operation='UPDATE', pgid='pgtrigger_return_line_apart_from_ties_88233', table='secours_loyer_returnline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnline',
            trigger=pgtrigger.compiler.Trigger(name='return_line_put_aside', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.aside_by_id IS DISTINCT FROM OLD.aside_by_id\n       AND NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.aside_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('cadre', 'signataire', 'depenses')) THEN\n        RAISE EXCEPTION 'whoever proposes it may not' USING ERRCODE = 'check_violation', CONSTRAINT = 'return_line_aside_by_role';\n    END IF;\n    IF NEW.state = 'ecartee' AND OLD.state <> 'ecartee' AND NEW.event = 'paye'\n       AND (NEW.aside_by_id IS NULL OR NEW.aside_by_id = NEW.resolved_by_id) AND EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o\n        WHERE (NEW.order_id = o.id\n        OR position(translate(o.end_to_end_id, '-', '')\n            IN upper(regexp_replace(NEW.reference, '[^0-9A-Za-z]+', '', 'g'))) > 0\n        OR EXISTS (\n            SELECT 1 FROM secours_loyer_cheque c\n            WHERE c.order_id = o.id AND position(c.number IN NEW.reference) > 0\n        )) OR o.state IN ('emis', 'transmis', 'en_instance', 'pris_en_charge', 'paye', 'rapproche', 'rejete_visa', 'rejete_apres_pec', 'rejete', 'retourne', 'cheque_annule', 'annule_emis') AND (o.amount_cents = NEW.amount_cents\n        AND (o.channel = 'mandat') = (NEW.source = 'statut')\n        AND NOT EXISTS (\n            SELECT 1 FROM secours_loyer_returnline shown\n            WHERE shown.order_id = o.id AND shown.event = 'paye'\n              AND shown.state IN ('rapprochee', 'reglee')\n        ))\n    ) THEN\n        RAISE EXCEPTION 'a debit that may be a payment is put aside by two' USING ERRCODE = 'check_violation', CONSTRAINT = 'return_line_aside_by_two';\n    END IF;\n    RETURN NULL;\n", hash='9d50cbdf72710fbb65a09fc2e00889dbfa52323f', operation='UPDATE', pgid='pgtrigger_return_line_put_aside_6e778', table='secours_loyer_returnline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='returnline',
            trigger=pgtrigger.compiler.Trigger(name='return_line_order', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF TG_OP = 'INSERT' AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_returnfile WHERE id = NEW.file_id AND kind = NEW.source\n    ) THEN RAISE EXCEPTION 'the line is not of the kind of its file' USING ERRCODE = 'check_violation', CONSTRAINT = 'return_line_of_its_file';\n    END IF;\n    IF TG_OP = 'INSERT' AND NEW.reference !~ '^OP-20[0-9]{2}-[0-9]{6}$'\n       AND upper(regexp_replace(NEW.reference, '[[:space:]]+', '', 'g'))\n           ~ '^OP[^0-9A-Z]*20[0-9]{2}[^0-9A-Z]*[0-9]{6}$'\n    THEN RAISE EXCEPTION 'a reference of ours is kept as we write it' USING ERRCODE = 'check_violation', CONSTRAINT = 'return_line_reference_ours';\n    END IF;\n    IF NEW.state NOT IN ('rapprochee', 'reglee') THEN RETURN NEW; END IF;\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o WHERE o.id = NEW.order_id\n          AND o.amount_cents = NEW.amount_cents AND NEW.currency = 'EUR' AND o.batch_id IS NOT NULL\n          AND (NEW.state = 'reglee' OR o.end_to_end_id = NEW.reference)\n    ) THEN RAISE EXCEPTION 'no sent order of this reference and amount' USING ERRCODE = 'check_violation', CONSTRAINT = 'return_line_of_this_order';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o\n        WHERE o.id = NEW.order_id AND (o.channel = 'mandat') <> (NEW.source = 'statut')\n    ) THEN RAISE EXCEPTION 'the bank answers no mandate, the accountant all' USING ERRCODE = 'check_violation', CONSTRAINT = 'return_line_of_its_channel';\n    END IF;\n    RETURN NEW;\n", hash='c6598e9e2b780f2203fd2e966d9f3d8cee5f47ce', operation='INSERT OR UPDATE', pgid='pgtrigger_return_line_order_d4954', table='secours_loyer_returnline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='approval',
            trigger=pgtrigger.compiler.Trigger(name='approval_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='348109284a72860669c743712fea8a7614855422', operation='UPDATE OR DELETE', pgid='pgtrigger_approval_append_only_10b80', table='secours_loyer_approval', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='approval',
            trigger=pgtrigger.compiler.Trigger(name='approval_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='4c02e180a8b5d9bb056c688d66b8aae26741192e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_approval_append_only_truncate_7444a', table='secours_loyer_approval', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='approval',
            trigger=pgtrigger.compiler.Trigger(name='approval_apart', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE held record;', func="\n    \n    SELECT r.id AS request, r.instructor_id AS instructor, r.past_instructors AS past,\n           a.entered_by_id AS typist,\n           a.verified_by_id AS verifier, a.activated_by_id AS activator,\n           o.prepared_by_id AS preparer, o.state AS state, o.round AS round,\n           encode(sha256(convert_to(concat_ws('|', 'v2', (SELECT x.iban FROM secours_loyer_landlordaccount x WHERE x.id = o.account_id), (SELECT x.bic FROM secours_loyer_landlordaccount x WHERE x.id = o.account_id), o.award_id, o.account_id, o.amount_cents, o.channel, length(o.payee_name), o.payee_name, o.label), 'UTF8')), 'hex') AS digest\n    INTO held FROM secours_loyer_paymentorder o\n    JOIN secours_loyer_award w ON w.id = o.award_id\n    JOIN secours_loyer_decision d ON d.id = w.decision_id\n    JOIN secours_loyer_rentrequest r ON r.id = d.request_id\n    JOIN secours_loyer_landlordaccount a ON a.id = o.account_id\n    WHERE o.id = NEW.order_id;\n\n    IF NEW.approver_id IN (\n        held.instructor, held.typist, held.verifier, held.activator, held.preparer\n    ) OR NEW.approver_id = ANY(held.past) THEN\n        RAISE EXCEPTION 'the approver took part in the file' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_apart';\n    END IF;\n    IF (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = held.request AND tie.user_id = NEW.approver_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = held.request AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.approver_id AND belongs.ended_at IS NULL))) THEN\n        RAISE EXCEPTION 'the approver has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_tied';\n    END IF;\n    IF NOT EXISTS (SELECT 1 FROM actors_user WHERE id = NEW.approver_id AND is_active) THEN\n        RAISE EXCEPTION 'the approver has no open account' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_by_open_account';\n    END IF;\n    IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.approver_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('cadre', 'signataire', 'depenses')) THEN\n        RAISE EXCEPTION 'the approver does not hold a role that approves' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_by_approver';\n    END IF;\n    IF NEW.digest <> held.digest OR NEW.round <> held.round THEN\n        RAISE EXCEPTION 'the order changed since it was read' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_of_this_content';\n    END IF;\n    IF (NEW.rank = 1 AND held.state <> 'controle')\n       OR (NEW.rank = 2 AND held.state <> 'approuve_1') THEN\n        RAISE EXCEPTION 'the order does not wait for this approval' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_in_turn';\n    END IF;\n    RETURN NEW;\n", hash='584db9a8af38126ee3aaf0e97dc76f94dd4fa79e', operation='INSERT', pgid='pgtrigger_approval_apart_c25a0', table='secours_loyer_approval', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='approval',
            trigger=pgtrigger.compiler.Trigger(name='approval_with_two_people', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o\n        JOIN secours_loyer_award w ON w.id = o.award_id\n        JOIN secours_loyer_decision d ON d.id = w.decision_id\n        JOIN secours_loyer_rentrequest r ON r.id = d.request_id\n        JOIN secours_loyer_landlordaccount a ON a.id = o.account_id\n        CROSS JOIN LATERAL unnest(\n            ARRAY[r.instructor_id, o.prepared_by_id, a.entered_by_id, a.verified_by_id,\n                  a.activated_by_id]::bigint[] || r.past_instructors::bigint[]\n            || ARRAY(SELECT p.approver_id FROM secours_loyer_approval p\n                     WHERE p.order_id = o.id AND p.round = o.round)::bigint[]\n            || ARRAY(\n        SELECT f.failed_by_id AS person FROM secours_loyer_paymentorder f\n        WHERE f.award_id = o.award_id AND f.failed_by_id IS NOT NULL\n        UNION SELECT hand FROM secours_loyer_paymentorder f\n        JOIN secours_loyer_returnline x ON x.order_id = f.id\n         AND x.state IN ('rapprochee', 'reglee') AND x.event IN ('retour', 'rejete_visa', 'rejete')\n        JOIN secours_loyer_returnfile rf ON rf.id = x.file_id\n        CROSS JOIN LATERAL unnest(ARRAY[rf.received_by_id, x.proposed_by_id, x.resolved_by_id]::bigint[]) hand\n        WHERE f.award_id = o.award_id AND hand IS NOT NULL)::bigint[]\n        ) acted\n        WHERE o.id = NEW.order_id AND acted <> NEW.approver_id AND f_one_person(NEW.approver_id, acted)\n    ) THEN RAISE EXCEPTION 'two accounts of one person, as far as it shows' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_person_two_accounts';\n    END IF;\n    RETURN NULL;\n", hash='200899ab29c40443ecaa146864c2ece3708e93ad', operation='INSERT', pgid='pgtrigger_approval_with_two_people_ea99b', table='secours_loyer_approval', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='approval',
            trigger=pgtrigger.compiler.Trigger(name='approval_apart_from_failure', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder o\n        CROSS JOIN LATERAL (\n        SELECT f.failed_by_id AS person FROM secours_loyer_paymentorder f\n        WHERE f.award_id = o.award_id AND f.failed_by_id IS NOT NULL\n        UNION SELECT hand FROM secours_loyer_paymentorder f\n        JOIN secours_loyer_returnline x ON x.order_id = f.id\n         AND x.state IN ('rapprochee', 'reglee') AND x.event IN ('retour', 'rejete_visa', 'rejete')\n        JOIN secours_loyer_returnfile rf ON rf.id = x.file_id\n        CROSS JOIN LATERAL unnest(ARRAY[rf.received_by_id, x.proposed_by_id, x.resolved_by_id]::bigint[]) hand\n        WHERE f.award_id = o.award_id AND hand IS NOT NULL) said\n        WHERE o.id = NEW.order_id AND said.person = NEW.approver_id\n    ) THEN RAISE EXCEPTION 'they noted that an order of this aid failed' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_apart_from_failure';\n    END IF;\n    RETURN NEW;\n", hash='d7d50d8a4cf61034a3a288d1431f3a1944435880', operation='INSERT', pgid='pgtrigger_approval_apart_from_failure_69797', table='secours_loyer_approval', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cheque',
            trigger=pgtrigger.compiler.Trigger(name='cheque_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='037ec3211731266a1ba47c44b12756be42eca911', operation='DELETE', pgid='pgtrigger_cheque_kept_d4011', table='secours_loyer_cheque', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cheque',
            trigger=pgtrigger.compiler.Trigger(name='cheque_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='079b46eb04d2bd6bf6ec20b8054ac11f288e1161', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_cheque_kept_truncate_406ee', table='secours_loyer_cheque', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cheque',
            trigger=pgtrigger.compiler.Trigger(name='cheque_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.order_id IS DISTINCT FROM OLD.order_id OR NEW.number IS DISTINCT FROM OLD.number OR NEW.issued_on IS DISTINCT FROM OLD.issued_on OR NEW.issued_by_id IS DISTINCT FROM OLD.issued_by_id OR NEW.issued_at IS DISTINCT FROM OLD.issued_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'cheque_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='0cf7fd5a57bf8f04e3c6c1b9564ece5404222cd6', operation='UPDATE', pgid='pgtrigger_cheque_frozen_56b35', table='secours_loyer_cheque', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cheque',
            trigger=pgtrigger.compiler.Trigger(name='cheque_received_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.received_by IS DISTINCT FROM OLD.received_by OR NEW.received_on IS DISTINCT FROM OLD.received_on OR NEW.noted_by_id IS DISTINCT FROM OLD.noted_by_id OR NEW.noted_at IS DISTINCT FROM OLD.noted_at) AND NOT (OLD.received_on IS NULL) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'cheque_received_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='36e6af4e32fb655ee01eba576bb883846901b598', operation='UPDATE', pgid='pgtrigger_cheque_received_frozen_9aa28', table='secours_loyer_cheque', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cheque',
            trigger=pgtrigger.compiler.Trigger(name='cheque_stopped_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.stopped_how IS DISTINCT FROM OLD.stopped_how OR NEW.stopped_on IS DISTINCT FROM OLD.stopped_on OR NEW.stopped_by_id IS DISTINCT FROM OLD.stopped_by_id OR NEW.stopped_at IS DISTINCT FROM OLD.stopped_at) AND NOT (OLD.stopped_on IS NULL) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'cheque_stopped_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='0ce9af8d790d41746ad1ff063c60330a4ec15b22', operation='UPDATE', pgid='pgtrigger_cheque_stopped_frozen_30820', table='secours_loyer_cheque', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cheque',
            trigger=pgtrigger.compiler.Trigger(name='cheque_while_out', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.stopped_on IS NOT NULL AND OLD.stopped_on IS NULL AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder WHERE id = NEW.order_id AND state = 'transmis'\n    ) THEN RAISE EXCEPTION 'the cheque is not out' USING ERRCODE = 'check_violation', CONSTRAINT = 'cheque_stopped_while_out';\n    END IF;\n    RETURN NEW;\n", hash='e2c803d05e4a8c500a56e951600ed27ebaf0b1de', operation='UPDATE', pgid='pgtrigger_cheque_while_out_d2965', table='secours_loyer_cheque', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cheque',
            trigger=pgtrigger.compiler.Trigger(name='cheque_of_sent_order', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NOT EXISTS (\n        SELECT 1 FROM secours_loyer_paymentorder\n        WHERE id = NEW.order_id AND channel = 'cheque' AND state = 'emis'\n    ) THEN RAISE EXCEPTION 'the order is not one to pay by cheque now' USING ERRCODE = 'check_violation', CONSTRAINT = 'cheque_of_sent_order';\n    END IF;\n    IF NEW.issued_on < (\n        SELECT (b.exported_at AT TIME ZONE 'Europe/Paris')::date\n        FROM secours_loyer_paymentorder o JOIN secours_loyer_batch b ON b.id = o.batch_id\n        WHERE o.id = NEW.order_id\n    ) THEN RAISE EXCEPTION 'the cheque is older than the export of its order' USING ERRCODE = 'check_violation', CONSTRAINT = 'cheque_after_export';\n    END IF;\n    IF (coalesce((SELECT value = 'false'::jsonb FROM actors_parameter WHERE key = 'secours.paiements_ouverts' AND period @> (NEW.issued_at AT TIME ZONE 'Europe/Paris')::date ORDER BY id DESC LIMIT 1), FALSE) OR EXISTS (SELECT 1 FROM actors_parameter WHERE key = 'secours.paiements_ouverts' AND set_at > NEW.issued_at)) THEN\n        RAISE EXCEPTION 'payments are stopped' USING ERRCODE = 'check_violation', CONSTRAINT = 'cheque_while_open';\n    END IF;\n    RETURN NEW;\n", hash='fa5d6f54fb444896f97500a4b62e15d76f7a4a6e', operation='INSERT', pgid='pgtrigger_cheque_of_sent_order_68663', table='secours_loyer_cheque', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordreport',
            trigger=pgtrigger.compiler.Trigger(name='landlord_report_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='08780db732224cce97e4873c031ae84ed10484b6', operation='UPDATE OR DELETE', pgid='pgtrigger_landlord_report_append_only_fd99e', table='secours_loyer_landlordreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordreport',
            trigger=pgtrigger.compiler.Trigger(name='landlord_report_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='710334145566369b9076e085ce2bce7e3342d0fe', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_landlord_report_append_only_truncate_585ff', table='secours_loyer_landlordreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='landlordreport',
            trigger=pgtrigger.compiler.Trigger(name='report_behind_live_link', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.link_id IS NULL THEN RETURN NEW; END IF;\n    PERFORM 1 FROM secours_loyer_landlordlink l\n    JOIN secours_loyer_rentrequest r ON r.id = l.request_id\n    JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id\n    JOIN secours_loyer_landlord b ON b.id = t.landlord_id\n    LEFT JOIN actors_membership m ON m.id = l.membership_id\n    LEFT JOIN actors_user u ON u.id = m.user_id\n    WHERE l.id = NEW.link_id AND l.closed_at IS NULL AND l.expires_at > NEW.at\n      AND l.landlord_id = b.id\n      AND (l.membership_id IS NULL OR (\n        m.ended_at IS NULL AND m.joined_at <= l.created_at AND u.is_active\n        AND m.organisation_id = b.organisation_id\n      ))\n    FOR SHARE OF l;\n    IF NOT FOUND THEN RAISE EXCEPTION 'the link is shut' USING ERRCODE = 'check_violation', CONSTRAINT = 'said_behind_live_link';\n    END IF;\n    RETURN NEW;\n", hash='3ee481bb0a9358733847446e1791dc5dfa5defc4', operation='INSERT', pgid='pgtrigger_report_behind_live_link_625d9', table='secours_loyer_landlordreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recovery',
            trigger=pgtrigger.compiler.Trigger(name='recovery_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f885b6790f779acd1be54280f4940d622d733324', operation='UPDATE OR DELETE', pgid='pgtrigger_recovery_append_only_572cb', table='secours_loyer_recovery', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recovery',
            trigger=pgtrigger.compiler.Trigger(name='recovery_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='3ee3f92574293443738b95ed05e37332f96c7093', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_recovery_append_only_truncate_e6f8b', table='secours_loyer_recovery', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recovery',
            trigger=pgtrigger.compiler.Trigger(name='recovery_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.by_id IS DISTINCT FROM OLD.by_id AND EXISTS (SELECT 1 FROM secours_loyer_overpayment v WHERE v.id = NEW.overpayment_id AND EXISTS (SELECT 1 FROM secours_loyer_paymentorder o JOIN secours_loyer_award w ON w.id = o.award_id JOIN secours_loyer_decision d ON d.id = w.decision_id WHERE o.id = v.order_id AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = d.request_id AND tie.user_id = NEW.by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = d.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.by_id AND belongs.ended_at IS NULL)))))\n    THEN RAISE EXCEPTION 'whoever notes it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'overpayment_tied';\n    END IF;\n    RETURN NEW;\n", hash='ec5ac0479a3623ffbb2a9b22d1a8e6bbcdf2f9ff', operation='INSERT', pgid='pgtrigger_recovery_apart_from_ties_2563e', table='secours_loyer_recovery', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recovery',
            trigger=pgtrigger.compiler.Trigger(name='recovery_within_claim', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE held record; others bigint;', func="\n    SELECT cents, state INTO held FROM secours_loyer_overpayment WHERE id = NEW.overpayment_id\n    FOR NO KEY UPDATE;\n    IF held.state <> 'reclame' THEN\n        RAISE EXCEPTION 'nothing is claimed' USING ERRCODE = 'check_violation', CONSTRAINT = 'recovery_of_claim';\n    END IF;\n    SELECT coalesce(sum(cents), 0) INTO others FROM secours_loyer_recovery\n    WHERE overpayment_id = NEW.overpayment_id;\n    IF others + NEW.cents > held.cents THEN\n        RAISE EXCEPTION 'more than was claimed' USING ERRCODE = 'check_violation', CONSTRAINT = 'recovery_within_claim';\n    END IF;\n    IF NEW.line_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_returnline l WHERE l.id = NEW.line_id AND l.event = 'recu'\n          AND l.currency = 'EUR' AND l.amount_cents = NEW.cents AND l.state = 'ecartee'\n    ) THEN RAISE EXCEPTION 'the statement shows something else' USING ERRCODE = 'check_violation', CONSTRAINT = 'recovery_of_its_line';\n    END IF;\n    RETURN NEW;\n", hash='13bcd8d2986ecb53aa67898369927bf2eab14870', operation='INSERT', pgid='pgtrigger_recovery_within_claim_d3afe', table='secours_loyer_recovery', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='appeal_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='5d14f0b16558b553dd01612133ac7b0a3b2b418b', operation='DELETE', pgid='pgtrigger_appeal_kept_c025a', table='secours_loyer_appeal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='appeal_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='496793cd447db08a7bfcd20f8170b9c169460fdc', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_appeal_kept_truncate_8f85b', table='secours_loyer_appeal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='appeal_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.decision_id IS DISTINCT FROM OLD.decision_id OR NEW.received_on IS DISTINCT FROM OLD.received_on OR NEW.source IS DISTINCT FROM OLD.source OR NEW.helped_by IS DISTINCT FROM OLD.helped_by OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.file_id IS DISTINCT FROM OLD.file_id OR NEW.late IS DISTINCT FROM OLD.late OR NEW.noted_by_id IS DISTINCT FROM OLD.noted_by_id OR NEW.noted_at IS DISTINCT FROM OLD.noted_at) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='92aef7b5c8074e8c680414fb35d4ce10ec316dae', operation='UPDATE', pgid='pgtrigger_appeal_frozen_a4cf7', table='secours_loyer_appeal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='appeal_noted_right', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE asked record;', func="\n    SELECT d.request_id, d.decided_at INTO asked FROM secours_loyer_decision d\n    WHERE d.id = NEW.decision_id;\n    PERFORM 1 FROM secours_loyer_rentrequest WHERE id = asked.request_id FOR NO KEY UPDATE;\n    IF NEW.outcome <> '' THEN RAISE EXCEPTION 'an appeal starts open' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_starts_open';\n    END IF;\n    IF EXISTS (SELECT 1 FROM secours_loyer_decision WHERE replaces_id = NEW.decision_id)\n    THEN RAISE EXCEPTION 'another decision replaced it' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_on_decision_in_force';\n    END IF;\n    IF NEW.received_on < (asked.decided_at AT TIME ZONE 'Europe/Paris')::date\n    THEN RAISE EXCEPTION 'it came before the decision' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_after_decision';\n    END IF;\n    IF NEW.received_on > (NEW.noted_at AT TIME ZONE 'Europe/Paris')::date\n    THEN RAISE EXCEPTION 'it has not come yet' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_received_already';\n    END IF;\n    IF NEW.late IS DISTINCT FROM coalesce((\n        SELECT NEW.received_on > (\n            coalesce(p.sent_on, (l.at AT TIME ZONE 'Europe/Paris')::date) + interval '2 months'\n        )::date\n        FROM secours_loyer_letter l JOIN secours_loyer_decision d ON d.number = l.event\n        LEFT JOIN secours_loyer_letterposting p ON p.letter_id = l.id\n        WHERE d.id = NEW.decision_id AND l.kind = 'decision'\n    ), FALSE) THEN RAISE EXCEPTION 'the last day is miscounted' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_late_counted';\n    END IF;\n    IF NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.noted_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('accueil', 'instructeur', 'cadre'))\n    THEN RAISE EXCEPTION 'whoever notes it does not write files' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_noted_by_role';\n    END IF;\n    RETURN NEW;\n", hash='94360feead8a9d8e1a15ffb227a867dbaafcec83', operation='INSERT', pgid='pgtrigger_appeal_noted_right_12e65', table='secours_loyer_appeal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='appeal_answered_once', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF OLD.outcome <> '' THEN RAISE EXCEPTION 'the appeal is answered' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_answered_once';\n    END IF;\n    IF NEW.outcome = 'remplacee' AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_decision\n        WHERE id = NEW.answer_id AND replaces_id = NEW.decision_id\n          AND signed_by_id = NEW.answered_by_id\n    ) THEN RAISE EXCEPTION 'no new decision replaces the one contested' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_answered_by_new';\n    END IF;\n    IF NEW.outcome = 'maintenue' AND (NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.answered_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('signataire'))\n        OR NOT EXISTS (\n            SELECT 1 FROM secours_loyer_agendaitem i\n            JOIN secours_loyer_commissionsession s ON s.id = i.session_id\n            WHERE i.appeal_id = NEW.id AND i.left_at IS NULL AND i.decided_at IS NULL\n              AND i.outcome = 'maintien' AND i.motive = NEW.answer_motive AND s.state = 'levee'\n              AND NOT EXISTS (\n                SELECT 1 FROM secours_loyer_recusal x\n                JOIN secours_loyer_sessionmember m ON m.id = x.member_id\n                WHERE x.item_id = i.id AND x.lifted_at IS NULL\n                  AND m.user_id = NEW.answered_by_id\n              )\n        )\n    ) THEN RAISE EXCEPTION 'no session recorded that the decision stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_confirmed_by_session';\n    END IF;\n    IF NEW.outcome = 'retire' AND EXISTS (\n        SELECT 1 FROM secours_loyer_agendaitem\n        WHERE appeal_id = NEW.id AND left_at IS NULL AND decided_at IS NULL\n    ) THEN RAISE EXCEPTION 'the commission is about to examine it' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_on_agenda';\n    END IF;\n    IF NEW.outcome = 'retire' AND NOT EXISTS (SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id WHERE g.user_id = NEW.answered_by_id AND u.is_active AND g.revoked_at IS NULL AND g.role IN ('cadre'))\n    THEN RAISE EXCEPTION 'a manager drops it' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_dropped_by_manager';\n    END IF;\n    RETURN NEW;\n", hash='391bb8565eb29819365f5e68c3710ed16479fa8e', operation='UPDATE', pgid='pgtrigger_appeal_answered_once_61b33', table='secours_loyer_appeal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appeal',
            trigger=pgtrigger.compiler.Trigger(name='appeal_apart_from_ties', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF EXISTS (\n        SELECT 1 FROM secours_loyer_decision d WHERE d.id = NEW.decision_id AND (\n            (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = d.request_id AND tie.user_id = NEW.noted_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = d.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.noted_by_id AND belongs.ended_at IS NULL))) AND TG_OP = 'INSERT'\n            OR (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = d.request_id AND tie.user_id = NEW.answered_by_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = d.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = NEW.answered_by_id AND belongs.ended_at IS NULL)))\n        )\n    ) THEN RAISE EXCEPTION 'whoever notes or answers it has a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_tied';\n    END IF;\n    RETURN NEW;\n", hash='95feab7c3885503ccb5e7210f9427fdf0b92ff8f', operation='INSERT OR UPDATE', pgid='pgtrigger_appeal_apart_from_ties_28495', table='secours_loyer_appeal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='item_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='c7e89f4167170db066ec0c388e0e182478af07e5', operation='DELETE', pgid='pgtrigger_item_kept_a10fa', table='secours_loyer_agendaitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='item_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='406472c6875d5060cf13bcb8d7e271ca3e991182', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_item_kept_truncate_c0b17', table='secours_loyer_agendaitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='item_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.session_id IS DISTINCT FROM OLD.session_id OR NEW.request_id IS DISTINCT FROM OLD.request_id OR NEW.appeal_id IS DISTINCT FROM OLD.appeal_id) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'item_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='579980182c1c0e696915ec6e48033cf2b25ead7c', operation='UPDATE', pgid='pgtrigger_item_frozen_6aa18', table='secours_loyer_agendaitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='item_reviews_appeal', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.appeal_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_appeal a JOIN secours_loyer_decision d ON d.id = a.decision_id\n        WHERE a.id = NEW.appeal_id AND a.outcome = '' AND d.request_id = NEW.request_id\n    ) THEN RAISE EXCEPTION 'no appeal of this request waits' USING ERRCODE = 'check_violation', CONSTRAINT = 'item_reviews_appeal';\n    END IF;\n    RETURN NEW;\n", hash='3b2b4eb3bd9bdb3ffba5d8df3e42b00535799a47', operation='INSERT', pgid='pgtrigger_item_reviews_appeal_7fd6e', table='secours_loyer_agendaitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='item_right', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE held record; sitting integer;', func="\n    SELECT s.state, s.quorum, r.state AS asked, r.instructor_id INTO held\n    FROM secours_loyer_commissionsession s, secours_loyer_rentrequest r\n    WHERE s.id = NEW.session_id AND r.id = NEW.request_id;\n    IF TG_OP = 'INSERT' THEN\n        IF held.state <> 'preparee' OR held.asked <> (CASE WHEN NEW.appeal_id IS NULL THEN 'inscrite' ELSE 'notifiee' END) OR NEW.outcome <> ''\n           OR NEW.decided_at IS NOT NULL OR NEW.left_at IS NOT NULL\n        THEN RAISE EXCEPTION 'the file is not registered for a session to come' USING ERRCODE = 'check_violation', CONSTRAINT = 'item_of_registered';\n        END IF;\n        RETURN NEW;\n    END IF;\n    IF OLD.left_at IS NOT NULL OR OLD.decided_at IS NOT NULL\n    THEN RAISE EXCEPTION 'this file left the agenda, or is decided' USING ERRCODE = 'check_violation', CONSTRAINT = 'item_frozen';\n    END IF;\n    IF NEW.rank <> OLD.rank AND held.state <> 'preparee'\n    THEN RAISE EXCEPTION 'the agenda no longer changes' USING ERRCODE = 'check_violation', CONSTRAINT = 'item_order_kept';\n    END IF;\n    IF NEW.outcome IS DISTINCT FROM OLD.outcome OR NEW.motive IS DISTINCT FROM OLD.motive OR NEW.aid_cents IS DISTINCT FROM OLD.aid_cents OR NEW.plan_cents IS DISTINCT FROM OLD.plan_cents OR NEW.voters IS DISTINCT FROM OLD.voters OR NEW.entered_by_id IS DISTINCT FROM OLD.entered_by_id OR NEW.entered_at IS DISTINCT FROM OLD.entered_at THEN\n        IF held.state <> 'ouverte' OR held.asked <> (CASE WHEN NEW.appeal_id IS NULL THEN 'inscrite' ELSE 'notifiee' END) OR NEW.left_at IS NOT NULL\n        THEN RAISE EXCEPTION 'the session is not open' USING ERRCODE = 'check_violation', CONSTRAINT = 'item_entered_in_session';\n        END IF;\n        IF NEW.outcome <> '' THEN\n            \n    SELECT count(*) INTO sitting FROM secours_loyer_sessionmember m\n    WHERE m.session_id = NEW.session_id AND m.present AND NOT EXISTS (\n        SELECT 1 FROM secours_loyer_recusal x\n        WHERE x.item_id = NEW.id AND x.member_id = m.id AND x.lifted_at IS NULL\n    );\n\n            IF sitting < held.quorum\n            THEN RAISE EXCEPTION 'too few members sit for this file' USING ERRCODE = 'check_violation', CONSTRAINT = 'item_quorum';\n            END IF;\n            IF sitting <> NEW.voters\n            THEN RAISE EXCEPTION 'the members who sat are miscounted' USING ERRCODE = 'check_violation', CONSTRAINT = 'item_voters_counted';\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM secours_loyer_sessionmember m\n                WHERE m.session_id = NEW.session_id AND m.present\n                  AND m.user_id = held.instructor_id AND NOT EXISTS (\n                    SELECT 1 FROM secours_loyer_recusal x\n                    WHERE x.item_id = NEW.id AND x.member_id = m.id AND x.lifted_at IS NULL\n                )\n            ) THEN RAISE EXCEPTION 'the instructor sits for their own file' USING ERRCODE = 'check_violation', CONSTRAINT = 'item_instructor_apart';\n            END IF;\n            IF EXISTS (\n                SELECT 1 FROM secours_loyer_sessionmember m\n                WHERE m.session_id = NEW.session_id AND m.present\n                  AND (EXISTS (SELECT 1 FROM secours_loyer_declaredtie tie WHERE tie.request_id = NEW.request_id AND tie.user_id = m.user_id AND tie.lifted_at IS NULL) OR EXISTS (SELECT 1 FROM secours_loyer_rentrequest own JOIN secours_loyer_tenancy home ON home.id = own.tenancy_id WHERE own.id = NEW.request_id AND EXISTS (SELECT 1 FROM secours_loyer_landlord lessor JOIN actors_membership belongs ON belongs.organisation_id = lessor.organisation_id WHERE lessor.id = home.landlord_id AND belongs.user_id = m.user_id AND belongs.ended_at IS NULL))) AND NOT EXISTS (\n                    SELECT 1 FROM secours_loyer_recusal x\n                    WHERE x.item_id = NEW.id AND x.member_id = m.id AND x.lifted_at IS NULL\n                )\n            ) THEN RAISE EXCEPTION 'a member sits in spite of a tie' USING ERRCODE = 'check_violation', CONSTRAINT = 'item_tied_apart';\n            END IF;\n        END IF;\n    END IF;\n    IF NEW.left_at IS NOT NULL AND held.state NOT IN ('preparee', 'ouverte', 'levee')\n    THEN RAISE EXCEPTION 'the session is over' USING ERRCODE = 'check_violation', CONSTRAINT = 'item_frozen';\n    END IF;\n    IF NEW.decided_at IS NOT NULL AND (\n        held.state <> 'levee' OR NEW.outcome = '' OR (\n            NEW.outcome NOT IN ('ajourne', 'maintien') AND NOT EXISTS (\n                SELECT 1 FROM secours_loyer_decision d WHERE d.item_id = NEW.id\n            )\n        ) OR (\n            NEW.outcome = 'maintien' AND NOT EXISTS (\n                SELECT 1 FROM secours_loyer_appeal a\n                WHERE a.id = NEW.appeal_id AND a.outcome = 'maintenue'\n            )\n        )\n    ) THEN RAISE EXCEPTION 'the minutes are not being signed' USING ERRCODE = 'check_violation', CONSTRAINT = 'item_decided_by_minutes';\n    END IF;\n    RETURN NEW;\n", hash='7955f4a0db2d74d81d3363e580cd0efbacde797b', operation='INSERT OR UPDATE', pgid='pgtrigger_item_right_808c7', table='secours_loyer_agendaitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='recusal_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='94450147e7fa2814b1badd9f5306d749bbb4da53', operation='DELETE', pgid='pgtrigger_recusal_kept_11b0e', table='secours_loyer_recusal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='recusal_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='f74d52b392aade73b7da2a57b71491f2dee17623', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_recusal_kept_truncate_28bed', table='secours_loyer_recusal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='recusal_frozen', sql=reims_solidarite.kit.walls.WallSql(func="\n        IF (NEW.item_id IS DISTINCT FROM OLD.item_id OR NEW.member_id IS DISTINCT FROM OLD.member_id OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.at IS DISTINCT FROM OLD.at OR NEW.by_id IS DISTINCT FROM OLD.by_id) AND NOT (FALSE) THEN\n            RAISE EXCEPTION 'this row is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'recusal_frozen';\n        END IF;\n        RETURN NEW;\n        ", hash='28e744851a29790eddde615293da25628a27173b', operation='UPDATE', pgid='pgtrigger_recusal_frozen_ce4d1', table='secours_loyer_recusal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recusal',
            trigger=pgtrigger.compiler.Trigger(name='recusal_right', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE asked record;', func="\n    SELECT s.state, i.outcome, i.left_at, i.session_id, m.session_id AS sits INTO asked\n    FROM secours_loyer_agendaitem i\n    JOIN secours_loyer_commissionsession s ON s.id = i.session_id,\n         secours_loyer_sessionmember m\n    WHERE i.id = NEW.item_id AND m.id = NEW.member_id;\n    IF asked.state NOT IN ('preparee', 'ouverte') OR asked.outcome <> ''\n       OR asked.left_at IS NOT NULL\n    THEN RAISE EXCEPTION 'the file has an outcome, or the session is over' USING ERRCODE = 'check_violation', CONSTRAINT = 'recusal_before_outcome';\n    END IF;\n    IF asked.session_id <> asked.sits\n    THEN RAISE EXCEPTION 'this person does not sit in this session' USING ERRCODE = 'check_violation', CONSTRAINT = 'recusal_of_member';\n    END IF;\n    RETURN NEW;\n", hash='92398da695b45072387305c5359c0598f0e464ab', operation='INSERT OR UPDATE', pgid='pgtrigger_recusal_right_b57e9', table='secours_loyer_recusal', when='BEFORE')),
        ),
    ]
