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
    """One kind of place. `skill` is empty where anybody may help.

    `everyone_skilled`: nobody holds the post without the skill. Else `usual_skilled` of its
    people should have it: one driver is enough for a delivery made by two.
    """

    TILL = "caisse"
    REFERENT = "referent"

    code = models.SlugField("code", max_length=20, unique=True)
    label = models.CharField("poste", max_length=60)
    skill = models.CharField("compétence exigée", max_length=20, choices=Skill.choices, blank=True)
    everyone_skilled = models.BooleanField("exigée de chacun", default=True)
    usual_skilled = models.PositiveSmallIntegerField("personnes formées habituelles", default=0)
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

    def skilled_of(self, places: int, asked: int | None = None) -> int:
        """How many of so many places should go to people with the skill (None: as usual)."""
        if self.needed_skill:
            return places
        if not self.skill:
            return 0
        return min(self.usual_skilled if asked is None else asked, places)

    @property
    def needed_skill(self) -> str:
        """The skill without which nobody holds this post; empty if there is none."""
        return self.skill if self.everyone_skilled else ""


# 15 places: what the network fills on each opening day. Then: is the skill asked of everyone, and
# of how many people at least.
USUAL_POSTS = (
    ("preparation", "Préparation", Skill.HYGIENE.value, 4, False, 1),
    ("rayons", "Rayons", "", 3, True, 0),
    ("accueil", "Accueil", "", 3, True, 0),
    (Post.TILL, "Caisse", Skill.TILL.value, 2, True, 2),
    ("livraison", "Livraison", Skill.DRIVING.value, 2, False, 1),
    (Post.REFERENT, "Référent de jour", Skill.REFERENT.value, 1, True, 1),
)
