"""Who could hold a place: the free and qualified first, the others with what stops them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Lower

from epicerie.models import OpeningNeed, Volunteer
from epicerie.queries.facts import facts_of, load_of, place_of, with_facts
from epicerie.rules import person_reason
from reims_solidarite.kit.names import Unaccent, folded

# Fairness looks at the places held around the day.
LOAD_WINDOW = timedelta(days=28)


def candidates(need: OpeningNeed, *, typed: str = "") -> QuerySet[Any]:
    """Active volunteers with their facts and their load, the best first; one query."""
    rows = load_of(
        with_facts(Volunteer.objects.active().select_related("user"), need),
        since=need.opening.begins_at - LOAD_WINDOW,
    )
    for number, word in enumerate(folded(typed).split()):
        first, last = f"word_{number}_first", f"word_{number}_last"
        rows = rows.annotate(
            **{first: Lower(Unaccent("user__first_name")), last: Lower(Unaccent("user__last_name"))}
        ).filter(Q(**{f"{first}__contains": word}) | Q(**{f"{last}__contains": word}))
    may = Q(fact_affiliated=True, fact_skilled=True, fact_placed=False, fact_overlapping=False)
    ranked: QuerySet[Any] = rows.annotate(
        rank=Case(When(may, then=Value(0)), default=Value(1), output_field=IntegerField())
    ).order_by("rank", "load", "user__sort_key", "user__first_name", "pk")
    return ranked


def reason_for(row: Any, need: OpeningNeed) -> str | None:
    """What stops this person, in words, or None."""
    return person_reason(facts_of(row), place_of(need, filled=0))
