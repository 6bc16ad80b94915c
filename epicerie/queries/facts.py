"""Reading from the database what `epicerie.rules` needs to know."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from epicerie.models import Affiliation, Assignment, OpeningNeed, Volunteer, VolunteerSkill
from epicerie.rules import Facts, Place


def place_of(need: OpeningNeed, *, filled: int) -> Place:
    """The place side of the rule (needs `opening` and `post` loaded)."""
    return Place(
        state=need.opening.state,
        begins_at=need.opening.begins_at,
        finishes_at=need.opening.finishes_at,
        skill=need.post.skill,
        skill_label=need.post.get_skill_display(),
        places=need.places,
        filled=filled,
    )


def with_facts(volunteers: QuerySet[Volunteer], need: OpeningNeed) -> QuerySet[Any]:
    """Each volunteer with what the rule asks about this place; one query for any number."""
    opening = need.opening
    affiliations = Affiliation.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=opening.day),
        volunteer=OuterRef("pk"),
        since__lte=opening.day,
    )
    held = Assignment.objects.active().filter(volunteer=OuterRef("pk"))
    annotated = volunteers.annotate(
        fact_affiliated=Exists(affiliations),
        fact_placed=Exists(held.filter(opening=opening)),
        fact_overlapping=Exists(held.filter(period__overlap=opening.period)),
    )
    if not need.post.skill:
        return annotated.annotate(fact_skilled=Value(value=True, output_field=BooleanField()))
    skills = VolunteerSkill.objects.filter(volunteer=OuterRef("pk"), skill=need.post.skill)
    ended = (
        skills.filter(period__endswith__lte=opening.day)
        .order_by()
        .values("volunteer")
        .annotate(last=Max("period__endswith"))
        .values("last")
    )
    return annotated.annotate(
        fact_skilled=Exists(skills.on(opening.day)), fact_skill_ended=Subquery(ended)
    )


def facts_of(row: Any) -> Facts:
    """The facts of a row that `with_facts` annotated."""
    return Facts(
        active=row.active,
        affiliated=row.fact_affiliated,
        skilled=row.fact_skilled,
        skill_ended_on=getattr(row, "fact_skill_ended", None),
        placed_that_day=row.fact_placed,
        overlapping=row.fact_overlapping,
    )


def load_of(volunteers: QuerySet[Any], *, since: Any) -> QuerySet[Any]:
    """`load`: places held from `since` on, for a fair order."""
    counted = (
        Assignment.objects.active()
        .filter(volunteer=OuterRef("pk"), period__startswith__gte=since)
        .order_by()
        .values("volunteer")
        .annotate(n=Count("pk"))
        .values("n")
    )
    loaded: QuerySet[Any] = volunteers.annotate(
        load=Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
    )
    return loaded
