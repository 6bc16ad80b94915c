"""Households that may be the same, each with its reason: spelling, sound, birth date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import F, Q, Value
from django.db.models.functions import Lower

from actors.households.models import Household, HouseholdMember, Person
from actors.models import User
from reims_solidarite.kit.names import Phonetic, Unaccent, folded

MOST_SHOWN = 10


class Named(Protocol):
    """Anyone with a name and a birth date."""

    @property
    def first_name(self) -> str: ...
    @property
    def last_name(self) -> str: ...
    @property
    def birth_date(self) -> date: ...


@dataclass(frozen=True)
class Candidate:
    """A household that resembles; `readable` by the person who asks, or only known to exist."""

    household: Household
    reasons: tuple[str, ...]
    readable: bool


def find_duplicates(people: Iterable[Named], *, user: User) -> list[Candidate]:
    """Resembling households, the most resembling first (four queries, whatever the sizes).

    Of households that `user` may not read, only those with a person of the same birth date and
    of the same or a same-sounding name count: a looser rule would let anyone probe who is known.
    """
    wanted = list(people)
    reasons = _resemblances(wanted)
    if not reasons:
        return []
    strong = {pk for pk, found in reasons.items() if any(close for close, _ in found.values())}
    readable = set(
        Household.objects.visible_to(user).filter(pk__in=reasons).values_list("pk", flat=True)
    )
    kept = [pk for pk in reasons if pk in readable or pk in strong]
    ranked = sorted(kept, key=lambda pk: (pk not in strong, -len(reasons[pk]), -pk))[:MOST_SHOWN]
    rows = Household.objects.in_bulk(ranked)
    return [
        Candidate(rows[pk], tuple(words for _, words in reasons[pk].values()), pk in readable)
        for pk in ranked
    ]


def _resemblances(wanted: Sequence[Named]) -> dict[int, dict[int, tuple[bool, str]]]:
    """Household -> person -> (same birth date?, reason in French)."""
    conditions = Q()
    for person in wanted:
        name = folded(person.last_name)
        conditions |= Q(birth_date=person.birth_date, sound_key=Phonetic(Value(name)))
        conditions |= Q(birth_date=person.birth_date, folded_name__trigram_similar=name)
        conditions |= Q(folded_name=name, folded_first=folded(person.first_name))
    if not conditions:
        return {}
    people = (
        Person.objects.annotate(
            folded_name=Lower(Unaccent(F("last_name"))),
            folded_first=Lower(Unaccent(F("first_name"))),
        )
        .filter(conditions)
        .order_by("-pk")[:200]
    )
    found = {person.pk: person for person in people}
    stays = HouseholdMember.objects.filter(person__in=found).values_list(
        "household_id", "person_id"
    )
    reasons: dict[int, dict[int, tuple[bool, str]]] = defaultdict(dict)
    for household, pk in stays.distinct().order_by("household_id", "person_id"):
        reasons[household][pk] = _reason(found[pk], wanted)
    return reasons


def _reason(found: Person, wanted: Sequence[Named]) -> tuple[bool, str]:
    born = f"{found.birth_date:%d/%m/%Y}"
    same_day = [person for person in wanted if person.birth_date == found.birth_date]
    if any(folded(p.last_name) == folded(found.last_name) for p in same_day):
        if any(folded(p.first_name) == folded(found.first_name) for p in same_day):
            return True, f"{found} : mêmes nom, prénom et date de naissance ({born})"
        return True, f"{found} : même nom et même date de naissance ({born})"
    if same_day:
        return True, f"{found} : nom qui se ressemble et même date de naissance ({born})"
    return False, f"{found} : mêmes nom et prénom, autre date de naissance ({born})"
