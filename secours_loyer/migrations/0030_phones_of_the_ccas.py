"""A number that somebody of the CCAS gave before confirmations existed needs nobody else's word."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0008_withdrawn_messages'),
        ('secours_loyer', '0029_intake_checks'),
    ]

    operations = [
        migrations.RunSQL(
            """
            UPDATE secours_loyer_landlord
            SET phone_confirmed_by_id = known_phone_by_id, phone_confirmed_at = created_at
            WHERE known_phone <> '' AND phone_confirmed_at IS NULL AND known_phone_by_id IN (
                SELECT user_id FROM actors_rolegrant
                WHERE role IN ('accueil', 'instructeur', 'cadre') AND revoked_at IS NULL
            )
            """,
            migrations.RunSQL.noop,
        ),
    ]
