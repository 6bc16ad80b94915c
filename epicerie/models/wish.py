"""What a volunteer would rather do, and with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from epicerie.models.post import Post
from epicerie.models.volunteer import Volunteer

if TYPE_CHECKING:
    from actors.models import User


class Liking(models.IntegerChoices):
    """How much a post is liked; below `REFUSED` the number is the penalty of the rota."""

    GLADLY = 0, "Volontiers"
    FINE = 1, "D’accord"
    IF_NEEDED = 2, "Si besoin"
    LAST = 3, "En dernier recours"
    REFUSED = 9, "Jamais"


class PostWishQuerySet(models.QuerySet["PostWish"]):
    """Words of the wishes."""

    def visible_to(self, user: User) -> Self:
        """Those of the volunteers that the user sees."""
        return self.filter(volunteer__in=Volunteer.objects.visible_to(user))


class PostWish(models.Model):
    """How much a volunteer likes a post; no row: « d’accord »."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("volunteer", "post", "liking"),
        "technical": ("id",),
    }

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="post_wishes")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", verbose_name="poste")
    liking = models.PositiveSmallIntegerField("envie", choices=Liking.choices, default=Liking.FINE)

    objects = PostWishQuerySet.as_manager()

    class Meta:
        verbose_name = "souhait de poste"
        verbose_name_plural = "souhaits de poste"
        ordering = ["volunteer", "post", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "post"], name="post_wish_once"),
            models.CheckConstraint(
                name="post_wish_known",
                condition=Q(liking__in=Liking.values),
                violation_error_message="Cette réponse n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} : {self.get_liking_display()}"


class CompanionKind(models.TextChoices):
    """Two people who come together or not at all, or never together."""

    TOGETHER = "together", "Toujours ensemble"
    APART = "apart", "Jamais ensemble"


class CompanionQuerySet(models.QuerySet["Companion"]):
    """Words of the pairs."""

    def visible_to(self, user: User) -> Self:
        """Both people must be seen."""
        seen = Volunteer.objects.visible_to(user)
        return self.filter(first__in=seen, second__in=seen)


class Companion(models.Model):
    """A pair, written once: `first` has the smaller number. « Apart » is for the coordinator."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("first", "second", "kind"),
        "technical": ("id",),
    }

    first = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("choix", max_length=10, choices=CompanionKind.choices)

    objects = CompanionQuerySet.as_manager()

    class Meta:
        verbose_name = "affinité"
        verbose_name_plural = "affinités"
        ordering = ["first", "second", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="companion_once",
            ),
            models.CheckConstraint(
                name="companion_in_order",
                condition=Q(first__lt=F("second")),
                violation_error_message="Choisissez deux personnes différentes.",
            ),
            models.CheckConstraint(
                name="companion_kind_known",
                condition=Q(kind__in=CompanionKind.values),
                violation_error_message="Ce choix n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second} : {self.get_kind_display().lower()}"
