"""What each association promises this month, beside the places its people hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from actors.models import Organisation, User
from epicerie.models import Affiliation, Assignment, Promise
from reims_solidarite.kit.dates import add_months, month_start


@dataclass(frozen=True)
class Promised:
    """One association that sends volunteers or promised places; `later` begins after the month."""

    name: str
    people: int
    held: int
    now: Promise | None
    later: tuple[Promise, ...]

    @property
    def missing(self) -> int:
        return max(self.now.places_a_month - self.held, 0) if self.now else 0


def promised_by_association(user: User, *, on: date) -> list[Promised]:
    """Four queries, however many associations and volunteers there are."""
    first, until = month_start(on), add_months(month_start(on), 1)
    promises: dict[int, list[Promise]] = {}
    for row in Promise.objects.visible_to(user).filter(period__overlap=(on, None)):
        promises.setdefault(row.organisation_id, []).append(row)
    sent = Affiliation.objects.visible_to(user).live()
    people = dict(
        sent.order_by()
        .values("organisation")
        .annotate(n=Count("pk"))
        .values_list("organisation", "n")
    )
    held = dict(
        Assignment.objects.visible_to(user)
        .active()
        .filter(
            opening__day__gte=first,
            opening__day__lt=until,
            volunteer__affiliations__ended_on=None,
        )
        .order_by()
        .values("volunteer__affiliations__organisation")
        .annotate(n=Count("pk"))
        .values_list("volunteer__affiliations__organisation", "n")
    )
    return [
        Promised(
            name=name,
            people=people.get(number, 0),
            held=held.get(number, 0),
            now=next((p for p in promises.get(number, []) if on in p.period), None),
            later=tuple(p for p in promises.get(number, []) if p.period.lower > on),
        )
        for number, name in _names(promises.keys() | people.keys())
    ]


def _names(organisations: Collection[int]) -> list[tuple[int, str]]:
    rows = Organisation.objects.filter(pk__in=organisations).order_by("sort_key", "pk")
    return list(rows.values_list("pk", "name"))
