"""What the rule asks about the person who reads their own page: one prepared query.

The same facts as `queries.facts.persons`, read for one person on every visit of the busiest page.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject

from actors.models import User
from epicerie.models import (
    Absence,
    Affiliation,
    Availability,
    Companion,
    CompanionKind,
    DatedAvailability,
    HoursEntry,
    HoursKind,
    PostWish,
    Volunteer,
    VolunteerSkill,
)
from epicerie.queries.hours import HoursGiven
from epicerie.rules import Limits, Person, Sending, Trained
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.prepared import prepared


class Me(NamedTuple):
    """The person, for the rule; the language they read; the hours given."""

    person: Person
    language: str
    done: HoursGiven


def _minutes_given(rows: Any) -> Any:
    """The balance of the ledger of hours."""
    return rows.order_by().values("volunteer").annotate(total=Sum("amount")).values("total")


def _shifts_done(rows: Any) -> Any:
    """Openings whose signed sheet gave hours."""
    shifts = rows.standing().filter(kind=HoursKind.SHIFT).order_by()
    return shifts.values("volunteer").annotate(n=Count("pk")).values("n")


def _rows(rows: QuerySet[Any, Any], **columns: str) -> ArraySubquery:
    mine = rows.order_by("pk")
    return ArraySubquery(mine.values(row=JSONObject(**columns)))


@prepared
def _record(user: int, on: date) -> QuerySet[Any, Any]:
    own = OuterRef("pk")
    skills = VolunteerSkill.objects.filter(volunteer=own)
    given = HoursEntry.objects.filter(volunteer=own)
    apart = Companion.objects.filter(kind=CompanionKind.APART)
    return (
        Volunteer.objects.filter(user=user)
        .annotate(
            their_skills=_rows(
                skills, skill="skill", since="period__startswith", until="period__endswith"
            ),
            their_sent=_rows(
                Affiliation.objects.filter(volunteer=own),
                since="since",
                until="ended_on",
                organisation="organisation_id",
            ),
            their_absences=_rows(
                Absence.objects.filter(volunteer=own, period__endswith__gt=on),
                since="period__startswith",
                until="period__endswith",
            ),
            their_dated=_rows(
                DatedAvailability.objects.filter(volunteer=own, day__gte=on),
                day="day",
                half="half",
                can_come="can_come",
                willing="willing",
            ),
            their_usual=_rows(
                Availability.objects.filter(volunteer=own),
                weekday="weekday",
                half="half",
                willing="willing",
            ),
            their_likings=_rows(
                PostWish.objects.filter(volunteer=own), post="post_id", liking="liking"
            ),
            apart_after=ArraySubquery(apart.filter(first=own).order_by("pk").values("second")),
            apart_before=ArraySubquery(apart.filter(second=own).order_by("pk").values("first")),
            minutes=Subquery(_minutes_given(given)),
            done=Subquery(_shifts_done(given)),
        )
        .values_list(
            *("pk", "active", "max_week", "max_month", "max_14_days", "min_gap_days"),
            *("their_skills", "their_sent", "their_absences", "their_dated", "their_usual"),
            *("their_likings", "apart_after", "apart_before", "language", "minutes", "done"),
        )
    )


def me_of(user: User, *, at: datetime) -> Me | None:
    """None for an account that has no volunteer record. Places held are read apart."""
    for row in _record(user=user.pk, on=paris_day(at)):
        pk, active, *limits = row[:6]
        skills, sent, absences, dated, usual, likings, after, before, *about = row[6:]
        language, minutes, done = about
        person = Person(
            pk=pk,
            active=active,
            limits=Limits(*limits),
            sent=[Sending(_day(s["since"]), _end(s["until"]), s["organisation"]) for s in sent],
            trained=[Trained(s["skill"], _end(s["since"]), _end(s["until"])) for s in skills],
            absences=[(_day(a["since"]), _day(a["until"])) for a in absences],
            dated={
                (_day(d["day"]), d["half"]): d["willing"] if d["can_come"] else None for d in dated
            },
            usual={(u["weekday"], u["half"]): u["willing"] for u in usual},
            likings={wish["post"]: wish["liking"] for wish in likings},
            apart={*after, *before},
        )
        return Me(person, language, HoursGiven(minutes or 0, done or 0))
    return None


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _end(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
