"""Reading from the database what `epicerie.rules` needs to know."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)

from epicerie.models import Affiliation, Assignment, OpeningNeed, Volunteer, VolunteerSkill
from epicerie.rules import Facts, Place


def place_of(need: OpeningNeed, *, filled: int) -> Place:
    """The place side of the rule (needs `opening` and `post` loaded)."""
    return Place(
        state=need.opening.state,
        begins_at=need.opening.begins_at,
        finishes_at=need.opening.finishes_at,
        skill=need.post.needed_skill,
        skill_label=need.post.get_skill_display(),
        places=need.places,
        filled=filled,
    )


def with_facts(
    volunteers: QuerySet[Volunteer], need: OpeningNeed, *, many: bool = False
) -> QuerySet[Any]:
    """Each volunteer with what the rule asks about this place; one query for any number.

    `many`: thousands of volunteers are read, so each fact is one hashed set; for one person it is
    one index lookup.
    """
    opening = need.opening
    affiliations = Affiliation.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=opening.day), since__lte=opening.day
    )
    held = Assignment.objects.active()
    annotated = volunteers.annotate(
        fact_affiliated=_has(affiliations, many=many),
        fact_placed=_has(held.filter(opening=opening), many=many),
        fact_overlapping=_has(held.filter(period__overlap=opening.period), many=many),
    )
    if not need.post.needed_skill:
        return annotated.annotate(fact_skilled=Value(value=True, output_field=BooleanField()))
    skills = VolunteerSkill.objects.filter(skill=need.post.needed_skill)
    ended = (
        skills.filter(volunteer=OuterRef("pk"), period__endswith__lte=opening.day)
        .order_by()
        .values("volunteer")
        .annotate(last=Max("period__endswith"))
        .values("last")
    )
    return annotated.annotate(
        fact_skilled=_has(skills.on(opening.day), many=many), fact_skill_ended=Subquery(ended)
    )


def _has(rows: QuerySet[Any], *, many: bool) -> Any:
    if many:
        return ExpressionWrapper(
            Q(pk__in=rows.order_by().values("volunteer")), output_field=BooleanField()
        )
    return Exists(rows.filter(volunteer=OuterRef("pk")))


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
