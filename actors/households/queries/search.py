"""Finding a household by number, name, a person's name without accents, or a birth date."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Lower

from actors.households.models import Household, HouseholdMember, Person
from reims_solidarite.kit.dates import parse_date
from reims_solidarite.kit.names import Unaccent, folded

NUMBER = re.compile(r"m?0*(\d{1,7})", re.ASCII)


def search_households(rows: QuerySet[Household], typed: str) -> QuerySet[Household]:
    """`rows` that match every word typed; each word uses an index of its own."""
    for word in folded(typed).split():
        rows = rows.filter(pk__in=_matching(word))
    return rows


def _matching(word: str) -> QuerySet[Any, Any]:
    """Ids of households about which the word is true (union, so that each part stays indexed)."""
    if match := NUMBER.fullmatch(word):
        return Household.objects.order_by().filter(number=f"M{int(match[1]):07d}").values("pk")
    try:
        born = parse_date(word)
    except ValueError:
        pass
    else:
        people = Person.objects.order_by().filter(birth_date=born)
        return _households_of(people)
    by_name = (
        Household.objects.order_by()
        .annotate(folded_name=Lower(Unaccent(F("name"))))
        .filter(folded_name__contains=word)
        .values("pk")
    )
    by_last = Person.objects.order_by().annotate(k=Lower(Unaccent(F("last_name"))))
    by_first = Person.objects.order_by().annotate(k=Lower(Unaccent(F("first_name"))))
    return by_name.union(
        _households_of(by_last.filter(k__contains=word)),
        _households_of(by_first.filter(k__startswith=word)),
    )


def _households_of(people: QuerySet[Person]) -> QuerySet[Any, Any]:
    stays = HouseholdMember.objects.order_by().filter(person__in=people.values("pk"))
    return stays.values("household_id")
