"""A small grocery for the tests: posts, openings, volunteers sent by an association."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from django.db.backends.postgresql.psycopg_any import DateRange

from actors.actions.parameters import decide_parameter
from actors.models import Organisation, Parameter, User
from epicerie.actions.openings import open_day
from epicerie.actions.volunteers import enrol_volunteer, grant_skill, register_volunteer
from epicerie.models import (
    USUAL_POSTS,
    USUAL_SITE,
    WEEKDAYS,
    Availability,
    Half,
    OpeningDay,
    OpeningNeed,
    Post,
    Site,
    Volunteer,
)
from epicerie.parameters import ASSOCIATION_SHARE

DAY = date(2026, 12, 3)
BEFORE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def posts() -> dict[str, Post]:
    """The six posts and the site; made again where a transactional test emptied the tables."""
    code, label = USUAL_SITE
    Site.objects.get_or_create(code=code, defaults={"label": label})
    for rank, (code, label, skill, places, everyone, skilled) in enumerate(USUAL_POSTS, start=1):
        asked = {"skill": skill, "everyone_skilled": everyone, "usual_skilled": skilled}
        Post.objects.get_or_create(
            code=code,
            defaults={"label": label, "usual_places": places, "rank": rank, **asked},
        )
    return {post.code: post for post in Post.objects.all()}


def one_association_may_do() -> None:
    """An opening of two places would be full with the share of one association: here it may."""
    Parameter.objects.get_or_create(
        key=ASSOCIATION_SHARE.name,
        defaults={"value": 100, "period": DateRange(date(2026, 1, 1), None), "set_at": BEFORE},
    )


def share_of(percent: int, since: date = date(2026, 1, 2)) -> None:
    """The share of one association, decided for the days from `since` on."""
    decide_parameter(
        ASSOCIATION_SHARE.name, percent, since=since, decision="essai", by=None, at=BEFORE
    )


def free_all_week(*people: Volunteer) -> None:
    """They said that they can come on every half-day of the week."""
    Availability.objects.bulk_create(
        Availability(volunteer=person, weekday=weekday, half=half)
        for person in people
        for weekday, _ in WEEKDAYS
        for half in Half.values
    )


def opening(
    by: User,
    day: date = DAY,
    *,
    starts: time = time(9),
    ends: time = time(12),
    at: datetime = BEFORE,
    alone: bool = True,
    **places: int,
) -> OpeningDay:
    """An opening with these places by post code (default: two at the welcome desk).

    `alone`: one association may hold them all; else the usual share counts.
    """
    known = posts()
    if alone:
        one_association_may_do()
    needs = {known[code]: number for code, number in (places or {"accueil": 2}).items()}
    return open_day(day, starts=starts, ends=ends, needs=needs, by=by, at=at)


def need(opened: OpeningDay, code: str = "accueil") -> OpeningNeed:
    return OpeningNeed.objects.get(opening=opened, post__code=code)


def volunteer(
    by: User, organisation: Organisation, name: str = "vera", *, free: bool = True, **options
) -> Volunteer:
    """A volunteer with an account of their own, free all week unless told otherwise."""
    made = enrol_volunteer(
        f"{name}@cast.example",
        first_name=name.capitalize(),
        last_name="Bénévole",
        phone="",
        organisation=organisation,
        by=by,
        at=BEFORE,
        **options,
    )
    if free:
        free_all_week(made)
    return made


def as_volunteer(user: User, organisation: Organisation, by: User) -> Volunteer:
    """The record of an account that already plays the volunteer, free all week."""
    made = register_volunteer(
        user, organisation=organisation, since=date(2026, 1, 1), by=by, at=BEFORE
    )
    free_all_week(made)
    return made


def mandate(held_by: Volunteer, by: User, *, until: date = date(2027, 1, 1)) -> None:
    grant_skill(held_by, "till", since=date(2026, 1, 1), until=until, by=by, at=BEFORE)
