"""Exchanges: a volunteer offers a place to one person or to all, in return for a day or nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from epicerie.models.assignment import Assignment
from epicerie.models.lapsing_walls import WANTED
from epicerie.models.opening import OpeningDay
from epicerie.models.volunteer import Volunteer
from epicerie.states import ExchangeState
from reims_solidarite.kit.walls import FSM, ReadOnly, Wall, kept

if TYPE_CHECKING:
    from actors.models import User

OFFER_FITS = """
    SELECT state, volunteer_id, opening_id INTO place
    FROM epicerie_assignment WHERE id = NEW.offered_id FOR SHARE;
    IF place.state <> 'active' THEN
        RAISE EXCEPTION 'the place is not held any more'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'exchange_of_a_held_place';
    END IF;
    IF NEW.asked_id = place.volunteer_id THEN
        RAISE EXCEPTION 'an exchange takes two people'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'exchange_of_two_people';
    END IF;
    IF NEW.wanted_id = place.opening_id THEN
        RAISE EXCEPTION 'an exchange takes two days'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'exchange_of_two_days';
    END IF;
    RETURN NEW;
"""
# The places have moved in the same transaction: neither is held by its former holder any more.
ACCEPTED_MOVED = """
    IF EXISTS (SELECT 1 FROM epicerie_assignment
               WHERE id IN (NEW.offered_id, NEW.returned_id) AND state <> 'exchanged') THEN
        RAISE EXCEPTION 'the places have not moved'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'exchange_accepted_moves';
    END IF;
    RETURN NEW;
"""


class ExchangeQuerySet(models.QuerySet["Exchange"]):
    """Words of the exchanges."""

    def live(self, at: datetime) -> Self:
        """Those that may still be accepted: until the shift begins."""
        return self.filter(state=ExchangeState.OPEN, offered__period__startswith__gt=at)

    def visible_to(self, user: User) -> Self:
        """Those of the volunteers that the user sees, and those that are proposed to them."""
        seen = Volunteer.objects.visible_to(user)
        return self.filter(Q(offered__volunteer__in=seen) | Q(asked__in=seen))


class Exchange(models.Model):
    """`asked` None: posted for all who could hold the place. `wanted` None: nothing in return.

    Once accepted, `taken_by` holds the place offered, and `returned` is the place that they held on
    the wanted day, now the other person's.
    """

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("offered", "asked", "wanted", "state", "taken_by", "returned"),
        "technical": ("id", "created_at", "answered_at"),
    }

    offered = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="exchanges")
    asked = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, null=True, blank=True, related_name="exchanges_asked"
    )
    wanted = models.ForeignKey(
        OpeningDay, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        "état", max_length=10, choices=ExchangeState.choices, default=ExchangeState.OPEN
    )
    taken_by = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("proposé le", editable=False)
    answered_at = models.DateTimeField("répondu le", null=True, editable=False)

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        verbose_name = "échange"
        verbose_name_plural = "échanges"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offered"],
                condition=Q(state=ExchangeState.OPEN),
                name="exchange_one_open",
                violation_error_message=(
                    "Vous proposez déjà cette place : retirez d’abord votre offre."
                ),
            ),
            models.CheckConstraint(
                name="exchange_state_known",
                condition=Q(state__in=ExchangeState.values),
                violation_error_message="Cet état n’existe pas.",
            ),
            models.CheckConstraint(
                name="exchange_answered_once",
                condition=Q(state=ExchangeState.OPEN, answered_at=None)
                | (~Q(state=ExchangeState.OPEN) & Q(answered_at__isnull=False)),
                violation_error_message="Cet échange a déjà une réponse. Rechargez la page.",
            ),
            models.CheckConstraint(
                name="exchange_taken_when_accepted",
                condition=Q(state=ExchangeState.ACCEPTED, taken_by__isnull=False)
                | (~Q(state=ExchangeState.ACCEPTED) & Q(taken_by=None)),
                violation_error_message="Un échange accepté a une personne qui prend la place.",
            ),
            models.CheckConstraint(
                name="exchange_taken_by_the_asked",
                condition=Q(asked=None) | Q(taken_by=None) | Q(taken_by=F("asked")),
                violation_error_message="Cet échange est proposé à une autre personne.",
            ),
            models.CheckConstraint(
                name="exchange_returns_what_is_wanted",
                condition=Q(returned=None) & (Q(wanted=None) | ~Q(state=ExchangeState.ACCEPTED))
                | Q(
                    returned__isnull=False,
                    wanted__isnull=False,
                    state=ExchangeState.ACCEPTED,
                ),
                violation_error_message="Un échange rend la place du jour demandé.",
            ),
        ]
        triggers = [
            ReadOnly(
                name="exchange_stays_put", fields=["offered", "asked", "wanted", "created_at"]
            ),
            Wall(
                name="exchange_fits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("place", "RECORD")],
                func=OFFER_FITS,
            ),
            Wall(
                name="exchange_accepted_moves",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__state="accepted"),
                func=ACCEPTED_MOVED,
            ),
            FSM(
                name="exchange_states",
                field="state",
                transitions=[
                    ("open", "accepted"),
                    ("open", "declined"),
                    ("open", "withdrawn"),
                    ("open", "lapsed"),
                ],
            ),
            WANTED,
            *kept("exchange_stays"),
        ]

    def __str__(self) -> str:
        return f"Échange : {self.offered}"
