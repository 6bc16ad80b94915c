"""Volunteers with what a list shows of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet

from actors.models import User
from epicerie.models import Volunteer, VolunteerSkill


def volunteers_for(user: User, *, on: date, at: datetime) -> QuerySet[Any]:
    """Those the user may see, with `organisations`, `skill_codes` in date and `to_come`."""
    skills = VolunteerSkill.objects.on(on).filter(volunteer=OuterRef("pk")).order_by("skill")
    return (
        Volunteer.objects.visible_to(user)
        .select_related("user")
        .annotate(
            organisations=StringAgg(
                "affiliations__organisation__name",
                delimiter=", ",
                distinct=True,
                filter=Q(affiliations__ended_on=None),
                default="",
            ),
            skill_codes=ArraySubquery(skills.values("skill")),
            to_come=Count(
                "assignments",
                distinct=True,
                filter=Q(assignments__state="active", assignments__period__endswith__gt=at),
            ),
        )
        .order_by("user__sort_key", "user__first_name", "pk")
    )
