"""Closing the till of a day: what the tickets say, what was counted; then no ticket that day.

The trigger of the closings and the one of the tickets take the same lock of the day, one alone and
the others together: a ticket is either in the closing or refused, never forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.roles import Role
from actors.rules import holds
from reims_solidarite.kit.walls import Wall, append_only

if TYPE_CHECKING:
    from actors.models import User

DAY_KEY = "hashtext('epicerie_till'), ({day} - DATE '2000-01-01')"
CLOSED_DAY = f"""
    sold_on := (NEW.at AT TIME ZONE 'Europe/Paris')::date;
    PERFORM pg_advisory_xact_lock_shared({DAY_KEY.format(day="sold_on")});
    IF EXISTS (SELECT 1 FROM epicerie_tillclosing WHERE day = sold_on) THEN
        RAISE EXCEPTION 'the till of this day is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sale_of_open_till';
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
ADDS_UP = f"""
    PERFORM pg_advisory_xact_lock({DAY_KEY.format(day="NEW.day")});
    SELECT count(*) AS tickets, coalesce(sum(value_cents), 0) AS value,
           coalesce(sum(paid_cents), 0) AS paid
    INTO sold FROM epicerie_sale
    WHERE at >= NEW.day::timestamp AT TIME ZONE 'Europe/Paris'
      AND at < (NEW.day + 1)::timestamp AT TIME ZONE 'Europe/Paris';
    IF sold.tickets = 0 OR sold.tickets <> NEW.tickets OR sold.value <> NEW.value_cents
       OR sold.paid <> NEW.paid_cents THEN
        RAISE EXCEPTION 'the closing is not the sum of the tickets'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'till_closing_adds_up';
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class ClosingQuerySet(models.QuerySet["TillClosing"]):
    """Words of the closings."""

    def visible_to(self, user: User) -> Self:
        """The coordinator and the auditor."""
        return self if holds(user, {Role.GROCERY, Role.AUDITOR}) else self.none()


class TillClosing(models.Model):
    """One a day, numbered without gap, written once."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": (
            *("id", "number", "day", "tickets", "value_cents", "paid_cents", "counted_cents"),
            *("note", "at", "by"),
        ),
    }

    number = models.PositiveIntegerField("numéro")
    day = models.DateField("jour")
    tickets = models.PositiveIntegerField("tickets")
    value_cents = models.PositiveIntegerField("valeur (centimes)")
    paid_cents = models.PositiveIntegerField("encaissé selon les tickets (centimes)")
    counted_cents = models.PositiveIntegerField("compté dans la caisse (centimes)")
    note = models.CharField("explication de l’écart", max_length=300, blank=True)
    at = models.DateTimeField("close le")
    by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )

    objects = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = "clôture de caisse"
        verbose_name_plural = "clôtures de caisse"
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(
                fields=["day"],
                name="till_closing_once",
                violation_error_message="La caisse de ce jour est déjà close.",
            ),
            models.UniqueConstraint(
                fields=["number"],
                name="till_closing_number",
                violation_error_message="Une autre clôture vient d’être faite. Réessayez.",
            ),
            models.CheckConstraint(
                name="till_closing_explained",
                condition=Q(counted_cents=F("paid_cents")) | ~Q(note=""),
                violation_error_message="Expliquez l’écart entre les tickets et la caisse.",
            ),
        ]
        triggers = [
            *append_only("till_closing_append_only"),
            Wall(
                name="till_closing_adds_up",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("sold", "RECORD")],
                func=ADDS_UP,
            ),
        ]

    def __str__(self) -> str:
        return f"Clôture n° {self.number}"

    @property
    def gap_cents(self) -> int:
        """Above zero: there is more in the till than the tickets say."""
        return self.counted_cents - self.paid_cents


def open_till() -> Wall:
    """On the tickets: none on a day that is closed."""
    return Wall(
        name="sale_of_open_till",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        declare=[("sold_on", "DATE")],
        func=CLOSED_DAY,
    )
