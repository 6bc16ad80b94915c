"""Opening days, volunteers and their rota, presence and hours, access, stock and till."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import epicerie.models.paris_period
import pgtrigger.compiler
import pgtrigger.migrations
import reims_solidarite.kit.names
import reims_solidarite.kit.walls
import uuid
from django.conf import settings
from django.db import migrations, models

from epicerie.models.paris_period import CREATE, DROP

# The six posts of an opening day, as the coordinator knows them: code, name, skill, whether each
# person needs it, how many trained people there are usually, and how many places.
POSTS = (
    ("preparation", "Préparation", "hygiene", False, 1, 4),
    ("rayons", "Rayons", "", True, 0, 3),
    ("accueil", "Accueil", "", True, 0, 3),
    ("caisse", "Caisse", "till", True, 2, 2),
    ("livraison", "Livraison", "driving", False, 1, 2),
    ("referent", "Référent de jour", "referent", True, 1, 1),
)


def shop_and_posts(apps, schema_editor):
    """The one shop there is, and its usual posts."""
    apps.get_model("epicerie", "Site").objects.create(
        code="salines", label="Épicerie sociale et solidaire de Reims"
    )
    posts = apps.get_model("epicerie", "Post").objects
    for rank, (code, label, skill, everyone, skilled, places) in enumerate(POSTS, start=1):
        posts.create(
            code=code, label=label, skill=skill, everyone_skilled=everyone,
            usual_skilled=skilled, usual_places=places, rank=rank,
        )


class Migration(migrations.Migration):

    replaces = [('epicerie', '0001_initial'), ('epicerie', '0002_usual_posts'), ('epicerie', '0003_walls_without_a_way_round'), ('epicerie', '0004_till_closings'), ('epicerie', '0005_columns_in_french'), ('epicerie', '0006_register_of_the_rota'), ('epicerie', '0007_skills_of_the_posts'), ('epicerie', '0008_replacement_calls'), ('epicerie', '0009_rota_runs'), ('epicerie', '0010_presence_hours_and_proposals'), ('epicerie', '0011_exchanges'), ('epicerie', '0012_register_imports'), ('epicerie', '0013_site_in_service'), ('epicerie', '0014_nothing_points_to_what_is_gone'), ('epicerie', '0015_presence_ends_well'), ('epicerie', '0016_lengths_confirmed')]

    initial = True

    dependencies = [
        ('actors', '0001_people_network_and_journal'),
        ('households', '0001_households_and_their_amounts'),
        ('kit', '0001_extensions'),
    ]

    operations = [
        migrations.RunSQL(
            sql=CREATE,
            reverse_sql=DROP,
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='jour de fermeture')),
                ('reason', models.CharField(max_length=120, verbose_name='raison')),
            ],
            options={
                'verbose_name': 'jour de fermeture',
                'verbose_name_plural': 'jours de fermeture',
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='Access',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grocery_accesses', to='households.household', verbose_name='ménage')),
                ('state', models.CharField(choices=[('requested', 'Demandé'), ('granted', 'Accordé'), ('refused', 'Refusé'), ('suspended', 'Suspendu'), ('ended', 'Terminé')], default='requested', max_length=10, verbose_name='état')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(blank=True, null=True, verbose_name='période')),
                ('renews', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewed_by', to='epicerie.access')),
                ('rav_inputs', models.JSONField(blank=True, default=dict, verbose_name='situation déclarée')),
                ('rav_parameters', models.JSONField(blank=True, default=dict, verbose_name='règle appliquée')),
                ('rav_result', models.JSONField(blank=True, default=list, verbose_name='calcul')),
                ('rav_cents', models.IntegerField(blank=True, null=True, verbose_name='reste à vivre (centimes)')),
                ('threshold_cents', models.IntegerField(blank=True, null=True, verbose_name='seuil (centimes)')),
                ('within_threshold', models.BooleanField(blank=True, null=True, verbose_name='sous le seuil')),
                ('decision_reason', models.CharField(blank=True, max_length=400, verbose_name='motif de la décision')),
                ('requested_at', models.DateTimeField(editable=False, verbose_name='demandé le')),
                ('requested_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='décidé le')),
                ('decided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('changed_at', models.DateTimeField(editable=False)),
            ],
            options={
                'verbose_name': 'accès à l’épicerie',
                'verbose_name_plural': 'accès à l’épicerie',
                'ordering': ['-requested_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'requested_at'], name='access_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['requested', 'granted', 'refused', 'suspended', 'ended'])), name='access_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(('state', 'requested'), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('rav_cents__isnull', False), ('threshold_cents__isnull', False), ('within_threshold__isnull', False)), _connector='OR'), name='access_decided_on_a_result', violation_error_message='Une décision s’appuie sur un reste à vivre calculé.'), models.CheckConstraint(condition=models.Q(('state__in', ['requested', 'refused']), models.Q(('period__endswith__isnull', False), ('period__startswith__isnull', False)), _connector='OR'), name='access_granted_for_a_period', violation_error_message='Un accès accordé a une date de début et de fin.'), models.CheckConstraint(condition=models.Q(('state', 'requested'), models.Q(('state', 'refused'), models.Q(('decision_reason', ''), _negated=True)), models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('within_threshold', True), models.Q(('decision_reason', ''), _negated=True), _connector='OR')), _connector='OR'), name='access_exception_says_why', violation_error_message='Un refus, ou un accord au-dessus du seuil, a un motif.'), models.UniqueConstraint(condition=models.Q(('state', 'requested')), fields=('household',), name='access_one_request', violation_error_message='Une demande attend déjà une décision pour ce ménage.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ['granted', 'suspended'])), expressions=[('household', '='), ('period', '&&')], name='access_one_a_day', violation_error_message='Ce ménage a déjà un accès sur une partie de la période.')],
            },
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('household', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='grocery_card', to='households.household')),
                ('number', models.CharField(max_length=7, unique=True, verbose_name='numéro de carte')),
                ('created_at', models.DateTimeField(editable=False)),
            ],
            options={
                'verbose_name': 'carte',
                'verbose_name_plural': 'cartes',
                'ordering': ['number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__regex', '^E\\d{6}$')), name='card_number_form', violation_error_message='Un numéro de carte est un E suivi de 6 chiffres.')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=20, unique=True, verbose_name='code')),
                ('label', models.CharField(max_length=60, verbose_name='poste')),
                ('skill', models.CharField(blank=True, choices=[('till', 'Mandat de caisse'), ('hygiene', 'Formation à l’hygiène'), ('driving', 'Permis de conduire vérifié'), ('referent', 'Référent de jour')], max_length=20, verbose_name='compétence exigée')),
                ('everyone_skilled', models.BooleanField(default=True, verbose_name='exigée de chacun')),
                ('usual_skilled', models.PositiveSmallIntegerField(default=0, verbose_name='personnes formées habituelles')),
                ('usual_places', models.PositiveSmallIntegerField(verbose_name='places habituelles')),
                ('rank', models.PositiveSmallIntegerField(verbose_name='ordre')),
            ],
            options={
                'verbose_name': 'poste',
                'verbose_name_plural': 'postes',
                'ordering': ['rank', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('skill', ''), ('skill__in', ['till', 'hygiene', 'driving', 'referent']), _connector='OR'), name='post_skill_known', violation_error_message='Cette compétence n’existe pas.')],
            },
        ),
        migrations.CreateModel(
            name='Product',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='article')),
                ('family', models.CharField(choices=[('fruit', 'Fruits et légumes'), ('starch', 'Pain, céréales, féculents'), ('dairy', 'Lait et laitages'), ('meat', 'Viande, poisson, œufs'), ('fat', 'Matières grasses'), ('sweet', 'Produits sucrés'), ('drink', 'Boissons'), ('hygiene', 'Hygiène et entretien')], max_length=10, verbose_name='famille')),
                ('unit', models.CharField(max_length=30, verbose_name='unité')),
                ('storage', models.CharField(choices=[('dry', 'Réserve sèche'), ('cold', 'Froid'), ('frozen', 'Surgelé')], default='dry', max_length=10, verbose_name='rangement')),
                ('sort_key', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Lower(reims_solidarite.kit.names.Unaccent(models.F('name'))), output_field=models.CharField(max_length=140))),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
                'ordering': ['sort_key', 'pk'],
                'constraints': [models.UniqueConstraint(models.F('sort_key'), django.db.models.functions.text.Lower('unit'), name='product_once', violation_error_message='Cet article existe déjà dans cette unité.'), models.CheckConstraint(condition=models.Q(('family__in', ['fruit', 'starch', 'dairy', 'meat', 'fat', 'sweet', 'drink', 'hygiene'])), name='product_family_known', violation_error_message='Cette famille n’existe pas.'), models.CheckConstraint(condition=models.Q(('storage__in', ['dry', 'cold', 'frozen'])), name='product_storage_known', violation_error_message='Ce rangement n’existe pas.')],
            },
        ),
        migrations.CreateModel(
            name='Supplier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, unique=True, verbose_name='fournisseur')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.organisation', verbose_name='organisation du réseau')),
            ],
            options={
                'verbose_name': 'fournisseur',
                'verbose_name_plural': 'fournisseurs',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='epicerie.supplier', verbose_name='fournisseur')),
                ('on', models.DateField(verbose_name='reçue le')),
                ('note_number', models.CharField(max_length=40, verbose_name='numéro du bon de livraison')),
                ('received_at', models.DateTimeField(editable=False)),
                ('received_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'livraison',
                'verbose_name_plural': 'livraisons',
                'ordering': ['-on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('supplier', 'note_number'), name='delivery_once', violation_error_message='Ce bon de livraison est déjà enregistré.')],
            },
        ),
        migrations.CreateModel(
            name='Lot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='epicerie.delivery')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='epicerie.product', verbose_name='article')),
                ('funding', models.CharField(choices=[('fse', 'FSE+ (aide européenne)'), ('state', 'Crédits de l’État'), ('food_bank', 'Banque Alimentaire'), ('donation', 'Don'), ('purchase', 'Achat')], max_length=10, verbose_name='origine')),
                ('unit_value_cents', models.PositiveIntegerField(verbose_name='valeur d’une unité (centimes)')),
                ('date_kind', models.CharField(choices=[('dlc', 'DLC (à consommer jusqu’au)'), ('ddm', 'DDM (de préférence avant le)'), ('none', 'Sans date')], max_length=4, verbose_name='sorte de date')),
                ('best_on', models.DateField(blank=True, null=True, verbose_name='date')),
                ('lot_number', models.CharField(blank=True, max_length=40, verbose_name='numéro de lot')),
                ('remaining', models.IntegerField(default=0, editable=False, verbose_name='reste')),
            ],
            options={
                'verbose_name': 'lot',
                'verbose_name_plural': 'lots',
                'ordering': ['best_on', 'pk'],
                'indexes': [models.Index(condition=models.Q(('remaining__gt', 0)), fields=['best_on', 'id'], name='lot_in_stock')],
                'constraints': [models.CheckConstraint(condition=models.Q(('funding__in', ['fse', 'state', 'food_bank', 'donation', 'purchase'])), name='lot_funding_known', violation_error_message='Cette origine n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('best_on', None), ('date_kind', 'none')), models.Q(('best_on__isnull', False), ('date_kind__in', ['dlc', 'ddm'])), _connector='OR'), name='lot_dated_as_said', violation_error_message='Une DLC ou une DDM a une date ; « sans date » n’en a pas.'), models.CheckConstraint(condition=models.Q(('remaining__gte', 0)), name='lot_never_negative', violation_error_message='Il n’en reste pas assez : quelqu’un vient d’en prendre.')],
            },
        ),
        migrations.CreateModel(
            name='Volunteer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='volunteer', to=settings.AUTH_USER_MODEL, verbose_name='compte')),
                ('channel', models.CharField(choices=[('email', 'E-mail'), ('phone', 'Téléphone')], default='email', max_length=10, verbose_name='préfère être joint par')),
                ('novice', models.BooleanField(default=False, verbose_name='débute')),
                ('active', models.BooleanField(default=True, verbose_name='disponible pour le planning')),
                ('language', models.CharField(choices=[('fr', 'Français'), ('en', 'English'), ('uk', 'Українська'), ('ar', 'العربية')], default='fr', max_length=2, verbose_name='langue')),
                ('convention_signed_on', models.DateField(blank=True, null=True, verbose_name='convention signée le')),
                ('wish_per_4_weeks', models.PositiveSmallIntegerField(default=2, verbose_name='créneaux souhaités en 4 semaines')),
                ('max_week', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='au plus par semaine')),
                ('max_month', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='au plus par mois')),
                ('max_14_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='au plus en 14 jours')),
                ('min_gap_days', models.PositiveSmallIntegerField(default=1, verbose_name='jours entre deux créneaux')),
                ('feed_sealed', models.TextField(editable=False)),
                ('feed_digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(editable=False)),
            ],
            options={
                'verbose_name': 'bénévole',
                'verbose_name_plural': 'bénévoles',
                'ordering': ['user__sort_key', 'user__first_name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('language__in', ['fr', 'en', 'uk', 'ar'])), name='volunteer_language_known', violation_error_message='Cette langue n’est pas proposée.'), models.CheckConstraint(condition=models.Q(('min_gap_days__lte', 28), ('wish_per_4_weeks__lte', 28), models.Q(('max_week', None), ('max_week__range', (1, 7)), _connector='OR'), models.Q(('max_month', None), ('max_month__range', (1, 31)), _connector='OR'), models.Q(('max_14_days', None), ('max_14_days__range', (1, 14)), _connector='OR')), name='volunteer_limits_plausible', violation_error_message='Vérifiez les limites : de 1 à 7 par semaine, 14 en 14 jours, 31 par mois.')],
            },
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='epicerie.volunteer')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.organisation', verbose_name='association')),
                ('since', models.DateField(verbose_name='depuis le')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
            ],
            options={
                'verbose_name': 'association d’un bénévole',
                'verbose_name_plural': 'associations des bénévoles',
                'ordering': ['volunteer', 'organisation', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('volunteer', 'organisation'), name='affiliation_once', violation_error_message='Cette association envoie déjà ce bénévole.'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('since')), _connector='OR'), name='affiliation_dates_ordered', violation_error_message='La fin ne peut pas précéder le début.')],
            },
        ),
        migrations.CreateModel(
            name='VolunteerSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='skills', to='epicerie.volunteer')),
                ('skill', models.CharField(choices=[('till', 'Mandat de caisse'), ('hygiene', 'Formation à l’hygiène'), ('driving', 'Permis de conduire vérifié'), ('referent', 'Référent de jour')], max_length=20, verbose_name='compétence')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='valable')),
                ('granted_at', models.DateTimeField(editable=False)),
                ('granted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'compétence d’un bénévole',
                'verbose_name_plural': 'compétences des bénévoles',
                'ordering': ['volunteer', 'skill', 'period', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('skill__in', ['till', 'hygiene', 'driving', 'referent'])), name='skill_known', violation_error_message='Cette compétence n’existe pas.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('volunteer', '='), ('skill', '='), ('period', '&&')], name='skill_once_a_day', violation_error_message='Ce bénévole a déjà cette compétence sur une partie de la période.')],
            },
        ),
        migrations.CreateModel(
            name='TillClosing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='numéro')),
                ('day', models.DateField(verbose_name='jour')),
                ('tickets', models.PositiveIntegerField(verbose_name='tickets')),
                ('value_cents', models.PositiveIntegerField(verbose_name='valeur (centimes)')),
                ('paid_cents', models.PositiveIntegerField(verbose_name='encaissé selon les tickets (centimes)')),
                ('counted_cents', models.PositiveIntegerField(verbose_name='compté dans la caisse (centimes)')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='explication de l’écart')),
                ('at', models.DateTimeField(verbose_name='close le')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
            ],
            options={
                'verbose_name': 'clôture de caisse',
                'verbose_name_plural': 'clôtures de caisse',
                'ordering': ['-day'],
                'constraints': [models.UniqueConstraint(fields=('day',), name='till_closing_once', violation_error_message='La caisse de ce jour est déjà close.'), models.UniqueConstraint(fields=('number',), name='till_closing_number', violation_error_message='Une autre clôture vient d’être faite. Réessayez.'), models.CheckConstraint(condition=models.Q(('counted_cents', models.F('paid_cents')), models.Q(('note', ''), _negated=True), _connector='OR'), name='till_closing_explained', violation_error_message='Expliquez l’écart entre les tickets et la caisse.')],
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='epicerie.volunteer')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='période')),
                ('said_at', models.DateTimeField(editable=False)),
            ],
            options={
                'verbose_name': 'absence d’un bénévole',
                'verbose_name_plural': 'absences des bénévoles',
                'ordering': ['volunteer', 'period', 'pk'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('volunteer', '='), ('period', '&&')], name='absence_no_overlap', violation_error_message='Une absence est déjà notée sur une partie de ces jours.'), models.CheckConstraint(condition=models.Q(('period__endswith__isnull', False), ('period__startswith__isnull', False), ('period__isempty', False)), name='absence_has_two_ends', violation_error_message='Indiquez le premier et le dernier jour de l’absence.')],
            },
        ),
        migrations.CreateModel(
            name='Availability',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='availability', to='epicerie.volunteer')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Lundi'), (1, 'Mardi'), (2, 'Mercredi'), (3, 'Jeudi'), (4, 'Vendredi'), (5, 'Samedi'), (6, 'Dimanche')], verbose_name='jour de la semaine')),
                ('half', models.CharField(choices=[('am', 'Matin'), ('pm', 'Après-midi')], max_length=2, verbose_name='demi-journée')),
                ('willing', models.PositiveSmallIntegerField(choices=[(0, 'Volontiers'), (1, 'D’accord'), (2, 'Si besoin'), (3, 'En dernier recours')], default=1, verbose_name='envie')),
            ],
            options={
                'verbose_name': 'disponibilité habituelle',
                'verbose_name_plural': 'disponibilités habituelles',
                'ordering': ['volunteer', 'weekday', 'half', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('volunteer', 'weekday', 'half'), name='availability_once_a_half_day'), models.CheckConstraint(condition=models.Q(('half__in', ['am', 'pm']), ('weekday__lte', 6), ('willing__lte', 3)), name='availability_half_day_known', violation_error_message='Cette demi-journée n’existe pas.')],
            },
        ),
        migrations.CreateModel(
            name='Companion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.volunteer')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.volunteer')),
                ('kind', models.CharField(choices=[('together', 'Toujours ensemble'), ('apart', 'Jamais ensemble')], max_length=10, verbose_name='choix')),
            ],
            options={
                'verbose_name': 'affinité',
                'verbose_name_plural': 'affinités',
                'ordering': ['first', 'second', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='companion_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='companion_in_order', violation_error_message='Choisissez deux personnes différentes.'), models.CheckConstraint(condition=models.Q(('kind__in', ['together', 'apart'])), name='companion_kind_known', violation_error_message='Ce choix n’existe pas.')],
            },
        ),
        migrations.CreateModel(
            name='DatedAvailability',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dated_availability', to='epicerie.volunteer')),
                ('day', models.DateField(verbose_name='jour')),
                ('half', models.CharField(choices=[('am', 'Matin'), ('pm', 'Après-midi')], max_length=2, verbose_name='demi-journée')),
                ('can_come', models.BooleanField(verbose_name='peut venir')),
                ('willing', models.PositiveSmallIntegerField(choices=[(0, 'Volontiers'), (1, 'D’accord'), (2, 'Si besoin'), (3, 'En dernier recours')], default=1, verbose_name='envie')),
            ],
            options={
                'verbose_name': 'exception de disponibilité',
                'verbose_name_plural': 'exceptions de disponibilité',
                'ordering': ['volunteer', 'day', 'half', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('volunteer', 'day', 'half'), name='dated_availability_once'), models.CheckConstraint(condition=models.Q(('half__in', ['am', 'pm']), ('willing__lte', 3)), name='dated_availability_half_known', violation_error_message='Cette demi-journée n’existe pas.')],
            },
        ),
        migrations.CreateModel(
            name='PostWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='post_wishes', to='epicerie.volunteer')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.post', verbose_name='poste')),
                ('liking', models.PositiveSmallIntegerField(choices=[(0, 'Volontiers'), (1, 'D’accord'), (2, 'Si besoin'), (3, 'En dernier recours'), (9, 'Jamais')], default=1, verbose_name='envie')),
            ],
            options={
                'verbose_name': 'souhait de poste',
                'verbose_name_plural': 'souhaits de poste',
                'ordering': ['volunteer', 'post', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('volunteer', 'post'), name='post_wish_once'), models.CheckConstraint(condition=models.Q(('liking__in', [0, 1, 2, 3, 9])), name='post_wish_known', violation_error_message='Cette réponse n’existe pas.')],
            },
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.organisation', verbose_name='association')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='valable')),
                ('places_a_month', models.PositiveSmallIntegerField(verbose_name='places promises par mois')),
                ('said_at', models.DateTimeField(editable=False)),
            ],
            options={
                'verbose_name': 'engagement d’une association',
                'verbose_name_plural': 'engagements des associations',
                'ordering': ['organisation', 'period', 'pk'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('organisation', '='), ('period', '&&')], name='promise_one_at_a_time', violation_error_message='Un engagement couvre déjà une partie de cette période.'), models.CheckConstraint(condition=models.Q(('places_a_month__gte', 1), ('places_a_month__lte', 600)), name='promise_plausible', violation_error_message='Indiquez entre 1 et 600 places par mois.')],
            },
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=20, unique=True, verbose_name='code')),
                ('label', models.CharField(max_length=80, unique=True, verbose_name='site')),
                ('location', models.CharField(blank=True, max_length=160, verbose_name='adresse')),
                ('active', models.BooleanField(default=True, verbose_name='en service')),
            ],
            options={
                'verbose_name': 'site',
                'verbose_name_plural': 'sites',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='WeeklyPattern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.site', verbose_name='site')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Lundi'), (1, 'Mardi'), (2, 'Mercredi'), (3, 'Jeudi'), (4, 'Vendredi'), (5, 'Samedi'), (6, 'Dimanche')], verbose_name='jour de la semaine')),
                ('starts', models.TimeField(verbose_name='de')),
                ('ends', models.TimeField(verbose_name='à')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='valable')),
            ],
            options={
                'verbose_name': 'semaine habituelle',
                'verbose_name_plural': 'semaine habituelle',
                'ordering': ['weekday', 'starts', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='pattern_weekday_known', violation_error_message='Ce jour de la semaine n’existe pas.'), models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='pattern_hours_ordered', violation_error_message='L’heure de fin doit être après l’heure de début.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('site', '='), ('weekday', '='), ('starts', '='), ('period', '&&')], name='pattern_one_a_weekday', violation_error_message='Ce jour de la semaine ouvre déjà à cette heure sur cette période.')],
            },
        ),
        migrations.CreateModel(
            name='OpeningDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.site', verbose_name='site')),
                ('day', models.DateField(verbose_name='jour')),
                ('starts', models.TimeField(verbose_name='de')),
                ('ends', models.TimeField(verbose_name='à')),
                ('period', models.GeneratedField(db_persist=True, expression=epicerie.models.paris_period.ParisPeriod(models.F('day'), models.F('starts'), models.F('ends')), output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField())),
                ('pattern', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='epicerie.weeklypattern', verbose_name='semaine habituelle')),
                ('state', models.CharField(choices=[('planned', 'Prévu'), ('cancelled', 'Annulé')], default='planned', max_length=10, verbose_name='état')),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name='raison de l’annulation')),
                ('created_at', models.DateTimeField(editable=False)),
            ],
            options={
                'verbose_name': 'jour d’ouverture',
                'verbose_name_plural': 'jours d’ouverture',
                'ordering': ['day', 'starts', 'pk'],
                'indexes': [models.Index(fields=['state', 'day'], name='opening_state_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'cancelled'])), name='opening_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('cancel_reason__regex', '[\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]'), _negated=True)), name='opening_reason_one_line', violation_error_message='Écrivez sur une seule ligne, sans caractère invisible.'), models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='opening_hours_ordered', violation_error_message='L’heure de fin doit être après l’heure de début.'), models.CheckConstraint(condition=models.Q(models.Q(('cancel_reason', ''), ('state', 'planned')), models.Q(('state', 'cancelled'), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='opening_cancelled_says_why', violation_error_message='Dites pourquoi ce jour est annulé.'), models.UniqueConstraint(fields=('pattern', 'day'), name='opening_once_a_pattern_day', violation_error_message='Ce jour de la semaine habituelle est déjà ouvert.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state', 'planned')), expressions=[('site', '='), ('period', '&&')], name='opening_no_overlap', violation_error_message='L’épicerie est déjà ouverte à ces heures ce jour-là.')],
            },
        ),
        migrations.CreateModel(
            name='OpeningNeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='epicerie.openingday')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.post', verbose_name='poste')),
                ('places', models.PositiveSmallIntegerField(verbose_name='places')),
                ('skilled', models.PositiveSmallIntegerField(default=0, verbose_name='dont personnes formées')),
            ],
            options={
                'verbose_name': 'besoin du jour',
                'verbose_name_plural': 'besoins du jour',
                'ordering': ['opening', 'post__rank', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('opening', 'post'), name='need_once_a_post', violation_error_message='Ce poste a déjà un nombre de places ce jour-là.'), models.CheckConstraint(condition=models.Q(('places__lte', 40), ('skilled__lte', models.F('places'))), name='need_places_plausible', violation_error_message='Un poste compte 40 places au plus, et pas plus de personnes formées que de places.')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('opening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='epicerie.openingday')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='epicerie.openingneed')),
                ('place_number', models.PositiveSmallIntegerField(verbose_name='numéro de place')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='epicerie.volunteer', verbose_name='bénévole')),
                ('period', django.contrib.postgres.fields.ranges.DateTimeRangeField(verbose_name='période')),
                ('state', models.CharField(choices=[('active', 'Tenue'), ('given_up', 'Rendue'), ('cancelled', 'Retirée'), ('exchanged', 'Échangée')], default='active', max_length=10, verbose_name='état')),
                ('confirmed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='confirmée le')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(editable=False)),
                ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('changed_at', models.DateTimeField(editable=False)),
            ],
            options={
                'verbose_name': 'place tenue',
                'verbose_name_plural': 'places tenues',
                'ordering': ['period', 'need', 'place_number', 'pk'],
                'indexes': [models.Index(fields=['volunteer', 'period'], name='assignment_volunteer_period')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['active', 'given_up', 'cancelled', 'exchanged'])), name='assignment_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(('place_number__gte', 1)), name='assignment_place_from_one', violation_error_message='Les places sont numérotées à partir de 1.'), models.UniqueConstraint(condition=models.Q(('state', 'active')), fields=('opening', 'volunteer'), name='assignment_one_a_day', violation_error_message='Cette personne a déjà une place ce jour-là.'), models.UniqueConstraint(condition=models.Q(('state', 'active')), fields=('need', 'place_number'), name='assignment_one_a_place', violation_error_message='Cette place vient d’être prise.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state', 'active')), expressions=[('volunteer', '='), ('period', '&&')], name='assignment_no_overlap', violation_error_message='Cette personne est déjà prise à ces heures.')],
            },
        ),
        migrations.CreateModel(
            name='Sale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('access', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sales', to='epicerie.access')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('duty', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sales', to='epicerie.assignment', verbose_name='créneau de caisse')),
                ('value_cents', models.PositiveIntegerField(verbose_name='valeur (centimes)')),
                ('paid_cents', models.PositiveIntegerField(verbose_name='payé (centimes)')),
            ],
            options={
                'verbose_name': 'ticket',
                'verbose_name_plural': 'tickets',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['at'], name='sale_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('paid_cents__lte', models.F('value_cents'))), name='sale_paid_within_value', violation_error_message='On ne paie pas plus que la valeur.')],
            },
        ),
        migrations.CreateModel(
            name='SaleLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sale', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='epicerie.sale')),
                ('lot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.lot')),
                ('quantity', models.PositiveIntegerField(verbose_name='quantité')),
                ('unit_value_cents', models.PositiveIntegerField(verbose_name='valeur d’une unité (centimes)')),
                ('value_cents', models.PositiveIntegerField(verbose_name='valeur (centimes)')),
                ('rate', models.PositiveIntegerField(verbose_name='participation (dix-millièmes)')),
                ('paid_cents', models.PositiveIntegerField(verbose_name='payé (centimes)')),
            ],
            options={
                'verbose_name': 'ligne de ticket',
                'verbose_name_plural': 'lignes de ticket',
                'ordering': ['sale', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('sale', 'lot'), name='sale_line_once_a_lot', violation_error_message='Ce lot est déjà sur le ticket.'), models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='sale_line_quantity', violation_error_message='Une ligne compte au moins une unité.'), models.CheckConstraint(condition=models.Q(('value_cents', django.db.models.expressions.CombinedExpression(models.F('quantity'), '*', models.F('unit_value_cents')))), name='sale_line_value', violation_error_message='La valeur d’une ligne est la quantité fois la valeur.'), models.CheckConstraint(condition=models.Q(('paid_cents', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('value_cents'), '*', models.F('rate')), '+', models.Value(5000)), '/', models.Value(10000)))), name='sale_line_rounding', violation_error_message='La part payée est arrondie au centime le plus proche.'), models.CheckConstraint(condition=models.Q(('rate__lte', 10000)), name='sale_line_rate', violation_error_message='La participation ne dépasse pas 100 %.')],
            },
        ),
        migrations.CreateModel(
            name='StockMovement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('amount', models.BigIntegerField(verbose_name='montant')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='epicerie.stockmovement', verbose_name='corrige')),
                ('lot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='epicerie.lot')),
                ('kind', models.CharField(choices=[('entry', 'Entrée'), ('sale', 'Vente'), ('waste', 'Perte'), ('correction', 'Correction')], max_length=10, verbose_name='sorte')),
                ('reason', models.CharField(blank=True, max_length=160, verbose_name='raison')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('sale_line', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movement', to='epicerie.saleline')),
            ],
            options={
                'verbose_name': 'mouvement de stock',
                'verbose_name_plural': 'mouvements de stock',
                'ordering': ['at', 'pk'],
                'abstract': False,
                'indexes': [models.Index(fields=['lot', 'at'], name='movement_lot_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='movement_amount_not_zero', violation_error_message='Un mouvement de zéro n’a pas de sens.'), models.CheckConstraint(condition=models.Q(('kind__in', ['entry', 'sale', 'waste', 'correction'])), name='movement_kind_known', violation_error_message='Cette sorte de mouvement n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('kind', 'entry')), models.Q(('amount__lt', 0), ('kind__in', ['sale', 'waste'])), ('kind', 'correction'), _connector='OR'), name='movement_direction', violation_error_message='Une entrée ajoute, une vente ou une perte retire.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'sale'), ('sale_line__isnull', False)), models.Q(models.Q(('kind', 'sale'), _negated=True), ('sale_line', None)), _connector='OR'), name='movement_sale_has_a_line', violation_error_message='Une vente, et elle seule, vient d’un ticket.'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['waste', 'correction']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='movement_says_why', violation_error_message='Dites pourquoi : perte et correction ont une raison.')],
            },
        ),
        migrations.CreateModel(
            name='PatternNeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pattern', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='epicerie.weeklypattern')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.post')),
                ('places', models.PositiveSmallIntegerField(verbose_name='places')),
                ('skilled', models.PositiveSmallIntegerField(default=0, verbose_name='dont personnes formées')),
            ],
            options={
                'verbose_name': 'besoin habituel',
                'verbose_name_plural': 'besoins habituels',
                'ordering': ['pattern', 'post', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('pattern', 'post'), name='pattern_need_once', violation_error_message='Ce poste a déjà un nombre de places ce jour-là.'), models.CheckConstraint(condition=models.Q(('places__lte', 40), ('skilled__lte', models.F('places'))), name='pattern_need_plausible', violation_error_message='Un poste compte 40 places au plus, et pas plus de personnes formées que de places.')],
            },
        ),
        migrations.CreateModel(
            name='Standby',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standbys', to='epicerie.openingday')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standbys', to='epicerie.volunteer')),
                ('created_at', models.DateTimeField(editable=False)),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retiré le')),
            ],
            options={
                'verbose_name': 'suppléant',
                'verbose_name_plural': 'suppléants',
                'ordering': ['opening', 'created_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('opening', 'volunteer'), name='standby_once', violation_error_message='Vous êtes déjà sur la liste de ce jour.')],
            },
        ),
        migrations.CreateModel(
            name='ReplacementCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='epicerie.openingneed')),
                ('freed', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.assignment')),
                ('wave', models.PositiveSmallIntegerField(choices=[(0, 'Personne encore'), (1, 'Suppléants du jour'), (2, 'Même association'), (3, 'Tous les bénévoles libres'), (4, 'Coordination')], default=0, verbose_name='vague')),
                ('wave_at', models.DateTimeField(editable=False, null=True, verbose_name='vague lancée le')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='ouvert le')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_at', models.DateTimeField(editable=False, null=True, verbose_name='terminé le')),
                ('end_reason', models.CharField(blank=True, choices=[('filled', 'Place prise'), ('cancelled', 'Jour annulé'), ('begun', 'Ouverture commencée'), ('shrunk', 'Place supprimée'), ('stopped', 'Arrêté par la coordination')], max_length=10, verbose_name='fin')),
            ],
            options={
                'verbose_name': 'appel à remplacement',
                'verbose_name_plural': 'appels à remplacement',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('need',), name='call_one_live', violation_error_message='Un appel est déjà en cours pour ce poste.'), models.CheckConstraint(condition=models.Q(('wave__in', [0, 1, 2, 3, 4]), models.Q(models.Q(('wave', 0), ('wave_at', None)), models.Q(('wave__gt', 0), ('wave_at__isnull', False)), _connector='OR')), name='call_wave_known', violation_error_message='Cette vague n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_at', None)), models.Q(('end_reason__in', ['filled', 'cancelled', 'begun', 'shrunk', 'stopped']), ('ended_at__isnull', False)), _connector='OR'), name='call_end_says_why', violation_error_message='Dites pourquoi l’appel se termine.')],
            },
        ),
        migrations.CreateModel(
            name='CalledPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='epicerie.replacementcall')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.volunteer', verbose_name='bénévole')),
                ('wave', models.PositiveSmallIntegerField(choices=[(0, 'Personne encore'), (1, 'Suppléants du jour'), (2, 'Même association'), (3, 'Tous les bénévoles libres'), (4, 'Coordination')], verbose_name='vague')),
                ('rank', models.PositiveSmallIntegerField(verbose_name='rang')),
                ('asked_at', models.DateTimeField(editable=False, verbose_name='demandé le')),
                ('answer', models.CharField(blank=True, choices=[('', 'Pas encore de réponse'), ('yes', 'Oui'), ('no', 'Non'), ('late', 'Oui, mais trop tard')], max_length=4, verbose_name='réponse')),
                ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='répondu le')),
                ('answered_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('told_at', models.DateTimeField(editable=False, null=True, verbose_name='prévenu le')),
            ],
            options={
                'verbose_name': 'personne appelée',
                'verbose_name_plural': 'personnes appelées',
                'ordering': ['call', 'wave', 'rank', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('call', 'volunteer'), name='called_once', violation_error_message='Cette personne a déjà été appelée.'), models.CheckConstraint(condition=models.Q(('wave__in', [1, 2, 3])), name='called_in_a_wave', violation_error_message='Cette vague n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(('answer__in', ['yes', 'no', 'late']), ('answered_at__isnull', False)), _connector='OR'), name='called_answer_dated', violation_error_message='Une réponse a une date.')],
            },
        ),
        migrations.CreateModel(
            name='PlaceLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occasion', models.CharField(choices=[('taken', 'Place prise'), ('assigned', 'Mise au planning'), ('published', 'Planning publié'), ('first', 'Premier rappel'), ('second', 'Dernier rappel'), ('removed', 'Retrait du planning'), ('cancelled', 'Jour annulé'), ('call', 'Appel à remplacement'), ('offered', 'Échange proposé'), ('declined', 'Échange refusé'), ('exchanged', 'Échange fait'), ('lapsed', 'Échange terminé')], max_length=10)),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.message')),
                ('assignment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='epicerie.assignment')),
                ('called', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='epicerie.calledperson')),
                ('created_at', models.DateTimeField(editable=False)),
                ('expires_at', models.DateTimeField(verbose_name='valable jusqu’au')),
                ('used_at', models.DateTimeField(null=True, verbose_name='utilisé le')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='sans effet depuis')),
            ],
            options={
                'verbose_name': 'lien de réponse',
                'verbose_name_plural': 'liens de réponse',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('assignment__isnull', False), ('called', None)), models.Q(('assignment', None), ('called__isnull', False), ('occasion', 'call')), _connector='OR'), name='link_one_subject', violation_error_message='Un lien concerne une place, ou un appel.'), models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('assignment', 'occasion'), name='link_once_an_occasion', violation_error_message='Ce message a déjà été écrit.'), models.UniqueConstraint(fields=('called',), name='link_once_a_call'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='link_has_a_life', violation_error_message='Ce créneau est terminé.'), models.CheckConstraint(condition=models.Q(('used_at', None), ('revoked_at', None), _connector='OR'), name='link_one_end', violation_error_message='Un lien utilisé ne peut plus être retiré.')],
            },
        ),
        migrations.CreateModel(
            name='RotaRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='période')),
                ('kind', models.CharField(choices=[('fill', 'Remplir au plus juste'), ('repair', 'Réparer avec le moins de changements')], max_length=10, verbose_name='calcul')),
                ('state', models.CharField(choices=[('queued', 'En attente'), ('running', 'En cours'), ('done', 'Proposition prête'), ('failed', 'Interrompu'), ('stopped', 'Arrêté'), ('published', 'Publié')], default='queued', max_length=10, verbose_name='état')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandé par')),
                ('asked_at', models.DateTimeField(verbose_name='demandé le')),
                ('started_at', models.DateTimeField(null=True, verbose_name='commencé le')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='terminé le')),
                ('published_at', models.DateTimeField(null=True, verbose_name='publié le')),
                ('seed', models.PositiveIntegerField(default=0, verbose_name='graine')),
                ('work_limit', models.PositiveIntegerField(verbose_name='limite de travail')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='empreinte du problème')),
                ('ground', models.JSONField(default=dict, verbose_name='sur quoi il s’appuie')),
                ('progress', models.JSONField(default=list, verbose_name='avancement')),
                ('result', models.JSONField(null=True, verbose_name='proposition')),
                ('failure', models.CharField(blank=True, max_length=300, verbose_name='pourquoi il s’est interrompu')),
            ],
            options={
                'verbose_name': 'calcul du planning',
                'verbose_name_plural': 'calculs du planning',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['fill', 'repair']), ('state__in', ['queued', 'running', 'done', 'failed', 'stopped', 'published'])), name='rota_run_known', violation_error_message='Ce calcul n’existe pas.'), models.CheckConstraint(condition=models.Q(('period__endswith__isnull', False), ('period__startswith__isnull', False), ('period__isempty', False)), name='rota_run_has_a_period', violation_error_message='Choisissez une période.'), models.UniqueConstraint(models.Value(1), condition=models.Q(('state__in', ['queued', 'running'])), name='rota_run_one_at_a_time', violation_error_message='Un calcul est déjà en cours : attendez-le ou arrêtez-le.'), models.CheckConstraint(condition=models.Q(models.Q(('result__isnull', False), ('state__in', ['done', 'published'])), models.Q(models.Q(('state__in', ['done', 'published']), _negated=True), ('result__isnull', True)), _connector='OR'), name='rota_run_result_when_done', violation_error_message='Une proposition n’existe que quand le calcul est fini.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), models.Q(('failure', ''), _negated=True)), models.Q(models.Q(('state', 'failed'), _negated=True), ('failure', '')), _connector='OR'), name='rota_run_says_why_it_failed', violation_error_message='Dites pourquoi le calcul s’est interrompu.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state__in', ['done', 'failed', 'stopped', 'published'])), models.Q(('state__in', ['queued', 'running']), ('ended_at__isnull', True)), _connector='OR'), name='rota_run_times', violation_error_message='Un calcul fini a une heure de fin.'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('state', 'published')), models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', True)), _connector='OR'), name='rota_run_published_on', violation_error_message='Un planning publié a une date de publication.')],
            },
        ),
        migrations.CreateModel(
            name='PresenceSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opening', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sheet', to='epicerie.openingday')),
                ('begun_at', models.DateTimeField(editable=False, verbose_name='ouverte le')),
                ('margin_minutes', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='minutes comptées au-delà de la durée prévue')),
                ('signed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='signée le')),
                ('signed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signée par')),
            ],
            options={
                'verbose_name': 'feuille de présence',
                'verbose_name_plural': 'feuilles de présence',
                'ordering': ['-opening__day', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('signed_at', None), ('signed_by', None)), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='sheet_signed_by_somebody', violation_error_message='Une feuille signée dit par qui et quand.'), models.CheckConstraint(condition=models.Q(('margin_minutes__lte', 240)), name='sheet_margin_plausible', violation_error_message='Comptez 240 minutes au plus au-delà de la durée prévue.')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='epicerie.presencesheet')),
                ('assignment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='epicerie.assignment')),
                ('volunteer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='epicerie.volunteer')),
                ('guest_name', models.CharField(blank=True, max_length=80, verbose_name='personne à inscrire')),
                ('status', models.CharField(choices=[('present', 'Présent'), ('late', 'En retard'), ('absent', 'Absent'), ('excused', 'Excusé')], max_length=10, verbose_name='présence')),
                ('arrived_at', models.DateTimeField(blank=True, null=True, verbose_name='arrivée')),
                ('minutes', models.PositiveSmallIntegerField(default=0, verbose_name='minutes données')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='epicerie.attendance', verbose_name='corrige')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='raison de la correction')),
                ('noted_at', models.DateTimeField(editable=False, verbose_name='notée le')),
                ('noted_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed', models.BooleanField(default=False, editable=False, verbose_name='notée par la coordination')),
            ],
            options={
                'verbose_name': 'présence',
                'verbose_name_plural': 'présences',
                'ordering': ['sheet', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['present', 'late', 'absent', 'excused'])), name='attendance_status_known', violation_error_message='Cette présence n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('guest_name__regex', '[\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]'), _negated=True), models.Q(('reason__regex', '[\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]'), _negated=True)), name='attendance_one_line', violation_error_message='Écrivez sur une seule ligne, sans caractère invisible.'), models.CheckConstraint(condition=models.Q(models.Q(('guest_name', ''), ('volunteer__isnull', False)), models.Q(('assignment', None), ('volunteer', None), models.Q(('guest_name', ''), _negated=True)), _connector='OR'), name='attendance_of_somebody', violation_error_message='Choisissez un bénévole, ou écrivez un nom à inscrire.'), models.CheckConstraint(condition=models.Q(models.Q(('minutes__range', (1, 720)), ('status__in', ('present', 'late'))), models.Q(models.Q(('status__in', ('present', 'late')), _negated=True), ('arrived_at', None), ('minutes', 0)), _connector='OR'), name='attendance_minutes_of_those_who_came', violation_error_message='Une personne venue a donné entre 1 minute et 12 heures ; une absente, aucune.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'late'), _negated=True), ('arrived_at__isnull', False), _connector='OR'), name='attendance_late_says_when', violation_error_message='Indiquez l’heure d’arrivée de la personne en retard.'), models.CheckConstraint(condition=models.Q(('assignment__isnull', False), ('status__in', ('present', 'late')), ('corrects__isnull', False), _connector='OR'), name='attendance_walk_in_came', violation_error_message='Une personne venue sans place est présente.'), models.CheckConstraint(condition=models.Q(models.Q(('corrects', None), ('reason', '')), models.Q(('corrects__isnull', False), models.Q(('reason', ''), _negated=True), models.Q(('corrects', models.F('id')), _negated=True)), _connector='OR'), name='attendance_correction_says_why', violation_error_message='Dites pourquoi la feuille signée est corrigée.'), models.UniqueConstraint(condition=models.Q(('corrects', None)), fields=('assignment',), name='attendance_once_a_place', violation_error_message='Cette personne est déjà notée sur la feuille.'), models.UniqueConstraint(condition=models.Q(('corrects', None), ('status__in', ('present', 'late'))), fields=('sheet', 'volunteer'), name='attendance_once_a_volunteer', violation_error_message='Cette personne est déjà notée sur la feuille.')],
            },
        ),
        migrations.CreateModel(
            name='HoursEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('amount', models.BigIntegerField(verbose_name='montant')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='epicerie.hoursentry', verbose_name='corrige')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hours', to='epicerie.volunteer', verbose_name='bénévole')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.organisation', verbose_name='association')),
                ('day', models.DateField(verbose_name='jour')),
                ('kind', models.CharField(choices=[('shift', 'Ouverture'), ('meeting', 'Réunion'), ('transport', 'Transport'), ('other', 'Autre')], max_length=10, verbose_name='sorte')),
                ('attendance', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hours', to='epicerie.attendance')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='raison')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
            ],
            options={
                'verbose_name': 'heures données',
                'verbose_name_plural': 'heures données',
                'ordering': ['at', 'pk'],
                'abstract': False,
                'indexes': [models.Index(fields=['volunteer', 'day'], name='hours_volunteer_day'), models.Index(fields=['organisation', 'day'], name='hours_organisation_day'), models.Index(fields=['day'], name='hours_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='hours_amount_not_zero', violation_error_message='Un mouvement de zéro n’a pas de sens.'), models.CheckConstraint(condition=models.Q(('kind__in', ['shift', 'meeting', 'transport', 'other'])), name='hours_kind_known', violation_error_message='Cette sorte d’heures n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('attendance__isnull', False), ('kind', 'shift')), models.Q(models.Q(('kind', 'shift'), _negated=True), ('attendance', None), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='hours_of_a_sheet_or_explained', violation_error_message='Des heures hors ouverture disent pourquoi.'), models.CheckConstraint(condition=models.Q(models.Q(('amount__range', (1, 720)), ('corrects', None)), models.Q(('amount__range', (-720, -1)), ('corrects__isnull', False)), _connector='OR'), name='hours_amount_plausible', violation_error_message='Comptez entre 1 minute et 12 heures par jour.'), models.CheckConstraint(condition=models.Q(('corrects', None), models.Q(('reason', ''), _negated=True), _connector='OR'), name='hours_reversal_says_why', violation_error_message='Dites pourquoi ces heures sont annulées.'), models.UniqueConstraint(condition=models.Q(('corrects', None)), fields=('attendance',), name='hours_once_a_line', violation_error_message='Les heures de cette ligne sont déjà comptées.')],
            },
        ),
        migrations.CreateModel(
            name='VolunteerProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.organisation', verbose_name='association')),
                ('first_name', models.CharField(blank=True, max_length=80, verbose_name='prénom')),
                ('last_name', models.CharField(blank=True, max_length=80, verbose_name='nom')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse e-mail')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='téléphone')),
                ('novice', models.BooleanField(default=False, verbose_name='débute')),
                ('state', models.CharField(choices=[('proposed', 'Proposé'), ('accepted', 'Inscrit'), ('refused', 'Refusé')], default='proposed', max_length=10, verbose_name='état')),
                ('volunteer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.volunteer')),
                ('refusal', models.CharField(blank=True, max_length=200, verbose_name='raison du refus')),
                ('proposed_at', models.DateTimeField(editable=False, verbose_name='proposée le')),
                ('proposed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='décidée le')),
            ],
            options={
                'verbose_name': 'bénévole proposé',
                'verbose_name_plural': 'bénévoles proposés',
                'ordering': ['proposed_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'accepted', 'refused'])), name='proposal_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('first_name__regex', '[\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]'), _negated=True), models.Q(('last_name__regex', '[\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]'), _negated=True), models.Q(('phone__regex', '[\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]'), _negated=True), models.Q(('refusal__regex', '[\\u0001-\\u001f\\u007f-\\u009f\\u2028\\u2029]'), _negated=True)), name='proposal_one_line', violation_error_message='Écrivez sur une seule ligne, sans caractère invisible.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('state', 'proposed'), models.Q(('email', ''), _negated=True), models.Q(('first_name', ''), _negated=True), models.Q(('last_name', ''), _negated=True)), models.Q(models.Q(('state', 'proposed'), _negated=True), ('decided_at__isnull', False), ('email', ''), ('phone', '')), _connector='OR'), name='proposal_erased_once_decided', violation_error_message='Une proposition a un nom et une adresse jusqu’à sa décision, et pas après.'), models.CheckConstraint(condition=models.Q(models.Q(('refusal', ''), ('state', 'proposed'), ('volunteer', None)), models.Q(('refusal', ''), ('state', 'accepted'), ('volunteer__isnull', False)), models.Q(('state', 'refused'), ('volunteer', None), models.Q(('refusal', ''), _negated=True)), _connector='OR'), name='proposal_decision_told', violation_error_message='Dites pourquoi la personne n’est pas inscrite.'), models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('organisation', 'email'), name='proposal_once', violation_error_message='Vous avez déjà proposé cette personne : elle attend.')],
            },
        ),
        migrations.CreateModel(
            name='Exchange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offered', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exchanges', to='epicerie.assignment')),
                ('asked', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exchanges_asked', to='epicerie.volunteer')),
                ('wanted', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.openingday')),
                ('state', models.CharField(choices=[('open', 'Proposé'), ('accepted', 'Accepté'), ('declined', 'Refusé'), ('withdrawn', 'Retiré'), ('lapsed', 'Sans objet')], default='open', max_length=10, verbose_name='état')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.volunteer')),
                ('returned', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.assignment')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='proposé le')),
                ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='répondu le')),
            ],
            options={
                'verbose_name': 'échange',
                'verbose_name_plural': 'échanges',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('offered',), name='exchange_one_open', violation_error_message='Vous proposez déjà cette place : retirez d’abord votre offre.'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'accepted', 'declined', 'withdrawn', 'lapsed'])), name='exchange_state_known', violation_error_message='Cet état n’existe pas.'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='exchange_answered_once', violation_error_message='Cet échange a déjà une réponse. Rechargez la page.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), ('taken_by__isnull', False)), models.Q(models.Q(('state', 'accepted'), _negated=True), ('taken_by', None)), _connector='OR'), name='exchange_taken_when_accepted', violation_error_message='Un échange accepté a une personne qui prend la place.'), models.CheckConstraint(condition=models.Q(('asked', None), ('taken_by', None), ('taken_by', models.F('asked')), _connector='OR'), name='exchange_taken_by_the_asked', violation_error_message='Cet échange est proposé à une autre personne.'), models.CheckConstraint(condition=models.Q(models.Q(('returned', None), models.Q(('wanted', None), models.Q(('state', 'accepted'), _negated=True), _connector='OR')), models.Q(('returned__isnull', False), ('state', 'accepted'), ('wanted__isnull', False)), _connector='OR'), name='exchange_returns_what_is_wanted', violation_error_message='Un échange rend la place du jour demandé.')],
            },
        ),
        migrations.CreateModel(
            name='PhoneCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='epicerie.volunteer', verbose_name='bénévole')),
                ('occasion', models.CharField(choices=[('taken', 'Place prise'), ('assigned', 'Mise au planning'), ('published', 'Planning publié'), ('first', 'Premier rappel'), ('second', 'Dernier rappel'), ('removed', 'Retrait du planning'), ('cancelled', 'Jour annulé'), ('call', 'Appel à remplacement'), ('offered', 'Échange proposé'), ('declined', 'Échange refusé'), ('exchanged', 'Échange fait'), ('lapsed', 'Échange terminé')], max_length=10, verbose_name='au sujet de')),
                ('assignment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='phone_calls', to='epicerie.assignment')),
                ('called', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='phone_calls', to='epicerie.calledperson')),
                ('exchange', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='phone_calls', to='epicerie.exchange')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='depuis le')),
                ('done_at', models.DateTimeField(editable=False, null=True, verbose_name='joint le')),
                ('done_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dropped_at', models.DateTimeField(editable=False, null=True, verbose_name='sans objet depuis')),
            ],
            options={
                'verbose_name': 'appel téléphonique',
                'verbose_name_plural': 'appels téléphoniques',
                'ordering': ['created_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('exchange', None), models.Q(models.Q(('assignment__isnull', False), ('called', None)), models.Q(('assignment', None), ('called__isnull', False), ('occasion', 'call')), _connector='OR')), models.Q(('assignment', None), ('called', None), ('exchange__isnull', False), ('occasion__in', ['offered', 'declined', 'exchanged', 'lapsed'])), _connector='OR'), name='phone_call_one_subject', violation_error_message='Un appel concerne une place, un remplacement ou un échange.'), models.UniqueConstraint(fields=('assignment', 'occasion'), name='phone_call_once_an_occasion'), models.UniqueConstraint(fields=('called',), name='phone_call_once_a_call'), models.UniqueConstraint(fields=('exchange', 'occasion', 'volunteer'), name='phone_call_once_an_exchange'), models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('done_by', None)), models.Q(('done_at__isnull', False), ('done_by__isnull', False), ('dropped_at', None)), _connector='OR'), name='phone_call_done_by_somebody', violation_error_message='Un appel fait a son auteur.')],
            },
        ),
        migrations.CreateModel(
            name='RegisterImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actors.organisation', verbose_name='liste entière de')),
                ('sealed', models.TextField(blank=True, editable=False, verbose_name='fichier')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='envoyée par')),
                ('asked_at', models.DateTimeField(verbose_name='envoyée le')),
                ('applied_at', models.DateTimeField(null=True, verbose_name='confirmée le')),
                ('created', models.PositiveIntegerField(default=0, verbose_name='bénévoles inscrits')),
                ('updated', models.PositiveIntegerField(default=0, verbose_name='fiches complétées')),
                ('ended', models.PositiveIntegerField(default=0, verbose_name='rattachements terminés')),
            ],
            options={
                'verbose_name': 'import de bénévoles',
                'verbose_name_plural': 'imports de bénévoles',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('applied_at', None), ('sealed', ''), _connector='OR'), name='register_import_file_erased', violation_error_message='Une liste confirmée ne garde pas son fichier.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='access',
            trigger=pgtrigger.compiler.Trigger(name='access_states', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{requested:granted,requested:refused,granted:suspended,suspended:granted,granted:ended,suspended:ended}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='b96ee6a856429656e7059d68bd778dc570734db1', operation='UPDATE', pgid='pgtrigger_access_states_6a438', table='epicerie_access', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='access',
            trigger=pgtrigger.compiler.Trigger(name='access_decision_stays', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD."state" IN (\'granted\', \'refused\', \'suspended\', \'ended\') AND (OLD."household_id" IS DISTINCT FROM (NEW."household_id") OR OLD."rav_inputs" IS DISTINCT FROM (NEW."rav_inputs") OR OLD."rav_parameters" IS DISTINCT FROM (NEW."rav_parameters") OR OLD."rav_result" IS DISTINCT FROM (NEW."rav_result") OR OLD."rav_cents" IS DISTINCT FROM (NEW."rav_cents") OR OLD."threshold_cents" IS DISTINCT FROM (NEW."threshold_cents") OR OLD."within_threshold" IS DISTINCT FROM (NEW."within_threshold") OR OLD."decision_reason" IS DISTINCT FROM (NEW."decision_reason") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='81dd6a1ad7cdbe44fd74a0d514f083aa10f6fb3e', operation='UPDATE', pgid='pgtrigger_access_decision_stays_406d3', table='epicerie_access', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='access',
            trigger=pgtrigger.compiler.Trigger(name='access_stays', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='01f5f9104ffa837a5360d75f3692f37191ce7978', operation='DELETE', pgid='pgtrigger_access_stays_517ed', table='epicerie_access', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='access',
            trigger=pgtrigger.compiler.Trigger(name='access_stays_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='6b24a77a426211e69bda2eb1b23797f98dc10073', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_access_stays_truncate_31171', table='epicerie_access', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delivery',
            trigger=pgtrigger.compiler.Trigger(name='delivery_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='97ef2708f3d1d6c2182f9cbea5c38d83a7e6edcf', operation='UPDATE OR DELETE', pgid='pgtrigger_delivery_append_only_b0a9f', table='epicerie_delivery', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='delivery',
            trigger=pgtrigger.compiler.Trigger(name='delivery_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='a9ac22c402af1c9632008f2a8e333450c2bfe5f9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_delivery_append_only_truncate_2c831', table='epicerie_delivery', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lot',
            trigger=pgtrigger.compiler.Trigger(name='lot_stays', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."delivery_id" IS DISTINCT FROM (NEW."delivery_id") OR OLD."product_id" IS DISTINCT FROM (NEW."product_id") OR OLD."funding" IS DISTINCT FROM (NEW."funding") OR OLD."unit_value_cents" IS DISTINCT FROM (NEW."unit_value_cents") OR OLD."date_kind" IS DISTINCT FROM (NEW."date_kind") OR OLD."best_on" IS DISTINCT FROM (NEW."best_on") OR OLD."lot_number" IS DISTINCT FROM (NEW."lot_number"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e8fb4fa94786c30cf14cc0619093f48ca7c1b653', operation='UPDATE', pgid='pgtrigger_lot_stays_985ec', table='epicerie_lot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lot',
            trigger=pgtrigger.compiler.Trigger(name='lot_kept', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='28749d4adad180addb2b18cd9cd780a557bcb138', operation='DELETE', pgid='pgtrigger_lot_kept_cbe02', table='epicerie_lot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lot',
            trigger=pgtrigger.compiler.Trigger(name='lot_kept_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='d0d488f184e0de2c9eece698e2db46e74da39c82', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_lot_kept_truncate_a6c77', table='epicerie_lot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lot',
            trigger=pgtrigger.compiler.Trigger(name='lot_starts_empty', sql=reims_solidarite.kit.walls.WallSql(func='NEW.remaining := 0; RETURN NEW;', hash='d0f88de14b1181eaf65d8a4a74aa0d636a916230', operation='INSERT', pgid='pgtrigger_lot_starts_empty_86520', table='epicerie_lot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lot',
            trigger=pgtrigger.compiler.Trigger(name='lot_counted_by_movements', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD."remaining" IS DISTINCT FROM (NEW."remaining"))', func="\n                    IF pg_trigger_depth() < 2 THEN\n                        RAISE EXCEPTION 'a balance changes by a movement only'\n                            USING ERRCODE = 'check_violation',\n                                  CONSTRAINT = 'lot_counted_by_movements';\n                    END IF;\n                    RETURN NEW;\n                ", hash='42055e2b66549d032f1ddb4e63fd8d679774026b', operation='UPDATE', pgid='pgtrigger_lot_counted_by_movements_67438', table='epicerie_lot', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tillclosing',
            trigger=pgtrigger.compiler.Trigger(name='till_closing_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='91799dfe27f9f9bc6f30ffaf3e4bb80e4a7d635f', operation='UPDATE OR DELETE', pgid='pgtrigger_till_closing_append_only_ac3c5', table='epicerie_tillclosing', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tillclosing',
            trigger=pgtrigger.compiler.Trigger(name='till_closing_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='f5e2861783917fd778ca2fce161f0b93545efbbf', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_till_closing_append_only_truncate_b5a99', table='epicerie_tillclosing', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tillclosing',
            trigger=pgtrigger.compiler.Trigger(name='till_closing_adds_up', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE sold RECORD;', func="\n    PERFORM pg_advisory_xact_lock(hashtext('epicerie_till'), (NEW.day - DATE '2000-01-01'));\n    SELECT count(*) AS tickets, coalesce(sum(value_cents), 0) AS value,\n           coalesce(sum(paid_cents), 0) AS paid\n    INTO sold FROM epicerie_sale\n    WHERE at >= NEW.day::timestamp AT TIME ZONE 'Europe/Paris'\n      AND at < (NEW.day + 1)::timestamp AT TIME ZONE 'Europe/Paris';\n    IF sold.tickets = 0 OR sold.tickets <> NEW.tickets OR sold.value <> NEW.value_cents\n       OR sold.paid <> NEW.paid_cents THEN\n        RAISE EXCEPTION 'the closing is not the sum of the tickets'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'till_closing_adds_up';\n    END IF;\n    RETURN NEW;\n", hash='6bf8bfda8f0aa3a6a9043bbdead5db07e24e1e78', operation='INSERT', pgid='pgtrigger_till_closing_adds_up_57e71', table='epicerie_tillclosing', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingday',
            trigger=pgtrigger.compiler.Trigger(name='opening_hours_stay', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD."site_id" IS DISTINCT FROM (NEW."site_id") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."starts" IS DISTINCT FROM (NEW."starts") OR OLD."ends" IS DISTINCT FROM (NEW."ends"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='8603b5a9c62985bf1451e0276a46427b14fbb9ff', operation='UPDATE', pgid='pgtrigger_opening_hours_stay_53cd9', table='epicerie_openingday', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingday',
            trigger=pgtrigger.compiler.Trigger(name='opening_stays', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='6eda07c4ea67f343d39496817edb64352b70461c', operation='DELETE', pgid='pgtrigger_opening_stays_bb678', table='epicerie_openingday', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingday',
            trigger=pgtrigger.compiler.Trigger(name='opening_stays_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='41fc34be998296dc679368cc8604bed4556d2abd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_opening_stays_truncate_95380', table='epicerie_openingday', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingday',
            trigger=pgtrigger.compiler.Trigger(name='opening_of_a_site_in_service', sql=reims_solidarite.kit.walls.WallSql(func="\n                    PERFORM 1 FROM epicerie_site WHERE id = NEW.site_id AND active FOR KEY SHARE;\n                    IF NOT FOUND THEN\n                        RAISE EXCEPTION 'the site is out of service'\n                            USING ERRCODE = 'check_violation',\n                                  CONSTRAINT = 'opening_of_a_site_in_service';\n                    END IF;\n                    RETURN NEW;\n                ", hash='a3e6a24f386bfb25433a6f2aa09d1dd406fb6576', operation='INSERT', pgid='pgtrigger_opening_of_a_site_in_service_ee114', table='epicerie_openingday', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingday',
            trigger=pgtrigger.compiler.Trigger(name='opening_cancelled_empty', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NEW."state" = \'cancelled\' AND OLD."state" = \'planned\')', func="\n                    PERFORM 1 FROM epicerie_openingneed WHERE opening_id = NEW.id FOR UPDATE;\n                    IF EXISTS (SELECT 1 FROM epicerie_assignment\n                               WHERE opening_id = NEW.id AND state = 'active') THEN\n                        RAISE EXCEPTION 'people still hold places'\n                            USING ERRCODE = 'check_violation',\n                                  CONSTRAINT = 'opening_cancelled_empty';\n                    END IF;\n                    RETURN NEW;\n                ", hash='770e1aebba0be5b03f8942c4cb34c1a86869b9e5', operation='UPDATE', pgid='pgtrigger_opening_cancelled_empty_412ae', table='epicerie_openingday', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingday',
            trigger=pgtrigger.compiler.Trigger(name='opening_with_a_sheet', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NEW."state" = \'cancelled\' AND OLD."state" = \'planned\')', func="\n    IF EXISTS (SELECT 1 FROM epicerie_presencesheet WHERE opening_id = NEW.id) THEN\n        RAISE EXCEPTION 'people were noted present that day'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'opening_with_a_sheet';\n    END IF;\n    RETURN NEW;\n", hash='8bd0ae1c68f863313faf7c7b7d538c7762ea3583', operation='UPDATE', pgid='pgtrigger_opening_with_a_sheet_ebddd', table='epicerie_openingday', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingday',
            trigger=pgtrigger.compiler.Trigger(name='opening_cancelled_calls_nobody', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NEW."state" = \'cancelled\' AND OLD."state" = \'planned\')', constraint='CONSTRAINT', func="\n        IF EXISTS (SELECT 1 FROM epicerie_exchange WHERE wanted_id = NEW.id AND state = 'open')\n           OR EXISTS (SELECT 1 FROM epicerie_standby\n                      WHERE opening_id = NEW.id AND ended_at IS NULL)\n           OR EXISTS (SELECT 1 FROM epicerie_replacementcall c\n                      JOIN epicerie_openingneed n ON n.id = c.need_id\n                      WHERE n.opening_id = NEW.id AND c.ended_at IS NULL) THEN\n            RAISE EXCEPTION 'somebody is still waited for on a cancelled day'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'opening_cancelled_calls_nobody';\n        END IF;\n        RETURN NULL;\n    ", hash='8f361ce9c5cf37735c5a78f5471a913fce3c11e3', operation='UPDATE', pgid='pgtrigger_opening_cancelled_calls_nobody_edfe8', table='epicerie_openingday', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingday',
            trigger=pgtrigger.compiler.Trigger(name='opening_states', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{planned:cancelled}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='fa8b450d9ea22ed471e0433dd59f8a025ab47346', operation='UPDATE', pgid='pgtrigger_opening_states_a691d', table='epicerie_openingday', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingneed',
            trigger=pgtrigger.compiler.Trigger(name='need_stays_put', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD."opening_id" IS DISTINCT FROM (NEW."opening_id") OR OLD."post_id" IS DISTINCT FROM (NEW."post_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a592ab5907b24c2ceb061bafe7f4e8a2f91b52f7', operation='UPDATE', pgid='pgtrigger_need_stays_put_88ede', table='epicerie_openingneed', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='openingneed',
            trigger=pgtrigger.compiler.Trigger(name='need_covers_held', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NEW."places" < (OLD."places"))', func="\n                    IF EXISTS (SELECT 1 FROM epicerie_assignment WHERE need_id = NEW.id\n                               AND state = 'active' AND place_number > NEW.places) THEN\n                        RAISE EXCEPTION 'a held place would disappear'\n                            USING ERRCODE = 'check_violation', CONSTRAINT = 'need_covers_held';\n                    END IF;\n                    RETURN NEW;\n                ", hash='55ab1fa80a774698a86116e996a9a01bffe41285', operation='UPDATE', pgid='pgtrigger_need_covers_held_8c6eb', table='epicerie_openingneed', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='assignment_fits', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NEW."state" = \'active\')', declare='DECLARE need RECORD;', func="\n    SELECT n.places, n.opening_id, o.state, o.period INTO need\n    FROM epicerie_openingneed n JOIN epicerie_openingday o ON o.id = n.opening_id\n    WHERE n.id = NEW.need_id FOR UPDATE OF n;\n    IF NEW.opening_id <> need.opening_id OR NEW.period <> need.period THEN\n        RAISE EXCEPTION 'the place belongs to another opening'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_of_its_opening';\n    END IF;\n    IF need.state <> 'planned' THEN\n        RAISE EXCEPTION 'the opening is cancelled'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_of_a_planned_day';\n    END IF;\n    IF NEW.place_number > need.places THEN\n        RAISE EXCEPTION 'no such place'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_place_exists';\n    END IF;\n    RETURN NEW;\n", hash='4091712bbbdbb0e9152770566e1f0e2dcec21d12', operation='INSERT OR UPDATE', pgid='pgtrigger_assignment_fits_29246', table='epicerie_assignment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='assignment_placed_before_the_sheet', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF TG_OP = 'UPDATE' AND NEW.need_id = OLD.need_id AND NEW.volunteer_id = OLD.volunteer_id THEN\n        RETURN NEW;\n    END IF;\n    PERFORM 1 FROM epicerie_openingneed WHERE id = NEW.need_id FOR UPDATE;\n    IF EXISTS (SELECT 1 FROM epicerie_presencesheet\n               WHERE opening_id = NEW.opening_id AND signed_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'the sheet of that day is signed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_of_an_unsigned_day';\n    END IF;\n    IF EXISTS (SELECT 1 FROM epicerie_attendance l\n               JOIN epicerie_presencesheet s ON s.id = l.sheet_id\n               WHERE s.opening_id = NEW.opening_id AND l.volunteer_id = NEW.volunteer_id\n               AND l.status IN ('present', 'late')) THEN\n        RAISE EXCEPTION 'the person came without a place'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_of_a_walk_in';\n    END IF;\n    RETURN NEW;\n", hash='c40074af912df3e42bb1c175a8dbe43970353ad1', operation='INSERT OR UPDATE', pgid='pgtrigger_assignment_placed_before_the_sheet_dd119', table='epicerie_assignment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='assignment_of_a_present_person', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD."state" = \'active\' AND NOT (NEW."state" = \'active\'))', func="\n    IF EXISTS (SELECT 1 FROM epicerie_attendance WHERE assignment_id = NEW.id\n               AND status IN ('present', 'late')) THEN\n        RAISE EXCEPTION 'the person was noted present'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_of_a_present_person';\n    END IF;\n    RETURN NEW;\n", hash='154f0a684037d0d4c19c05d39fd7c8550b1839cd', operation='UPDATE', pgid='pgtrigger_assignment_of_a_present_person_2b67c', table='epicerie_assignment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='assignment_states', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{active:given_up,active:cancelled,active:exchanged}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='0782772f9c443c8396527a9e2200fa017da8ae76', operation='UPDATE', pgid='pgtrigger_assignment_states_02106', table='epicerie_assignment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='assignment_left_offers_nothing', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD."state" = \'active\' AND NOT (NEW."state" = \'active\'))', constraint='CONSTRAINT', func="\n        IF EXISTS (SELECT 1 FROM epicerie_exchange\n                   WHERE offered_id = NEW.id AND state = 'open') THEN\n            RAISE EXCEPTION 'a place that was left is still offered'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_left_offers_nothing';\n        END IF;\n        RETURN NULL;\n    ", hash='e7112284966a4d9362964ee242b990336024bd34', operation='UPDATE', pgid='pgtrigger_assignment_left_offers_nothing_23135', table='epicerie_assignment', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='assignment_stays', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ac835302a940f7bba045b6eacf9f01105e2e4928', operation='DELETE', pgid='pgtrigger_assignment_stays_06bc2', table='epicerie_assignment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='assignment_stays_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='e1647a500a4e6cd222eb10a1439028a10543a727', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_assignment_stays_truncate_123d9', table='epicerie_assignment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sale',
            trigger=pgtrigger.compiler.Trigger(name='sale_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4a1741a19b83273c7a248f4e51cf344fc5731a9e', operation='UPDATE OR DELETE', pgid='pgtrigger_sale_append_only_8c503', table='epicerie_sale', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sale',
            trigger=pgtrigger.compiler.Trigger(name='sale_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='33850b0ac023aa6e3737c30720fa4bfb7709b452', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_sale_append_only_truncate_a292a', table='epicerie_sale', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sale',
            trigger=pgtrigger.compiler.Trigger(name='sale_adds_up', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', declare='DECLARE ticket RECORD;', func="\n    SELECT s.value_cents, s.paid_cents, sum(l.value_cents) AS value, sum(l.paid_cents) AS paid,\n           count(l.id) AS lines, count(m.id) FILTER (WHERE m.amount = -l.quantity\n               AND m.lot_id = l.lot_id) AS moved\n    INTO ticket\n    FROM epicerie_sale s\n    LEFT JOIN epicerie_saleline l ON l.sale_id = s.id\n    LEFT JOIN epicerie_stockmovement m ON m.sale_line_id = l.id\n    WHERE s.id = NEW.id GROUP BY s.id;\n    IF ticket.lines = 0 OR ticket.value <> ticket.value_cents OR ticket.paid <> ticket.paid_cents\n       OR ticket.moved <> ticket.lines THEN\n        RAISE EXCEPTION 'the ticket does not add up'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sale_adds_up';\n    END IF;\n    RETURN NULL;\n", hash='7199a0aac638ac3908c58af563cae984226364ad', operation='INSERT', pgid='pgtrigger_sale_adds_up_0eb42', table='epicerie_sale', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sale',
            trigger=pgtrigger.compiler.Trigger(name='sale_of_open_till', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE sold_on DATE;', func="\n    sold_on := (NEW.at AT TIME ZONE 'Europe/Paris')::date;\n    PERFORM pg_advisory_xact_lock_shared(hashtext('epicerie_till'), (sold_on - DATE '2000-01-01'));\n    IF EXISTS (SELECT 1 FROM epicerie_tillclosing WHERE day = sold_on) THEN\n        RAISE EXCEPTION 'the till of this day is closed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sale_of_open_till';\n    END IF;\n    RETURN NEW;\n", hash='7e9ec0fd60df96a00ed18bddde4f27b045a3e15f', operation='INSERT', pgid='pgtrigger_sale_of_open_till_8df93', table='epicerie_sale', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='saleline',
            trigger=pgtrigger.compiler.Trigger(name='sale_line_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='eb295de5b6c714185f2bda532724a552ce677228', operation='UPDATE OR DELETE', pgid='pgtrigger_sale_line_append_only_f8166', table='epicerie_saleline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='saleline',
            trigger=pgtrigger.compiler.Trigger(name='sale_line_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='365f09d4c3d3fd9cf3d2b6c37601e5531021bb3d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_sale_line_append_only_truncate_bc761', table='epicerie_saleline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='saleline',
            trigger=pgtrigger.compiler.Trigger(name='sale_line_adds_up', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', declare='DECLARE ticket RECORD;', func="\n    SELECT s.value_cents, s.paid_cents, sum(l.value_cents) AS value, sum(l.paid_cents) AS paid,\n           count(l.id) AS lines, count(m.id) FILTER (WHERE m.amount = -l.quantity\n               AND m.lot_id = l.lot_id) AS moved\n    INTO ticket\n    FROM epicerie_sale s\n    LEFT JOIN epicerie_saleline l ON l.sale_id = s.id\n    LEFT JOIN epicerie_stockmovement m ON m.sale_line_id = l.id\n    WHERE s.id = NEW.sale_id GROUP BY s.id;\n    IF ticket.lines = 0 OR ticket.value <> ticket.value_cents OR ticket.paid <> ticket.paid_cents\n       OR ticket.moved <> ticket.lines THEN\n        RAISE EXCEPTION 'the ticket does not add up'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sale_line_adds_up';\n    END IF;\n    RETURN NULL;\n", hash='e37b36557630a4d9de3586bf491cbebedde6feee', operation='INSERT', pgid='pgtrigger_sale_line_adds_up_3b3cc', table='epicerie_saleline', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stockmovement',
            trigger=pgtrigger.compiler.Trigger(name='movement_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c698c40b9e80e72959a24088202d206dcfc44088', operation='UPDATE OR DELETE', pgid='pgtrigger_movement_append_only_ae40b', table='epicerie_stockmovement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stockmovement',
            trigger=pgtrigger.compiler.Trigger(name='movement_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='d2e4812a80128481b4595120b5930046bf97b568', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_movement_append_only_truncate_0f804', table='epicerie_stockmovement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stockmovement',
            trigger=pgtrigger.compiler.Trigger(name='movement_counts', sql=reims_solidarite.kit.walls.WallSql(func='\n                    UPDATE epicerie_lot SET remaining = remaining + NEW.amount\n                    WHERE id = NEW.lot_id;\n                    RETURN NULL;\n                ', hash='b35ae85037472df9651dfb1777d07374809ecb82', operation='INSERT', pgid='pgtrigger_movement_counts_a1654', table='epicerie_stockmovement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stockmovement',
            trigger=pgtrigger.compiler.Trigger(name='movement_never_sells_passed', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NEW."kind" = \'sale\')', func="\n                    IF EXISTS (SELECT 1 FROM epicerie_lot WHERE id = NEW.lot_id\n                               AND date_kind = 'dlc'\n                               AND best_on < (NEW.at AT TIME ZONE 'Europe/Paris')::date) THEN\n                        RAISE EXCEPTION 'use-by date passed'\n                            USING ERRCODE = 'check_violation',\n                                  CONSTRAINT = 'movement_never_sells_passed';\n                    END IF;\n                    RETURN NEW;\n                ", hash='905aa4268539d12dd7fd237951d649de8656b285', operation='INSERT', pgid='pgtrigger_movement_never_sells_passed_af92d', table='epicerie_stockmovement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standby',
            trigger=pgtrigger.compiler.Trigger(name='standby_of_a_planned_day', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NEW."ended_at" IS NULL)', func="\n    PERFORM 1 FROM epicerie_openingday WHERE id = NEW.opening_id AND state = 'planned' FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION 'the opening is cancelled'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'standby_of_a_planned_day';\n    END IF;\n    RETURN NEW;\n", hash='4fd01f637e8a2e0a18b0ed9dd9c1b1d96c094c2c', operation='INSERT OR UPDATE', pgid='pgtrigger_standby_of_a_planned_day_3a8ea', table='epicerie_standby', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='replacementcall',
            trigger=pgtrigger.compiler.Trigger(name='call_stays_put', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD."need_id" IS DISTINCT FROM (NEW."need_id") OR OLD."freed_id" IS DISTINCT FROM (NEW."freed_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2812d2340d00349a36a7302d9279229655d3b454', operation='UPDATE', pgid='pgtrigger_call_stays_put_57fe3', table='epicerie_replacementcall', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='replacementcall',
            trigger=pgtrigger.compiler.Trigger(name='call_of_a_planned_day', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NEW."ended_at" IS NULL)', func="\n    PERFORM 1 FROM epicerie_openingday WHERE id = (SELECT opening_id FROM epicerie_openingneed WHERE id = NEW.need_id) AND state = 'planned' FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION 'the opening is cancelled'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'call_of_a_planned_day';\n    END IF;\n    RETURN NEW;\n", hash='3d62daf4b0db00f606cb6e042a20f92295eb67f7', operation='INSERT', pgid='pgtrigger_call_of_a_planned_day_79a20', table='epicerie_replacementcall', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='replacementcall',
            trigger=pgtrigger.compiler.Trigger(name='call_stays', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='145ae18d4a29efaa511ad1ae4dc7b5923d196f48', operation='DELETE', pgid='pgtrigger_call_stays_b4771', table='epicerie_replacementcall', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='replacementcall',
            trigger=pgtrigger.compiler.Trigger(name='call_stays_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='f5e9a0908eb11249100bf597b15271c9c2244574', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_call_stays_truncate_50959', table='epicerie_replacementcall', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calledperson',
            trigger=pgtrigger.compiler.Trigger(name='called_stays_put', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD."call_id" IS DISTINCT FROM (NEW."call_id") OR OLD."volunteer_id" IS DISTINCT FROM (NEW."volunteer_id") OR OLD."wave" IS DISTINCT FROM (NEW."wave") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1dd4de5fd3fc61e80a3c24f041908cfab3121e6e', operation='UPDATE', pgid='pgtrigger_called_stays_put_40adf', table='epicerie_calledperson', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calledperson',
            trigger=pgtrigger.compiler.Trigger(name='called_answers_once', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."answer", \':\', NEW."answer") = ANY(\'{:yes,:no,:late}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."answer" IS DISTINCT FROM NEW."answer") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "answer" from "%" to "%" on table %\', OLD."answer", NEW."answer", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='132cae988cbf04465ce7dd14580441a15d94d250', operation='UPDATE', pgid='pgtrigger_called_answers_once_a56f4', table='epicerie_calledperson', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calledperson',
            trigger=pgtrigger.compiler.Trigger(name='called_stays', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='c3b3eb4e67d5aba0d6b667fc622fdc67724299f0', operation='DELETE', pgid='pgtrigger_called_stays_99bd0', table='epicerie_calledperson', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calledperson',
            trigger=pgtrigger.compiler.Trigger(name='called_stays_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='80af003af8fe2b636475242aed48a0583865218c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_called_stays_truncate_f5e91', table='epicerie_calledperson', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placelink',
            trigger=pgtrigger.compiler.Trigger(name='link_stays_put', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD."occasion" IS DISTINCT FROM (NEW."occasion") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."assignment_id" IS DISTINCT FROM (NEW."assignment_id") OR OLD."called_id" IS DISTINCT FROM (NEW."called_id") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='26270a7078f6ea8380c2ab4b2fecf98f542d6ee7', operation='UPDATE', pgid='pgtrigger_link_stays_put_353da', table='epicerie_placelink', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rotarun',
            trigger=pgtrigger.compiler.Trigger(name='rota_run_question_stays', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."seed" IS DISTINCT FROM (NEW."seed") OR OLD."work_limit" IS DISTINCT FROM (NEW."work_limit"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='55188c2b9ec91ce2969a22f9569b443e2d00ad0d', operation='UPDATE', pgid='pgtrigger_rota_run_question_stays_408bd', table='epicerie_rotarun', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rotarun',
            trigger=pgtrigger.compiler.Trigger(name='rota_run_answer_stays', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD.result IS NOT NULL)', func="\n                    IF NEW.result IS DISTINCT FROM OLD.result\n                       OR NEW.ground IS DISTINCT FROM OLD.ground THEN\n                        RAISE EXCEPTION 'a proposal never changes'\n                            USING ERRCODE = 'check_violation',\n                                  CONSTRAINT = 'rota_run_answer_stays';\n                    END IF;\n                    RETURN NEW;\n                ", hash='4d389e3016f32d9fa21aa720f76c1fb729137b30', operation='UPDATE', pgid='pgtrigger_rota_run_answer_stays_e58d1', table='epicerie_rotarun', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rotarun',
            trigger=pgtrigger.compiler.Trigger(name='rota_run_states', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{queued:running,queued:failed,queued:stopped,running:done,running:failed,running:stopped,done:published}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='35a7b8c0895db66289dcbb885e44ac4ba6e0a4df', operation='UPDATE', pgid='pgtrigger_rota_run_states_1eaea', table='epicerie_rotarun', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rotarun',
            trigger=pgtrigger.compiler.Trigger(name='rota_run_stays', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='64b8569843c8bdd9b355ac48e9d7451708133fc4', operation='DELETE', pgid='pgtrigger_rota_run_stays_e4abe', table='epicerie_rotarun', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rotarun',
            trigger=pgtrigger.compiler.Trigger(name='rota_run_stays_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='bdab4a5e09621bfe298f62dc3a2c230577063d5a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_rota_run_stays_truncate_75870', table='epicerie_rotarun', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='presencesheet',
            trigger=pgtrigger.compiler.Trigger(name='sheet_stays', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF OLD.signed_at IS NOT NULL\n       OR EXISTS (SELECT 1 FROM epicerie_attendance WHERE sheet_id = OLD.id) THEN\n        RAISE EXCEPTION 'the sheet has lines'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_stays';\n    END IF;\n    RETURN OLD;\n", hash='dff1917aac1e1ffeab4a5350a8eec7743b88d063', operation='DELETE', pgid='pgtrigger_sheet_stays_d9f52', table='epicerie_presencesheet', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='presencesheet',
            trigger=pgtrigger.compiler.Trigger(name='sheet_stays_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='16a8ba1a0d4cbc0f4f340b7b90faf005fcdc2f16', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_sheet_stays_truncate_69a58', table='epicerie_presencesheet', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='presencesheet',
            trigger=pgtrigger.compiler.Trigger(name='sheet_has_a_line', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF EXISTS (SELECT 1 FROM epicerie_presencesheet WHERE id = NEW.id)\n       AND NOT EXISTS (SELECT 1 FROM epicerie_attendance WHERE sheet_id = NEW.id) THEN\n        RAISE EXCEPTION 'a sheet has a line'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_has_a_line';\n    END IF;\n    RETURN NULL;\n", hash='b9e942924e4dac6c194acb261e75c38b56ea585b', operation='INSERT', pgid='pgtrigger_sheet_has_a_line_3010d', table='epicerie_presencesheet', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='presencesheet',
            trigger=pgtrigger.compiler.Trigger(name='sheet_fits', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE held RECORD;', func="\n    SELECT o.state, lower(o.period) AS begins INTO held\n    FROM epicerie_openingday o WHERE o.id = NEW.opening_id FOR SHARE;\n    IF held.state <> 'planned' THEN\n        RAISE EXCEPTION 'the opening is cancelled'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_of_a_planned_day';\n    END IF;\n    IF NEW.begun_at < held.begins THEN\n        RAISE EXCEPTION 'the opening has not begun'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_after_the_beginning';\n    END IF;\n    IF NEW.signed_at IS NOT NULL THEN\n        RAISE EXCEPTION 'a sheet is signed after its lines'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_signed_whole';\n    END IF;\n    RETURN NEW;\n", hash='52e188c07d6c76a4cc9b12e962fc03e636dc30ad', operation='INSERT', pgid='pgtrigger_sheet_fits_014d7', table='epicerie_presencesheet', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='presencesheet',
            trigger=pgtrigger.compiler.Trigger(name='sheet_signed_once', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF OLD.signed_at IS NOT NULL THEN\n        RAISE EXCEPTION 'the sheet is signed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_signed_once';\n    END IF;\n    IF NEW.opening_id <> OLD.opening_id OR NEW.begun_at <> OLD.begun_at\n       OR NEW.margin_minutes <> OLD.margin_minutes THEN\n        RAISE EXCEPTION 'a sheet stays with its opening'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_signed_once';\n    END IF;\n    IF NEW.signed_at IS NOT NULL THEN\n        PERFORM 1 FROM epicerie_openingneed WHERE opening_id = NEW.opening_id FOR UPDATE;\n        IF NEW.signed_at < (\n            SELECT upper(period) FROM epicerie_openingday WHERE id = NEW.opening_id) THEN\n            RAISE EXCEPTION 'the opening is not over'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_signed_after_the_end';\n        END IF;\n        IF NOT EXISTS (SELECT 1 FROM epicerie_attendance WHERE sheet_id = NEW.id) OR EXISTS (\n            SELECT 1 FROM epicerie_assignment a\n            WHERE a.opening_id = NEW.opening_id AND a.state = 'active' AND NOT EXISTS (\n                SELECT 1 FROM epicerie_attendance l WHERE l.assignment_id = a.id)\n        ) THEN\n            RAISE EXCEPTION 'somebody expected is not on the sheet'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_signed_whole';\n        END IF;\n    END IF;\n    RETURN NEW;\n", hash='0f8d058a2cd6b8445564927dfeea087ed3b10952', operation='UPDATE', pgid='pgtrigger_sheet_signed_once_c127a', table='epicerie_presencesheet', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='attendance_fits', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE sheet RECORD; held RECORD; before RECORD;', func="\n    IF TG_OP = 'DELETE' THEN\n        -- Alone, as a signature: two hands taking off the two last lines see each other.\n        PERFORM 1 FROM epicerie_presencesheet WHERE id = OLD.sheet_id FOR UPDATE;\n    END IF;\n    SELECT s.signed_at, s.opening_id, o.state, lower(o.period) AS begins INTO sheet\n    FROM epicerie_presencesheet s JOIN epicerie_openingday o ON o.id = s.opening_id\n    WHERE s.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.sheet_id ELSE NEW.sheet_id END\n    FOR SHARE OF s;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION 'the sheet is gone'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_a_kept_sheet';\n    END IF;\n    IF TG_OP <> 'INSERT' AND sheet.signed_at IS NOT NULL THEN\n        -- One thing only changes under a signature: the name of a guest, once they are registered.\n        IF TG_OP = 'UPDATE' AND OLD.guest_name <> '' AND (NEW.volunteer_id IS NOT NULL)\n           AND (to_jsonb(NEW) - 'volunteer_id' - 'guest_name')\n             = (to_jsonb(OLD) - 'volunteer_id' - 'guest_name') THEN\n            IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (\n                SELECT 1 FROM epicerie_attendance\n                WHERE id = NEW.corrects_id AND volunteer_id = NEW.volunteer_id) THEN\n                RAISE EXCEPTION 'a guest is registered on the line that was signed'\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_registered_whole';\n            END IF;\n            RETURN NEW;\n        END IF;\n        RAISE EXCEPTION 'the sheet is signed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_an_open_sheet';\n    END IF;\n    IF TG_OP = 'DELETE' THEN\n        IF EXISTS (SELECT 1 FROM epicerie_assignment\n                   WHERE id = OLD.assignment_id AND state = 'active') THEN\n            RAISE EXCEPTION 'an expected person stays on the sheet'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_expected_stays';\n        END IF;\n        RETURN OLD;\n    END IF;\n    IF TG_OP = 'UPDATE' AND (NEW.sheet_id <> OLD.sheet_id\n       OR NEW.assignment_id IS DISTINCT FROM OLD.assignment_id\n       OR NEW.volunteer_id IS DISTINCT FROM OLD.volunteer_id) THEN\n        RAISE EXCEPTION 'a line stays with its person'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_stays_put';\n    END IF;\n    IF NEW.noted_at < sheet.begins THEN\n        RAISE EXCEPTION 'the opening has not begun'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_after_the_beginning';\n    END IF;\n    IF (NEW.corrects_id IS NULL) <> (sheet.signed_at IS NULL) THEN\n        RAISE EXCEPTION 'a signed sheet is corrected, an open one is changed'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_an_open_sheet';\n    END IF;\n    IF NEW.corrects_id IS NOT NULL THEN\n        SELECT sheet_id, assignment_id, volunteer_id, guest_name INTO before\n        FROM epicerie_attendance WHERE id = NEW.corrects_id;\n        IF before.sheet_id <> NEW.sheet_id\n           OR before.assignment_id IS DISTINCT FROM NEW.assignment_id\n           OR before.volunteer_id IS DISTINCT FROM NEW.volunteer_id\n           OR before.guest_name <> NEW.guest_name THEN\n            RAISE EXCEPTION 'a correction is about the same person'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_stays_put';\n        END IF;\n    END IF;\n    IF NEW.assignment_id IS NULL THEN\n        IF NEW.corrects_id IS NULL AND EXISTS (\n            SELECT 1 FROM epicerie_assignment WHERE opening_id = sheet.opening_id\n            AND volunteer_id = NEW.volunteer_id AND state = 'active') THEN\n            RAISE EXCEPTION 'this person has a place'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_on_their_place';\n        END IF;\n        RETURN NEW;\n    END IF;\n    SELECT opening_id, volunteer_id, state INTO held\n    FROM epicerie_assignment WHERE id = NEW.assignment_id FOR SHARE;\n    IF held.opening_id <> sheet.opening_id OR held.volunteer_id <> NEW.volunteer_id THEN\n        RAISE EXCEPTION 'the place is of another opening or person'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_the_opening';\n    END IF;\n    IF held.state <> 'active' AND NEW.status IN ('present', 'late') THEN\n        RAISE EXCEPTION 'the place was given up'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_of_a_held_place';\n    END IF;\n    RETURN NEW;\n", hash='e440a27c7c4961aeb518002fce268746b13b19cd', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_attendance_fits_7a0a9', table='epicerie_attendance', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='attendance_once_a_person', sql=reims_solidarite.kit.walls.WallSql(func="\n    IF NEW.corrects_id IS NULL AND EXISTS (\n        SELECT 1 FROM epicerie_attendance l\n        LEFT JOIN epicerie_assignment a ON a.id = l.assignment_id\n        WHERE l.sheet_id = NEW.sheet_id AND l.volunteer_id = NEW.volunteer_id\n        AND l.corrects_id IS NULL AND l.id <> NEW.id\n        AND (l.status IN ('present', 'late') OR a.state = 'active')) THEN\n        RAISE EXCEPTION 'this person has a line'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_once_a_volunteer';\n    END IF;\n    RETURN NEW;\n", hash='39a3b6713b92bd4f4faa4227a2f0a246433d1d73', operation='INSERT OR UPDATE', pgid='pgtrigger_attendance_once_a_person_cbb96', table='epicerie_attendance', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='attendance_confirmed_by_another', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NEW."confirmed")', func="\n    IF TG_OP = 'UPDATE' AND NEW.volunteer_id IS DISTINCT FROM OLD.volunteer_id THEN\n        RETURN NEW;\n    END IF;\n    IF EXISTS (SELECT 1 FROM epicerie_volunteer\n               WHERE id = NEW.volunteer_id AND user_id = NEW.noted_by_id) THEN\n        RAISE EXCEPTION 'nobody confirms their own line'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_confirmed_by_another';\n    END IF;\n    IF NOT EXISTS (SELECT 1 FROM actors_rolegrant WHERE user_id = NEW.noted_by_id\n                   AND role = 'epicerie' AND revoked_at IS NULL) THEN\n        RAISE EXCEPTION 'only the coordination confirms'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'attendance_confirmed_by_right';\n    END IF;\n    RETURN NEW;\n", hash='d90064f0d12c67a209bc6f28aa8f7c4ecce909c8', operation='INSERT OR UPDATE', pgid='pgtrigger_attendance_confirmed_by_another_2dddf', table='epicerie_attendance', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='attendance_registered_whole', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NOT (OLD."guest_name" = \'\') AND NEW."guest_name" = \'\')', func="\n    UPDATE epicerie_attendance SET volunteer_id = NEW.volunteer_id, guest_name = ''\n    WHERE corrects_id = NEW.id;\n    RETURN NULL;\n", hash='d204e9289f0b62609236564972677c01ac60ba49', operation='UPDATE', pgid='pgtrigger_attendance_registered_whole_be858', table='epicerie_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='attendance_leaves_no_empty_sheet', sql=reims_solidarite.kit.walls.WallSql(constraint='CONSTRAINT', func="\n    IF EXISTS (SELECT 1 FROM epicerie_presencesheet WHERE id = OLD.sheet_id)\n       AND NOT EXISTS (SELECT 1 FROM epicerie_attendance WHERE sheet_id = OLD.sheet_id) THEN\n        RAISE EXCEPTION 'a sheet has a line'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_has_a_line';\n    END IF;\n    RETURN NULL;\n", hash='8c6876922bcd66bac51f57ff67a51e95bd2dd57c', operation='DELETE', pgid='pgtrigger_attendance_leaves_no_empty_sheet_a4eba', table='epicerie_attendance', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='attendance_not_emptied', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='ddd46ce2af4a0e4f150361b5e658e7bd7f32b234', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_attendance_not_emptied_19ea6', table='epicerie_attendance', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hoursentry',
            trigger=pgtrigger.compiler.Trigger(name='hours_append_only', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bc53f69daa1518de439e32b371dd829b265de889', operation='UPDATE OR DELETE', pgid='pgtrigger_hours_append_only_54d78', table='epicerie_hoursentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hoursentry',
            trigger=pgtrigger.compiler.Trigger(name='hours_append_only_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='643677991b502aee382910920c4a6e14bdc6fb93', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_hours_append_only_truncate_079c4', table='epicerie_hoursentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hoursentry',
            trigger=pgtrigger.compiler.Trigger(name='hours_fit', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE before RECORD; line RECORD;', func="\n    IF NEW.corrects_id IS NOT NULL THEN\n        SELECT * INTO before FROM epicerie_hoursentry WHERE id = NEW.corrects_id;\n        IF before.corrects_id IS NOT NULL OR NEW.amount <> -before.amount\n           OR NEW.volunteer_id <> before.volunteer_id OR NEW.day <> before.day\n           OR NEW.kind <> before.kind\n           OR NEW.organisation_id IS DISTINCT FROM before.organisation_id\n           OR NEW.attendance_id IS DISTINCT FROM before.attendance_id THEN\n            RAISE EXCEPTION 'a reversal repeats what it reverses'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'hours_reversal_exact';\n        END IF;\n        RETURN NEW;\n    END IF;\n    IF NEW.attendance_id IS NOT NULL THEN\n        SELECT s.signed_at, s.margin_minutes, l.sheet_id, l.volunteer_id, l.minutes, l.confirmed,\n               l.noted_by_id = v.user_id AS own,\n               extract(epoch FROM upper(o.period) - lower(o.period)) / 60 AS planned INTO line\n        FROM epicerie_attendance l JOIN epicerie_presencesheet s ON s.id = l.sheet_id\n        JOIN epicerie_openingday o ON o.id = s.opening_id\n        LEFT JOIN epicerie_volunteer v ON v.id = l.volunteer_id\n        WHERE l.id = NEW.attendance_id;\n        IF line.signed_at IS NULL OR line.volunteer_id IS DISTINCT FROM NEW.volunteer_id\n           OR NEW.amount <> (CASE\n               WHEN line.own THEN least(line.minutes, floor(line.planned))\n               WHEN line.confirmed THEN line.minutes\n               ELSE least(line.minutes, floor(line.planned) + line.margin_minutes) END) THEN\n            RAISE EXCEPTION 'not what a signed sheet says'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'hours_of_a_signed_sheet';\n        END IF;\n        -- One at a time for a sheet: two hands would each see a person without hours.\n        PERFORM pg_advisory_xact_lock(hashtextextended('epicerie_hours', line.sheet_id));\n        IF (SELECT sum(h.amount) FROM epicerie_hoursentry h\n            JOIN epicerie_attendance l ON l.id = h.attendance_id\n            WHERE l.sheet_id = line.sheet_id AND h.volunteer_id = NEW.volunteer_id) <> 0 THEN\n            RAISE EXCEPTION 'this person already has hours on that sheet'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'hours_once_a_sheet';\n        END IF;\n    END IF;\n    RETURN NEW;\n", hash='4cf78c5143cff4f92ee7da760683abd0b16064c1', operation='INSERT', pgid='pgtrigger_hours_fit_6966c', table='epicerie_hoursentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='volunteerproposal',
            trigger=pgtrigger.compiler.Trigger(name='proposal_states', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:accepted,proposed:refused}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='f1b5d1fbfb4779e9e8c5441081de7bfcdc904bca', operation='UPDATE', pgid='pgtrigger_proposal_states_93969', table='epicerie_volunteerproposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='volunteerproposal',
            trigger=pgtrigger.compiler.Trigger(name='proposal_stays', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='1a5022147f8fd556b61b5e0d475f2b90b1690f44', operation='DELETE', pgid='pgtrigger_proposal_stays_a397e', table='epicerie_volunteerproposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='volunteerproposal',
            trigger=pgtrigger.compiler.Trigger(name='proposal_stays_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='b2c1edf70bc1145fb8d0a670d6b16129f87f438f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_proposal_stays_truncate_fe54f', table='epicerie_volunteerproposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchange',
            trigger=pgtrigger.compiler.Trigger(name='exchange_stays_put', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (OLD."offered_id" IS DISTINCT FROM (NEW."offered_id") OR OLD."asked_id" IS DISTINCT FROM (NEW."asked_id") OR OLD."wanted_id" IS DISTINCT FROM (NEW."wanted_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='54025b630272de4e0641c7ab07b65a6180164975', operation='UPDATE', pgid='pgtrigger_exchange_stays_put_930f9', table='epicerie_exchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchange',
            trigger=pgtrigger.compiler.Trigger(name='exchange_fits', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE place RECORD;', func="\n    SELECT state, volunteer_id, opening_id INTO place\n    FROM epicerie_assignment WHERE id = NEW.offered_id FOR SHARE;\n    IF place.state <> 'active' THEN\n        RAISE EXCEPTION 'the place is not held any more'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'exchange_of_a_held_place';\n    END IF;\n    IF NEW.asked_id = place.volunteer_id THEN\n        RAISE EXCEPTION 'an exchange takes two people'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'exchange_of_two_people';\n    END IF;\n    IF NEW.wanted_id = place.opening_id THEN\n        RAISE EXCEPTION 'an exchange takes two days'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'exchange_of_two_days';\n    END IF;\n    RETURN NEW;\n", hash='5223c7e4ef8865aa02dac5bf73d0646a7b5c18ce', operation='INSERT', pgid='pgtrigger_exchange_fits_85c5e', table='epicerie_exchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchange',
            trigger=pgtrigger.compiler.Trigger(name='exchange_accepted_moves', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NEW."state" = \'accepted\')', func="\n    IF EXISTS (SELECT 1 FROM epicerie_assignment\n               WHERE id IN (NEW.offered_id, NEW.returned_id) AND state <> 'exchanged') THEN\n        RAISE EXCEPTION 'the places have not moved'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'exchange_accepted_moves';\n    END IF;\n    RETURN NEW;\n", hash='2724e716b656a0f9daa3a6d2389831fca7cd994a', operation='UPDATE', pgid='pgtrigger_exchange_accepted_moves_ff31c', table='epicerie_exchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchange',
            trigger=pgtrigger.compiler.Trigger(name='exchange_states', sql=reims_solidarite.kit.walls.WallSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{open:accepted,open:declined,open:withdrawn,open:lapsed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='92741617872a723de587093f2cb9d70c51ec3709', operation='UPDATE', pgid='pgtrigger_exchange_states_8d1e3', table='epicerie_exchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchange',
            trigger=pgtrigger.compiler.Trigger(name='exchange_wants_a_planned_day', sql=reims_solidarite.kit.walls.WallSql(condition='WHEN (NEW."wanted_id" IS NOT NULL)', func="\n    PERFORM 1 FROM epicerie_openingday WHERE id = NEW.wanted_id AND state = 'planned' FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION 'the opening is cancelled'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'exchange_wants_a_planned_day';\n    END IF;\n    RETURN NEW;\n", hash='ed1c04b00cba5dc5d9978557618070645d7776c3', operation='INSERT', pgid='pgtrigger_exchange_wants_a_planned_day_2a2ef', table='epicerie_exchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchange',
            trigger=pgtrigger.compiler.Trigger(name='exchange_stays', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='625ca2f140e2f764b91a6dc7a550d590b0dfaa72', operation='DELETE', pgid='pgtrigger_exchange_stays_470ec', table='epicerie_exchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchange',
            trigger=pgtrigger.compiler.Trigger(name='exchange_stays_truncate', sql=reims_solidarite.kit.walls.WallSql(func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;", hash='a74bf7cb81bf47c0097d1d436a4a7f90584c3a28', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_exchange_stays_truncate_97e50', table='epicerie_exchange', when='BEFORE')),
        ),
        migrations.RunPython(shop_and_posts, migrations.RunPython.noop),
    ]
