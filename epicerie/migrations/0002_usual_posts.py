"""The six posts of an opening day, as the coordinator knows them."""

from django.db import migrations

POSTS = (
    ("preparation", "Préparation", "", 4),
    ("rayons", "Rayons", "", 3),
    ("accueil", "Accueil", "", 3),
    ("caisse", "Caisse", "till", 2),
    ("livraison", "Livraison", "driving", 2),
    ("referent", "Référent de jour", "referent", 1),
)


def install(apps, schema_editor):
    post = apps.get_model("epicerie", "Post")
    for rank, (code, label, skill, places) in enumerate(POSTS, start=1):
        post.objects.get_or_create(
            code=code,
            defaults={"label": label, "skill": skill, "usual_places": places, "rank": rank},
        )


class Migration(migrations.Migration):
    dependencies = [("epicerie", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
