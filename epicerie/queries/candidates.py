"""Who could hold a place: the free and qualified first, the others with what stops them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Lower

from epicerie.models import Assignment, OpeningNeed, Volunteer
from epicerie.queries.facts import facts_of, place_of, with_facts
from epicerie.rules import person_reason
from reims_solidarite.kit.names import Unaccent, folded

# Fairness looks at the places held around the day.
LOAD_WINDOW = timedelta(days=28)
MAY = Q(fact_affiliated=True, fact_skilled=True, fact_placed=False, fact_overlapping=False)


def candidates(need: OpeningNeed, *, typed: str = "") -> QuerySet[Any]:
    """Active volunteers with their facts, those who may come first; one query.

    `load` (places held around the day) is counted for those who may only: it orders them.
    """
    rows = with_facts(Volunteer.objects.active().select_related("user"), need, many=True)
    for number, word in enumerate(folded(typed).split()):
        first, last = f"word_{number}_first", f"word_{number}_last"
        rows = rows.annotate(
            **{first: Lower(Unaccent("user__first_name")), last: Lower(Unaccent("user__last_name"))}
        ).filter(Q(**{f"{first}__contains": word}) | Q(**{f"{last}__contains": word}))
    ranked: QuerySet[Any] = rows.annotate(
        rank=Case(When(MAY, then=Value(0)), default=Value(1), output_field=IntegerField()),
        load=Case(
            When(MAY, then=_load(need.opening.begins_at - LOAD_WINDOW)),
            default=Value(0),
            output_field=IntegerField(),
        ),
    )
    return ranked.order_by("rank", "load", "user__sort_key", "user__first_name", "pk")


def _load(since: datetime) -> Any:
    counted = (
        Assignment.objects.active()
        .filter(volunteer=OuterRef("pk"), period__startswith__gte=since)
        .order_by()
        .values("volunteer")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def reason_for(row: Any, need: OpeningNeed) -> str | None:
    """What stops this person, in words, or None."""
    return person_reason(facts_of(row), place_of(need, filled=0))
