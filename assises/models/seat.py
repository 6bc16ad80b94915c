"""A seat in a workshop, or the wait for one.

Three walls in the database, for every path of code and raw SQL too: a seat's time range is always
its session's; nobody holds two seats, nor waits twice, at the same time; and a session never has
more held seats than places, because the trigger locks it and counts again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from actors.roles import Role
from reims_solidarite.kit.walls import Wall

if TYPE_CHECKING:
    from actors.models import User


class SeatState(models.TextChoices):
    """A seat given back stays as a trace; coming back makes a new row, at the end of the queue."""

    HELD = "tenue", "Place réservée"
    WAITING = "en_attente", "Sur liste d’attente"
    GIVEN_BACK = "rendue", "Place rendue"


LIVE = (SeatState.HELD, SeatState.WAITING)

TAKE_SLOT = """
    SELECT tstzrange(starts_at, ends_at) INTO NEW.slot FROM assises_session
    WHERE id = NEW.session_id;
    RETURN NEW;
"""
COUNT_AGAIN = """
    IF NEW.state <> 'tenue' THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'tenue' AND OLD.session_id = NEW.session_id THEN
        RETURN NEW;
    END IF;
    SELECT capacity INTO places FROM assises_session WHERE id = NEW.session_id
    FOR NO KEY UPDATE;
    IF places IS NULL THEN RETURN NEW; END IF;
    SELECT count(*) INTO taken FROM assises_seat
    WHERE session_id = NEW.session_id AND state = 'tenue' AND id IS DISTINCT FROM NEW.id;
    IF taken >= places THEN
        RAISE EXCEPTION 'session % is full', NEW.session_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_within_capacity';
    END IF;
    RETURN NEW;
"""


class SeatQuerySet(models.QuerySet["Seat"]):
    """Words of the seats."""

    def live(self) -> Self:
        """Held or waited for."""
        return self.filter(state__in=LIVE)

    def held(self) -> Self:
        """Seats that are really taken."""
        return self.filter(state=SeatState.HELD)

    def queue(self) -> Self:
        """The waiting list, by the time each person joined it."""
        return self.filter(state=SeatState.WAITING).order_by("joined_at", "pk")

    def visible_to(self, user: User) -> Self:
        """Network staff see everyone; a partner sees the people of their organisations."""
        if not user.is_authenticated:
            return self.none()
        if Role.NETWORK in user.roles:
            return self
        return self.filter(registration__organisation__in=user.organisation_ids)


class Seat(models.Model):
    """`joined_at` is the key of the queue: when the person asked for this very workshop."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": (
            "id",
            "registration",
            "session",
            "slot",
            "state",
            "joined_at",
            "held_at",
            "ended_at",
        ),
    }

    registration = models.ForeignKey(
        "assises.Registration",
        on_delete=models.PROTECT,
        related_name="seats",
        verbose_name="inscription",
    )
    session = models.ForeignKey(
        "assises.Session", on_delete=models.PROTECT, related_name="seats", verbose_name="atelier"
    )
    slot = DateTimeRangeField("créneau", editable=False, null=True)
    state = models.CharField("état", max_length=12, choices=SeatState.choices)
    joined_at = models.DateTimeField("demandée le")
    held_at = models.DateTimeField("obtenue le", null=True, blank=True)
    ended_at = models.DateTimeField("rendue le", null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "place d’atelier"
        verbose_name_plural = "places d’atelier"
        ordering = ["session", "joined_at", "pk"]
        indexes = [
            models.Index(fields=["session", "state", "joined_at", "id"], name="seat_queue"),
        ]
        constraints = [
            models.CheckConstraint(
                name="seat_state_known",
                condition=Q(state__in=SeatState.values),
                violation_error_message="Cet état n’existe pas.",
            ),
            models.CheckConstraint(
                name="seat_held_dated",
                condition=~Q(state="tenue") | Q(held_at__isnull=False),
                violation_error_message="Une place obtenue a une date.",
            ),
            models.UniqueConstraint(
                fields=["registration", "session"],
                condition=~Q(state="rendue"),
                name="seat_once",
                violation_error_message="Cette personne est déjà inscrite à cet atelier.",
            ),
            ExclusionConstraint(
                name="seat_one_held_per_slot",
                expressions=[
                    (F("registration"), RangeOperators.EQUAL),
                    (F("slot"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state="tenue"),
                violation_error_message="Un seul atelier à la fois.",
            ),
            ExclusionConstraint(
                name="seat_one_wait_per_slot",
                expressions=[
                    (F("registration"), RangeOperators.EQUAL),
                    (F("slot"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state="en_attente"),
                violation_error_message="Une seule liste d’attente à la fois.",
            ),
        ]
        triggers = [
            Wall(
                name="seat_a_takes_slot",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("session_id"),  # type: ignore[no-untyped-call]
                when=pgtrigger.Before,
                func=TAKE_SLOT,
            ),
            Wall(
                name="seat_within_capacity",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("places", "integer"), ("taken", "integer")],
                func=COUNT_AGAIN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} → {self.session_id}"
