"""What a volunteer said, as forms show it and as actions compare it."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet

from epicerie.models import Absence, Assignment, Availability, PostWish, Volunteer, halves_of

Week = dict[tuple[int, str], int]


def usual_week(volunteer: Volunteer) -> Week:
    """(weekday, half) → how gladly; a half-day that is absent is one on which they cannot come."""
    rows = Availability.objects.filter(volunteer=volunteer).order_by("weekday", "half")
    return {
        (weekday, half): w for weekday, half, w in rows.values_list("weekday", "half", "willing")
    }


def post_likings(volunteer: Volunteer) -> dict[int, int]:
    """Post number → liking, for those the person spoke of."""
    rows = PostWish.objects.filter(volunteer=volunteer).order_by("post")
    return dict(rows.values_list("post_id", "liking"))


def days_away(absence: Absence) -> dict[str, tuple[date, date]]:
    """The first and the last day, as the form that changes them showed them."""
    return {"days": (absence.first, absence.last)}


def places_inside(
    volunteer: Volunteer, first: date, last: date, *, at: datetime
) -> QuerySet[Assignment]:
    """Places to come that the person holds from `first` to `last`, both included."""
    return (
        Assignment.objects.active()
        .to_come(at)
        .filter(volunteer=volunteer, opening__day__range=(first, last))
        .select_related("volunteer__user", "need__post", "opening")
        .order_by("period", "pk")
    )


def half_day_held(volunteer: Volunteer, day: date, half: str, *, at: datetime) -> list[Assignment]:
    """Places to come that the person holds on that half-day."""
    return [
        place
        for place in places_inside(volunteer, day, day, at=at)
        if half in halves_of(place.opening.starts, place.opening.ends)
    ]


def half_days_held(volunteer: Volunteer, *, at: datetime) -> set[tuple[date, str]]:
    """Each half-day to come on which the person holds a place."""
    held = Assignment.objects.active().to_come(at).filter(volunteer=volunteer)
    hours = held.values_list("opening__day", "opening__starts", "opening__ends")
    return {(day, half) for day, starts, ends in hours for half in halves_of(starts, ends)}
