"""Which posts ask their skill of everyone, and how many trained people the others should have."""

from django.db import migrations
from django.db.models import F

PARTLY = {"preparation": ("hygiene", 1), "livraison": ("driving", 1)}


def install(apps, schema_editor):
    post = apps.get_model("epicerie", "Post")
    needs = [apps.get_model("epicerie", name) for name in ("OpeningNeed", "PatternNeed")]
    for code, (skill, least) in PARTLY.items():
        post.objects.filter(code=code).update(
            skill=skill, everyone_skilled=False, usual_skilled=least
        )
        for need in needs:
            need.objects.filter(post__code=code, places__gte=least).update(skilled=least)
    strict = post.objects.filter(everyone_skilled=True).exclude(skill="")
    strict.update(usual_skilled=F("usual_places"))
    for need in needs:
        need.objects.filter(post__in=strict).update(skilled=F("places"))


class Migration(migrations.Migration):
    dependencies = [("epicerie", "0006_register_of_the_rota")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
