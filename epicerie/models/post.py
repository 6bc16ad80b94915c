"""The posts that volunteers hold on an opening day, and the skill each asks for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Skill(models.TextChoices):
    """What is checked before somebody holds a post; each is granted for a period."""

    TILL = "till", "Mandat de caisse"
    HYGIENE = "hygiene", "Formation à l’hygiène"
    DRIVING = "driving", "Permis de conduire vérifié"
    REFERENT = "referent", "Référent de jour"


class Post(models.Model):
    """One kind of place. `skill` is empty where anybody may help."""

    TILL = "caisse"

    code = models.SlugField("code", max_length=20, unique=True)
    label = models.CharField("poste", max_length=60)
    skill = models.CharField("compétence exigée", max_length=20, choices=Skill.choices, blank=True)
    usual_places = models.PositiveSmallIntegerField("places habituelles")
    rank = models.PositiveSmallIntegerField("ordre")

    class Meta:
        verbose_name = "poste"
        verbose_name_plural = "postes"
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                name="post_skill_known",
                condition=Q(skill="") | Q(skill__in=Skill.values),
                violation_error_message="Cette compétence n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


# 15 places: what the network fills on each opening day.
USUAL_POSTS = (
    ("preparation", "Préparation", "", 4),
    ("rayons", "Rayons", "", 3),
    ("accueil", "Accueil", "", 3),
    (Post.TILL, "Caisse", Skill.TILL.value, 2),
    ("livraison", "Livraison", Skill.DRIVING.value, 2),
    ("referent", "Référent de jour", Skill.REFERENT.value, 1),
)
