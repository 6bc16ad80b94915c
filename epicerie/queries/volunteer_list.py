"""Volunteers with what a list shows of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from actors.models import User
from epicerie.models import Affiliation, Assignment, Volunteer, VolunteerSkill


def volunteers_for(user: User, *, on: date, at: datetime) -> QuerySet[Any]:
    """Those the user may see, with `organisations`, `skill_codes` in date and `to_come`."""
    own = OuterRef("pk")
    skills = VolunteerSkill.objects.on(on).filter(volunteer=own).order_by("skill")
    senders = (
        Affiliation.objects.live()
        .filter(volunteer=own)
        .order_by()
        .values("volunteer")
        .annotate(names=StringAgg("organisation__name", delimiter=", ", distinct=True))
        .values("names")
    )
    ahead = (
        Assignment.objects.active()
        .to_come(at)
        .filter(volunteer=own)
        .order_by()
        .values("volunteer")
        .annotate(n=Count("pk"))
        .values("n")
    )
    # Subqueries, not joins: only the rows of the page shown are counted, and they keep their order.
    return (
        Volunteer.objects.visible_to(user)
        .select_related("user")
        .annotate(
            organisations=Coalesce(Subquery(senders), Value(""), output_field=TextField()),
            skill_codes=ArraySubquery(skills.values("skill")),
            to_come=Coalesce(Subquery(ahead), Value(0)),
        )
        .order_by("user__sort_key", "user__first_name", "pk")
    )
