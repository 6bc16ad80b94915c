"""Two accounts that look like one person’s and are two people’s, as an administrator noted."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import BooleanField, F, Func, Q

from actors.roles import Role
from reims_solidarite.kit.walls import Wall, append_only, refuse


class OnePerson(Func):
    """Two accounts of one person, as far as it shows: same whole name, same mailbox, or same
    telephone and last name; unless two people were noted. A function of the database."""

    function = "f_one_person"
    output_field = BooleanField()


NOTED_APART = f"""
    IF NOT EXISTS (
        SELECT 1 FROM actors_rolegrant g JOIN actors_user u ON u.id = g.user_id
        WHERE g.user_id = NEW.noted_by_id AND u.is_active AND g.revoked_at IS NULL
          AND g.role = '{Role.ADMINISTRATOR}'
    ) THEN {refuse("two_people_by_administrator", "whoever notes it is no administrator")}
    END IF;
    IF f_one_person(NEW.noted_by_id, NEW.first_id) OR f_one_person(NEW.noted_by_id, NEW.second_id)
    THEN {refuse("two_people_by_another", "whoever notes it is one of them")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class TwoPeople(models.Model):
    """Written once. `first` is the older account."""

    first = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="un compte"
    )
    second = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="l’autre compte"
    )
    reason = models.CharField("comment on le sait", max_length=200)
    noted_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="noté par"
    )
    noted_at = models.DateTimeField("noté le")

    class Meta:
        verbose_name = "comptes de deux personnes"
        verbose_name_plural = "comptes de deux personnes"
        ordering = ["-noted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="two_people_once",
                violation_error_message="C’est déjà noté pour ces deux comptes.",
            ),
            models.CheckConstraint(
                name="two_people_in_order",
                condition=Q(first__lt=F("second")) & ~Q(reason=""),
                violation_error_message="Choisissez deux comptes différents, et dites pourquoi.",
            ),
        ]
        triggers = [
            *append_only("two_people_append_only"),
            Wall(
                name="two_people_noted_apart",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=NOTED_APART,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} et {self.second}"
