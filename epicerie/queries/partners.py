"""With whom a place may be exchanged by name: never a public list of the volunteers."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat, Lower

from epicerie.models import Affiliation, Assignment, OpeningDay, Volunteer
from epicerie.queries.facts import days_of, persons_for, place_of
from epicerie.rules import person_reason
from reims_solidarite.kit.names import Unaccent, folded

MET = timedelta(days=182)
MOST_ASKED = 400


def acquaintances(held: Assignment, *, at: datetime) -> QuerySet[Volunteer]:
    """Colleagues sent by the same association, and people met on an opening of the half year that
    ends now: taking a place to come tells nobody who else will be there.
    """
    senders = Affiliation.objects.live().filter(volunteer=held.volunteer_id)
    colleagues = Affiliation.objects.live().filter(organisation__in=senders.values("organisation"))
    recent = Assignment.objects.active().filter(
        period__startswith__gt=at - MET, period__endswith__lte=at
    )
    mine = recent.filter(volunteer=held.volunteer_id)
    met = recent.filter(opening__in=mine.values("opening"))
    return (
        Volunteer.objects.active()
        .filter(Q(pk__in=colleagues.values("volunteer")) | Q(pk__in=met.values("volunteer")))
        .exclude(pk=held.volunteer_id)
    )


def possible_partners(held: Assignment, *, at: datetime, typed: str = "") -> dict[int, str]:
    """Those of them who could hold the place, by name; as many queries for any number."""
    rows = acquaintances(held, at=at)
    if typed:
        full = Lower(Unaccent(Concat("user__first_name", Value(" "), "user__last_name")))
        rows = rows.annotate(full_name=full)
        for word in folded(typed).split():
            rows = rows.filter(full_name__contains=word)
    day = days_of(OpeningDay.objects.filter(pk=held.opening_id))[held.opening_id]
    day.leave(held.volunteer_id)
    place = place_of(held.need, day, filled=0)
    asked = rows.select_related("user")
    ordered = list(asked.order_by("user__sort_key", "user__first_name", "pk")[:MOST_ASKED])
    people = persons_for([place], [row.pk for row in ordered])
    return {
        row.pk: str(row)
        for row in ordered
        if person_reason(people[row.pk], place, said=True) is None
    }


def colleague(pk: int) -> Volunteer:
    """One of those who were just listed, with what an e-mail to them needs."""
    return Volunteer.objects.select_related("user").get(pk=pk)
