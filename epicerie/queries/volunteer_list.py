"""Volunteers with what a list shows of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from actors.models import User
from epicerie.models import Affiliation, Assignment, Volunteer, VolunteerSkill
from epicerie.states import PlaceState


def ahead(at: datetime, state: PlaceState) -> Any:
    """How many of a volunteer's places to come are in this state: read for the rows shown only."""
    rows = (
        Assignment.objects.to_come(at)
        .filter(volunteer=OuterRef("pk"), state=state)
        .order_by()
        .values("volunteer")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(rows, output_field=IntegerField()), Value(0))


def volunteers_for(user: User, *, on: date, at: datetime) -> QuerySet[Any]:
    """Those the user may see, with `senders`, `skill_codes` in date and `to_come`."""
    own = OuterRef("pk")
    skills = VolunteerSkill.objects.on(on).filter(volunteer=own).order_by("skill")
    senders = Affiliation.objects.live().filter(volunteer=own).order_by("organisation__sort_key")
    return (
        Volunteer.objects.visible_to(user)
        .select_related("user")
        .annotate(
            senders=ArraySubquery(senders.values("organisation__name")),
            skill_codes=ArraySubquery(skills.values("skill")),
            to_come=ahead(at, PlaceState.ACTIVE),
        )
    )
